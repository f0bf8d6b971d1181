import { describe, expect, test } from 'vitest';
import { isCarried, votesNeeded, type Count } from '../../../../daemon/chamber/rules/majority.ts';
import { atLeast, fewest, moreThan, moreThanHalf } from '../../../../daemon/chamber/rules/profile.ts';
import { isProfile, profileNames, profileOn, profiles } from '../../../../daemon/chamber/rules/profiles.ts';
import { quorumOf, type Presence } from '../../../../daemon/chamber/rules/quorum.ts';

const on = '2026-11-25';
const rule = (id: string) => profileOn(id, on).quorum;
const presence = (part: Partial<Presence>): Presence => ({
  members: 37,
  present: 0,
  excluded: 0,
  isSecondSitting: false,
  wasFound: false,
  ...part,
});

describe('a state profile', () => {
  test('is there for each state, dated, with sources and how certain they are', () => {
    expect(Object.keys(profileNames).sort()).toEqual(['mv', 'nrw', 'own', 'rlp', 'sn']);
    for (const profile of profiles) {
      expect(profile.validFrom).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(profile.readOn >= profile.validFrom).toBe(true);
      expect(profile.sources.length).toBeGreaterThan(0);
      for (const { norm, says, certainty } of profile.sources) {
        expect(norm.length * says.length).toBeGreaterThan(0);
        expect(['read', 'secondary', 'general']).toContain(certainty);
      }
    }
    expect(isProfile('mv')).toBe(true);
    expect(isProfile('atlantis')).toBe(false);
    expect(profileOn('atlantis', on).id).toBe('own');
  });

  test('says who may be remote and preside so', () => {
    expect(profileOn('mv', on).remote).toMatchObject({
      members: 'statute',
      chair: 'no',
      secretBallot: 'not-by-remote',
    });
    expect(profileOn('nrw', on).remote.secretBallot).toBe('same-system');
    expect(profileOn('rlp', on).remote.elections).toBe('no');
    expect(profileOn('sn', on).remote.members).toBe('emergency');
    expect(profileOn('own', on).remote.members).toBe('no');
  });
});

describe('shares in integers', () => {
  test.each([
    [moreThanHalf, 37, 19],
    [moreThanHalf, 36, 19],
    [atLeast(1, 2), 37, 19],
    [atLeast(1, 2), 36, 18],
    [moreThan(1, 3), 36, 13],
    [atLeast(1, 3), 37, 13],
    [atLeast(2, 3), 36, 24],
    [atLeast(2, 3), 37, 25],
    [atLeast(2, 3), 7, 5],
    [moreThanHalf, 7, 4],
    [atLeast(3, 4), 61, 46],
  ])('%j of %i are at least %i', (share, basis, expected) => {
    expect(fewest(share, basis)).toBe(expected);
  });
});

describe('the quorum', () => {
  test.each([
    // state, members, present, excluded, second, found before → required, quorate, rule
    ['mv', { present: 19 }, [19, true, 'normal']],
    ['mv', { present: 18 }, [19, false, 'normal']],
    ['mv', { present: 18, wasFound: true }, [19, true, 'continues']],
    ['mv', { present: 13, wasFound: true }, [19, true, 'continues']],
    ['mv', { present: 12, wasFound: true }, [13, false, 'must-be-found-lost']],
    ['mv', { members: 36, present: 12, wasFound: true }, [19, true, 'continues']],
    ['mv', { members: 36, present: 11, wasFound: true }, [12, false, 'must-be-found-lost']],
    ['mv', { present: 13, excluded: 19 }, [13, true, 'excluded']],
    ['mv', { present: 12, excluded: 19 }, [13, false, 'excluded']],
    ['mv', { present: 13, excluded: 18 }, [19, false, 'normal']],
    ['mv', { present: 3, isSecondSitting: true }, [3, true, 'second-sitting']],
    ['mv', { present: 2, isSecondSitting: true }, [3, false, 'second-sitting']],
    ['nrw', { present: 19 }, [19, true, 'normal']],
    ['nrw', { present: 6, wasFound: true }, [19, true, 'continues']],
    ['nrw', { present: 6 }, [19, false, 'normal']],
    ['nrw', { present: 0, isSecondSitting: true }, [0, true, 'second-sitting']],
    ['sn', { members: 18, present: 9 }, [9, true, 'normal']],
    ['sn', { members: 18, present: 8, wasFound: true }, [9, false, 'normal']],
    ['sn', { members: 18, present: 5, excluded: 10 }, [5, true, 'excluded']],
    ['sn', { members: 18, present: 4, excluded: 10 }, [5, false, 'excluded']],
    ['rlp', { members: 32, present: 17 }, [17, true, 'normal']],
    ['rlp', { members: 32, present: 16, wasFound: true }, [17, false, 'normal']],
    ['rlp', { members: 32, present: 11, excluded: 1 }, [11, true, 'excluded']],
    ['rlp', { members: 32, present: 10, excluded: 1 }, [11, false, 'excluded']],
    ['own', { members: 9, present: 5 }, [5, true, 'normal']],
    ['own', { members: 9, present: 4, wasFound: true }, [5, false, 'normal']],
  ] as const)('%s %j', (state, part, [required, isQuorate, by]) => {
    expect(quorumOf(rule(state), presence(part))).toEqual({ required, isQuorate, rule: by });
  });
});

describe('majorities', () => {
  const count = (part: Partial<Count>): Count => ({
    yes: 0,
    no: 0,
    abstained: 0,
    invalid: 0,
    present: 30,
    members: 37,
    ...part,
  });
  test.each([
    [{ yes: 1, abstained: 30 }, true],
    [{ yes: 10, no: 10 }, false],
    [{ abstained: 12 }, false],
    [{ yes: 15, no: 14, abstained: 3, invalid: 2 }, true],
    [{ yes: 14, no: 15 }, false],
  ])('simple: %j is carried: %s', (votes, carried) => {
    expect(isCarried('simple', count(votes))).toBe(carried);
  });

  test.each([
    ['of-all', 37, 19],
    ['of-all', 36, 19],
    ['two-thirds-of-all', 37, 25],
    ['two-thirds-of-all', 36, 24],
    ['three-quarters-of-all', 37, 28],
    ['two-thirds-of-all', 61, 41],
  ] as const)('%s of %i members needs %i', (majority, members, needed) => {
    expect(votesNeeded(majority, count({ members }))).toBe(needed);
    expect(isCarried(majority, count({ members, yes: needed }))).toBe(true);
    expect(isCarried(majority, count({ members, yes: needed - 1 }))).toBe(false);
  });

  test('of those voting and of those present have their own basis', () => {
    expect(votesNeeded('of-voting', count({ yes: 5, no: 3, abstained: 2 }))).toBe(6);
    expect(votesNeeded('of-present', count({ yes: 5, no: 3 }))).toBe(16);
  });
});
