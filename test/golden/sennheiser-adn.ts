/**
 * Messages of the Sennheiser ADN CU1 "MediaCtrl" protocol, written by hand from the document (ADN MediaCtrl
 * Protocol: "Protocol Basics", "Examples", "Error Codes"), with what they mean.
 */
import type { AdnCommand } from '../../protocols/sennheiser-adn/commands.ts';
import type { AdnReport } from '../../protocols/sennheiser-adn/reports.ts';

export const adnCommandMessages: readonly (readonly [string, AdnCommand])[] = [
  ['MicStatus 1;', { type: 'MicStatus', position: 1 }],
  ['MicStatusSN D1W100017;', { type: 'MicStatusSN', serial: 'D1W100017' }],
  ['MicButton 3;', { type: 'MicButton', position: 3 }],
  ['MicButtonSN D1100023;', { type: 'MicButtonSN', serial: 'D1100023' }],
  ['AllMicsOff 1;', { type: 'AllMicsOff' }],
  ['ConferenceMode 3;', { type: 'set', attribute: 'ConferenceMode', value: 3 }],
  ['ConferenceMode;', { type: 'get', attribute: 'ConferenceMode' }],
  ['MaxOpenMic 4;', { type: 'set', attribute: 'MaxOpenMic', value: 4 }],
  ['MaxSpeakReqListLength 10;', { type: 'set', attribute: 'MaxSpeakReqListLength', value: 10 }],
  ['LimitOfTalkTime 5;', { type: 'set', attribute: 'LimitOfTalkTime', value: 5 }],
  ['PremonitionTime 3;', { type: 'set', attribute: 'PremonitionTime', value: 3 }],
  ['TalkTimeLimitIsActive 1;', { type: 'set', attribute: 'TalkTimeLimitIsActive', value: 1 }],
  ['TalkTimeExpirationHardCutOff 1;', { type: 'set', attribute: 'TalkTimeExpirationHardCutOff', value: 1 }],
  ['OpenAccessMode 1;', { type: 'set', attribute: 'OpenAccessMode', value: 1 }],
  ['ClearDoesCleanRequestList 1;', { type: 'set', attribute: 'ClearDoesCleanRequestList', value: 1 }],
  ['HdRecordIsActive 1;', { type: 'set', attribute: 'HdRecordIsActive', value: 1 }],
  ['FloorVolume;', { type: 'get', attribute: 'FloorVolume' }],
  ['FloorVolume 7;', { type: 'set', attribute: 'FloorVolume', value: 7 }],
  ['FloorVolume #1;', { type: 'change', attribute: 'FloorVolume', by: 1 }],
  ['FloorVolume #-1;', { type: 'change', attribute: 'FloorVolume', by: -1 }],
];

export const adnReportMessages: readonly (readonly [string, AdnReport])[] = [
  ['MicStatus 1 1;', { type: 'MicStatus', position: 1, status: 1 }],
  ['MicStatus 400 8;', { type: 'MicStatus', position: 400, status: 8 }],
  ['MicStatusSN D1100023 7;', { type: 'MicStatusSN', serial: 'D1100023', status: 7 }],
  ['MicStatusSN D1W100017 1;', { type: 'MicStatusSN', serial: 'D1W100017', status: 1 }],
  ['ConferenceMode 3;', { type: 'attribute', attribute: 'ConferenceMode', value: 3 }],
  ['MaxOpenMic 4;', { type: 'attribute', attribute: 'MaxOpenMic', value: 4 }],
  ['MaxSpeakReqListLength 10;', { type: 'attribute', attribute: 'MaxSpeakReqListLength', value: 10 }],
  ['FloorVolume 8;', { type: 'attribute', attribute: 'FloorVolume', value: 8 }],
  ['LapsedTalkTime 3 12;', { type: 'other', text: 'LapsedTalkTime 3 12' }],
  ['MicBatteryStatus D1W100017 80;', { type: 'other', text: 'MicBatteryStatus D1W100017 80' }],
  ['AmRfOutputPower AM100001 4;', { type: 'other', text: 'AmRfOutputPower AM100001 4' }],
  ['error 1000: invalid command;', { type: 'error', code: 1000, text: 'invalid command' }],
  ['error 1010: invalid parameter;', { type: 'error', code: 1010, text: 'invalid parameter' }],
  ['error 1020: value out of range;', { type: 'error', code: 1020, text: 'value out of range' }],
  [
    'error 1030: relative parameter is not supported;',
    { type: 'error', code: 1030, text: 'relative parameter is not supported' },
  ],
  [
    'error 1040: invalid number of parameters;',
    { type: 'error', code: 1040, text: 'invalid number of parameters' },
  ],
  ['error 1050: get request not allowed;', { type: 'error', code: 1050, text: 'get request not allowed' }],
  ['error 1060: set request not allowed;', { type: 'error', code: 1060, text: 'set request not allowed' }],
  [
    'error 1070: processing of request currently not possible;',
    { type: 'error', code: 1070, text: 'processing of request currently not possible' },
  ],
];
