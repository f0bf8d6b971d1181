import { describe, expect, test } from 'vitest';
import { plainHead, type Hall } from '../../../daemon/chamber/hall.ts';
import { shotsOf, type Shot } from '../../../daemon/chamber/shots.ts';
import { guard, type Verdict } from '../../../daemon/director/guard.ts';
import type { Consent, Publicity } from '../../../protocols/api/views.ts';
import type { CameraPosition, CameraState, Motion } from '../../../protocols/models/camera.ts';
import { camera, everything, factsOf, moving, smallHall, still, type Situation } from './small-hall.ts';

/** Free shots have rules of their own, further down. */
const shots = [...shotsOf(smallHall).values()].filter(({ kind }) => kind !== 'free');
const shot = (id: string): Shot => {
  const found = shotsOf(smallHall).get(id);
  if (!found) throw new Error(`no shot ${id}`);
  return found;
};
const latencyMs = 150;
const now = 10_000;

const publicities: readonly Publicity[] = [
  'unknown',
  'off',
  'pre',
  'public',
  'paused',
  'consent-hold',
  'non-public',
];
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

/** Camera A's head, with the public gallery to its right. */
const gallery = { id: 'gallery', label: 'Tribüne', pan: { from: 40, to: 90 }, tilt: { from: -30, to: 60 } };
const galleryHall: Hall = {
  ...smallHall,
  cameras: smallHall.cameras.map((each) =>
    each.device === 'cam-a'
      ? { ...each, head: { ...plainHead, zones: [gallery], view: { wideDegrees: 60, teleDegrees: 10 } } }
      : each,
  ),
};
const pointing = (panDegrees: number, zoom = 1): CameraPosition => ({ panDegrees, tiltDegrees: 0, zoom });
const at = (motion: Motion, position: CameraPosition | null): CameraState => ({
  ...camera(motion),
  position,
});

describe('a zone of people nobody asked', () => {
  const inGallery = (position: CameraPosition | null, targets: Situation['targets'] = {}) =>
    guard(
      { shot: shot('cam-a:3'), moves: [] },
      factsOf({
        hall: galleryHall,
        program: 'Kamera A',
        cameras: { 'cam-a': at(still(3), position), 'cam-b': camera(still(2)) },
        targets,
      }),
    );

  test('bars the shot whose picture reaches it, and no other', () => {
    expect(inGallery(pointing(30, 1)).shot.id).toBe('cam-a:3');
    // Five degrees of picture and three of margin short of it; then the same place with the zoom opened.
    expect(inGallery(pointing(31.9, 1)).shot.id).toBe('cam-a:3');
    expect(inGallery(pointing(32.1, 1))).toMatchObject({
      shot: { id: 'wide:front' },
      refused: [{ code: 'zone-visible', params: { camera: 'cam-a', zone: 'gallery' } }],
    });
    expect(inGallery(pointing(30, 0)).shot.id).toBe('wide:front');
    // Above the picture or below it, it is not in it.
    expect(inGallery({ ...pointing(60, 1), tiltDegrees: -60 }).shot.id).toBe('cam-a:3');
  });

  test('bars by where the preset is known to be, while the camera does not tell where it stands', () => {
    expect(inGallery(null, { 'cam-a': { 3: pointing(60) } }).shot.id).toBe('wide:front');
    expect(inGallery(null, { 'cam-a': { 3: pointing(0) } }).shot.id).toBe('cam-a:3');
    // Where it stands now goes before where it once was.
    expect(inGallery(pointing(0), { 'cam-a': { 3: pointing(60) } }).shot.id).toBe('cam-a:3');
  });

  test('bars every shot that lists it', () => {
    const listed: Hall = {
      ...galleryHall,
      cameras: galleryHall.cameras.map((each) => ({
        ...each,
        shots: each.shots.map((one) => ({ ...one, zones: each.device === 'cam-a' ? ['gallery'] : [] })),
      })),
    };
    const facts = factsOf({ hall: listed, cameras: { 'cam-a': at(still(3), pointing(0)) } });
    const wish = shotsOf(listed).get('cam-a:3');
    expect(wish && guard({ shot: wish, moves: [] }, facts).refused).toMatchObject([{ code: 'zone-visible' }]);
  });
});

