/**
 * Which shot should be on air, and why. The one who is followed is shown; no close-up ready → wide at once, and cut
 * as soon as a camera stands. Close-ups hold for a while, two who alternate are shown together, silence leads to
 * the wide, the operator's wish goes before everything. It may be wrong, never dangerous: the guard comes after it.
 */
import type { Reason } from '../../protocols/api/views.ts';
import type { MonotonicMs } from '../../protocols/clock.ts';
import { deviceOf, freeShotId, pauseOf, shotsOf, slateOf, widesOf, type Shot } from '../chamber/shots.ts';
import type { Facts } from './facts.ts';
import { refusals } from './guard.ts';
import { chooseInterlude, interludeWake, type Interlude } from './interludes.ts';
import type { DirectorMemory } from './memory.ts';
import { closeUpsOf } from './close-ups.ts';
import { surelyNext } from './queue-trust.ts';

export interface Choice {
  readonly shot: Shot;
  readonly reason: Reason;
  /** When time alone changes the choice; absent: never. */
  readonly wakeAt?: MonotonicMs | null;
  readonly interlude?: Interlude;
  /** It shows somebody who has not begun to speak yet. */
  readonly isAhead?: boolean;
}

/** `shared`: permitted shots of two who alternate, best first. */
export function chooseShot(memory: DirectorMemory, facts: Facts, shared: readonly Shot[]): Choice {
  const { hall } = facts;
  if (facts.safeMode) return { shot: slateOf(hall), reason: { code: 'safe-start' } };
  if (facts.publicity === 'unknown') return { shot: slateOf(hall), reason: { code: 'slate-unknown' } };
  if (facts.publicity === 'non-public') return { shot: slateOf(hall), reason: { code: 'slate-not-public' } };
  if (facts.publicity === 'off') return { shot: slateOf(hall), reason: { code: 'slate-off' } };
  if (facts.publicity === 'pre') return { shot: slateOf(hall), reason: { code: 'slate-pre' } };
  if (facts.publicity === 'consent-hold') return { shot: slateOf(hall), reason: { code: 'slate-hold' } };
  if (facts.publicity === 'paused') return { shot: pauseOf(hall), reason: { code: 'slate-pause' } };
  if (facts.offStream) return { shot: pauseOf(hall), reason: { code: 'slate-off-stream' } };
  const current = memory.shotId === null ? undefined : shotsOf(hall).get(memory.shotId);
  if (facts.manual) return chooseManual(facts, current);
  const elsewhere = chooseSlides(memory, facts) ?? chooseRemote(facts);
  if (elsewhere) return elsewhere;
  if (memory.silentSince !== null) return chooseInSilence(memory, facts, current, memory.silentSince);
  return chooseSpeaker(memory, facts, shared, current);
}

const isReady = (shot: Shot, facts: Facts): boolean => refusals(shot, facts).length === 0;
const wideOf = ({ hall }: Facts): Shot => widesOf(hall)[0] ?? slateOf(hall);
const isPicture = (shot: Shot | undefined): shot is Shot =>
  shot !== undefined && shot.kind !== 'slate' && shot.kind !== 'pause';

/** Released slides stay until the floor changes; beside them whoever speaks, where a camera stands ready for that. */
function chooseSlides({ subject }: DirectorMemory, facts: Facts): Choice | null {
  if (!facts.slidesReleased) return null;
  const beside = [...shotsOf(facts.hall).values()].find(
    (shot) => shot.kind === 'slides-speaker' && shot.subjects[0] === subject && isReady(shot, facts),
  );
  const slides = beside ?? shotsOf(facts.hall).get('slides');
  return slides && isReady(slides, facts) ? { shot: slides, reason: { code: 'slides' } } : null;
}

/** Somebody remote has the floor, and nobody in the hall speaks. */
function chooseRemote(facts: Facts): Choice | null {
  const remote = shotsOf(facts.hall).get('remote');
  if (!facts.remoteSpeaker || !remote || facts.open === null || facts.open.length > 0) return null;
  return isReady(remote, facts) ? { shot: remote, reason: { code: 'remote-speaker' } } : null;
}

function chooseSpeaker(
  memory: DirectorMemory,
  facts: Facts,
  shared: readonly Shot[],
  current: Shot | undefined,
): Choice {
  const wide = wideOf(facts);
  const seat = memory.subject ?? 0;
  const together = chooseShared(memory, facts, shared, current, seat);
  if (together) return together;
  const ready = closeUpsOf(facts, seat).filter((shot) => isReady(shot, facts));
  // A camera that already shows the speaker stays: cutting between two views of one person is no news.
  const closeUp = ready.find((shot) => shot.id === current?.id) ?? ready[0];
  if (!closeUp) return { shot: wide, reason: { code: whyNoCloseUp(facts, seat), params: { seat } } };
  const interlude = chooseInterlude(memory, facts, seat, { current, closeUp, wide });
  if (interlude) return interlude;
  // Somebody who says nothing is not held: a listener, or one who did not begin after all.
  const holds = memory.interlude || memory.isAhead ? null : holding(memory, facts, current);
  if (holds && holds.shot.id !== closeUp.id) return holds;
  const code = seat === facts.chairSeat ? 'cut-chair' : 'cut-speaker';
  const wakeAt = closeUp.id === current?.id ? interludeWake(memory, facts) : null;
  return { shot: closeUp, reason: { code, params: { seat } }, wakeAt };
}

