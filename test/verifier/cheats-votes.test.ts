/** Cheats with rights and votes, sealed with the right key. */
import { describe } from 'vitest';
import { lineOf } from './ballots.ts';
import { at, insertAfter, patch, remove, testCheats } from './forge.ts';

const named = 'electronic, by name';
const unnamed = 'electronic, without names';
const hands = 'show of hands with a remote member';
const paper = 'election on paper, its run-off';

describe('rights that nobody has', () => {
  testCheats([
    ['a right twice', unnamed, 'electorate', (draft) => patch(draft, 'entitled', { tag: 1 }, 4)],
    [
      'a gap among the rights',
      unnamed,
      'electorate',
      (draft) => {
        const right = draft.lines.find(({ type, data }) => type === 'ballot/entitled' && data['tag'] === 7);
        if (right) right.data['tag'] = 9;
      },
    ],
    [
      'a right that came with the first vote',
      unnamed,
      'electorate',
      (draft) => {
        insertAfter(
          draft,
          lineOf(draft, 'cast'),
          'entitled',
          { tag: 8, mode: 'room', channel: 'unit' },
          { person: 'p8', name: 'Mitglied 8' },
        );
        patch(draft, 'tallied', { entitled: 8, notCast: 2 });
      },
    ],
    [
      'a person with two rights',
      named,
      'electorate',
      (draft) => {
        lineOf(draft, 'entitled', 4).personal = {
          ...lineOf(draft, 'entitled', 3).personal,
          name: 'Mitglied 4',
        };
      },
    ],
    [
      'more rights in the tally than there are',
      unnamed,
      'electorate',
      (draft) => patch(draft, 'tallied', { entitled: 8, notCast: 2 }),
    ],
    [
      'more rights than members by law',
      'roll-call',
      'electorate',
      (draft) => patch(draft, 'opened', { members: 4 }),
    ],
  ]);
});

describe('votes that nobody could cast', () => {
  testCheats([
    [
      'a vote of a right that is not there',
      unnamed,
      'votes',
      (draft) => patch(draft, 'cast', { tag: 70 }, 5),
    ],
    [
      'a vote after the member was excluded',
      unnamed,
      'votes',
      (draft) => {
        insertAfter(draft, lineOf(draft, 'extended'), 'changed', { tag: 6, change: 'excluded' });
      },
    ],
    ['a vote of a member who left', unnamed, 'votes', (draft) => remove(draft, lineOf(draft, 'changed', 2))],
    [
      'a vote by a page after the close',
      unnamed,
      'votes',
      (draft) => patch(draft, 'cast', { channel: 'page' }, 6),
    ],
    [
      'a vote entered after the close',
      unnamed,
      'votes',
      (draft) => {
        insertAfter(draft, lineOf(draft, 'closed'), 'entered', { tag: 6 });
        patch(draft, 'cast', { channel: 'clerk' }, 6);
      },
    ],
    [
      'more time after the close',
      unnamed,
      'votes',
      (draft) => {
        insertAfter(draft, lineOf(draft, 'closed'), 'extended', { seconds: 60 });
      },
    ],
    [
      'the same press counted for two',
      unnamed,
      'votes',
      (draft) => patch(draft, 'cast', { cast: at([lineOf(draft, 'cast', 1).data['cast'] ?? ''], 0) }, 2),
    ],
    [
      'an option that nobody was asked',
      unnamed,
      'votes',
      (draft) => {
        lineOf(draft, 'cast', 3).personal = { choice: 'vielleicht' };
      },
    ],
    [
      'a vote of the clerk without its entry',
      unnamed,
      'votes',
      (draft) => remove(draft, lineOf(draft, 'entered')),
    ],
    [
      'an entry of the clerk without its vote',
      unnamed,
      'votes',
      (draft) => {
        insertAfter(draft, lineOf(draft, 'cast'), 'entered', { tag: 5 });
      },
    ],
    [
      'an entry for another right than its vote',
      unnamed,
      'votes',
      (draft) => patch(draft, 'entered', { tag: 7 }),
    ],
    [
      'an answer of a roll-call in another ballot',
      unnamed,
      'votes',
      (draft) => patch(draft, 'cast', { channel: 'roll' }, 4),
    ],
    [
      'a call in another ballot',
      unnamed,
      'votes',
      (draft) => {
        insertAfter(draft, lineOf(draft, 'cast'), 'called', { tag: 5 });
      },
    ],
    [
      'a call after the close',
      'roll-call',
      'votes.late',
      (draft) => void insertAfter(draft, lineOf(draft, 'closed'), 'called', { tag: 5 }),
    ],
    [
      'a roll-call that was not read back',
      'roll-call',
      'votes',
      (draft) => remove(draft, lineOf(draft, 'read-back')),
    ],
    [
      'a roll-call that was read back after the close',
      'roll-call',
      'votes',
      (draft) => {
        remove(draft, lineOf(draft, 'read-back'));
        insertAfter(draft, lineOf(draft, 'closed'), 'read-back', {});
      },
    ],
    [
      'a vote of its own on paper',
      paper,
      'votes',
      (draft) => {
        const line = insertAfter(
          draft,
          lineOf(draft, 'entitled', 11),
          'cast',
          { tag: 1, channel: 'page', cast: 'x' },
          { choice: 'a' },
        );
        line.isOpen = true;
      },
    ],
    [
      'a page for a member whose hand was counted',
      hands,
      'votes',
      (draft) => {
        insertAfter(draft, lineOf(draft, 'entitled', 8), 'changed', { tag: 2, change: 'room' });
      },
    ],
    ['a keypad at a show of hands', hands, 'votes', (draft) => patch(draft, 'cast', { channel: 'unit' })],
    ['another kind than it was', named, 'votes', (draft) => patch(draft, 'opened', { kind: 'paper' })],
  ]);
});
