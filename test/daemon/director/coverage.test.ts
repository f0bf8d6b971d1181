import { describe, expect, test } from 'vitest';
import { coverage } from '../../../daemon/director/coverage.ts';
import { everything, factsOf, smallHall, type Situation } from './small-hall.ts';

const found = (situation: Situation) =>
  coverage(factsOf(situation)).map(({ seat, best, because }) => [
    seat,
    best,
    because.map(({ code, params }) => [code, params?.['seat']]),
  ]);
const shy = { ...everything, image: 'not-recognisable' } as const;
const objecting = { ...everything, image: 'no' } as const;

describe('who cannot be shown in close-up', () => {
  test('nobody, where everybody agreed', () => {
    expect(found({})).toEqual([]);
  });

  test('who is not to be recognised, with the wide in their place', () => {
    expect(found({ consents: { 3: shy } })).toEqual([[3, 'wide', [['not-recognisable', 3]]]]);
  });

  test('who has a neighbour in every close-up: the neighbour is named', () => {
    // Camera B has a close-up of seat 2 of its own, without seat 3 behind it.
    const cameraA = smallHall.cameras.filter(({ device }) => device === 'cam-a');
    const hall = { ...smallHall, cameras: cameraA };
    expect(found({ hall, consents: { 3: shy } })).toEqual([
      [2, 'wide', [['not-recognisable', 3]]],
      [3, 'wide', [['not-recognisable', 3]]],
    ]);
  });

  test('an objection that no wide hides leaves the slate to others too, and these come first', () => {
    // A wide hides seat 2.
    expect(found({ consents: { 2: objecting } })).toEqual([[2, 'wide', [['no-image-consent', 2]]]]);
    expect(found({ consents: { 2: shy, 3: objecting } })).toEqual([
      [
        2,
        'slate',
        [
          ['not-recognisable', 2],
          ['no-image-consent', 3],
        ],
      ],
      [3, 'slate', [['no-image-consent', 3]]],
    ]);
  });

  test('who is expected but not confirmed counts by what they declared, an empty seat not at all', () => {
    expect(found({ consents: { 3: null }, planned: { 3: 'not-recognisable' } })).toEqual([
      [3, 'wide', [['not-recognisable', 3]]],
    ]);
    expect(found({ consents: { 3: null }, planned: { 3: 'yes' } })).toEqual([]);
    expect(found({ consents: { 3: null } })).toEqual([]);
  });

  test('who was never taught a close-up is told apart from who does not want one', () => {
    const hall = {
      ...smallHall,
      cameras: smallHall.cameras.map((camera) => ({
        ...camera,
        shots: [
          ...camera.shots.filter(({ preset }) => preset !== 3),
          { preset: 9, subjects: [2, 3], visible: [] },
        ],
      })),
    };
    expect(found({ hall })).toEqual([[3, 'group', [['no-close-up-taught', 3]]]]);
    expect(found({ hall, consents: { 2: shy } })).toEqual([
      [2, 'wide', [['not-recognisable', 2]]],
      [3, 'wide', [['no-close-up-taught', 3]]],
    ]);
  });

  test('also in a part that is not public, which is when one looks', () => {
    for (const publicity of ['unknown', 'non-public', 'paused'] as const)
      expect(found({ publicity, consents: { 3: shy } })).toHaveLength(1);
  });
});
