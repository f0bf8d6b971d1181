/**
 * VISCA frames written by hand from the documents, never generated: Sony BRC-X400 and SRG command lists
 * (frames, answers), ILME-FR7 command list (status layout, position width), "VISCA over IP" (header).
 */
import type { ViscaAnswerDatagram, ViscaDatagram } from '../../protocols/visca/over-ip.ts';
import type { ViscaReply } from '../../protocols/visca/replies.ts';
import type { ViscaRequest } from '../../protocols/visca/requests.ts';

const to1 = (body: ViscaRequest['body']): ViscaRequest => ({ device: 1, body });
const from1 = (body: ViscaReply['body']): ViscaReply => ({ device: 1, body });
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

export const requestFrames: readonly (readonly [string, ViscaRequest])[] = [
  ['81 01 00 01 ff', to1({ type: 'if-clear' })],
  ['88 01 00 01 ff', { device: 8, body: { type: 'if-clear' } }],
  // Cisco PrecisionHD takes its number alone.
  ['83 30 03 ff', { device: 3, body: { type: 'set-addresses', first: 3 } }],
  ['88 30 01 ff', { device: 8, body: { type: 'set-addresses', first: 1 } }],
  // What one controller sends instead of "clear": a camera answers a syntax error.
  ['88 01 00 10 ff', { device: 8, body: { type: 'other', bytes: bytes(0x01, 0x00, 0x10) } }],
  ['81 01 04 00 02 ff', to1({ type: 'power', on: true })],
  ['81 01 04 00 03 ff', to1({ type: 'power', on: false })],
  // Preset numbers on the wire are one lower than in the manual.
  ['81 01 04 3f 00 04 ff', to1({ type: 'preset', action: 'reset', preset: 5 })],
  ['81 01 04 3f 01 00 ff', to1({ type: 'preset', action: 'store', preset: 1 })],
  ['81 01 04 3f 02 63 ff', to1({ type: 'preset', action: 'recall', preset: 100 })],
  [
    '81 01 06 01 18 17 01 03 ff',
    to1({ type: 'drive', panSpeed: 0x18, tiltSpeed: 0x17, pan: 'left', tilt: 'stop' }),
  ],
  [
    '81 01 06 01 01 01 02 02 ff',
    to1({ type: 'drive', panSpeed: 1, tiltSpeed: 1, pan: 'right', tilt: 'down' }),
  ],
  ['81 01 06 01 05 06 03 01 ff', to1({ type: 'drive', panSpeed: 5, tiltSpeed: 6, pan: 'stop', tilt: 'up' })],
  // X400: tilt speed must be 00; DE00 is −170°, 1200 is +90°.
  [
    '81 01 06 02 18 00 0d 0e 00 00 01 02 00 00 ff',
    to1({ type: 'absolute', width: '4+4', panSpeed: 0x18, tiltSpeed: 0, pan: -0x2200, tilt: 0x1200 }),
  ],
  // BRC-X1000: five nibbles of pan, four of tilt.
  [
    '81 01 06 02 18 17 00 00 00 00 01 0f 0f 0f 0f ff',
    to1({ type: 'absolute', width: '5+4', panSpeed: 0x18, tiltSpeed: 0x17, pan: 1, tilt: -1 }),
  ],
  ['81 01 06 04 ff', to1({ type: 'home' })],
  ['81 01 06 05 ff', to1({ type: 'pan-tilt-reset' })],
  ['81 01 04 07 00 ff', to1({ type: 'zoom', direction: 'stop', speed: null })],
  ['81 01 04 07 02 ff', to1({ type: 'zoom', direction: 'tele', speed: null })],
  ['81 01 04 07 03 ff', to1({ type: 'zoom', direction: 'wide', speed: null })],
  ['81 01 04 07 27 ff', to1({ type: 'zoom', direction: 'tele', speed: 7 })],
  ['81 01 04 07 30 ff', to1({ type: 'zoom', direction: 'wide', speed: 0 })],
  ['81 01 04 47 04 00 00 00 ff', to1({ type: 'zoom-direct', zoom: 0x4000 })],
  ['81 22 ff', to1({ type: 'cancel', socket: 2 })],
  ['81 09 00 02 ff', to1({ type: 'inquiry', inquiry: 'version' })],
  ['81 09 04 00 ff', to1({ type: 'inquiry', inquiry: 'power' })],
  ['81 09 06 12 ff', to1({ type: 'inquiry', inquiry: 'pan-tilt-position' })],
  ['81 09 06 10 ff', to1({ type: 'inquiry', inquiry: 'pan-tilt-status' })],
  ['81 09 04 47 ff', to1({ type: 'inquiry', inquiry: 'zoom-position' })],
  ['81 09 7e 7e 00 ff', to1({ type: 'inquiry', inquiry: 'lens-block' })],
  ['81 09 04 3f ff', to1({ type: 'inquiry', inquiry: 'last-preset' })],
  ['81 09 06 11 ff', to1({ type: 'inquiry', inquiry: 'max-speed' })],
  ['81 09 06 06 ff', to1({ type: 'inquiry', inquiry: 'menu' })],
  // A legal frame that is none of ours (tally, X400): a camera without it answers a syntax error.
  ['81 01 7e 01 0a 00 02 ff', to1({ type: 'other', bytes: bytes(0x01, 0x7e, 0x01, 0x0a, 0x00, 0x02) })],
];

