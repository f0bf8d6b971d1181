/** Views of the broadcast in its states: the operator's, and beside them the chair's and the display's. */
import type { BroadcastView, Check, ClosedPart } from '../../protocols/api/views/broadcast.ts';
import type { ChairView, DisplayView, OperatorView } from '../../protocols/api/views.ts';
import { chairFixtures } from './chair-fixtures.ts';
import { displayFixtures } from './display-fixtures.ts';
import { midSitting, nonPublic, planned } from './fixtures.ts';
import { noBroadcast, onStream } from './broadcast-states.ts';
import { fixtureNow, longTitle } from './sitting-fixtures.ts';

const machineChecks = [
  'picture',
  'sound',
  'stream',
  'recording',
  'virtual-camera',
  'replay-buffer',
  'other-outputs',
  'public-pages',
  'microphones',
] as const;

const closedChecks = (
  part: Partial<Record<Check['id'], Check['state']>> = {},
  aloneStates: readonly Check['state'][] = ['confirmed', 'confirmed'],
): Check[] => [
  ...machineChecks.map((id): Check => ({ id, state: part[id] ?? 'confirmed' })),
  ...(['conference-guests', 'conference-roster', 'conference-recording'] as const).map((id): Check => ({
    id,
    state: part[id] ?? 'confirmed',
  })),
  ...aloneStates.map((state, index): Check => ({
    id: 'alone',
    state,
    person: `m${31 + index}`,
    name: `Mitglied ${31 + index}`,
  })),
];

/** Half of it is done: one fails, one is on its way, one nobody can tell, and people have to say the rest. */
export const closing: ClosedPart = {
  checks: closedChecks(
    {
      stream: 'waiting',
      'virtual-camera': 'failed',
      'other-outputs': 'unknown',
      'conference-guests': 'waiting',
      'conference-roster': 'waiting',
    },
    ['confirmed', 'waiting'],
  ),
  isGreen: false,
  awaiting: '12',
};
export const green: ClosedPart = { checks: closedChecks(), isGreen: true };
export const overridden: ClosedPart = {
  ...closing,
  override: {
    at: fixtureNow - 95_000,
    reason: 'Die Konferenz ist seit 19 Uhr beendet, die Technik meldet es nur nicht.',
    missing: ['stream', 'virtual-camera', 'other-outputs', 'conference-guests', 'conference-roster', 'alone'],
  },
};

const withBroadcast = (view: OperatorView, part: Partial<BroadcastView>): OperatorView => ({
  ...view,
  broadcast: { ...view.broadcast, ...part },
});

const allPreflight = (part: Partial<Record<string, BroadcastView['preflight'][number]['state']>>) =>
  noBroadcast.preflight.map((item) => ({ ...item, state: part[item.id] ?? ('ok' as const) }));

/** Before a sitting: a few things are not ready. */
export const beforeSitting: OperatorView = {
  ...withBroadcast(planned, {
    ...noBroadcast,
    preflight: allPreflight({
      scenes: 'fault',
      reachable: 'unknown',
      encryption: 'warning',
      level: 'warning',
    }).map((item) =>
      item.id === 'scenes' ? { ...item, params: { scenes: 'Pause, Folien mit Rednerin' } } : item,
    ),
    lacks: ['chapters', 'output-list'],
    slides: 'ready',
  }),
  publicity: 'off',
  onAir: { ...nonPublic.onAir, stream: 'inactive' },
};

const slateOf = (kind: NonNullable<BroadcastView['slate']>['kind']): BroadcastView['slate'] => ({
  kind,
  text: noBroadcast.slateTexts[kind],
});

const onSlate: Pick<OperatorView, 'onAir' | 'direction'> = {
  onAir: nonPublic.onAir,
  direction: nonPublic.direction,
};

