/** Cheats in the form of the records and in what is opened of them, sealed with the right key. */
import { describe } from 'vitest';
import { cast, lineOf, motion } from './ballots.ts';
import { append } from './builder.ts';
import { at, insertAfter, patch, remove, respell, testCheats } from './forge.ts';

const named = 'electronic, by name';
const unnamed = 'electronic, without names';
const hands = 'show of hands with a remote member';
const external = 'another system';

describe('records that are not in form or order', () => {
  testCheats([
    [
      'a key twice in a line',
      named,
      'records',
      (draft) =>
        respell(draft, lineOf(draft, 'tallied'), (text) =>
          text.replace('"seq"', '"outcome":"x","seq"').replace('"seq":', '"seq":1,"seq":'),
        ),
    ],
    [
      'a space in a line',
      named,
      'records',
      (draft) => respell(draft, lineOf(draft, 'cast'), (text) => text.replace(':', ': ')),
    ],
    [
      'keys in another order',
      named,
      'records',
      (draft) =>
        respell(draft, lineOf(draft, 'closed'), (text) =>
          text.replace(/^\{"actor":"clerk",(.*)\}$/, '{$1,"actor":"clerk"}'),
        ),
    ],
    [
      'an escape that need not be',
      named,
      'records',
      (draft) => respell(draft, lineOf(draft, 'closed'), (text) => text.replace('clerk', '\\u0063lerk')),
    ],
    [
      'a number with a fraction',
      named,
      'records',
      (draft) => respell(draft, lineOf(draft, 'tallied'), (text) => text.replace('"cast":6', '"cast":6.0')),
    ],
    [
      'a number with an exponent',
      named,
      'records',
      (draft) => respell(draft, lineOf(draft, 'tallied'), (text) => text.replace('"cast":6', '"cast":6e0')),
    ],
    [
      'a negative count',
      external,
      'records',
      (draft) => patch(draft, 'tallied', { counts: { ja: 6, nein: -3 } }),
    ],
    [
      'a negative zero',
      hands,
      'records',
      (draft) =>
        respell(draft, lineOf(draft, 'tallied'), (text) => text.replace('"invalid":0', '"invalid":-0')),
    ],
    [
      'a line that is no record',
      named,
      'records',
      (draft) => {
        lineOf(draft, 'cast').spelled = '[1]';
      },
    ],
    [
      'a record of an unknown kind',
      named,
      'records',
      (draft) => {
        insertAfter(draft, lineOf(draft, 'closed'), 'corrected', { tag: 1 });
      },
    ],
    [
      'a record of a later version',
      named,
      'records',
      (draft) => {
        lineOf(draft, 'cast').version = 2;
      },
    ],
    ['a field that nobody knows', named, 'records', (draft) => patch(draft, 'cast', { weight: 2 })],
    [
      'a field that is missing',
      named,
      'records',
      (draft) => {
        delete lineOf(draft, 'cast').data['channel'];
      },
    ],
    ['an unknown way of voting', named, 'records', (draft) => patch(draft, 'cast', { channel: 'letter' })],
    ['a test vote', unnamed, 'records', (draft) => patch(draft, 'opened', { kind: 'test' })],
    [
      'an option twice',
      unnamed,
      'records',
      (draft) => patch(draft, 'opened', { options: [...motion, { id: 'ja', meaning: 'yes' }] }),
    ],
    ['a right numbered 0', unnamed, 'records', (draft) => patch(draft, 'entitled', { tag: 0 })],
    [
      'a vote that commits to nothing',
      unnamed,
      'records',
      (draft) => {
        lineOf(draft, 'cast').personal = null;
      },
    ],
    [
      'a commitment where there is nothing to hide',
      unnamed,
      'records',
      (draft) => {
        lineOf(draft, 'closed').personal = { note: 'x' };
      },
    ],
    [
      'two records in the other order',
      unnamed,
      'records',
      (draft) => {
        const index = draft.lines.indexOf(lineOf(draft, 'cast', 2));
        draft.lines.splice(index, 2, at(draft.lines, index + 1), at(draft.lines, index));
      },
    ],
    [
      'a number twice',
      unnamed,
      'records',
      (draft) => {
        lineOf(draft, 'cast', 1).seq = lineOf(draft, 'cast').seq;
      },
    ],
    ['a vote from another ballot', unnamed, 'records', (draft) => patch(draft, 'cast', { ballot: 'b-16' })],
    [
      'another ballot altogether',
      unnamed,
      'records',
      (draft) => {
        for (const line of draft.lines) line.data['ballot'] = 'b-16';
      },
    ],
    ['no opening', unnamed, 'records.start', (draft) => remove(draft, lineOf(draft, 'opened'))],
    [
      'something before the opening',
      unnamed,
      'records.start',
      (draft) => {
        draft.lines.unshift({
          ...lineOf(draft, 'rejected'),
          seq: 1,
          data: { ballot: 'b-16', code: 'ballot-closed', channel: 'unit' },
        });
      },
    ],
    [
      'something behind the tally',
      unnamed,
      'records.end',
      (draft) => void append(draft, 'lot', { ballot: 'b-16', option: 'a' }),
    ],
    ['no tally', unnamed, 'records.end', (draft) => remove(draft, lineOf(draft, 'tallied'))],
    [
      'a second tally',
      unnamed,
      'records',
      (draft) => {
        insertAfter(draft, lineOf(draft, 'tallied'), 'tallied', { ...lineOf(draft, 'tallied').data });
      },
    ],
    [
      'a second opening',
      unnamed,
      'records',
      (draft) => {
        const { data, personal } = lineOf(draft, 'opened');
        insertAfter(draft, lineOf(draft, 'cast'), 'opened', { ...data, majority: 'of-all' }, personal);
      },
    ],
    [
      'a second close',
      unnamed,
      'records',
      (draft) => {
        insertAfter(draft, lineOf(draft, 'closed'), 'closed', {});
      },
    ],
    ['no close', unnamed, 'records.notClosed', (draft) => remove(draft, lineOf(draft, 'closed'))],
    [
      'votes after the tally',
      unnamed,
      'records',
      (draft) => {
        cast(draft, 7, 'nein').isOpen = true;
      },
    ],
  ]);
});