describe('a camera driven by hand', () => {
  const targets = { 'cam-a': { 1: pointing(0), 2: pointing(-30), 3: pointing(25) } };
  const free = (
    situation: Situation & { readonly position?: CameraPosition | null; readonly motion?: Motion },
  ) =>
    guard(
      { shot: shotsOf(galleryHall).get('cam-a:free') ?? shot('slate'), moves: [] },
      factsOf({
        hall: galleryHall,
        reserved: ['cam-a'],
        targets,
        manual: { kind: 'free', camera: 'cam-a', live: false },
        cameras: {
          'cam-a': at(
            situation.motion ?? still(null),
            situation.position === undefined ? pointing(0) : situation.position,
          ),
          'cam-b': camera(still(2)),
        },
        ...situation,
      }),
    );

  test('is shown as it stands, once the operator asks for it and holds it', () => {
    expect(free({}).shot.id).toBe('cam-a:free');
    for (const nobodyAsked of [
      null,
      { kind: 'stay' },
      { kind: 'free', camera: 'cam-b', live: true },
    ] as const)
      expect(free({ manual: nobodyAsked }).refused, JSON.stringify(nobodyAsked)).toMatchObject([
        { code: 'free-not-asked' },
      ]);
    expect(free({ reserved: [] }).shot.id).toBe('wide:front');
  });

  test('must stand, unless it was asked for live', () => {
    expect(free({ motion: moving(null) }).shot.id).toBe('wide:front');
    expect(free({ motion: still(null, 9_900) }).shot.id).toBe('wide:front');
    const live = { manual: { kind: 'free', camera: 'cam-a', live: true } } as const;
    expect(free({ ...live, motion: moving(null) }).shot.id).toBe('cam-a:free');
    // Our own recall swings faster than a hand, wherever it goes.
    expect(free({ ...live, motion: moving(2) }).shot.id).toBe('wide:front');
  });

  test('must tell where it points', () => {
    expect(free({ position: null }).refused).toMatchObject([{ code: 'free-unknown-position' }]);
  });

  test('stays away from the gallery, and live further away', () => {
    expect(free({ position: pointing(31) }).shot.id).toBe('cam-a:free');
    expect(free({ position: pointing(33) }).refused[0]).toMatchObject({ code: 'zone-visible' });
    const live = { manual: { kind: 'free', camera: 'cam-a', live: true } } as const;
    expect(free({ ...live, position: pointing(31) }).refused[0]).toMatchObject({ code: 'zone-visible' });
    expect(free({ ...live, position: pointing(20) }).shot.id).toBe('cam-a:free');
  });

  test('shows nobody recognisably who does not want it: by direction, and anywhere where none is known', () => {
    const objecting = { consents: { 3: { ...everything, image: 'not-recognisable' } } } as const;
    expect(free({ ...objecting, position: pointing(0) }).shot.id).toBe('cam-a:free');
    expect(free({ ...objecting, position: pointing(20) }).refused[0]).toMatchObject({
      code: 'free-might-show',
      params: { seat: 3 },
    });
    expect(free({ ...objecting, position: pointing(-30), targets: {} }).shot.id).toBe('wide:front');
    expect(free({ consents: { 3: null }, position: pointing(20) }).shot.id).toBe('wide:front');
  });

  test('and while somebody holds it, neither its presets go on air nor does the direction move it', () => {
    const verdict = guard(
      {
        shot: shot('cam-b:2'),
        moves: [
          { camera: 'cam-b', preset: 3 },
          { camera: 'cam-a', preset: 3 },
        ],
      },
      factsOf({ reserved: ['cam-b'], cameras: { 'cam-a': camera(still(2)), 'cam-b': camera(still(2)) } }),
    );
    expect(verdict.shot.id).toBe('wide:front');
    expect(verdict.moves).toEqual([{ camera: 'cam-a', preset: 3 }]);
    expect(verdict.refused.map(({ code }) => code)).toEqual(['camera-reserved', 'camera-reserved']);
  });
});