export const paused: OperatorView = {
  ...withBroadcast(midSitting, { slate: slateOf('break'), untilAt: fixtureNow + 900_000, closing: 'blind' }),
  ...onSlate,
  publicity: 'paused',
};
export const onHold: OperatorView = {
  ...withBroadcast(midSitting, { slate: slateOf('objection') }),
  ...onSlate,
  publicity: 'consent-hold',
};
/** The stream is gone, the line is bad, the target is not encrypted, and it records. */
export const poorly: OperatorView = {
  ...withBroadcast(midSitting, {
    stream: {
      ...onStream,
      host: 'rtmp.rechenzentrum-obermusterhausen.example:1935',
      isEncrypted: false,
      delayMs: 8000,
      health: { kilobitsPerSecond: 1840, droppedShare: 0.124, congestion: 0.93, isReconnecting: true },
    },
    recording: {
      state: 'active',
      isAllowed: true,
      sinceAt: fixtureNow - 1_900_000,
      withoutConsent: 3,
      chapters: [
        { id: 'r2', startedAt: fixtureNow - 1_900_000 },
        { id: 'r1', startedAt: fixtureNow - 9_000_000, endedAt: fixtureNow - 4_000_000 },
      ],
    },
    slides: 'released',
  }),
  open: [12, 3, 27, 31, 18],
  alarms: [{ code: 'alarm-stream-dropping', params: { percent: 12 } }, { code: 'alarm-stream-congested' }],
};
export const streamLost: OperatorView = {
  ...withBroadcast(midSitting, {
    stream: { state: 'inactive', isWanted: true, host: 'live.example', lostAt: fixtureNow - 42_000 },
  }),
  alarms: [{ code: 'alarm-stream-lost' }],
};
export const closingPart: OperatorView = withBroadcast(nonPublic, {
  closedPart: closing,
  closing: 'under-way',
  slate: slateOf('non-public'),
});
export const greenPart: OperatorView = withBroadcast(nonPublic, { closedPart: green });
export const overriddenPart: OperatorView = withBroadcast(nonPublic, { closedPart: overridden });
/** The slate is shown again, the question comes next. */
export const prepared: OperatorView = {
  ...withBroadcast(nonPublic, { slate: slateOf('begin'), untilAt: fixtureNow + 240_000 }),
  publicity: 'pre',
};

export const broadcastFixtures = {
  beforeSitting,
  paused,
  onHold,
  poorly,
  streamLost,
  closingPart,
  greenPart,
  overriddenPart,
  prepared,
};

const { chairSitting, chairNonPublic } = chairFixtures;
const chairAwaiting: ChairView = { ...chairNonPublic, closedPart: closing };
const displaySlateOf = (
  kind: NonNullable<DisplayView['slate']>['kind'],
  part: Partial<DisplayView> = {},
  untilAt?: number,
): DisplayView => ({
  role: 'display',
  chamber: 'Ratssaal Musterstadt',
  publicity: 'paused',
  phase: 'open',
  slate: { kind, ...(untilAt === undefined ? {} : { untilAt }) },
  ...part,
});
const captions = [
  'Das hat mit dem Thema nichts zu tun.',
  'Frau Vorsitzende, meine Damen und Herren, der Radweg an der Bahnhofstraße',
  'ist seit dem vergangenen Jahr geplant, und gebaut ist davon kein einziger Meter.',
];

/** What chair and display show of it. */
export const broadcastAround = {
  chairAwaiting,
  chairGreen: { ...chairNonPublic, closedPart: green } satisfies ChairView,
  chairOverridden: { ...chairNonPublic, closedPart: overridden } satisfies ChairView,
  chairOnHold: { ...chairSitting, publicity: 'consent-hold', transmitted: 'no' } satisfies ChairView,
  chairAnnounced: {
    ...chairSitting,
    publicity: 'paused',
    transmitted: 'no',
    untilAt: fixtureNow + 900_000,
  } satisfies ChairView,
  displayBegins: displaySlateOf('begin', { publicity: 'pre', phase: 'prepared' }, fixtureNow + 240_000),
  displayBreak: displaySlateOf('break', {}, fixtureNow + 900_000),
  displayFault: displaySlateOf('fault'),
  displayObjection: displaySlateOf('objection', { publicity: 'consent-hold' }),
  displayEnd: displaySlateOf('end', { publicity: 'off' }),
  displayCaptions: { ...displayFixtures.displaySpeaking, captions } satisfies DisplayView,
  displayLongCaptions: {
    ...displayFixtures.displayLong,
    captions: [longTitle.slice(0, 180), longTitle.slice(120, 300)],
  } satisfies DisplayView,
};
