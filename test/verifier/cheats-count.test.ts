/** Cheats with totals, count and outcome, sealed with the right key. */
import { describe } from 'vitest';
import { lineOf } from './ballots.ts';
import { insertAfter, patch, remove, testCheats } from './forge.ts';

const unnamed = 'electronic, without names';
const hands = 'show of hands with a remote member';
const paper = 'election on paper, its run-off';
const elected = 'election on paper, more than half';
const external = 'another system';

describe('totals that do not hold', () => {
  testCheats([
    [
      'totals in a ballot of votes',
      unnamed,
      'totals',
      (draft) => {
        insertAfter(draft, lineOf(draft, 'extended'), 'counted', {
          by: 'clerk',
          counts: { ja: 7 },
          invalid: 0,
          source: 'typed',
        });
      },
    ],
    [
      'no totals',
      hands,
      'totals',
      (draft) => remove(draft, lineOf(draft, 'counted'), lineOf(draft, 'counted', 1)),
    ],
    [
      'papers counted by one person',
      elected,
      'totals',
      (draft) => remove(draft, lineOf(draft, 'counted', 1)),
    ],
    [
      'papers counted twice by the same',
      elected,
      'totals',
      (draft) => patch(draft, 'counted', { by: 'clerk' }, 1),
    ],
    [
      'papers that two people counted differently',
      elected,
      'totals',
      (draft) => patch(draft, 'counted', { counts: { a: 6, b: 4, c: 1 } }, 1),
    ],
    [
      'invalid papers that two people counted differently',
      elected,
      'totals',
      (draft) => patch(draft, 'counted', { invalid: 0 }, 1),
    ],
    [
      'more hands than people',
      hands,
      'totals',
      (draft) => {
        patch(draft, 'counted', { counts: { ja: 6, nein: 3 } }, 1);
        patch(draft, 'tallied', { counts: { ja: 6, nein: 4, enthaltung: 0 }, cast: 10, notCast: 0 });
      },
    ],
    [
      'more papers than rights',
      elected,
      'totals',
      (draft) => {
        for (const index of [0, 1]) patch(draft, 'counted', { invalid: 2 }, index);
        patch(draft, 'tallied', { invalid: 2, cast: 13, notCast: 0 });
      },
    ],
    [
      'totals of an option that is not there',
      external,
      'totals',
      (draft) => patch(draft, 'counted', { counts: { ja: 6, nein: 2, vielleicht: 1 } }),
    ],
    [
      'papers that were hands',
      elected,
      'totals',
      (draft) => {
        patch(draft, 'opened', { kind: 'device' });
      },
    ],
  ]);
});

describe('a count that is not what was cast', () => {
  testCheats([
    [
      'a choice that was swapped',
      unnamed,
      'count',
      (draft) => {
        lineOf(draft, 'cast', 1).personal = { choice: 'nein' };
      },
    ],
    ['a vote that was left out', unnamed, 'count', (draft) => remove(draft, lineOf(draft, 'cast', 6))],
    [
      'an extra vote of whoever did not vote',
      unnamed,
      'count',
      (draft) => {
        insertAfter(
          draft,
          lineOf(draft, 'cast'),
          'cast',
          { tag: 7, channel: 'unit', cast: 'extra' },
          { choice: 'nein' },
        ).isOpen = true;
      },
    ],
    [
      'a vote of another right',
      unnamed,
      'count',
      (draft) => {
        patch(draft, 'cast', { tag: 7 });
        lineOf(draft, 'cast').isOpen = true;
      },
    ],
    [
      'one vote more in the tally',
      unnamed,
      'count',
      (draft) => patch(draft, 'tallied', { counts: { ja: 4, nein: 2, enthaltung: 1 } }),
    ],
    [
      'votes moved in the tally',
      unnamed,
      'count',
      (draft) => patch(draft, 'tallied', { counts: { ja: 2, nein: 3, enthaltung: 1 } }),
    ],
    [
      'an option more in the tally',
      unnamed,
      'count',
      (draft) => patch(draft, 'tallied', { counts: { ja: 3, nein: 2, enthaltung: 1, vielleicht: 0 } }),
    ],
    [
      'an abstention that is none',
      unnamed,
      'count',
      (draft) => patch(draft, 'tallied', { counts: { ja: 3, nein: 2 }, cast: 5, notCast: 2 }),
    ],
    ['one paper less invalid', paper, 'count', (draft) => patch(draft, 'tallied', { invalid: 0 })],
    ['fewer cast than there were', unnamed, 'count', (draft) => patch(draft, 'tallied', { cast: 5 })],
    ['fewer not cast than there were', unnamed, 'count', (draft) => patch(draft, 'tallied', { notCast: 0 })],
    [
      'a remote vote left out at a show of hands',
      hands,
      'count',
      (draft) => patch(draft, 'tallied', { counts: { ja: 5, nein: 3 }, cast: 8, notCast: 1 }),
    ],
    [
      'the earlier totals instead of the last',
      hands,
      'count',
      (draft) => patch(draft, 'tallied', { counts: { ja: 4, nein: 4, enthaltung: 0 }, cast: 8, notCast: 1 }),
    ],
  ]);
});

