/**
 * The world around the guard: what cameras and mixer truly do, what the daemon has heard of it, and what is
 * still on its way. Plain data; `happen` gives the world after an event, `carryOut` after a verdict.
 */
import type { Consent, Publicity } from '../../../../protocols/api/views.ts';
import type { Facts } from '../../../../daemon/director/facts.ts';
import type { Verdict } from '../../../../daemon/director/guard.ts';
import type { CameraState, Motion } from '../../../../protocols/models/camera.ts';
import { unknownCamera } from '../../../../protocols/models/camera.ts';
import { everything, factsOf } from '../small-hall.ts';
import {
  devices,
  hall,
  blindCamera,
  handPlaces,
  places,
  positionAt,
  sceneOfCamera,
  seats,
  type Place,
} from './hall.ts';

export interface Camera {
  /** Who moves it; null: it stands. */
  readonly mover: 'us' | 'stranger' | 'hand' | null;
  readonly place: Place;
  /** What the daemon has heard. */
  readonly heard: 'still' | 'moving' | 'unknown';
  /** It has stood long enough for the picture of it standing to have arrived. */
  readonly isArrived: boolean;
}

/** `expected`: somebody who objects should sit there, and nobody has confirmed it. */
export type ConsentName = 'all' | 'shy' | 'no' | 'mute' | 'nobody' | 'expected';
const consentNames: readonly ConsentName[] = ['all', 'shy', 'no', 'mute', 'nobody', 'expected'];
export const consentOf: Readonly<Record<ConsentName, Consent | null>> = {
  all: everything,
  shy: { ...everything, image: 'not-recognisable' },
  no: { ...everything, image: 'no' },
  mute: { ...everything, sound: false },
  nobody: null,
  expected: null,
};

/** Camera 0 as it stands, or live; or another camera. */
type Manual = 'none' | 'free' | 'live' | 'other';

export interface World {
  readonly cameras: readonly Camera[];
  readonly reserved: readonly boolean[];
  readonly program: string;
  /** null: the mixer is not heard. */
  readonly heardProgram: string | null;
  /** Scenes asked for, the mixer has not carried out yet, first one first. */
  readonly onTheWay: readonly string[];
  /** Scenes asked for not long ago. */
  readonly asked: readonly string[];
  readonly isOpen: boolean;
  /** A command for the sound that is on its way; null: none. */
  readonly soundOnTheWay: boolean | null;
  readonly consents: Readonly<Record<number, ConsentName>>;
  readonly publicity: Publicity;
  readonly offStream: boolean;
  readonly soundOff: boolean;
  /** Open microphones; null: the system is not heard. */
  readonly open: readonly number[] | null;
  readonly manual: Manual;
  readonly safeMode: boolean;
  readonly slides: boolean;
  /** Somebody put a whole desktop into this scene. */
  readonly desktop: 'none' | 'wide' | 'slides' | 'scene 1';
  /** The one member in the conference, who has the floor. */
  readonly remote: 'none' | 'all' | 'shy' | 'mute';
}

const start: World = {
  cameras: devices.map(() => ({ mover: null, place: 'preset 1', heard: 'still', isArrived: true })),
  reserved: devices.map(() => false),
  program: 'wide',
  heardProgram: 'wide',
  onTheWay: [],
  asked: [],
  isOpen: false,
  soundOnTheWay: null,
  consents: { 1: 'all', 2: 'all', 3: 'all' },
  publicity: 'public',
  offStream: false,
  soundOff: false,
  open: [],
  manual: 'none',
  safeMode: false,
  slides: false,
  desktop: 'none',
  remote: 'none',
};

const withCamera = (world: World, index: number, change: Partial<Camera>): World => ({
  ...world,
  cameras: world.cameras.map((camera, at) => (at === index ? { ...camera, ...change } : camera)),
});

const withCameraAt = (world: World, index: number, place: Place): World =>
  withCamera(world, index, { place });

/** From these every order of events is tried: the later ones are far away from the first. */
export const starts: readonly World[] = [
  start,
  // All cameras at their second presets.
  devices.reduce((world, _, index) => withCameraAt(world, index, 'preset 2'), start),
  // A camera on air.
  { ...start, program: 'scene 1', heardProgram: 'scene 1' },
  // Slides with a camera's picture beside them, and somebody remote who has the floor.
  { ...start, program: 'slides 0', heardProgram: 'slides 0', slides: true, remote: 'all' },
  // Somebody holds camera 0 and has asked to see it, wherever it points.
  ...(['preset 2', 'aside', 'seat 3'] as const).map((place): World => ({
    ...withCameraAt(start, 0, place),
    reserved: devices.map((_, index) => index === 0),
    manual: 'free',
  })),
];

export type Event = readonly [name: string, after: World];
export const mixerSwitches = 'the mixer switches';

/** Everything that may happen next, each with the world after it. */
export function* events(world: World): Generator<Event> {
  yield* cameraEvents(world);
  yield* mixerEvents(world);
  yield* peopleEvents(world);
}