export const replyFrames: readonly (readonly [string, ViscaReply])[] = [
  ['90 41 ff', from1({ type: 'ack', socket: 1 })],
  ['90 42 ff', from1({ type: 'ack', socket: 2 })],
  ['90 51 ff', from1({ type: 'completion', socket: 1 })],
  ['a0 52 ff', { device: 2, body: { type: 'completion', socket: 2 } }],
  ['f0 50 ff', { device: 7, body: { type: 'set' } }],
  ['90 50 02 ff', from1({ type: 'answer', data: bytes(0x02) })],
  ['90 50 28 00 ff', from1({ type: 'answer', data: bytes(0x28, 0x00) })],
  ['90 60 01 ff', from1({ type: 'error', socket: 0, code: 'length' })],
  ['90 60 02 ff', from1({ type: 'error', socket: 0, code: 'syntax' })],
  ['90 60 03 ff', from1({ type: 'error', socket: 0, code: 'buffer-full' })],
  // The FR7 sheet writes the buffer-full error with a socket.
  ['90 61 03 ff', from1({ type: 'error', socket: 1, code: 'buffer-full' })],
  ['90 62 04 ff', from1({ type: 'error', socket: 2, code: 'cancelled' })],
  ['90 61 05 ff', from1({ type: 'error', socket: 1, code: 'no-such-socket' })],
  ['90 61 41 ff', from1({ type: 'error', socket: 1, code: 'not-executable' })],
  ['90 38 ff', from1({ type: 'network-change' })],
  // One camera, seven, and the clear broadcast that has come back.
  ['88 30 02 ff', { device: 0, body: { type: 'addresses-set', next: 2 } }],
  ['88 30 08 ff', { device: 0, body: { type: 'addresses-set', next: 8 } }],
  ['88 01 00 01 ff', { device: 0, body: { type: 'cleared' } }],
  ['88 38 ff', { device: 0, body: { type: 'network-change' } }],
  // SRG-300H: infrared return, unasked.
  ['90 07 7d 01 04 3f ff', from1({ type: 'notice', bytes: bytes(0x07, 0x7d, 0x01, 0x04, 0x3f) })],
];

export const requestDatagrams: readonly (readonly [string, ViscaDatagram])[] = [
  ['02 00 00 01 00 00 00 00 01', { type: 'reset-sequence', sequence: 0 }],
  [
    '01 00 00 07 00 00 00 2a 81 01 04 3f 02 04 ff',
    {
      type: 'request',
      sequence: 42,
      as: 'command',
      device: 1,
      body: { type: 'preset', action: 'recall', preset: 5 },
    },
  ],
  [
    '01 10 00 05 ff ff ff fe 81 09 06 12 ff',
    {
      type: 'request',
      sequence: 0xffff_fffe,
      as: 'inquiry',
      device: 1,
      body: { type: 'inquiry', inquiry: 'pan-tilt-position' },
    },
  ],
  // Some clients send inquiries as commands.
  [
    '01 00 00 05 00 00 00 01 81 09 04 47 ff',
    {
      type: 'request',
      sequence: 1,
      as: 'command',
      device: 1,
      body: { type: 'inquiry', inquiry: 'zoom-position' },
    },
  ],
  [
    '01 20 00 05 00 00 00 07 81 01 00 01 ff',
    { type: 'request', sequence: 7, as: 'setting', device: 1, body: { type: 'if-clear' } },
  ],
];

export const answerDatagrams: readonly (readonly [string, ViscaAnswerDatagram])[] = [
  ['02 01 00 01 00 00 00 00 01', { type: 'sequence-reset', sequence: 0 }],
  [
    '01 11 00 03 00 00 00 2a 90 41 ff',
    { type: 'reply', sequence: 42, device: 1, body: { type: 'ack', socket: 1 } },
  ],
  [
    '01 11 00 04 00 00 00 2b 90 60 02 ff',
    { type: 'reply', sequence: 43, device: 1, body: { type: 'error', socket: 0, code: 'syntax' } },
  ],
  ['02 01 00 02 00 00 00 05 0f 01', { type: 'abnormal', sequence: 5, what: 'sequence', as: 'control-reply' }],
  // Measured: an SRG-120DH complains with type 02 00.
  ['02 00 00 02 00 00 00 05 0f 02', { type: 'abnormal', sequence: 5, what: 'message-type', as: 'control' }],
];