describe('an outcome that the rule does not give', () => {
  testCheats([
    [
      'carried, though it was not',
      'roll-call',
      'rule',
      (draft) => {
        patch(draft, 'opened', { members: 8 });
        patch(draft, 'tallied', { needed: 5 });
      },
    ],
    [
      'rejected, though it was carried',
      unnamed,
      'rule',
      (draft) => patch(draft, 'tallied', { outcome: 'rejected' }),
    ],
    [
      'a tie that carried',
      external,
      'rule',
      (draft) => {
        patch(draft, 'opened', { majority: 'simple' });
        patch(draft, 'counted', { counts: { ja: 4, nein: 4 } });
        patch(draft, 'tallied', { counts: { ja: 4, nein: 4 }, cast: 8, notCast: 2, needed: 4 });
      },
    ],
    [
      'fewer votes needed than the rule says',
      unnamed,
      'rule',
      (draft) => patch(draft, 'tallied', { needed: 2 }),
    ],
    ['no number of votes needed', unnamed, 'rule', (draft) => patch(draft, 'tallied', { needed: null })],
    [
      'another majority than it was',
      unnamed,
      'rule',
      (draft) => patch(draft, 'opened', { majority: 'two-thirds-of-all' }),
    ],
    [
      'other members by law than there were',
      'roll-call',
      'rule',
      (draft) => patch(draft, 'opened', { members: 20 }),
    ],
    [
      'yes and no changed places',
      unnamed,
      'rule',
      (draft) =>
        patch(draft, 'opened', {
          options: [
            { id: 'ja', meaning: 'no' },
            { id: 'nein', meaning: 'yes' },
            { id: 'enthaltung', meaning: 'abstain' },
          ],
        }),
    ],
    [
      'a rule for motions on a list',
      paper,
      'rule',
      (draft) => patch(draft, 'opened', { majority: 'simple' }),
    ],
    [
      'a tie that somebody won',
      paper,
      'rule',
      (draft) => patch(draft, 'tallied', { outcome: 'elected', elected: ['a'] }),
    ],
    ['a tie among others', paper, 'rule', (draft) => patch(draft, 'tallied', { elected: ['a', 'c'] })],
    ['a tie with itself', paper, 'rule', (draft) => patch(draft, 'tallied', { elected: ['a', 'a'] })],
    ['somebody else elected', elected, 'rule', (draft) => patch(draft, 'tallied', { elected: ['b'] })],
    [
      'elected with half of the votes',
      elected,
      'rule',
      (draft) => {
        const counts = { a: 5, b: 3, c: 2 };
        for (const index of [0, 1]) patch(draft, 'counted', { counts }, index);
        patch(draft, 'tallied', { counts, cast: 11, notCast: 1, needed: 5 });
      },
    ],
    [
      'a single candidate with more votes against',
      elected,
      'rule.outcome',
      (draft) => {
        const options = [
          { id: 'a', meaning: 'yes' },
          { id: 'b', meaning: 'no' },
          { id: 'c', meaning: 'abstain' },
        ];
        patch(draft, 'opened', { options, majority: 'most-votes' });
        const counts = { a: 4, b: 5, c: 2 };
        for (const index of [0, 1]) patch(draft, 'counted', { counts }, index);
        patch(draft, 'tallied', { counts, needed: null });
      },
    ],
  ]);
});
