/**
 * The daemon's loop: reports of devices and commands of people in; facts to the journal, commands to the
 * devices and changes to the pages out. It knows features and a fast track, and no word of the domain.
 *
 * Three folds of the same events: `issued` (everything decided, for the next decision), `durable` (what is
 * on disk, for pages and acknowledgements) and `acting` (durable, and on top of it what restricts and is
 * still on its way to the disk, for the fast track).
 */
import type { Cancel, Clock, MonotonicMs } from '../../protocols/clock.ts';
import type { ErrorCode } from '../../protocols/api/errors.ts';
import type { DeviceCommand } from '../../protocols/models/commands.ts';
import {
  applyDeviceEvent,
  forgetDevice,
  nothingObserved,
  type DeviceEvent,
  type DeviceModel,
  type Observed,
} from '../../protocols/models/observed.ts';
import type { Evidence, Outcome } from '../../protocols/models/outcome.ts';
import type { Decision, DomainEvent, FastTrack, Feature, Recorded, Wish } from '../chamber/feature.ts';
import type { NewRecord } from '../journal/store.ts';
import { ended, reconcile, type Pursuits } from './reconcile.ts';

export interface LoopOptions<Root, Event extends DomainEvent, Command, Memory, Picture> {
  readonly clock: Clock;
  readonly features: readonly Feature<Root, Event, Command>[];
  readonly initial: Root;
  readonly restricts: (event: Event) => boolean;
  readonly track: FastTrack<Root, Event, Memory, Picture>;
  /** Resolves when the records are on disk, in order. A rejection is the end of the process. */
  readonly append: (records: readonly NewRecord[]) => Promise<void>;
  readonly submit: (command: DeviceCommand) => Promise<Outcome>;
  readonly alarm: (wish: Wish) => Event;
  readonly fatal: (error: unknown) => void;
}

export type CommandAnswer =
  { readonly ok: true; readonly evidence?: Evidence } | { readonly ok: false; readonly error: ErrorCode };

export interface Loop<Root, Event, Command, Picture> {
  /** Feeds one recorded event at start, before anything else. */
  replay(recorded: Recorded<Event>): void;
  /** Forgets everything that is on disk: replay follows, with what the journal holds now. */
  forget(): void;
  /** Starts acting. Events before it are only observed. */
  start(): void;
  deviceReported(id: string, event: DeviceEvent): void;
  deviceLost(id: string, model: DeviceModel): void;
  /** Lines of captions to show; null: none. */
  captioned(lines: readonly string[] | null): void;
  command(command: Command, actor: string): Promise<CommandAnswer>;
  /** Records events at once; what restricts acts before it returns. */
  record(events: readonly Event[], actor: string): void;
  /** Journals events that nobody waits for, in batches. */
  trace(events: readonly Event[]): void;
  /** Keys of the wishes that were given up: somebody else holds the device differently. */
  unreached(): readonly string[];
  durable(): Root;
  observed(): Observed;
  picture(): Picture | null;
  /** Called after every change that a page may show; changes of one turn of the event loop are one call. */
  onChange(listener: () => void): void;
  /** Resolves when everything issued so far is on disk. */
  flushed(): Promise<void>;
  stop(): Promise<void>;
}

/** Traces wait this long for company, or until the next fact, whichever is first; they act without the disk. */
const traceBatchMs = 500;

/** Facts that follow from facts settle in a round or two; more would be two features at odds. */
const maxFollowRounds = 4;

/** Times are fractions of milliseconds: a wake that rounding puts at "now" must not come again without end. */
const shortestWakeMs = 1;

interface Pending<Event> {
  readonly recorded: Recorded<Event>;
  readonly restricts: boolean;
}

