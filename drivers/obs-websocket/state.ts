/**
 * What the OBS session knows, and the small moves every part of it makes: sending a request under a fresh
 * id with a deadline, reporting an event only when it changes something, settling a command.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Outcome } from '../../protocols/models/outcome.ts';
import {
  applySwitcherEvent,
  unknownSwitcher,
  type OutputName,
  type SwitcherEvent,
  type SwitcherState,
} from '../../protocols/models/switcher.ts';
import type { ObsRequest } from '../../protocols/obs-websocket/messages.ts';
import type { StreamStatus } from '../../protocols/obs-websocket/output-responses.ts';
import type { InputEntry } from '../../protocols/obs-websocket/responses.ts';
import type { CommandId, DeviceStatus, Output } from '../session.ts';
import type { ObsSent } from '../transports/obs-websocket.ts';

/** How long an answer of OBS may take, ms: many frames, so that only a stuck OBS runs into it. */
export const requestDeadlineMs = 500;
/** What counts most is read this often, which is also the sign of life. */
export const pollMs = 1000;
/** OBS said "not ready" (207): pause before asking again, ms. */
export const notReadyPauseMs = 1000;

/** Why a request was sent, and so what its answer means. */
export type Purpose =
  | { readonly kind: 'survey' }
  | { readonly kind: 'prepare'; readonly survey: Survey; readonly setsCut: boolean }
  | {
      readonly kind: 'poll';
      readonly programRevision: number;
      readonly muteRevision: number;
      readonly textRevision: number;
      readonly inputs: readonly string[];
      readonly texts: readonly string[];
      readonly sentAt: MonotonicMs;
    }
  /** Where the stream goes and how much disk is free. */
  | { readonly kind: 'conditions' }
  | { readonly kind: 'contents'; readonly scenes: readonly string[]; readonly groups: readonly string[] }
  | { readonly kind: 'start-output'; readonly output: OutputName }
  | { readonly kind: 'stop-output'; readonly output: OutputName; readonly isForce: boolean }
  | { readonly kind: 'check-output'; readonly output: OutputName; readonly sentAt: MonotonicMs }
  | { readonly kind: 'stop-other'; readonly command: CommandId; readonly name: string }
  | { readonly kind: 'texts'; readonly wish: TextsWish }
  | { readonly kind: 'ask-text'; readonly name: string; readonly textRevision: number }
  /** A caption or a chapter mark. */
  | { readonly kind: 'mark'; readonly command: CommandId }
  | { readonly kind: 'set-program'; readonly command: CommandId; readonly scene: string }
  | {
      readonly kind: 'read-program';
      readonly command: CommandId;
      readonly scene: string;
      readonly acknowledged: boolean;
    }
  | { readonly kind: 'verify-program'; readonly reported: string | null; readonly programRevision: number }
  | { readonly kind: 'set-preview'; readonly wish: PreviewWish }
  | { readonly kind: 'read-preview'; readonly wish: PreviewWish }
  | {
      readonly kind: 'mute';
      readonly wish: MuteWish;
      readonly inputs: readonly string[];
      readonly round: number;
    }
  | { readonly kind: 'ask-mute'; readonly name: string; readonly inputKind: string }
  | { readonly kind: 'set-cut' };

export interface Pending {
  readonly purpose: Purpose;
  readonly deadline: MonotonicMs;
}

/** What the first batch of questions after link-up yields. */
export interface Survey {
  readonly switcher: SwitcherState;
  readonly inputs: readonly InputEntry[];
  readonly groups: readonly string[];
  readonly transition: string | null;
  readonly cut: string | null;
}

/** An output on its way on or off. Commands that ask for the same join; each is settled with the run. */
export interface OutputRun {
  readonly type: 'start' | 'stop';
  readonly commands: readonly CommandId[];
  readonly startedAt: MonotonicMs;
  /** Start: OBS told that it begins, so that an end is the end of this one. Stop: it was broken off. */
  readonly isUnderWay: boolean;
  /** Stop: OBS had nothing to stop yet. */
  readonly isRefused: boolean;
}

/** Texts to write; later ones that wait are merged into one. */
export interface TextsWish {
  readonly parts: readonly { readonly command: CommandId; readonly names: readonly string[] }[];
  readonly texts: Readonly<Record<string, string>>;
}

export interface StreamSample extends StreamStatus {
  readonly at: MonotonicMs;
}

export interface ProgramWish {
  readonly command: CommandId;
  readonly scene: string;
}

export interface PreviewWish extends ProgramWish {
  readonly attempt: number;
}

export interface MuteWish {
  readonly command: CommandId;
  /** Inputs that may be heard; every other one is muted. */
  readonly open: readonly string[];
}

