/** Topics and payloads of vote keypads on MQTT, written by hand from docs/devices/mqtt-keypads.md. */
import type { KeypadMessage } from '../../protocols/mqtt-keypads/topics.ts';
import type { TopicMessage } from '../../protocols/mqtt-buttons/topics.ts';

const retained = (topic: string, payload: string): TopicMessage => ({ topic, payload, retain: true });
const event = (topic: string, payload: string): TopicMessage => ({ topic, payload, retain: false });

const vote = 'rathaus/saal/votes';
const press = { keypad: '12', ballot: 'b-17', boot: '9f3ac201', press: 5 } as const;

export const keypadMessages: readonly (readonly [TopicMessage, KeypadMessage])[] = [
  [
    retained(
      `${vote}/ballot`,
      '{"ballot":"b-17","phase":"open","title":"Haushalt 2027","options":[{"label":"Ja","meaning":"yes"},{"label":"Nein","meaning":"no"},{"label":"Enthaltung","meaning":"abstain"}]}',
    ),
    {
      type: 'ballot',
      notice: {
        ballot: 'b-17',
        phase: 'open',
        title: 'Haushalt 2027',
        options: [
          { label: 'Ja', meaning: 'yes' },
          { label: 'Nein', meaning: 'no' },
          { label: 'Enthaltung', meaning: 'abstain' },
        ],
      },
    },
  ],
  [
    retained(
      `${vote}/ballot`,
      '{"ballot":"b-18","phase":"closed","title":"","options":[{"label":"Jörg Weiß","meaning":null}]}',
    ),
    {
      type: 'ballot',
      notice: {
        ballot: 'b-18',
        phase: 'closed',
        title: '',
        options: [{ label: 'Jörg Weiß', meaning: null }],
      },
    },
  ],
  [retained(`${vote}/ballot`, ''), { type: 'ballot', notice: null }],
  [
    event(`${vote}/keypads/12/press`, '{"ballot":"b-17","boot":"9f3ac201","press":5,"key":2}'),
    { type: 'press', ...press, key: 2 },
  ],
  [
    event(`${vote}/keypads/12/accepted`, '{"ballot":"b-17","boot":"9f3ac201","press":5,"stored":true}'),
    { type: 'accepted', ...press, refused: null },
  ],
  [
    event(
      `${vote}/keypads/12/accepted`,
      '{"ballot":"b-17","boot":"9f3ac201","press":5,"stored":false,"reason":"other-ballot"}',
    ),
    { type: 'accepted', ...press, refused: 'other-ballot' },
  ],
  [
    event(`${vote}/keypads/12/settled`, '{"ballot":"b-17","boot":"9f3ac201"}'),
    { type: 'settled', keypad: '12', ballot: 'b-17', boot: '9f3ac201' },
  ],
  [
    retained(`${vote}/keypads/pult-a/status`, '{"online":true,"boot":"9f3ac201","battery":87}'),
    { type: 'status', keypad: 'pult-a', boot: '9f3ac201', online: true, battery: 87 },
  ],
  [
    retained(`${vote}/keypads/pult-a/status`, '{"online":false,"boot":"9f3ac201"}'),
    { type: 'status', keypad: 'pult-a', boot: '9f3ac201', online: false, battery: null },
  ],
  [event(`${vote}/echo`, 'saalregie 7'), { type: 'echo', text: 'saalregie 7' }],
];
