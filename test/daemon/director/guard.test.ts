import { describe, expect, test } from 'vitest';
import { shotsOf, type Shot } from '../../../daemon/chamber/shots.ts';
import { guard, type Verdict } from '../../../daemon/director/guard.ts';
import type { Consent, Publicity } from '../../../protocols/api/views.ts';
import type { Motion } from '../../../protocols/models/camera.ts';
import { camera, everything, factsOf, moving, smallHall, still, type Situation } from './small-hall.ts';

const shots = [...shotsOf(smallHall).values()];
const shot = (id: string): Shot => {
  const found = shotsOf(smallHall).get(id);
  if (!found) throw new Error(`no shot ${id}`);
  return found;
};
const latencyMs = 150;
const now = 10_000;

const publicities: readonly Publicity[] = ['unknown', 'public', 'paused', 'non-public'];
const consents: readonly (Consent | null)[] = [
  everything,
  { image: 'not-recognisable', sound: true, name: false },
  { image: 'no', sound: false, name: false },
  { image: 'yes', sound: false, name: true },
  null,
];
const motions: readonly Motion[] = [
  still(2),
  still(3),
  still(2, now - latencyMs + 1),
  moving(2),
  { kind: 'unknown', since: 0 },
];
const opens: readonly (readonly number[] | null)[] = [null, [], [2], [3], [2, 3]];
const programs = [null, 'Totale', 'Kamera A', 'Kamera B', 'Tafel'];

interface Case {
  readonly wish: Shot;
  readonly situation: Situation;
}

/** Every combination of the small world: about 1.3 million verdicts. */
function* everyCase(): Generator<Case> {
  for (const wish of shots)
    for (const safeMode of [false, true])
      for (const publicity of publicities)
        for (const soundOff of [false, true])
          for (const open of opens)
            for (const second of consents)
              for (const third of consents)
                for (const motion of motions)
                  for (const program of programs) {
                    // What does not depend on a part is not tried with each of its values.
                    if ((safeMode || publicity !== 'public') && (soundOff || program === 'Tafel')) continue;
                    yield {
                      wish,
                      situation: {
                        now,
                        safeMode,
                        publicity,
                        soundOff,
                        open,
                        consents: { 2: second, 3: third },
                        cameras: { 'cam-a': camera(motion), 'cam-b': camera(still(3)) },
                        program,
                      },
                    };
                  }
}

const moves = [
  { camera: 'cam-a', preset: 3 },
  { camera: 'cam-b', preset: 2 },
];

const consentOf = (situation: Situation, seat: number): Consent | null =>
  situation.consents?.[seat] ?? (seat === 1 ? everything : null);

/** The rules of the design, said a second time and the other way round: what a verdict must never be. */
function forbidden({ situation }: Case, verdict: Verdict): string | undefined {
  const { shot: shown } = verdict;
  const isSlate = shown.kind === 'slate' || shown.kind === 'pause';
  if ((situation.publicity !== 'public' || situation.safeMode) && !isSlate)
    return 'a picture though not public';
  if (shown.camera) {
    const { motion } = situation.cameras?.[shown.camera.device] ?? {};
    if (motion?.kind !== 'still' || motion.preset !== shown.camera.preset)
      return 'a camera that does not stand there';
    if (situation.program !== shown.scene && now - motion.since < latencyMs)
      return 'a picture that still moves';
    for (const seat of [...shown.subjects, ...shown.visible])
      if (consentOf(situation, seat)?.image !== 'yes') return `seat ${seat} recognisable`;
  }
  if (shown.kind === 'wide')
    for (const seat of [1, 2, 3])
      if (!shown.hides.includes(seat)) {
        const consent = consentOf(situation, seat);
        if (consent?.image === 'no') return `seat ${seat} in a wide`;
        if (!consent && situation.open?.includes(seat)) return `somebody unknown speaks in a wide at ${seat}`;
      }
  const mayBeHeard =
    situation.publicity === 'public' &&
    !situation.safeMode &&
    !situation.soundOff &&
    situation.open != null &&
    situation.open.every((seat) => consentOf(situation, seat)?.sound === true);
  if (!verdict.muted && !mayBeHeard) return 'sound that nobody allowed';
  if (verdict.muted && mayBeHeard) return 'silence that nobody asked for';
  for (const move of verdict.moves) {
    const scene = move.camera === 'cam-a' ? 'Kamera A' : 'Kamera B';
    if (situation.program === scene || situation.program === null) return 'a camera on air sent away';
    if (shown.camera?.device === move.camera) return 'the camera about to be shown sent away';
  }
  return undefined;
}

/** What must happen: a permitted wish is followed, and the substitute is the nearest permitted shot. */
function missed({ wish, situation }: Case, verdict: Verdict): string | undefined {
  if (situation.publicity !== 'public' || situation.safeMode) return undefined;
  const asIs = forbidden({ wish, situation }, { ...verdict, shot: wish, moves: [] });
  if (asIs === undefined && verdict.shot.id !== wish.id) return 'a permitted wish was not followed';
  if (asIs !== undefined && verdict.refused.length === 0) return 'refused without a reason';
  if (verdict.shot.kind === 'slate' && wish.kind !== 'slate') {
    const wide = shots.find(
      (other) =>
        other.kind === 'wide' &&
        forbidden({ wish: other, situation }, { ...verdict, shot: other, moves: [] }) === undefined,
    );
    if (wide) return `the slate though ${wide.id} was permitted`;
  }
  return undefined;
}

