/**
 * Frames of the Shure MXCW command strings, written by hand from the public documentation (Shure MXCW
 * command strings, command table "2025-F"; facts section 3.3), with the messages they mean.
 */
import type { MxcwReport } from '../../protocols/shure-mxcw/reports.ts';
import type { MxcwRequest } from '../../protocols/shure-mxcw/requests.ts';

export const requestFrames: readonly (readonly [string, MxcwRequest])[] = [
  ['< GET ALL >', { type: 'get-all' }],
  ['< GET 5 MIC_STATUS >', { type: 'get-seat', property: 'MIC_STATUS', seat: 5 }],
  ['< GET 0 SEAT_NAME >', { type: 'get-seat', property: 'SEAT_NAME', seat: 0 }],
  ['< GET 65535 UNIT_AVAILABLE >', { type: 'get-seat', property: 'UNIT_AVAILABLE', seat: 65_535 }],
  ['< GET AUDIO_METER_RATE >', { type: 'get', property: 'AUDIO_METER_RATE' }],
  ['< GET OPERATION_MODE >', { type: 'get', property: 'OPERATION_MODE' }],
  ['< SET 5 MIC_STATUS ON >', { type: 'set-microphone', seat: 5, open: true }],
  ['< SET 5 MIC_STATUS OFF >', { type: 'set-microphone', seat: 5, open: false }],
  ['< SET 0 MIC_STATUS OFF >', { type: 'set-microphone', seat: 0, open: false }],
  ['< SET 5 SPEAK_REQUEST TRUE >', { type: 'speak-request', seat: 5 }],
  ['< SET 5 SPEAK_RELEASE TRUE >', { type: 'speak-release', seat: 5 }],
  ['< SET NEXT_MIC_ON TRUE >', { type: 'open-next' }],
  ['< SET CLEAR_REQUEST_LIST TRUE >', { type: 'clear-requests' }],
  ['< SET ALL_DELEGATE_MIC_OFF TRUE >', { type: 'close-delegates' }],
  ['< SET OPERATION_MODE HANDSFREE >', { type: 'set-mode', mode: 'voice' }],
  ['< SET OPERATION_MODE MANUAL >', { type: 'set-mode', mode: 'manual' }],
  ['< SET INTERRUPT_MODE NOT_ALLOWED >', { type: 'set-interrupt', interrupt: 'none' }],
  ['< SET INTERRUPT_MODE HIGHER_PRIORITY >', { type: 'set-interrupt', interrupt: 'lower-priority' }],
  ['< SET MAX_TOTAL_SPEAKERS 8 >', { type: 'set-limit', limit: 'MAX_TOTAL_SPEAKERS', value: 8 }],
  ['< SET MAX_NUM_REQUESTS 20 >', { type: 'set-limit', limit: 'MAX_NUM_REQUESTS', value: 20 }],
  ['< SET 12 MIC_PRIORITY 5 >', { type: 'set-priority', seat: 12, priority: 5 }],
  ['< SET AUDIO_METER_RATE 5000 >', { type: 'set-meter-rate', everyMs: 5000 }],
];

export const reportFrames: readonly (readonly [string, MxcwReport])[] = [
  ['< REP 5 MIC_STATUS ON >', { type: 'microphone', seat: 5, status: 'on' }],
  ['< REP 5 MIC_STATUS UNKNOWN >', { type: 'microphone', seat: 5, status: 'unknown' }],
  ['< REP 5 REQUEST_LIST_STATUS IN_LIST >', { type: 'request-list', seat: 5, listed: true }],
  ['< REP 5 REQUEST_LIST_STATUS NOT_IN_LIST >', { type: 'request-list', seat: 5, listed: false }],
  ['< REP 5 SPEAK_LIST_STATUS IN_LIST >', { type: 'speak-list', seat: 5, listed: true }],
  ['< REP 12 MIC_PRIORITY 5 >', { type: 'priority', seat: 12, priority: 5 }],
  ['< REP 1 ROLE CHAIRMAN >', { type: 'role', seat: 1, role: 'chair' }],
  ['< REP 2 ROLE DUAL_DELEGATE >', { type: 'role', seat: 2, role: 'dual-delegate' }],
  ['< REP 1 SEAT_NAME {Mayor                          } >', { type: 'name', seat: 1, name: 'Mayor' }],
  ['< REP 9 SEAT_NAME {                               } >', { type: 'name', seat: 9 }],
  ['< REP 5 UNIT_AVAILABLE AVAILABLE >', { type: 'availability', seat: 5, availability: 'available' }],
  [
    '< REP 6 UNIT_AVAILABLE NOT_REGISTERED >',
    { type: 'availability', seat: 6, availability: 'not-registered' },
  ],
  ['< REP OPERATION_MODE AUTO >', { type: 'mode', mode: 'auto' }],
  ['< REP OPERATION_MODE FIFO >', { type: 'mode', mode: 'fifo' }],
  ['< REP INTERRUPT_MODE EQUAL_AND_HIGHER_PRIORITY >', { type: 'interrupt', interrupt: 'same-priority' }],
  ['< REP MAX_DELEGATE_SPEAKERS 4 >', { type: 'limit', limit: 'MAX_DELEGATE_SPEAKERS', value: 4 }],
  ['< REP GLOBAL_MUTE OFF >', { type: 'global-mute', muted: false }],
  ['< REP AUDIO_METER_RATE 5000 >', { type: 'meter-rate', everyMs: 5000 }],
  ['< REP ERR >', { type: 'error' }],
  ['< REP VOTING_STATE ACTIVE >', { type: 'other', text: 'REP VOTING_STATE ACTIVE' }],
  [
    '< REP 3 VOTING_CONFIGURATION_NAME {Budget > 1 Mio} >',
    { type: 'other', text: 'REP 3 VOTING_CONFIGURATION_NAME {Budget > 1 Mio}' },
  ],
  ['< SAMPLE 5 AUDIO_LEVEL 031 >', { type: 'other', text: 'SAMPLE 5 AUDIO_LEVEL 031' }],
];
