/**
 * Frames of the Bosch DCN-NG Open Interface in hex (facts section 4.3). `met…`: literal bytes that two
 * clients in the field send and look for; `printed…`: the example of the facts, with the header order of
 * release 2.4's page 17. The keep-alive is the same in both.
 */
import type { DcnReport } from '../../protocols/bosch-dcn/reports.ts';
import type { DcnRequest } from '../../protocols/bosch-dcn/requests.ts';

const reserved = '00 00 00 00 00 00 00 00';
const keepAlive = `27 70 44 00 10 00 00 00 ${reserved}`;

export const metRequests: readonly (readonly [string, DcnRequest])[] = [
  [keepAlive, { type: 'keep-alive' }],
  [`03 1e 00 43 12 00 00 00 ${reserved} 1e 00`, { type: 'start' }],
  [`03 20 00 43 12 00 00 00 ${reserved} 20 00`, { type: 'getSettings' }],
  [`03 22 00 43 15 00 00 00 ${reserved} 22 00 05 02 01`, { type: 'setMicrophone', unit: 0x0205, open: true }],
  [
    `03 22 00 43 15 00 00 00 ${reserved} 22 00 05 02 00`,
    { type: 'setMicrophone', unit: 0x0205, open: false },
  ],
  [`03 23 00 43 16 00 00 00 ${reserved} 23 00 05 02 ff ff`, { type: 'shift', unit: 0x0205 }],
  [`03 25 00 43 12 00 00 00 ${reserved} 25 00`, { type: 'getRequests' }],
  [`03 26 00 43 12 00 00 00 ${reserved} 26 00`, { type: 'clearRequests' }],
  [`03 27 00 43 16 00 00 00 ${reserved} 27 00 05 02 ff ff`, { type: 'removeRequest', unit: 0x0205 }],
  [`03 2b 00 43 12 00 00 00 ${reserved} 2b 00`, { type: 'getNotebook' }],
  [`03 2e 00 43 12 00 00 00 ${reserved} 2e 00`, { type: 'getSpeakers' }],
  [`03 2f 00 43 12 00 00 00 ${reserved} 2f 00`, { type: 'clearSpeakers' }],
  [`03 30 00 43 14 00 00 00 ${reserved} 30 00 05 02`, { type: 'appendSpeaker', unit: 0x0205 }],
  [`03 31 00 43 14 00 00 00 ${reserved} 31 00 05 02`, { type: 'removeSpeaker', unit: 0x0205 }],
  [`03 34 00 43 14 00 00 00 ${reserved} 34 00 05 00`, { type: 'setMode', mode: 'push-to-talk' }],
  [`03 35 00 43 14 00 00 00 ${reserved} 35 00 04 00`, { type: 'setActive', count: 4 }],
  [`03 3e 00 43 16 00 00 00 ${reserved} 3e 00 05 02 ff ff`, { type: 'appendRequest', unit: 0x0205 }],
  [`03 12 10 43 12 00 00 00 ${reserved} 12 10`, { type: 'other', functionId: 0x1012 }],
];

export const metReports: readonly (readonly [string, DcnReport])[] = [
  [keepAlive, { type: 'keep-alive' }],
  [
    `20 70 44 00 18 00 00 00 ${reserved} 95 2a 00 00 10 00 00 00`,
    { type: 'protocol-error', code: 0x2a95, position: 16 },
  ],
  [`04 1e 00 43 14 00 00 00 ${reserved} 1e 00 00 00`, { type: 'done', of: 'start' }],
  [`04 2f 00 43 14 00 00 00 ${reserved} 2f 00 00 00`, { type: 'done', of: 'clearSpeakers' }],
  [
    `04 30 00 43 14 00 00 00 ${reserved} 30 00 9b 2a`,
    { type: 'refused', of: 'appendSpeaker', error: 0x2a9b },
  ],
  [
    `04 20 00 43 1a 00 00 00 ${reserved} 20 00 00 00 01 00 04 00 64 00`,
    { type: 'settings', mode: 'delegate-requests', active: 4, maxRequests: 100 },
  ],
  [`04 2e 00 43 16 00 00 00 ${reserved} 2e 00 00 00 00 00`, { type: 'speakers', entries: [] }],
  [
    `04 2e 00 43 1c 00 00 00 ${reserved} 2e 00 00 00 02 00 05 02 01 07 02 00`,
    {
      type: 'speakers',
      entries: [
        { unit: 0x0205, open: true },
        { unit: 0x0207, open: false },
      ],
    },
  ],
  [
    `04 25 00 43 1a 00 00 00 ${reserved} 25 00 00 00 01 00 05 02 ff ff`,
    { type: 'requests', entries: [{ unit: 0x0205, delegate: 0xffff }] },
  ],
  [
    `04 2b 00 43 1b 00 00 00 ${reserved} 2b 00 00 00 01 00 01 02 03 00 01`,
    { type: 'notebook', entries: [{ unit: 0x0201, sort: 3, open: true }] },
  ],
  [`02 22 00 43 12 00 00 00 ${reserved} 22 00`, { type: 'not-accepted', of: 'setMicrophone' }],
  [
    `05 01 00 43 18 00 00 00 ${reserved} 01 00 05 02 01 00 03 00`,
    { type: 'microphone', unit: 0x0205, open: true },
  ],
  [
    `05 01 00 43 18 00 00 00 ${reserved} 01 00 05 02 02 00 03 00`,
    { type: 'microphone', unit: 0x0205, open: false },
  ],
  [`05 02 00 43 14 00 00 00 ${reserved} 02 00 01 00`, { type: 'chair-microphones', open: 1 }],
  [`05 0e 00 43 14 00 00 00 ${reserved} 0e 00 05 02`, { type: 'speaker-added', unit: 0x0205 }],
  [`05 0f 00 43 14 00 00 00 ${reserved} 0f 00 05 02`, { type: 'speaker-removed', unit: 0x0205 }],
  [`05 0d 00 43 12 00 00 00 ${reserved} 0d 00`, { type: 'speakers-cleared' }],
  [`05 06 00 43 16 00 00 00 ${reserved} 06 00 05 02 ff ff`, { type: 'request-removed', unit: 0x0205 }],
  [`05 05 00 43 12 00 00 00 ${reserved} 05 00`, { type: 'requests-cleared' }],
  [`05 07 00 43 12 00 00 00 ${reserved} 07 00`, { type: 'requests-changed', by: 'requestInserted' }],
  [`05 0c 00 43 12 00 00 00 ${reserved} 0c 00`, { type: 'speakers-changed', by: 'speakersSet' }],
  [`05 09 00 43 12 00 00 00 ${reserved} 09 00`, { type: 'notebook-changed', by: 'notebookSet' }],
  [`05 12 00 43 14 00 00 00 ${reserved} 12 00 03 00`, { type: 'mode', mode: 'voice' }],
  [`05 13 00 43 14 00 00 00 ${reserved} 13 00 02 00`, { type: 'active', count: 2 }],
  [`05 15 00 43 12 00 00 00 ${reserved} 15 00`, { type: 'settings-changed' }],
  [`05 09 10 43 12 00 00 00 ${reserved} 09 10`, { type: 'other', functionId: 0x1009 }],
];

export const printedRequests: readonly (readonly [string, DcnRequest])[] = [
  [keepAlive, { type: 'keep-alive' }],
  [`43 22 0a 03 14 00 00 00 ${reserved} 21 00 01 00`, { type: 'setMicrophone', unit: 0x0021, open: true }],
  [`43 1e 0a 03 10 00 00 00 ${reserved}`, { type: 'start' }],
];
