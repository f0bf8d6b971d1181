/**
 * Lines of the Shure DIS-CCU text protocol, written by hand from the documents (Shure MXC command strings;
 * DCS 6000 manual; CU 6105 manual), with the messages they mean.
 */
import type { DisCommand } from '../../protocols/shure-dis-ccu/commands.ts';
import type { DisReport } from '../../protocols/shure-dis-ccu/reports.ts';

export const commandLines: readonly (readonly [string, DisCommand])[] = [
  ['mic_on 212\r\n', { type: 'mic_on', seat: 212 }],
  ['mic_off 212\r\n', { type: 'mic_off', seat: 212 }],
  ['mic_all_delegates_off\r\n', { type: 'mic_all_delegates_off' }],
  ['mic_all_off\r\n', { type: 'mic_all_off' }],
  ['mic_request_on 7\r\n', { type: 'mic_request_on', seat: 7 }],
  ['mic_request_off 7\r\n', { type: 'mic_request_off', seat: 7 }],
  ['mic_all_requests_off\r\n', { type: 'mic_all_requests_off' }],
  ['mic_reply_on 65535\r\n', { type: 'mic_reply_on', seat: 65_535 }],
  ['mic_reply_off 1\r\n', { type: 'mic_reply_off', seat: 1 }],
  ['mic_on_from_request 3\r\n', { type: 'mic_on_from_request', seat: 3 }],
  ['mic_next_on\r\n', { type: 'mic_next_on' }],
  ['max_total_speakers 8\r\n', { type: 'max_total_speakers', value: 8 }],
  ['max_speakers 1\r\n', { type: 'max_speakers', value: 1 }],
  ['max_requests 250\r\n', { type: 'max_requests', value: 250 }],
  ['max_replies 0\r\n', { type: 'max_replies', value: 0 }],
  ['mic_mode manual+reply\r\n', { type: 'mic_mode', word: 'manual+reply' }],
  ['mic_interrupt Lower\r\n', { type: 'mic_interrupt', word: 'Lower' }],
  ['mic_priority 12 5\r\n', { type: 'mic_priority', seat: 12, priority: 5 }],
  ['mic_status\r\n', { type: 'mic_status' }],
  ['voting_status\r\n', { type: 'voting_status' }],
  ['start_voting 1\r\n', { type: 'start_voting', configuration: 1 }],
  ['stop_voting\r\n', { type: 'stop_voting' }],
  ['cancel_voting\r\n', { type: 'cancel_voting' }],
];

export const reportLines: readonly (readonly [string, DisReport])[] = [
  ['mic_on 12\r\n', { type: 'mic_on', seat: 12 }],
  ['mic_off 12\r\n', { type: 'mic_off', seat: 12 }],
  ['mic_request_on 7\r\n', { type: 'mic_request_on', seat: 7 }],
  ['mic_request_off 7\r\n', { type: 'mic_request_off', seat: 7 }],
  ['mic_reply_on 9\r\n', { type: 'mic_reply_on', seat: 9 }],
  ['mic_reply_off 9\r\n', { type: 'mic_reply_off', seat: 9 }],
  ['mic_all_off\r\n', { type: 'mic_all_off' }],
  [
    'seat_number 12 active John Jones\r\n',
    { type: 'seat_number', seat: 12, active: true, name: 'John Jones' },
  ],
  ['seat_state 12 active John Jones\r\n', { type: 'seat_state', seat: 12, active: true, name: 'John Jones' }],
  ['seat_state 12 passive\r\n', { type: 'seat_state', seat: 12, active: false }],
  ['mic_mode auto\r\n', { type: 'mic_mode', mode: 'auto', withReplies: false }],
  ['mic_mode vox+reply\r\n', { type: 'mic_mode', mode: 'voice', withReplies: true }],
  ['mic_interrupt off\r\n', { type: 'mic_interrupt', interrupt: 'none', word: 'off' }],
  ['mic_interrupt Same\r\n', { type: 'mic_interrupt', interrupt: 'same-priority', word: 'Same' }],
  ['mic_interrupt on\r\n', { type: 'mic_interrupt', interrupt: 'lower-priority', word: 'on' }],
  ['max_total_speakers 4\r\n', { type: 'max_total_speakers', value: 4 }],
  ['max_speakers 3\r\n', { type: 'max_speakers', value: 3 }],
  ['max_requests 50\r\n', { type: 'max_requests', value: 50 }],
  ['mic_priority 12 5\r\n', { type: 'mic_priority', seat: 12, priority: 5 }],
  ['mic_status_done\r\n', { type: 'mic_status_done' }],
  ['command_error unknown command\r\n', { type: 'command_error', text: 'unknown command' }],
  ['command_error syntax error\r\n', { type: 'command_error', text: 'syntax error' }],
  [
    'voting_configuration 2 3-button secret voting\r\n',
    { type: 'voting_configuration', configuration: 2, label: '3-button secret voting' },
  ],
  ['voting_status_done\r\n', { type: 'voting_status_done' }],
  ['voting_started 1\r\n', { type: 'voting_started', configuration: 1 }],
  ['interim_voting_result 1 0 Yes\r\n', { type: 'interim_voting_result', result: 1, count: 0, label: 'Yes' }],
  ['voting_stopped\r\n', { type: 'voting_stopped' }],
  ['final_voting_result 1 1 Yes\r\n', { type: 'final_voting_result', result: 1, count: 1, label: 'Yes' }],
  ['final_voting_result 5 12 --\r\n', { type: 'final_voting_result', result: 5, count: 12, label: '--' }],
  ['voting_cancelled\r\n', { type: 'voting_cancelled' }],
  ['attendance_check_started\r\n', { type: 'other', line: 'attendance_check_started' }],
];