export function createLoop<Root, Event extends DomainEvent, Command, Memory, Picture>(
  options: LoopOptions<Root, Event, Command, Memory, Picture>,
): Loop<Root, Event, Command, Picture> {
  const { clock, features } = options;
  let issued = options.initial;
  let durable = options.initial;
  let acting = options.initial;
  let pending: readonly Pending<Event>[] = [];
  let observed: Observed = nothingObserved;
  let memory = options.track.initial;
  let picture: Picture | null = null;
  let pursuits: Pursuits = {};
  let seq = 0;
  let running = false;
  let cancelWake: Cancel | null = null;
  let traces: Event[] = [];
  let cancelTraces: Cancel | null = null;
  let lastSync: Promise<void> = Promise.resolve();
  const listeners: (() => void)[] = [];
  let announced = false;
  let actsSoon = false;

  const reduce = (root: Root, recorded: Recorded<Event>): Root =>
    features.reduce((state, feature) => feature.reduce(state, recorded), root);

  function announce(): void {
    if (announced) return;
    announced = true;
    setImmediate(() => {
      announced = false;
      for (const listener of listeners) listener();
    });
  }

  /** What restricts acts from here on; everything else once it is on disk. */
  function issue(events: readonly Event[], actor: string): Promise<void> {
    if (events.length === 0) return lastSync;
    // What was traced before this happened before it: the last caption belongs to the recording that now ends.
    flushTraces();
    const at = clock.wall();
    const added = events.map((event): Pending<Event> => ({
      recorded: { event, at, seq: ++seq },
      restricts: options.restricts(event),
    }));
    for (const { recorded } of added) issued = reduce(issued, recorded);
    pending = [...pending, ...added];

    const monoMs = Math.round(clock.now());
    const records = added.map(({ recorded: { event, seq: number } }): NewRecord => ({
      seq: number,
      wallMs: at,
      monoMs,
      actor,
      type: event.type,
      version: event.version,
      data: event.data,
      ...(event.personal ? { personal: event.personal } : {}),
    }));
    // Handed to the journal before anything follows from it: a device may answer an order within this very
    // turn, and what it reports is a later record.
    const sync = options.append(records).then(() => {
      for (const { recorded } of added) durable = reduce(durable, recorded);
      const last = added.at(-1)?.recorded.seq ?? 0;
      pending = pending.filter((each) => each.recorded.seq > last);
      actSoon();
      announce();
    });
    sync.catch(options.fatal);
    lastSync = sync;
    if (added.some((each) => each.restricts)) act();
    return sync;
  }

  /** A thousand records that were synced together are looked at once, when the last of them is in the fold. */
  function actSoon(): void {
    if (actsSoon || !running) return;
    actsSoon = true;
    queueMicrotask(() => {
      actsSoon = false;
      if (running) act();
    });
  }

  function foldActing(): Root {
    let root = durable;
    for (const each of pending) if (each.restricts) root = reduce(root, each.recorded);
    return root;
  }

  /** The fast track: no disk between a report and the command that follows from it. */
  function act(): void {
    acting = pending.length > 0 ? foldActing() : durable;
    if (!running) return;
    const now = clock.now();
    const result = options.track.run(memory, acting, observed, now, clock.wall());
    memory = result.memory;
    picture = result.picture;
    if (result.traces.length > 0) trace(result.traces);

    const next = reconcile(pursuits, result.wishes, now);
    pursuits = next.pursuits;
    for (const wish of next.submit) pursue(wish);
    if (next.alarms.length > 0) trace(next.alarms.map(options.alarm));

    cancelWake?.();
    const wakeAt = earlier(result.wakeAt, next.wakeAt);
    cancelWake = wakeAt === null ? null : clock.after(Math.max(shortestWakeMs, wakeAt - now), act);
    announce();
  }

  function pursue(wish: Wish): void {
    void options.submit(wish.command).then(() => {
      pursuits = ended(pursuits, wish.key, wish.wanted);
      if (running) act();
    });
  }

  function trace(events: readonly Event[]): void {
    traces.push(...events);
    cancelTraces ??= clock.after(traceBatchMs, flushTraces);
  }

  function flushTraces(): void {
    cancelTraces?.();
    cancelTraces = null;
    const batch = traces;
    traces = [];
    if (batch.length > 0) void issue(batch, 'daemon').catch(() => undefined);
  }

  function afterReport(): void {
    if (!running) return;
    act();
    follow('device');
  }

  /** What follows from what is known now, and from that in turn. */
  function follow(actor: string): void {
    for (let round = 0; round < maxFollowRounds; round++) {
      const events = features.flatMap((feature) => feature.observe?.(issued, observed) ?? []);
      if (events.length === 0) return;
      // Failures end the process through `fatal`; nobody else waits here.
      void issue(events, actor).catch(() => undefined);
    }
  }

  return {
    replay(recorded) {
      seq = Math.max(seq, recorded.seq);
      durable = reduce(durable, recorded);
      issued = pending.reduce((root, each) => reduce(root, each.recorded), durable);
      acting = durable;
    },
    forget() {
      durable = options.initial;
      issued = options.initial;
      acting = options.initial;
    },
    start() {
      running = true;
      afterReport();
    },
    deviceReported(id, event) {
      const next = applyDeviceEvent(observed, id, event);
      if (next === observed) return;
      observed = next;
      afterReport();
    },
    deviceLost(id, model) {
      observed = forgetDevice(observed, id, model, clock.now());
      afterReport();
    },
    captioned(lines) {
      observed = { ...observed, captions: lines && { lines } };
      afterReport();
    },
    async command(command, actor) {
      for (const feature of features) {
        const decision = feature.decide?.(issued, observed, command, clock.wall());
        if (!decision) continue;
        if (!decision.ok) {
          if (decision.events) void issue(decision.events, actor).catch(() => undefined);
          return { ok: false, error: decision.error };
        }
        void issue(decision.events, actor).catch(() => undefined);
        if (running) follow('daemon');
        // What followed from it is on disk with it: the answer, and a view read after it, know both.
        let synced = lastSync;
        const outcomes = await Promise.all((decision.effects ?? []).map((effect) => options.submit(effect)));
        const after = consequences(decision, outcomes);
        if (after.length > 0) synced = issue(after, actor);
        try {
          await synced;
        } catch {
          return { ok: false, error: 'journal-failed' };
        }
        return answerOf(outcomes);
      }
      return { ok: false, error: 'unknown-command' };
    },
    record(events, actor) {
      void issue(events, actor).catch(() => undefined);
    },
    trace,
    unreached: () =>
      Object.entries(pursuits).flatMap(([key, { gaveUp, wanted, reported }]) =>
        gaveUp && wanted !== reported ? [key] : [],
      ),
    durable: () => durable,
    observed: () => observed,
    picture: () => picture,
    onChange: (listener) => void listeners.push(listener),
    flushed() {
      flushTraces();
      return lastSync;
    },
    async stop() {
      running = false;
      cancelWake?.();
      flushTraces();
      await lastSync.catch(() => undefined);
    },
  };
}

function consequences<Event>(
  decision: Extract<Decision<Event>, { readonly ok: true }>,
  outcomes: readonly Outcome[],
): readonly Event[] {
  if (outcomes.every(({ ok }) => ok)) return decision.afterwards ?? [];
  const isInDoubt = outcomes.some((each) => !each.ok && each.effect === 'unknown');
  return isInDoubt ? (decision.inDoubt ?? []) : [];
}

/** Several effects answer as their weakest: one that failed is the answer. */
function answerOf(outcomes: readonly Outcome[]): CommandAnswer {
  let evidence: Evidence | undefined;
  for (const outcome of outcomes) {
    if (!outcome.ok) return { ok: false, error: outcome.code };
    evidence = outcome.evidence;
  }
  return evidence ? { ok: true, evidence } : { ok: true };
}

function earlier(a: MonotonicMs | null, b: MonotonicMs | null): MonotonicMs | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
