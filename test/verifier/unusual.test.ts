/** Files that look odd and are honest: accepted. */
import { describe, expect, test } from 'vitest';
import { verifyResult } from '../../ui/verifier/verify.ts';
import { ballots, cast, close, lineOf, list, open, tally } from './ballots.ts';
import { bytesOf, seal, spell, type Draft, type Fields } from './builder.ts';
import { insertAfter } from './forge.ts';

const named = 'electronic, by name';

describe('honest, though unusual', () => {
  const accepted = (draft: Draft): void => {
    const { checks } = verifyResult(bytesOf(seal(draft)));
    expect(checks.filter(({ state }) => state === 'failed' || state === 'not-made')).toEqual([]);
  };

  test('a late press for the ballot before, and its lot, stand in the log between our entries', () => {
    const draft = ballots[named]();
    insertAfter(draft, lineOf(draft, 'cast'), 'rejected', {
      ballot: 'b-16',
      code: 'ballot-closed',
      channel: 'unit',
    });
    insertAfter(draft, lineOf(draft, 'closed'), 'lot', { ballot: 'b-16', option: 'a' });
    accepted(draft);
  });

  test('nobody voted', () => {
    const draft = open({ kind: 'device' }, 3);
    close(draft);
    accepted(tally(draft, { counts: { ja: 0, nein: 0, enthaltung: 0 }, outcome: 'rejected', needed: 1 }));
    const election = open({ kind: 'device', options: list, majority: 'most-votes' }, 3);
    close(election);
    accepted(tally(election, { counts: { a: 0, b: 0, c: 0 }, outcome: 'none' }));
  });

  test('an election of one who can be voted against', () => {
    const options = [
      { id: 'a', meaning: 'yes' },
      { id: 'b', meaning: 'no' },
      { id: 'c', meaning: 'abstain' },
    ];
    const elect = (majority: string, votes: readonly string[]): Draft => {
      const draft = open({ kind: 'device', options, majority }, 5);
      const labels = { a: 'Dafür', b: 'Dagegen', c: 'Enthaltung' };
      lineOf(draft, 'opened').personal = { number: 3, title: 'Wahl', text: '', labels };
      for (const [index, vote] of votes.entries()) cast(draft, index + 1, vote);
      close(draft);
      return draft;
    };
    const half = 'more-than-half-of-valid';
    const won = { counts: { a: 2, b: 1, c: 2 }, outcome: 'elected', elected: ['a'] };
    accepted(tally(elect('most-votes', ['a', 'a', 'b', 'c', 'c']), won));
    accepted(tally(elect(half, ['a', 'a', 'b', 'c', 'c']), { ...won, needed: 2 }));
    const equal = { counts: { a: 2, b: 2, c: 0 }, outcome: 'none' };
    accepted(tally(elect('most-votes', ['a', 'a', 'b', 'b']), equal));
    accepted(tally(elect(half, ['a', 'a', 'b', 'b']), { ...equal, needed: 3 }));
  });

  test('the first ballot of a log', () => {
    const draft = ballots[named]();
    draft.earlier = [];
    accepted(draft);
  });

  test('names of options that every object has', () => {
    const options = [
      { id: 'constructor', meaning: 'yes' },
      { id: '__proto__', meaning: 'no' },
    ];
    const draft = open({ kind: 'device', options }, 2);
    lineOf(draft, 'opened').personal = JSON.parse(
      '{"number":null,"title":"","text":"","labels":{"constructor":"Ja","__proto__":"Nein"}}',
    ) as Fields;
    cast(draft, 1, 'constructor');
    cast(draft, 2, '__proto__');
    close(draft);
    const counts = JSON.parse('{"constructor":1,"__proto__":1}') as Fields;
    accepted(tally(draft, { counts, outcome: 'rejected', needed: 2 }));
  });

  test('a line spelled by hand as by the machine', () => {
    expect(spell({ b: [1, null, true], a: 'ü\n' })).toBe('{"a":"ü\\n","b":[1,null,true]}');
  });
});
