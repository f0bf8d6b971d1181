/**
 * Our side of vMix's TCP API as a pure session. One request travels at a time, and none follows one that is
 * not answered: an answer that comes too late would be taken for the next one's, and an old state for a new.
 * The whole state is read after every command, whenever vMix reports a change, and once a second.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import {
  unknownSwitcher,
  type SwitcherCommand,
  type SwitcherEvent,
} from '../../protocols/models/switcher.ts';
import { parseActivator } from '../../protocols/vmix/answers.ts';
import {
  topics,
  wordOf,
  type Topic,
  type VmixFunction,
  type VmixRequest,
} from '../../protocols/vmix/requests.ts';
import type { VmixState } from '../../protocols/vmix/state.ts';
import type { CommandId, DeviceStatus, Input, Output, Session } from '../session.ts';
import type { VmixReceived } from '../transports/vmix.ts';
import { diff } from './changes.ts';
import { judge, placeOf, plan, rank, type Job } from './jobs.ts';
import { mixerOf, type Mixer } from './mixer.ts';

const pollMs = 1000;
/** After a cut somebody else's fade may still end on another picture: looked at more often for so long, ms. */
const closeLookMs = 2000;
const closePollMs = 200;
/** Many activators change at once: between two reads that they cause lies so much, ms. */
const eventPauseMs = 30;
const slowMs = 500;
const silentMs = 1000;
const hangUpMs = 3000;
/** The state could not be read so often: what is known is not true any more. */
const maxUnreadable = 3;

const deadlineMs: Readonly<Record<SwitcherCommand['type'], number>> = {
  program: 900,
  preview: 1500,
  // One function for each input, one after the other.
  sound: 2500,
  'start-output': 15_000,
  'stop-output': 6000,
  'stop-other-output': 3000,
  texts: 2000,
  caption: 500,
  chapter: 500,
};

/** A vMix that comes back may show anything until we are connected again: a second must do. */
export const vmixRetryMs = { first: 250, longest: 1000 } as const;

/** Activators that say something about what leaves vMix; a fader that moves does not. */
const telling =
  /^(Input|InputPreview|InputAudio|Overlay\d|Streaming|Recording|External|MultiCorder|Fullscreen)$/;

interface Travelling {
  readonly request: VmixRequest;
  /** Whose function it is; null: a question. */
  readonly job: CommandId | null;
  /** Jobs that this read of the state decides on. */
  readonly readers: readonly CommandId[];
  readonly sentAt: MonotonicMs;
}

interface VmixSessionState {
  readonly phase: 'down' | 'synchronising' | 'ready';
  readonly travelling: Travelling | null;
  readonly jobs: readonly Job[];
  readonly mixer: Mixer | null;
  readonly subscriptions: readonly Topic[];
  readonly isReadDue: boolean;
  readonly lastReadAt: MonotonicMs;
  readonly closeLookUntil: MonotonicMs;
  readonly unreadable: number;
  /** Something of vMix came over this link. */
  readonly isVmix: boolean;
  /** Inputs whose mute no longer follows the picture, by key. */
  readonly steady: ReadonlySet<string>;
}

const initial: VmixSessionState = {
  phase: 'down',
  travelling: null,
  jobs: [],
  mixer: null,
  subscriptions: [],
  isReadDue: false,
  lastReadAt: Number.NEGATIVE_INFINITY,
  closeLookUntil: Number.NEGATIVE_INFINITY,
  unreadable: 0,
  isVmix: false,
  steady: new Set(),
};

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** One step in the making: `state` is a copy nobody else sees yet. */
interface Draft {
  readonly state: Mutable<VmixSessionState>;
  readonly outputs: Output<SwitcherEvent, VmixRequest>[];
  readonly now: MonotonicMs;
  readonly overlays: readonly string[];
}

export function createVmixSession(options: {
  readonly overlays: readonly string[];
}): Session<VmixSessionState, SwitcherCommand, SwitcherEvent, VmixRequest, VmixReceived> {
  return {
    initial,
    deadlineMs: (command) => deadlineMs[command.type],
    step(state, input, now) {
      const draft: Draft = { state: { ...state }, outputs: [], now, overlays: options.overlays };
      handle(draft, input);
      proceed(draft);
      return { state: draft.state, outputs: draft.outputs };
    },
  };
}

function handle(draft: Draft, input: Input<SwitcherCommand, VmixReceived>): void {
  const { state } = draft;
  switch (input.type) {
    case 'link-up':
      Object.assign(state, initial, { phase: 'synchronising', subscriptions: topics, isReadDue: true });
      say(draft, 'warning', 'synchronising');
      draft.outputs.push({ type: 'arm', timer: 'poll', afterMs: pollMs });
      return;
    case 'link-down':
      Object.assign(state, initial);
      return;
    case 'received':
      return receive(draft, input.data);
    case 'submitted':
      return submit(draft, input.id, input.command);
    case 'abandoned':
      state.jobs = state.jobs.filter((job) => job.id !== input.id);
      return;
    case 'timer':
      return ring(draft, input.name);
  }
}