export interface ObsState {
  readonly phase: 'down' | 'synchronising' | 'not-ready' | 'ready';
  readonly nextRequest: number;
  readonly pending: ReadonlyMap<string, Pending>;
  readonly switcher: SwitcherState;
  /** Name of the transition of kind cut; null while unknown. */
  readonly cut: string | null;
  /** The transition in force; null while unknown. */
  readonly transition: string | null;
  /** When we put the cut back after somebody chose another transition: at most three times in 10 s. */
  readonly cutRestoredAt: readonly MonotonicMs[];
  /** Counts everything that makes an older reading of the program stale. */
  readonly programRevision: number;
  readonly muteRevision: number;
  readonly lastCutAt: MonotonicMs;
  readonly textRevision: number;
  /** When the last event about an output came. */
  readonly outputEventAt: Readonly<Partial<Record<OutputName, MonotonicMs>>>;
  readonly outputRuns: ReadonlyMap<OutputName, OutputRun>;
  /** Commands to stop another output that OBS has heard, by their id. */
  readonly stoppingOthers: ReadonlyMap<CommandId, string>;
  /** When a stream was broken off last. */
  readonly forcedAt: MonotonicMs;
  /** How long the mixer holds the stream back, ms. */
  readonly streamDelayMs: number;
  /** Of the running stream, the last seconds. */
  readonly streamSamples: readonly StreamSample[];
  /** Groups of scene items, as of the last look. */
  readonly groups: readonly string[];
  readonly waitingProgram: ProgramWish | null;
  readonly waitingPreview: PreviewWish | null;
  readonly waitingMute: MuteWish | null;
  readonly waitingTexts: TextsWish | null;
  readonly polls: number;
  /** When the first poll was sent after which no answer to one came; null: all are answered. */
  readonly unansweredSince: MonotonicMs | null;
  /** Something changed while the survey ran: its answers may be older than that. */
  readonly surveyStale: boolean;
  readonly surveys: number;
  /** When the timer of the earliest deadline rings; infinite where none is set. */
  readonly deadlineTimerAt: MonotonicMs;
}

export const initialObsState: ObsState = {
  phase: 'down',
  nextRequest: 1,
  pending: new Map(),
  switcher: unknownSwitcher,
  cut: null,
  transition: null,
  cutRestoredAt: [],
  programRevision: 0,
  muteRevision: 0,
  lastCutAt: Number.NEGATIVE_INFINITY,
  textRevision: 0,
  outputEventAt: {},
  outputRuns: new Map(),
  stoppingOthers: new Map(),
  forcedAt: Number.NEGATIVE_INFINITY,
  streamDelayMs: 0,
  streamSamples: [],
  groups: [],
  waitingProgram: null,
  waitingPreview: null,
  waitingMute: null,
  waitingTexts: null,
  polls: 0,
  unansweredSince: null,
  surveyStale: false,
  surveys: 0,
  deadlineTimerAt: Number.POSITIVE_INFINITY,
};

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** One step in the making: `state` is a copy nobody else sees yet. */
export interface Draft {
  readonly state: Mutable<ObsState>;
  readonly outputs: Output<SwitcherEvent, ObsSent>[];
  readonly now: MonotonicMs;
}

function remember(draft: Draft, purpose: Purpose, deadlineMs: number): string {
  const id = `r${draft.state.nextRequest++}`;
  draft.state.pending = new Map(draft.state.pending).set(id, { purpose, deadline: draft.now + deadlineMs });
  return id;
}

export function ask(
  draft: Draft,
  purpose: Purpose,
  request: ObsRequest,
  deadlineMs: number = requestDeadlineMs,
): void {
  const id = remember(draft, purpose, deadlineMs);
  draft.outputs.push({ type: 'send', data: { type: 'request', id, request } });
}

/** Requests of one connection run side by side in OBS; where the order counts they go as one batch. */
export function askAll(
  draft: Draft,
  purpose: Purpose,
  requests: readonly ObsRequest[],
  deadlineMs: number = requestDeadlineMs,
): void {
  const id = remember(draft, purpose, deadlineMs);
  draft.outputs.push({ type: 'send', data: { type: 'batch', id, haltOnFailure: false, requests } });
}

/** Takes a request out of the list of those that wait; undefined for an answer nobody waits for. */
export function take(draft: Draft, id: string): Purpose | undefined {
  const pending = draft.state.pending.get(id);
  if (!pending) return undefined;
  const rest = new Map(draft.state.pending);
  rest.delete(id);
  draft.state.pending = rest;
  return pending.purpose;
}

export function drop(draft: Draft, which: (purpose: Purpose) => boolean): Purpose[] {
  const dropped: Purpose[] = [];
  for (const [id, { purpose }] of draft.state.pending) {
    if (!which(purpose)) continue;
    dropped.push(purpose);
    take(draft, id);
  }
  return dropped;
}

export function isPending(draft: Draft, ...kinds: readonly Purpose['kind'][]): boolean {
  for (const { purpose } of draft.state.pending.values()) if (kinds.includes(purpose.kind)) return true;
  return false;
}

export function settle(draft: Draft, id: CommandId, outcome: Outcome): void {
  draft.outputs.push({ type: 'settle', id, outcome });
}

export function say(draft: Draft, level: DeviceStatus['level'], code: DeviceStatus['code']): void {
  draft.outputs.push({ type: 'status', status: { level, code } });
}

export function garbage(draft: Draft): void {
  draft.outputs.push({ type: 'garbage', count: 1 });
}

/** Folds an event into the state and reports it, unless it changes nothing. */
export function report(draft: Draft, event: SwitcherEvent): void {
  if (draft.state.phase !== 'ready') return;
  const before = draft.state.switcher;
  const after = applySwitcherEvent(before, event);
  if (event.type !== 'snapshot' && !isNews(before, after, event)) return;
  draft.state.switcher = after;
  draft.outputs.push({ type: 'emit', event });
}

function isNews(before: SwitcherState, after: SwitcherState, event: SwitcherEvent): boolean {
  if (event.type === 'input') return !isSame(before.inputs[event.name] ?? null, event.input);
  if (event.type === 'text') return (before.texts[event.name] ?? null) !== event.text;
  const keys = Object.keys(after) as (keyof SwitcherState)[];
  return keys.some((key) => !isSame(before[key], after[key]));
}

/** Of plain data whose keys stand in the same order. */
const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The program as somebody read it just now. */
export function adoptProgram(draft: Draft, scene: string): void {
  if (scene === draft.state.switcher.program) return;
  draft.state.programRevision++;
  report(draft, { type: 'program', scene });
}