describe('too much opened, or too little', () => {
  testCheats([
    [
      'a name in a ballot without names',
      unnamed,
      'openings',
      (draft) => {
        lineOf(draft, 'entitled', 3).isOpen = true;
      },
    ],
    [
      'a vote that was replaced, opened',
      unnamed,
      'openings',
      (draft) => {
        lineOf(draft, 'cast').isOpen = true;
      },
    ],
    [
      'a replaced vote opened, by name',
      named,
      'openings',
      (draft) => {
        lineOf(draft, 'cast').isOpen = true;
      },
    ],
    [
      'the reason of the clerk, opened',
      unnamed,
      'openings',
      (draft) => {
        lineOf(draft, 'entered').isOpen = true;
      },
    ],
    [
      'who was barred, opened',
      named,
      'openings',
      (draft) => {
        lineOf(draft, 'barred').isOpen = true;
      },
    ],
    [
      'a name missing in a ballot by name',
      named,
      'openings',
      (draft) => {
        lineOf(draft, 'entitled', 3).isOpen = false;
      },
    ],
    [
      'a name missing in a roll-call that does not say that it is by name',
      'roll-call',
      'openings',
      (draft) => {
        lineOf(draft, 'entitled', 2).isOpen = false;
      },
    ],
    [
      'a counted vote missing',
      unnamed,
      'openings',
      (draft) => {
        lineOf(draft, 'cast', 3).isOpen = false;
      },
    ],
    [
      'the question missing',
      hands,
      'openings',
      (draft) => {
        lineOf(draft, 'opened').isOpen = false;
      },
    ],
    [
      'a vote with something beside the choice',
      unnamed,
      'openings',
      (draft) => {
        lineOf(draft, 'cast', 3).personal = { choice: 'ja', person: 'p3' };
      },
    ],
    [
      'two options that are called the same',
      hands,
      'openings',
      (draft) => {
        lineOf(draft, 'opened').personal = {
          number: '1',
          title: '',
          text: 'x',
          labels: { ja: 'Ja', nein: 'ja ', enthaltung: 'E' },
        };
      },
    ],
    [
      'an option without a name',
      hands,
      'openings',
      (draft) => {
        lineOf(draft, 'opened').personal = {
          number: '1',
          title: '',
          text: 'x',
          labels: { ja: 'Ja', nein: 'Nein' },
        };
      },
    ],
  ]);
});
