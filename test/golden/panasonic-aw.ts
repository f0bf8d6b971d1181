/**
 * Words of Panasonic AW cameras, written by hand from the facts (A5: interface specifications of AW-HE42 and
 * AW-UE100) and, for the zoom's speed and the combined position, from the AW-HE100 protocol sheet and an
 * example of the maker's (`pTV80008000555555FFF`).
 */
import type { AwAnswer } from '../../protocols/panasonic-aw/answers.ts';
import type { AwRequest } from '../../protocols/panasonic-aw/requests.ts';

const ptz = (command: string): string => `/cgi-bin/aw_ptz?cmd=%23${command}&res=1`;

export const requests: readonly (readonly [string, AwRequest])[] = [
  // Preset numbers on the wire are one lower than in the menu.
  [ptz('R00'), { type: 'recall', preset: 1 }],
  [ptz('R99'), { type: 'recall', preset: 100 }],
  [ptz('M04'), { type: 'store', preset: 5 }],
  [ptz('C04'), { type: 'delete', preset: 5 }],
  [ptz('S'), { type: 'ask', what: 'last-preset' }],
  [ptz('APC'), { type: 'ask', what: 'pan-tilt' }],
  [ptz('APC80008000'), { type: 'absolute', pan: 0x8000, tilt: 0x8000 }],
  [ptz('APC2D095555'), { type: 'absolute', pan: 0x2d09, tilt: 0x5555 }],
  [ptz('PTS5050'), { type: 'drive', pan: 50, tilt: 50 }],
  [ptz('PTS0199'), { type: 'drive', pan: 1, tilt: 99 }],
  [ptz('PTV'), { type: 'ask', what: 'everything' }],
  [ptz('GZ'), { type: 'ask', what: 'zoom' }],
  [ptz('AXZ555'), { type: 'set-zoom', zoom: 0x555 }],
  [ptz('AXZFFF'), { type: 'set-zoom', zoom: 0xfff }],
  [ptz('Z50'), { type: 'drive-zoom', zoom: 50 }],
  [ptz('O'), { type: 'ask', what: 'power' }],
  [ptz('O1'), { type: 'set-power', on: true }],
  [ptz('O0'), { type: 'set-power', on: false }],
  ['/cgi-bin/aw_cam?cmd=QID&res=1', { type: 'ask', what: 'model' }],
  ['/cgi-bin/event?connect=start&my_port=35200&uid=0', { type: 'register', port: 35_200 }],
  ['/cgi-bin/event?connect=stop&my_port=35200&uid=0', { type: 'unregister', port: 35_200 }],
];

export const answers: readonly (readonly [string, AwAnswer])[] = [
  ['s00', { type: 'preset', preset: 1 }],
  ['s99', { type: 'preset', preset: 100 }],
  ['q04', { type: 'reached', preset: 5 }],
  ['p0', { type: 'power', power: 'off' }],
  ['p1', { type: 'power', power: 'on' }],
  ['p3', { type: 'power', power: 'changing' }],
  ['aPC80008000', { type: 'pan-tilt', pan: 0x8000, tilt: 0x8000 }],
  ['gz555', { type: 'zoom', zoom: 0x555 }],
  ['gz---', { type: 'zoom', zoom: null }],
  ['axzFFF', { type: 'zoom-set', zoom: 0xfff }],
  [
    'pTV80008000555555FFF',
    { type: 'everything', pan: 0x8000, tilt: 0x8000, zoom: 0x555, focus: 0x555, iris: 0xfff },
  ],
  ['pTS5050', { type: 'driving', pan: 50, tilt: 50 }],
  ['zS50', { type: 'zoom-driving', zoom: 50 }],
  ['OID:AW-UE100', { type: 'model', name: 'AW-UE100' }],
  ['eR1:PTV', { type: 'error', from: 'aw_ptz', code: 'unsupported', command: 'PTV' }],
  ['eR2:R04', { type: 'error', from: 'aw_ptz', code: 'busy', command: 'R04' }],
  ['eR3:APC', { type: 'error', from: 'aw_ptz', code: 'out-of-range', command: 'APC' }],
  ['ER1:QID', { type: 'error', from: 'aw_cam', code: 'unsupported', command: 'QID' }],
  ['QSV:V01.20', { type: 'word', text: 'QSV:V01.20' }],
  ['rER00', { type: 'word', text: 'rER00' }],
  ['lPI555800FFF', { type: 'word', text: 'lPI555800FFF' }],
];

const zeros = (count: number): string => Array.from({ length: count }, () => '00').join(' ');

/** 22 bytes reserved, size, 4 reserved, CR LF text CR LF, 24 reserved; the size is the text's with its ends, + 8. */
export const notices: readonly (readonly [string, string])[] = [
  [`${zeros(22)} 00 0f ${zeros(4)} 0d 0a 71 30 34 0d 0a ${zeros(24)}`, 'q04'],
  [`${zeros(22)} 00 0e ${zeros(4)} 0d 0a 70 31 0d 0a ${zeros(24)}`, 'p1'],
];