test('in every situation of a small world nothing forbidden goes out and nothing permitted is held back', () => {
  let count = 0;
  let closeUps = 0;
  const wrong: string[] = [];
  for (const each of everyCase()) {
    const verdict = guard({ shot: each.wish, moves }, factsOf(each.situation));
    count++;
    if (verdict.shot.kind === 'close-up') closeUps++;
    const complaint = forbidden(each, verdict) ?? missed(each, verdict);
    if (complaint && wrong.length < 5)
      wrong.push(`${complaint}: ${each.wish.id} in ${JSON.stringify(each.situation)}`);
  }
  expect(wrong).toEqual([]);
  // A guard that always shows the slate would find nothing wrong above.
  expect(count).toBeGreaterThan(150_000);
  expect(closeUps).toBeGreaterThan(1000);
});

describe('the substitute and its reason', () => {
  test('a refused close-up becomes the wide, and the reason names the seat', () => {
    const facts = factsOf({ consents: { 3: { ...everything, image: 'not-recognisable' } } });
    expect(guard({ shot: shot('cam-b:3'), moves: [] }, facts)).toMatchObject({
      shot: { id: 'wide:front' },
      refused: [{ code: 'not-recognisable', params: { seat: 3 } }],
    });
  });

  test('somebody in the background counts like the one in front', () => {
    const facts = factsOf({ consents: { 3: { ...everything, image: 'not-recognisable' } } });
    expect(guard({ shot: shot('cam-a:2'), moves: [] }, facts).shot.kind).toBe('wide');
  });

  test('whoever objects to any picture leaves only a wide that hides the seat', () => {
    const facts = factsOf({ consents: { 2: { ...everything, image: 'no' } } });
    expect(guard({ shot: shot('cam-b:2'), moves: [] }, facts).shot.id).toBe('wide:side');
  });

  test('and the slate where no wide hides it', () => {
    const facts = factsOf({ consents: { 3: { ...everything, image: 'no' } } });
    const verdict = guard({ shot: shot('wide:front'), moves: [] }, facts);
    expect(verdict.shot.id).toBe('slate');
    expect(verdict.refused.map(({ code }) => code)).toContain('no-permitted-shot');
  });

  test('an empty seat nobody is assigned to does not take the wide away, an unknown speaker does', () => {
    const empty = factsOf({ consents: { 3: null } });
    expect(guard({ shot: shot('wide:front'), moves: [] }, empty).shot.id).toBe('wide:front');
    const speaking = factsOf({ consents: { 3: null }, open: [3] });
    expect(guard({ shot: shot('wide:front'), moves: [] }, speaking)).toMatchObject({
      shot: { id: 'slate' },
      muted: true,
      silentBecause: [{ code: 'sound-unknown-person', params: { seat: 3 } }],
    });
  });

  test('somebody who objects and should sit there bars the wide before anybody confirms it', () => {
    const objecting = factsOf({ consents: { 2: null }, planned: { 2: 'no' } });
    expect(guard({ shot: shot('wide:front'), moves: [] }, objecting).shot.id).toBe('wide:side');
    for (const image of ['yes', 'not-recognisable'] as const) {
      const facts = factsOf({ consents: { 2: null }, planned: { 2: image } });
      expect(guard({ shot: shot('wide:front'), moves: [] }, facts).shot.id).toBe('wide:front');
    }
  });

  test('a camera moved by a stranger while on air leaves the air', () => {
    const facts = factsOf({
      program: 'Kamera A',
      cameras: { 'cam-a': camera(moving(null)), 'cam-b': camera(still(3)) },
    });
    expect(guard({ shot: shot('cam-a:2'), moves: [] }, facts).shot.id).toBe('wide:front');
  });
});

describe('what is off the stream', () => {
  test('is a pause and silence in a public part, whoever wishes what; in any other part the slate stays', () => {
    for (const wish of shots)
      for (const publicity of publicities) {
        const facts = factsOf({ offStream: true, publicity, open: [2] });
        const verdict = guard({ shot: wish, moves: [] }, facts);
        expect(verdict.muted, `${wish.id} ${publicity}`).toBe(true);
        const expected = publicity === 'public' || publicity === 'paused' ? 'pause' : 'slate';
        expect(verdict.shot.kind, `${wish.id} ${publicity}`).toBe(expected);
      }
  });

  test('and nothing but that: the same wish goes out when it is on the stream', () => {
    const facts = factsOf({ open: [2], cameras: { 'cam-b': camera(still(2)) } });
    const verdict = guard({ shot: shot('cam-b:2'), moves: [] }, facts);
    expect([verdict.shot.id, verdict.muted]).toEqual(['cam-b:2', false]);
  });
});