function* cameraEvents(world: World): Generator<Event> {
  const isAnyYoung = world.cameras.some(({ mover, isArrived }) => mover === null && !isArrived);
  if (isAnyYoung)
    yield [
      'time passes',
      { ...world, cameras: world.cameras.map((camera) => ({ ...camera, isArrived: camera.mover === null })) },
    ];
  for (const [index, camera] of world.cameras.entries()) {
    const change = (name: string, what: Partial<Camera>): Event => [
      `camera ${index} ${name}`,
      withCamera(world, index, what),
    ];
    if (camera.mover === 'us') yield change('arrives', { mover: null, heard: 'still', isArrived: false });
    if (camera.mover === null)
      yield change('is pushed by a stranger', { mover: 'stranger', isArrived: false });
    if (camera.mover === 'stranger') {
      if (camera.heard === 'still') yield change('is seen to move', { heard: 'moving' });
      else
        yield change('was left by the stranger, at the gallery', {
          mover: null,
          heard: 'still',
          place: 'gallery',
          isArrived: false,
        });
    }
    if (camera.heard !== 'unknown') yield change('is not heard any more', { heard: 'unknown' });
    else
      yield change('is heard again', { heard: camera.mover === null ? 'still' : 'moving', isArrived: false });
    const reserved = world.reserved.map((held, at) => (at === index ? !held : held));
    yield [
      `camera ${index} is ${world.reserved[index] ? 'released' : 'taken in hand'}`,
      { ...world, reserved },
    ];
    if (!world.reserved[index]) continue;
    // As daemon/chamber/cameras/decide.ts allows it.
    const mayDrive = world.heardProgram !== sceneOfCamera(index) || (index === 0 && world.manual === 'live');
    if (camera.mover === null && mayDrive)
      yield change('is driven by hand', { mover: 'hand', heard: 'moving', isArrived: false });
    if (camera.mover === 'hand')
      for (const place of handPlaces)
        yield change(`is stopped by hand: ${place}`, {
          mover: null,
          heard: 'still',
          place,
          isArrived: false,
        });
  }
}

function* mixerEvents(world: World): Generator<Event> {
  const [next, ...onTheWay] = world.onTheWay;
  if (next !== undefined) yield [mixerSwitches, { ...world, program: next, onTheWay }];
  if (world.heardProgram !== null && world.heardProgram !== world.program)
    yield [
      'the mixer reports',
      {
        ...world,
        heardProgram: world.program,
      },
    ];
  if (world.asked.length > 0 && next === undefined)
    yield ['a long time passes', { ...world, asked: [], heardProgram: world.program }];
  if (world.heardProgram !== null)
    yield [
      'the mixer is not heard any more',
      { ...world, heardProgram: null, onTheWay: [], asked: [], soundOnTheWay: null },
    ];
  else yield ['the mixer is heard again', { ...world, heardProgram: world.program }];
  for (const scene of ['scene 1', 'wide'])
    if (world.program !== scene) yield [`somebody switches to ${scene}`, { ...world, program: scene }];
  if (world.soundOnTheWay !== null)
    yield ['the mixer sets the sound', { ...world, isOpen: world.soundOnTheWay, soundOnTheWay: null }];
}

function* peopleEvents(world: World): Generator<Event> {
  for (const seat of seats)
    for (const name of consentNames)
      if (world.consents[seat] !== name)
        yield [`seat ${seat}: ${name}`, { ...world, consents: { ...world.consents, [seat]: name } }];
  for (const publicity of ['public', 'paused', 'non-public', 'unknown'] as const)
    if (world.publicity !== publicity) yield [`the part is ${publicity}`, { ...world, publicity }];
  yield [
    `the item is ${world.offStream ? 'transmitted' : 'not transmitted'}`,
    { ...world, offStream: !world.offStream },
  ];
  yield [
    `the daemon starts ${world.safeMode ? 'as usual' : 'in safe mode'}`,
    { ...world, safeMode: !world.safeMode },
  ];
  yield [`the slides are ${world.slides ? 'taken off' : 'released'}`, { ...world, slides: !world.slides }];
  for (const desktop of ['none', 'wide', 'slides', 'scene 1'] as const)
    if (world.desktop !== desktop) yield [`a desktop is put into: ${desktop}`, { ...world, desktop }];
  for (const remote of ['none', 'all', 'shy', 'mute'] as const)
    if (world.remote !== remote) yield [`somebody remote has the floor: ${remote}`, { ...world, remote }];
  yield [`sound ${world.soundOff ? 'on' : 'off'} by the operator`, { ...world, soundOff: !world.soundOff }];
  for (const open of [null, [], [2], [2, 3]] as const)
    if (JSON.stringify(open) !== JSON.stringify(world.open))
      yield [
        `open microphones: ${open === null ? 'not heard' : open.join(' and ') || 'none'}`,
        { ...world, open },
      ];
  for (const manual of ['none', 'free', 'live', 'other'] as const)
    if (world.manual !== manual) yield [`the operator asks for: ${manual}`, { ...world, manual }];
}