function ring(draft: Draft, timer: string): void {
  const { state } = draft;
  switch (timer) {
    case 'poll': {
      state.isReadDue = true;
      const afterMs = draft.now < state.closeLookUntil ? closePollMs : pollMs;
      draft.outputs.push({ type: 'arm', timer: 'poll', afterMs });
      return;
    }
    case 'event':
      state.isReadDue = true;
      return;
    case 'silent':
      say(draft, 'warning', 'silent');
      return;
    case 'dead':
      hangUp(draft, 'no sign of life');
      return;
    default:
      // A job's pause is over.
      state.jobs = state.jobs.map((job) =>
        timer === timerOf(job) && job.phase === 'paused'
          ? { ...job, phase: job.calls.length > 0 ? 'sending' : 'reading' }
          : job,
      );
  }
}

const timerOf = (job: Job): string => `job ${job.id}`;

function submit(draft: Draft, id: CommandId, command: SwitcherCommand): void {
  const { state } = draft;
  // No truth yet to compare with.
  if (state.phase !== 'ready' || !state.mixer)
    return void draft.outputs.push({ type: 'settle', id, outcome: outcome.failed('device-offline') });
  const planned = plan(id, command, state.mixer, draft.now);
  if ('outcome' in planned) return void draft.outputs.push({ type: 'settle', id, outcome: planned.outcome });
  const place = placeOf(command);
  for (const older of state.jobs) if (placeOf(older.command) === place) supersede(draft, older);
  const calls = command.type === 'sound' ? [...planned.calls, ...steadying(draft)] : planned.calls;
  state.jobs = [
    ...state.jobs.filter((job) => placeOf(job.command) !== place),
    { ...planned, calls },
  ].toSorted((a, b) => rank[a.command.type] - rank[b.command.type]);
  if (command.type !== 'program') return;
  state.closeLookUntil = draft.now + closeLookMs;
  draft.outputs.push({ type: 'arm', timer: 'poll', afterMs: closePollMs });
}

/** "Audio follows video" would open an input by itself when its picture goes on air. */
function steadying({ state }: Draft): VmixFunction[] {
  const keys = [...(state.mixer?.inputs.values() ?? [])]
    .filter(({ key, muted }) => muted !== null && !state.steady.has(key))
    .map(({ key }) => key);
  state.steady = new Set([...state.steady, ...keys]);
  return keys.map((Input) => ({ name: 'AudioAutoOff', query: { Input } }));
}

/** A newer wish takes its place: what is known of it by now. */
function supersede(draft: Draft, job: Job): void {
  const isCarriedOut = job.hasSent && job.calls.length === 0 && draft.state.travelling?.job !== job.id;
  draft.outputs.push({
    type: 'settle',
    id: job.id,
    outcome: isCarriedOut
      ? outcome.done('acknowledged')
      : outcome.failed('device-busy', job.hasSent ? 'unknown' : 'none'),
  });
  draft.outputs.push({ type: 'disarm', timer: timerOf(job) });
}

function receive(draft: Draft, received: VmixReceived): void {
  const { state } = draft;
  switch (received.type) {
    case 'garbage':
      draft.outputs.push({ type: 'garbage', count: received.count });
      // Its web interface, port 8088, says "HTTP/1.0 400" here.
      if (!state.isVmix) hangUp(draft, 'no TCP API of vMix', 'wrong-device');
      return;
    case 'too-long':
      return hangUp(draft, 'more data than any preset has');
    case 'state': {
      const read = answered(draft, 'XML');
      if (!read) return void draft.outputs.push({ type: 'garbage', count: 1 });
      return onState(draft, read, received.state);
    }
    case 'line': {
      state.isVmix = true;
      const { word, ok, text } = received;
      // vMix greets with its version.
      if (word === 'VERSION') return;
      if (word === 'ACTS' || word === 'TALLY') return onChange(draft, word, text);
      const travelling = answered(draft, word);
      if (!travelling) return void draft.outputs.push({ type: 'garbage', count: 1 });
      if (word === 'XML') return onState(draft, travelling, null);
      if (!ok)
        state.jobs = state.jobs.map((job) => (job.id === travelling.job ? { ...job, isRefused: true } : job));
    }
  }
}

/** What this answer belongs to; undefined: nobody asked. */
function answered(draft: Draft, word: string): Travelling | undefined {
  const { state } = draft;
  const { travelling } = state;
  if (!travelling || wordOf(travelling.request) !== word) return undefined;
  state.isVmix = true;
  state.travelling = null;
  for (const timer of ['silent', 'dead']) draft.outputs.push({ type: 'disarm', timer });
  return travelling;
}

