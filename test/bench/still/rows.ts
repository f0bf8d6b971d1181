/**
 * Every camera protocol with every way in which its cameras deceive, lose and dawdle (facts on cameras, E1). The
 * config of a row believes what the protocol offers: whom to believe, its calibration has to find out.
 */
import { seats, type Kind, type Parameters } from './stage.ts';

/** What happens around some of a row's recalls. */
export type Mishap =
  /** The on-screen menu is open for a while. */
  | 'menu'
  /** For a while the camera takes no command. */
  | 'full'
  | 'busy'
  /** A stranger moves the camera that stands. */
  | 'stranger'
  /** A stranger takes the joystick while the camera is on its way. */
  | 'grabbed';

/**
 * `all`: never a false STILL, and in time where anything but time tells. `safe`: never a false one; the line or
 * the camera is too slow for more. `none`: the protocol cannot know, and the rate is printed.
 */
type Held = 'all' | 'safe' | 'none';

export interface Row {
  readonly kind: Kind;
  readonly fault: string;
  readonly faults: Readonly<Record<string, Parameters>>;
  readonly config: Parameters;
  readonly mishap: Mishap | null;
  /** Presets 1 to this. */
  readonly presets: number;
  /** Whether the picture is looked at while it is calibrated. */
  readonly isWatched: boolean;
  readonly held: Held;
}

type Faults = Row['faults'];
interface Case {
  readonly faults?: Faults;
  readonly config?: Parameters;
  readonly mishap?: Mishap;
  readonly presets?: number;
  readonly isWatched?: boolean;
  readonly held?: Held;
}

const rowsOf = (kind: Kind, base: Case, cases: Readonly<Record<string, Case>>): readonly Row[] =>
  Object.entries(cases).map(([fault, one]) => ({
    kind,
    fault,
    faults: { ...base.faults, ...one.faults },
    config: { ...base.config, ...one.config },
    mishap: one.mishap ?? null,
    presets: one.presets ?? base.presets ?? seats,
    isWatched: one.isWatched ?? base.isWatched ?? true,
    held: one.held ?? base.held ?? 'all',
  }));

const layout = (name: string): Faults => ({ 'status-layout': { layout: name } });
const completion = (policy: string): Faults => ({ completion: { policy } });
const loss = (probability: number): Faults => ({ loss: { probability } });
const twiceAndAcross: Faults = { duplicate: { probability: 0.2 }, reorder: { probability: 0.2 } };
const badNetwork: Faults = {
  loss: { probability: 0.05 },
  duplicate: { probability: 0.1 },
  reorder: { probability: 0.1 },
};
const noPosition: Faults = { refuse: { inquiry: 'pan-tilt-position' } };

/** What a VISCA camera may do behind every wire. */
const viscaCases: Readonly<Record<string, Case>> = {
  honest: {},
  'completion at once': { faults: completion('at-once') },
  'completion never': { faults: completion('never') },
  'ACK withheld': { faults: completion('withheld-ack') },
  'ACK withheld, deaf meanwhile': { faults: completion('blocked') },
  'one socket': { faults: { sockets: { mode: 'one' } } },
  'socket 0': { faults: { sockets: { mode: 'zero' } } },
  'no lens block': { faults: { blocks: { off: true } } },
  'slow answers': { faults: { slow: { ms: 60 } } },
  'menu open': { mishap: 'menu' },
  'buffer full': { mishap: 'full' },
  stranger: { mishap: 'stranger' },
  'stranger on the way': { mishap: 'grabbed' },
};