/** A camera may stand ready for somebody who is not to be kept in the recording that runs. */
function whyNoCloseUp(facts: Facts, seat: number): string {
  const isForRecording =
    facts.isRecording && facts.consent(seat)?.image !== 'yes' && facts.consentToStream(seat)?.image === 'yes';
  return isForRecording ? 'no-recording-consent' : 'cut-wide-no-camera';
}

/** The close-up on air, if it has not been there for long enough to give way to another. */
function holding(memory: DirectorMemory, facts: Facts, current: Shot | undefined): Choice | null {
  const holdUntil = memory.since + facts.hall.rules.minimumHoldMs;
  if (current?.kind !== 'close-up' || facts.now >= holdUntil || !isReady(current, facts)) return null;
  const seat = current.subjects[0] ?? 0;
  return { shot: current, reason: { code: 'hold', params: { seat } }, wakeAt: holdUntil };
}

/**
 * The last picture stays for a while, then the wide is shown. Whoever is surely next is shown as soon as nobody
 * speaks any more, if a camera stands ready: that is what they will see in a moment, and it frees the other camera.
 */
function chooseInSilence(
  memory: DirectorMemory,
  facts: Facts,
  current: Shot | undefined,
  silentSince: MonotonicMs,
): Choice {
  const wakeAt = silentSince + facts.hall.rules.silenceMs;
  if (!isPicture(current) || facts.now >= wakeAt)
    return { shot: wideOf(facts), reason: { code: 'cut-wide-silence' } };
  const next = facts.hall.rules.showNext ? surelyNext(memory.queue) : null;
  if (next !== null && current.kind === 'close-up') {
    const shot = closeUpsOf(facts, next).find((each) => isReady(each, facts));
    const held = current.subjects[0] === next ? null : holding(memory, facts, current);
    const reason = { code: 'cut-next', params: { seat: next } };
    // A hold that ends before the silence does is followed by the one who is next.
    if (shot && held) return { ...held, wakeAt: Math.min(held.wakeAt ?? wakeAt, wakeAt) };
    if (shot) return { shot: current.subjects[0] === next ? current : shot, reason, wakeAt, isAhead: true };
  }
  return { shot: current, reason: { code: 'hold', params: { seat: memory.subject ?? 0 } }, wakeAt };
}

/** A shot with both of two who alternate: once it is ready, and then for a while. */
function chooseShared(
  memory: DirectorMemory,
  facts: Facts,
  shared: readonly Shot[],
  current: Shot | undefined,
  seat: number,
): Choice | null {
  const holdUntil = memory.since + facts.hall.rules.alternation.holdMs;
  const stays = current?.kind === 'group' && current.subjects.includes(seat) && facts.now < holdUntil;
  const shot = stays && isReady(current, facts) ? current : shared.find((each) => isReady(each, facts));
  if (!shot) return null;
  const [a, b] = [memory.changes.at(-2)?.seat ?? seat, seat];
  return {
    shot,
    reason: { code: 'cut-group', params: { a, b } },
    wakeAt: shot.id === current?.id ? holdUntil : null,
  };
}

/** The operator's wish; a shot that is not ready yet is driven to off air and shown when it stands. */
function chooseManual(facts: Facts, current: Shot | undefined): Choice {
  const { hall, manual } = facts;
  const wide = wideOf(facts);
  if (manual?.kind === 'wide') return { shot: wide, reason: { code: 'manual-wide' } };
  const reason = { code: 'manual' };
  const stays = isPicture(current) ? current : wide;
  if (manual?.kind !== 'shot' && manual?.kind !== 'free') return { shot: stays, reason };
  const wished = shotsOf(hall).get(manual.kind === 'free' ? freeShotId(manual.camera) : manual.shot);
  if (!wished) return { shot: stays, reason };
  if (isReady(wished, facts)) return { shot: wished, reason };
  // Driven by hand it goes nowhere by itself: the guard says why it is not shown.
  if (wished.kind === 'free') return { shot: wished, reason };
  // Its camera shows something else on air: only the wide lets it drive there unseen.
  const isBusy = deviceOf(wished) === deviceOf(stays);
  return { shot: isBusy ? wide : stays, reason };
}
