/** The broadcast as pages show it. */
import type { BroadcastView, ClosedPart } from '../../../protocols/api/views/broadcast.ts';
import { slateKinds } from '../../../protocols/api/commands/broadcast.ts';
import type { Reason } from '../../../protocols/api/views.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import { soundOf, unknownSwitcher, type SwitcherState } from '../../../protocols/models/switcher.ts';
import { definedOnly } from '../defined.ts';
import { confirmedAt, noConsent } from '../people/state.ts';
import type { ChamberRoot } from '../root.ts';
import { checksOf, isGreen } from './checks.ts';
import { openDelegates } from './microphones.ts';
import { preflightOf, type Reachable } from './preflight.ts';
import { filledSlate, slateKindOf, slateTextOf } from './slates.ts';
import { runningRecording } from './state.ts';

interface Source {
  readonly root: ChamberRoot;
  readonly observed: Observed;
  readonly reachable: Reachable;
  readonly wallMs: WallMs;
}

const mixerOf = (root: ChamberRoot, observed: Observed): SwitcherState =>
  observed.switchers[root.hall.switcher] ?? unknownSwitcher;

export function broadcastView(source: Source): BroadcastView {
  const { root, observed, wallMs } = source;
  const { hall, broadcast } = root;
  const switcher = mixerOf(root, observed);
  const kind = slateKindOf(root);
  const part = closedPartView(root, observed);
  const closing = closingView(root, observed);
  return {
    ...(kind === null ? {} : { slate: { kind, text: filledSlate(root, kind, wallMs) } }),
    ...untilView(root),
    ...(part ? { closedPart: part } : {}),
    ...(closing ? { closing } : {}),
    stream: {
      state: switcher.stream,
      isWanted: broadcast.stream.isWanted,
      // Where no server is set there is nothing to say of the way to it.
      ...(switcher.target && switcher.target.host !== ''
        ? {
            host: switcher.target.host,
            isEncrypted: switcher.target.isEncrypted,
            delayMs: switcher.target.delayMs,
          }
        : {}),
      ...(switcher.health ? { health: { ...switcher.health } } : {}),
      ...(broadcast.stream.lostAt === null ? {} : { lostAt: broadcast.stream.lostAt }),
    },
    recording: recordingView(root, switcher),
    preflight: preflightOf(hall, observed, source.reachable),
    slides:
      hall.transmission.slidesScene === null
        ? 'none'
        : broadcast.slides === 'released'
          ? 'released'
          : 'ready',
    lacks: [...switcher.lacks],
    slateTexts: Object.fromEntries(slateKinds.map((slate) => [slate, slateTextOf(root, slate)])) as Record<
      (typeof slateKinds)[number],
      string
    >,
  };
}

export const untilView = ({ broadcast }: ChamberRoot): { untilAt?: WallMs } =>
  broadcast.untilAt === null ? {} : { untilAt: broadcast.untilAt };

/** undefined: no part that is not public runs. */
export function closedPartView(root: ChamberRoot, observed: Observed): ClosedPart | undefined {
  const part = root.broadcast.closedPart;
  if (!part) return undefined;
  const checks = checksOf(root, observed);
  const awaited = root.sitting.current?.awaits;
  const awaiting = awaited == null ? undefined : (root.sitting.current?.items[awaited]?.number ?? '');
  return {
    checks: checks.map(({ id, state, person }) => ({
      id,
      state,
      ...(person === undefined
        ? {}
        : { person, ...definedOnly({ name: root.register.persons[person]?.name }) }),
    })),
    isGreen: isGreen(checks),
    ...(part.override ? { override: { ...part.override, missing: [...part.override.missing] } } : {}),
    ...(awaiting === undefined ? {} : { awaiting }),
  };
}

function closingView(root: ChamberRoot, observed: Observed): BroadcastView['closing'] {
  if (!root.broadcast.isClosing) return undefined;
  const isBlind = openDelegates(root, observed) === null || !root.hall.microphoneCapabilities.talkOff;
  return isBlind ? 'blind' : 'under-way';
}

function recordingView(
  { hall, broadcast, people }: ChamberRoot,
  switcher: SwitcherState,
): BroadcastView['recording'] {
  const running = runningRecording(broadcast);
  const seated = Object.keys(hall.seats).flatMap((seat) => confirmedAt(people, Number(seat)) ?? []);
  const without = seated
    .flatMap(({ person, with: second }) => (second === undefined ? [person] : [person, second]))
    .filter((person) => !(people.consents[person] ?? noConsent).recording);
  return {
    state: switcher.record,
    isAllowed: hall.transmission.recording.isAllowed,
    ...(running ? { sinceAt: running.startedAt } : {}),
    withoutConsent: without.length,
    chapters: broadcast.recordings
      .map(({ id, startedAt, endedAt }) => ({ id, startedAt, ...(endedAt === null ? {} : { endedAt }) }))
      .reverse(),
  };
}

/** Frames that are lost from this share on are seen by everybody. */
const seenDrops = 0.02;
const fullLine = 0.6;

/** What nobody may overlook while something goes out, or must not. */
export function broadcastAlarms(root: ChamberRoot, observed: Observed): readonly Reason[] {
  const { hall, broadcast } = root;
  const switcher = mixerOf(root, observed);
  const alarms: Reason[] = [];
  const part = broadcast.closedPart;
  if (part?.isSecured)
    for (const { id, state } of checksOf(root, observed))
      if (state !== 'confirmed' && !part.override?.missing.includes(id))
        alarms.push({ code: 'alarm-closed-part-broken', params: { check: id } });
  if (broadcast.publicity === 'paused' && !broadcast.isClosing)
    for (const seat of openDelegates(root, observed) ?? [])
      alarms.push({ code: 'alarm-microphone-in-pause', params: { seat } });
  if (broadcast.stream.lostAt !== null) alarms.push({ code: 'alarm-stream-lost' });
  // The disk is full, or somebody has stopped it in the mixer.
  if (broadcast.isRecordWanted && switcher.record === 'inactive') alarms.push({ code: 'alarm-not-recorded' });
  if (switcher.record === 'active' && !hall.transmission.recording.isAllowed)
    alarms.push({ code: 'alarm-recording-not-allowed', params: { device: hall.switcher } });
  const { health, watched } = switcher;
  if (health && health.droppedShare >= seenDrops)
    alarms.push({
      code: 'alarm-stream-dropping',
      params: { percent: Math.round(health.droppedShare * 100) },
    });
  if (health && (health.congestion >= fullLine || health.isReconnecting))
    alarms.push({ code: 'alarm-stream-congested' });
  const goesOut = switcher.stream === 'active' || switcher.record === 'active';
  if (goesOut && broadcast.publicity === 'public' && watched) {
    const isSpoken = (observed.microphones[hall.microphones]?.speakers.length ?? 0) > 0;
    if (watched.isSilent && isSpoken && soundOf(switcher) === 'open')
      alarms.push({ code: 'alarm-stream-silent' });
    const isSlate = switcher.program === hall.slateScene || switcher.program === hall.pauseScene;
    if (watched.isFrozen && !isSlate) alarms.push({ code: 'alarm-picture-frozen' });
  }
  return alarms;
}
