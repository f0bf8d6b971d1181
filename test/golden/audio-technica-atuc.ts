/** Messages of the Audio-Technica ATUC IP control protocol, by hand from facts conference-systems section 6. */
import type { AtucAnswer, AtucCommand, AtucNotice } from '../../protocols/audio-technica-atuc/frames.ts';

const one = (command: string, handshake: 'S' | 'O', ...parameters: string[]): AtucCommand => ({
  command,
  handshake,
  part: 'NC',
  parameters,
});

export const commandLines: readonly (readonly [string, AtucCommand])[] = [
  ['takof S 0000 00 NC 0, \r', one('takof', 'S', '0', '')],
  ['takof S 0000 00 NC 1,00A00012,0 \r', one('takof', 'S', '1', '00A00012', '0')],
  ['gconf O 0000 00 NC  \r', one('gconf', 'O')],
  ['gdust O 0000 00 NC all \r', one('gdust', 'O', 'all')],
  ['reqon S 0000 00 NC 1,00A00012,0 \r', one('reqon', 'S', '1', '00A00012', '0')],
  ['reqof S 0000 00 NC 0, \r', one('reqof', 'S', '0', '')],
  ['prmit S 0000 00 NC 1,00A00012,0 \r', one('prmit', 'S', '1', '00A00012', '0')],
  [
    'sconf S 0000 00 NC 1,0,4,10,0,1,1,1,500 \r',
    one('sconf', 'S', '1', '0', '4', '10', '0', '1', '1', '1', '500'),
  ],
];

export const answerLines: readonly (readonly [string, AtucAnswer])[] = [
  ['takof ACK\r', { type: 'ack', command: 'takof' }],
  ['takof NAK 04\r', { type: 'nak', command: 'takof', code: 4 }],
  ['prmit NAK 90\r', { type: 'nak', command: 'prmit', code: 90 }],
  [
    'gconf 0000 00 NC 1,0,4,10,0,1,1,1,500 \r',
    {
      type: 'data',
      command: 'gconf',
      part: 'NC',
      parameters: ['1', '0', '4', '10', '0', '1', '1', '1', '500'],
    },
  ],
  [
    'gdust 0000 00 CS 00A00012,"Frau Groß",2,0,1,0,0 \r',
    {
      type: 'data',
      command: 'gdust',
      part: 'CS',
      parameters: ['00A00012', 'Frau Groß', '2', '0', '1', '0', '0'],
    },
  ],
];

export const noticeLines: readonly (readonly [string, AtucNotice])[] = [
  [
    'MD gtalk 0000 00 NC 00A00012,0,1,1 \r',
    { command: 'gtalk', part: 'NC', parameters: ['00A00012', '0', '1', '1'] },
  ],
  ['MD gconn 0000 00 NC  \r', { command: 'gconn', part: 'NC', parameters: [] }],
];