const overIp = rowsOf(
  'visca over-ip',
  {},
  {
    ...viscaCases,
    'layout SRG-300H': { faults: layout('srg-300h'), presets: 16 },
    'layout X1000': { faults: layout('x1000') },
    'layout FR7': { faults: layout('fr7') },
    'layout FR7, completion at once': { faults: { ...layout('fr7'), ...completion('at-once') } },
    'no status': { faults: layout('none') },
    'PTZOptics family': { faults: layout('ptzoptics'), config: { model: 'ptzoptics' } },
    '5 % lost': { faults: loss(0.05) },
    '20 % lost': { faults: loss(0.2), held: 'safe' },
    'doubled, out of order': { faults: twiceAndAcross },
    'completion never, bad network': { faults: { ...completion('never'), ...badNetwork } },
    'completion at once, bad network': { faults: { ...completion('at-once'), ...badNetwork } },
    'drops what follows too closely': { faults: { 'srg-drop-window': {} } },
    'position silent': { faults: { mute: { inquiry: 'pan-tilt-position' } } },
    'no position': { faults: noPosition },
    'no position, completion at once': { faults: { ...noPosition, ...completion('at-once') } },
    'no position, completion never': { faults: { ...noPosition, ...completion('never') } },
    'no position, no status': { faults: { ...noPosition, ...layout('none') } },
    'stranger, bad network': { faults: badNetwork, mishap: 'stranger' },
  },
);

const clone = layout('none');
const rawTcp = rowsOf(
  'visca raw tcp',
  { faults: clone },
  {
    ...viscaCases,
    'PTZOptics family': { faults: layout('ptzoptics'), config: { model: 'ptzoptics' } },
    'one socket, completion at once': { faults: { sockets: { mode: 'one' }, ...completion('at-once') } },
    'answers under another address': { faults: { 'answers-as': { address: 2 } } },
    'a Sony by name': { faults: layout('x400'), config: { model: 'brc-x400' } },
    'a Sony by name, completion at once': {
      faults: { ...layout('x400'), ...completion('at-once') },
      config: { model: 'brc-x400' },
    },
    'no position': { faults: noPosition },
  },
);

const rawUdp = rowsOf(
  'visca raw udp',
  { faults: clone },
  {
    ...viscaCases,
    '5 % lost': { faults: loss(0.05) },
    'doubled, out of order': { faults: twiceAndAcross },
    'ACK withheld, bad network': { faults: { ...completion('withheld-ack'), ...badNetwork } },
    'completion at once, bad network': { faults: { ...completion('at-once'), ...badNetwork } },
    'PTZOptics family, bad network': {
      faults: { ...layout('ptzoptics'), ...badNetwork },
      config: { model: 'ptzoptics' },
    },
    'a Sony by name, completion never': {
      faults: { ...layout('x400'), ...completion('never') },
      config: { model: 'brc-x400' },
    },
    'no position, bad network': { faults: { ...noPosition, ...badNetwork } },
    'stranger, bad network': { faults: badNetwork, mishap: 'stranger' },
  },
);

const chain = rowsOf(
  'visca chain',
  {},
  {
    ...viscaCases,
    // Two looks, each of two questions, at 9600 baud.
    'slow answers': { faults: { slow: { ms: 60 } }, held: 'safe' },
    '5 % lost': { faults: loss(0.05) },
    'layout FR7': { faults: layout('fr7') },
    'no status': { faults: layout('none') },
    'no position': { faults: noPosition },
    'no position, completion at once': { faults: { ...noPosition, ...completion('at-once') } },
  },
);

