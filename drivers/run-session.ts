/**
 * The one shell that runs every session: it owns the link, the timers, the deadlines and the bounds, and
 * turns a pure session into a driver. A device folder that needs a shell of its own shows that the
 * contract in session.ts is wrong: mend the contract.
 */
import assert from 'node:assert/strict';
import type { Cancel, Clock } from '../protocols/clock.ts';
import { outcome, type Outcome } from '../protocols/models/outcome.ts';
import type { Driver, Health } from './driver.ts';
import type { CommandId, DeviceStatus, Input, Output, Session } from './session.ts';
import type { Link, Refusal, Transport } from './transports/transport.ts';

export interface RunOptions<State, Command, Event, Sent, Received> {
  readonly session: Session<State, Command, Event, Sent, Received>;
  readonly transport: Transport<Sent, Received>;
  readonly clock: Clock;
  readonly emit: (event: Event) => void;
  readonly onHealth: (health: Health) => void;
  /** Commands that may be open at the same time; further ones fail with `device-busy`. */
  readonly maxOpenCommands?: number;
  /** First and longest pause between two attempts to connect, ms; `refused` after a refusal (wrong password, kicked). */
  readonly retryMs?: { readonly first: number; readonly longest: number; readonly refused?: number };
}

interface OpenCommand {
  readonly settle: (outcome: Outcome) => void;
  readonly cancelDeadline: Cancel;
}

/** A link that lived this long ends the back-off: the next attempt comes after the first pause again. */
const stableAfterMs = 5000;
/** After a refusal somebody has to act first (a password, a click on "kick"): asking often only fills logs. */
const refusedPauseMs = 60_000;

const isSameStatus = (a: DeviceStatus, b: DeviceStatus | null): boolean =>
  a.code === b?.code && a.level === b.level && a.detail === b.detail;

export function runSession<State, Command, Event, Sent, Received>(
  options: RunOptions<State, Command, Event, Sent, Received>,
): Driver<Command> {
  const { session, clock } = options;
  const retry = options.retryMs ?? { first: 250, longest: 5000 };
  const maxOpenCommands = options.maxOpenCommands ?? 64;

  let state = session.initial;
  let running = false;
  let link: Link<Sent> | null = null;
  let linkNumber = 0;
  let attempt = 0;
  let upSince = 0;
  let cancelRetry: Cancel | null = null;
  let nextId: CommandId = 1;
  const open = new Map<CommandId, OpenCommand>();
  const timers = new Map<string, Cancel>();
  const inputs: Input<Command, Received>[] = [];
  let stepping = false;
  let health: Health = {
    link: 'stopped',
    since: clock.now(),
    heard: false,
    status: null,
    reason: null,
    garbage: 0,
    losses: 0,
    deadlines: 0,
  };

  function report(change: Partial<Health>): void {
    const since = change.link && change.link !== health.link ? clock.now() : health.since;
    health = { ...health, ...change, since };
    options.onHealth(health);
  }

  /** Inputs that arise while a step's outputs are carried out wait their turn: a step is never re-entered. */
  function feed(input: Input<Command, Received>): void {
    inputs.push(input);
    if (stepping) return;
    stepping = true;
    try {
      for (let next = inputs.shift(); next; next = inputs.shift()) {
        const step = session.step(state, next, clock.now());
        state = step.state;
        for (const output of step.outputs) carryOut(output);
      }
    } finally {
      stepping = false;
    }
  }

  function carryOut(output: Output<Event, Sent>): void {
    switch (output.type) {
      case 'send':
        link?.send(output.data);
        return;
      case 'arm':
        timers.get(output.timer)?.();
        timers.set(
          output.timer,
          clock.after(output.afterMs, () => {
            timers.delete(output.timer);
            feed({ type: 'timer', name: output.timer });
          }),
        );
        return;
      case 'disarm':
        timers.get(output.timer)?.();
        timers.delete(output.timer);
        return;
      case 'settle':
        settle(output.id, output.outcome);
        return;
      case 'emit':
        if (running) options.emit(output.event);
        return;
      case 'status':
        if (!isSameStatus(output.status, health.status)) report({ status: output.status });
        return;
      case 'garbage':
        if (output.count > 0) report({ garbage: health.garbage + output.count });
        return;
      case 'hang-up':
        lose(output.reason, output.refusal);
        return;
    }
  }

  function settle(id: CommandId, result: Outcome): void {
    const command = open.get(id);
    assert(command, `command ${id} settled twice, or never submitted`);
    open.delete(id);
    command.cancelDeadline();
    command.settle(result);
  }

  function connect(): void {
    cancelRetry = null;
    const mine = ++linkNumber;
    report({ link: 'connecting' });
    link = options.transport.connect({
      up() {
        if (mine !== linkNumber) return;
        upSince = clock.now();
        report({ link: 'up', heard: false, status: null, reason: null });
        feed({ type: 'link-up' });
      },
      down(reason, refusal, detail) {
        if (mine === linkNumber) lose(reason, refusal, detail);
      },
      received(data) {
        if (mine !== linkNumber) return;
        if (!health.heard) report({ heard: true });
        feed({ type: 'received', data });
      },
      unanswered(data) {
        if (mine === linkNumber) feed({ type: 'received', data });
      },
    });
  }

  /** The link is over: tell the session, fail what waits (the device may have acted), try again later. */
  function lose(reason: string, refusal?: Refusal, detail?: string): void {
    const wasUp = health.link === 'up';
    linkNumber++;
    const old = link;
    link = null;
    old?.close();
    const status: Health['status'] = refusal
      ? { level: 'fault', code: refusal, ...(detail === undefined ? {} : { detail }) }
      : null;
    report({
      link: 'down',
      heard: false,
      reason,
      status,
      losses: health.losses + (wasUp && health.heard ? 1 : 0),
    });
    if (wasUp) {
      feed({ type: 'link-down', reason });
      for (const cancel of timers.values()) cancel();
      timers.clear();
      for (const id of open.keys()) settle(id, outcome.failed('device-offline', 'unknown'));
      if (clock.now() - upSince >= stableAfterMs) attempt = 0;
    }
    if (!running) return;
    const pauseMs = refusal
      ? (retry.refused ?? refusedPauseMs)
      : Math.min(retry.longest, retry.first * 2 ** Math.min(attempt, 16));
    attempt++;
    cancelRetry?.();
    cancelRetry = clock.after(pauseMs, connect);
  }

  return {
    start() {
      assert(!running, 'started twice');
      running = true;
      connect();
    },
    stop() {
      if (!running) return;
      running = false;
      cancelRetry?.();
      cancelRetry = null;
      if (link) lose('stopped');
      report({ link: 'stopped', status: null });
    },
    submit(command) {
      if (!running || health.link !== 'up') return Promise.resolve(outcome.failed('device-offline'));
      if (open.size >= maxOpenCommands) return Promise.resolve(outcome.failed('device-busy'));
      const id = nextId++;
      return new Promise((resolve) => {
        const cancelDeadline = clock.after(session.deadlineMs(command), () => {
          if (!open.has(id)) return;
          report({ deadlines: health.deadlines + 1 });
          settle(id, outcome.failed('device-deadline', 'unknown'));
          feed({ type: 'abandoned', id });
        });
        open.set(id, { settle: resolve, cancelDeadline });
        feed({ type: 'submitted', id, command });
      });
    },
    health: () => health,
  };
}