const now = 10_000;

function motionOf(camera: Camera): Motion {
  const preset = camera.place === 'preset 1' ? 1 : camera.place === 'preset 2' ? 2 : null;
  switch (camera.heard) {
    case 'still':
      return { kind: 'still', since: camera.isArrived ? 0 : now, preset, measured: true };
    case 'moving':
      return { kind: 'moving', since: now, preset: camera.mover === 'us' ? preset : null };
    case 'unknown':
      return { kind: 'unknown', since: now };
  }
}

/** Nobody has found out yet where the second preset of camera 1 is. */
const presetTargets = Object.fromEntries(
  devices.map((device, index) => [
    device,
    {
      1: positionAt(index, 'preset 1'),
      ...(index === 1 ? {} : { 2: positionAt(index, 'preset 2') }),
    },
  ]),
);

function manualOf({ manual }: World): Facts['manual'] {
  if (manual === 'none') return null;
  return manual === 'other'
    ? { kind: 'free', camera: 'cam-1', live: true }
    : { kind: 'free', camera: 'cam-0', live: manual === 'live' };
}

/** What the daemon knows. */
export function factsIn(world: World): Facts {
  const facts = situated(world);
  if (world.desktop === 'none') return facts;
  return { ...facts, switcher: { ...facts.switcher, desktopScenes: [world.desktop] } };
}

function situated(world: World): Facts {
  const remote = world.remote === 'none' ? null : consentOf[world.remote];
  return factsOf({
    hall,
    slidesReleased: world.slides,
    remoteSpeaker: remote,
    conference: remote ? [remote] : [],
    now,
    publicity: world.publicity,
    offStream: world.offStream,
    soundOff: world.soundOff,
    safeMode: world.safeMode,
    manual: manualOf(world),
    open: world.open,
    planned: Object.fromEntries(
      seats.flatMap((seat) => (world.consents[seat] === 'expected' ? [[seat, 'no' as const]] : [])),
    ),
    consents: Object.fromEntries(seats.map((seat) => [seat, consentOf[world.consents[seat] ?? 'nobody']])),
    cameras: Object.fromEntries(
      world.cameras.map((camera, index): [string, CameraState] => [
        devices[index] ?? '',
        {
          ...unknownCamera,
          motion: motionOf(camera),
          position:
            camera.heard === 'unknown' || index === blindCamera ? null : positionAt(index, camera.place),
        },
      ]),
    ),
    program: world.heardProgram,
    unconfirmed: world.asked,
    reserved: devices.filter((_, index) => world.reserved[index]),
    targets: presetTargets,
  });
}

/** The world after the daemon has acted on a verdict: commands leave, cameras that were sent are under way. */
export function carryOut(world: World, verdict: Verdict): World {
  let after = world;
  for (const { camera, preset } of verdict.moves) {
    const index = devices.indexOf(camera);
    const place = preset === 1 ? 'preset 1' : 'preset 2';
    after = withCamera(after, index, { mover: 'us', place, heard: 'moving', isArrived: false });
  }
  // Nothing reaches a mixer that is not heard.
  if (world.heardProgram === null) return after;
  const { scene } = verdict.shot;
  if (scene !== (world.onTheWay.at(-1) ?? world.heardProgram))
    after = { ...after, onTheWay: [...after.onTheWay, scene], asked: [...after.asked, scene] };
  const isOpen = world.soundOnTheWay ?? world.isOpen;
  if (isOpen === verdict.muted) after = { ...after, soundOnTheWay: !verdict.muted };
  return after;
}

/** What will be on air when all that was asked for has been carried out. */
export const finalScene = ({ onTheWay, program }: World): string => onTheWay.at(-1) ?? program;

const letters = { us: 'u', stranger: 's', hand: 'h', still: 'S', moving: 'M', unknown: '?' } as const;

/** Two worlds with the same key behave the same. Short: there are millions. */
export function keyOf(world: World): string {
  let key = '';
  for (const [index, { mover, place, heard, isArrived }] of world.cameras.entries())
    key +=
      (mover === null ? '-' : letters[mover]) +
      letters[heard] +
      places.indexOf(place) +
      (isArrived ? 'a' : 'y') +
      (world.reserved[index] ? 'R' : 'r');
  const { 1: first = '', 2: second = '', 3: third = '' } = world.consents;
  return [
    key,
    world.program,
    world.heardProgram ?? '',
    world.onTheWay.join(),
    world.asked.join(),
    world.isOpen ? 1 : 0,
    world.soundOnTheWay ?? '',
    first,
    second,
    third,
    world.publicity,
    world.offStream ? 1 : 0,
    world.soundOff ? 1 : 0,
    world.open?.join() ?? 'x',
    world.manual,
    world.safeMode ? 1 : 0,
    world.slides ? 1 : 0,
    world.desktop,
    world.remote,
  ].join('|');
}