function onChange(draft: Draft, word: string, text: string): void {
  if (word === 'ACTS') {
    const activator = parseActivator(text);
    if (!activator) return void draft.outputs.push({ type: 'garbage', count: 1 });
    if (!telling.test(activator.name)) return;
  }
  const pauseMs = draft.state.lastReadAt + eventPauseMs - draft.now;
  if (pauseMs <= 0) draft.state.isReadDue = true;
  else draft.outputs.push({ type: 'arm', timer: 'event', afterMs: pauseMs });
}

function onState(draft: Draft, read: Travelling, vmix: VmixState | null): void {
  const { state } = draft;
  if (!vmix) return onUnreadable(draft);
  state.unreadable = 0;
  state.lastReadAt = draft.now;
  const before = state.mixer;
  const mixer = mixerOf(vmix, draft.overlays);
  state.mixer = mixer;
  const events: readonly SwitcherEvent[] =
    state.phase === 'ready' && before
      ? diff(before.switcher, mixer.switcher)
      : [{ type: 'snapshot', state: mixer.switcher }];
  for (const event of events) draft.outputs.push({ type: 'emit', event });
  if (events.some(({ type }) => type === 'program')) state.closeLookUntil = draft.now + closeLookMs;
  state.phase = 'ready';
  const isSlow = draft.now - read.sentAt > slowMs;
  say(draft, isSlow ? 'warning' : 'ok', isSlow ? 'slow' : 'ready');
  state.jobs = state.jobs.flatMap((job) => (read.readers.includes(job.id) ? decide(draft, job, mixer) : job));
}

function decide(draft: Draft, job: Job, mixer: Mixer): readonly Job[] {
  const verdict = judge(job, mixer, draft.now);
  if (verdict.type === 'settled') {
    draft.outputs.push({ type: 'settle', id: job.id, outcome: verdict.outcome });
    return [];
  }
  draft.outputs.push({ type: 'arm', timer: timerOf(job), afterMs: verdict.afterMs });
  return [verdict.job];
}

function onUnreadable(draft: Draft): void {
  const { state } = draft;
  draft.outputs.push({ type: 'garbage', count: 1 });
  state.unreadable++;
  if (state.phase !== 'ready' || state.unreadable < maxUnreadable) return;
  state.phase = 'synchronising';
  draft.outputs.push({ type: 'emit', event: { type: 'snapshot', state: unknownSwitcher } });
  say(draft, 'warning', 'not-ready');
}

/** Sends what comes next, if nothing travels. */
function proceed(draft: Draft): void {
  const { state } = draft;
  if (state.phase === 'down' || state.travelling) return;
  // After a hang-up the shell forgets the link.
  if (draft.outputs.some((output) => output.type === 'hang-up')) return;
  const job = state.jobs.find(({ phase }) => phase === 'sending');
  const [call, ...calls] = job?.calls ?? [];
  if (job && call) {
    const rest: Job = { ...job, calls, hasSent: true, phase: calls.length > 0 ? 'sending' : 'reading' };
    state.jobs = state.jobs.map((other) => (other.id === job.id ? rest : other));
    return send(draft, { type: 'function', ...call }, job.id);
  }
  const [topic, ...subscriptions] = state.phase === 'ready' ? state.subscriptions : [];
  if (topic) {
    state.subscriptions = subscriptions;
    // What changed until then was not reported.
    state.isReadDue = true;
    return send(draft, { type: 'subscribe', topic });
  }
  const readers = state.jobs.filter(({ phase }) => phase === 'reading').map(({ id }) => id);
  // What cannot be read is asked for by the poll alone.
  if (!state.isReadDue && (readers.length === 0 || state.unreadable > 0)) return;
  state.isReadDue = false;
  send(draft, { type: 'xml' }, null, readers);
}

function send(
  draft: Draft,
  request: VmixRequest,
  job: CommandId | null = null,
  readers: readonly CommandId[] = [],
): void {
  draft.state.travelling = { request, job, readers, sentAt: draft.now };
  draft.outputs.push(
    { type: 'send', data: request },
    { type: 'arm', timer: 'silent', afterMs: silentMs },
    { type: 'arm', timer: 'dead', afterMs: hangUpMs },
  );
}

function hangUp(draft: Draft, reason: string, refusal?: 'wrong-device'): void {
  draft.outputs.push({ type: 'hang-up', reason, ...(refusal ? { refusal } : {}) });
}

function say(draft: Draft, level: DeviceStatus['level'], code: DeviceStatus['code']): void {
  draft.outputs.push({ type: 'status', status: { level, code } });
}