const moveStatus = (policy: string, more: Parameters = {}): Faults => ({
  'move-status': { policy, ...more },
});
const reached = (policy: string): Faults => ({ reached: { policy } });
const absent: Faults = { position: { present: false } };
const noEvents: Faults = { events: { present: false } };
const onvif = rowsOf(
  'onvif',
  { config: { trustMoveStatus: true, trustReached: true } },
  {
    honest: {},
    'by its position alone': { config: { trustMoveStatus: false, trustReached: false } },
    'MoveStatus always IDLE': { faults: moveStatus('idle') },
    'MoveStatus UNKNOWN': { faults: moveStatus('unknown') },
    'MoveStatus 0': { faults: moveStatus('zero') },
    'MoveStatus absent': { faults: moveStatus('absent') },
    // What says MOVING is not said to stand, however long it goes on saying so.
    'MoveStatus late': { faults: moveStatus('late', { lateMs: 700 }), held: 'safe' },
    'Reached at once': { faults: reached('at-once') },
    'Reached never': { faults: reached('never') },
    'no events': { faults: noEvents },
    'IDLE, Reached at once': { faults: { ...moveStatus('idle'), ...reached('at-once') } },
    'no position': { faults: absent },
    'no position, no events': { faults: { ...absent, ...noEvents } },
    'no position, MoveStatus always IDLE': { faults: { ...absent, ...moveStatus('idle') } },
    'no position, MoveStatus late': {
      faults: { ...absent, ...moveStatus('late', { lateMs: 700 }) },
      held: 'safe',
    },
    'no position, Reached at once': { faults: { ...absent, ...reached('at-once') } },
    'no position, all lies': {
      faults: { ...absent, ...moveStatus('idle'), ...reached('at-once') },
    },
    'no position, by default': {
      faults: absent,
      config: { trustMoveStatus: false, trustReached: false },
    },
    'no position, nobody looks': { faults: absent, isWatched: false },
    'no position, nothing said': {
      faults: { ...absent, ...moveStatus('absent'), ...noEvents },
    },
    'starts late': { faults: { 'lazy-start': { ms: 400 } } },
    'slow answers': { faults: { slow: { ms: 100 } } },
    'GetStatus takes 30 s': { faults: { 'status-delay': { ms: 30_000 } } },
    // Each is waited for: no network that mends its losses does so.
    '5 % of the answers lost': { faults: { 'lost-answers': { probability: 0.05 } }, held: 'safe' },
    stranger: { mishap: 'stranger' },
    'stranger, MoveStatus always IDLE': { faults: moveStatus('idle'), mishap: 'stranger' },
    'stranger, no position': { faults: absent, mishap: 'stranger' },
    'stranger on the way': { mishap: 'grabbed' },
  },
);

const hidden: Faults = { 'no-position': { what: 'all' } };
const aw = rowsOf(
  'panasonic-aw',
  {},
  {
    honest: {},
    'notice at once': { faults: completion('at-once') },
    'no notices': { faults: completion('never') },
    '30 % of the notices lost': { faults: { 'lost-notices': { probability: 0.3 } } },
    'position 300 ms old': { faults: { 'late-position': { ms: 300 } }, held: 'safe' },
    'no combined position': { faults: { 'no-position': { what: 'everything' } } },
    'no position': { faults: hidden },
    'no position, notice at once': { faults: { ...hidden, ...completion('at-once') } },
    'no position, no notices': { faults: { ...hidden, ...completion('never') } },
    'no position, 30 % of the notices lost': {
      held: 'safe',
      faults: { ...hidden, 'lost-notices': { probability: 0.3 } },
    },
    'unknown model': { faults: { model: { name: 'AW-UE4' } } },
    'unknown model, no position': { faults: { ...hidden, model: { name: 'AW-UE4' } } },
    'slow answers': { faults: { slow: { ms: 150 } } },
    'strict about its gap': { faults: { 'strict-gap': {}, model: { name: 'AW-HE42' } } },
    busy: { mishap: 'busy' },
    'menu open': { mishap: 'menu' },
    stranger: { mishap: 'stranger' },
    'stranger on the way': { mishap: 'grabbed' },
  },
);

const pelcoPosition = rowsOf(
  'pelco position',
  { presets: 32 },
  {
    honest: {},
    '2 % of the frames lost': { faults: { deaf: { probability: 0.02 } } },
    '10 % of the frames lost': { faults: { deaf: { probability: 0.1 } }, held: 'safe' },
    // Two looks at three values, one after the other.
    'slow answers': { faults: { slow: { ms: 80 } }, held: 'safe' },
    'another receiver answers too': { faults: { echo: {} } },
    'Pelco-P': { config: { protocol: 'P' } },
    'menu open': { mishap: 'menu' },
    stranger: { mishap: 'stranger' },
    'stranger on the way': { mishap: 'grabbed' },
  },
);

const pelcoBlind = rowsOf(
  'pelco blind',
  { presets: 32 },
  {
    honest: {},
    'Pelco-P': { config: { protocol: 'P' } },
    '10 % of the frames lost': { faults: { deaf: { probability: 0.1 } }, held: 'none' },
    'menu open': { mishap: 'menu', held: 'none' },
    stranger: { mishap: 'stranger', held: 'none' },
  },
);

/** In the order they are printed. */
export const rows: readonly Row[] = [
  ...overIp,
  ...rawTcp,
  ...rawUdp,
  ...chain,
  ...onvif,
  ...aw,
  ...pelcoPosition,
  ...pelcoBlind,
];
