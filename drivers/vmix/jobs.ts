/**
 * What the daemon asks of vMix: each command is some functions and then a look at the state, again and again
 * until it says so or it is too late. vMix says `OK` to a function that it knows, whatever comes of it: only the
 * look is evidence. Pure.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import type { OutputName, SwitcherCommand } from '../../protocols/models/switcher.ts';
import type { VmixFunction } from '../../protocols/vmix/requests.ts';
import type { CommandId } from '../session.ts';
import { stopOther, switchOf, type Mixer } from './mixer.ts';

export interface Job {
  readonly id: CommandId;
  readonly command: SwitcherCommand;
  readonly startedAt: MonotonicMs;
  /** Functions that are still to be sent. */
  readonly calls: readonly VmixFunction[];
  readonly hasSent: boolean;
  /** `paused`: looks again, or sends again, when the pause is over. */
  readonly phase: 'sending' | 'reading' | 'paused';
  /** vMix said `ER` to one of its functions. */
  readonly isRefused: boolean;
  /** How often its state was looked at. */
  readonly looks: number;
  /** An output that is to start: since when it is said to run. */
  readonly runsSince: MonotonicMs | null;
}

export type Verdict =
  | { readonly type: 'settled'; readonly outcome: Outcome }
  | { readonly type: 'again'; readonly job: Job; readonly afterMs: number };

/** What vMix answers before it has done it shows a few frames later, ms. */
const lookAgainMs = 60;
const maxLooks = 5;
const outputLookMs = 150;
/** A stream to a dead server is said to run until vMix has given up, ms. */
const streamHoldMs = 2000;
const stopAgainMs = 3000;

const startFunctions = { stream: 'StartStreaming', record: 'StartRecording', virtualCamera: 'StartExternal' };
const stopFunctions = { stream: 'StopStreaming', record: 'StopRecording', virtualCamera: 'StopExternal' };

type VmixOutputName = keyof typeof switchOf;
const isOurs = (output: OutputName): output is VmixOutputName => Object.hasOwn(switchOf, output);

/** What restricts goes first. */
export const rank: Readonly<Record<SwitcherCommand['type'], number>> = {
  program: 0,
  sound: 1,
  'stop-output': 2,
  'stop-other-output': 2,
  preview: 3,
  texts: 3,
  'start-output': 4,
  caption: 5,
  chapter: 5,
};

/** A newer command in the same place makes the older one pointless. */
export function placeOf(command: SwitcherCommand): string {
  switch (command.type) {
    case 'start-output':
    case 'stop-output':
      return `output ${command.output}`;
    case 'stop-other-output':
      return `other ${command.name}`;
    case 'texts':
      return `texts ${Object.keys(command.texts).join('\n')}`;
    default:
      return command.type;
  }
}

/** What is to be sent; an outcome where nothing is. */
export function plan(
  id: CommandId,
  command: SwitcherCommand,
  mixer: Mixer,
  now: MonotonicMs,
): Job | { readonly outcome: Outcome } {
  const calls = callsOf(command, mixer);
  if (!Array.isArray(calls)) return { outcome: outcome.failed(calls) };
  return {
    id,
    command,
    startedAt: now,
    calls,
    hasSent: false,
    phase: calls.length > 0 ? 'sending' : 'reading',
    isRefused: false,
    looks: 0,
    runsSince: null,
  };
}

function callsOf(
  command: SwitcherCommand,
  mixer: Mixer,
): VmixFunction[] | 'device-refused' | 'device-unsupported' {
  switch (command.type) {
    case 'program':
    case 'preview':
      return mixer.inputs.has(command.scene)
        ? sceneCalls(command.type, command.scene, mixer)
        : 'device-refused';
    case 'sound':
      return soundCalls(mixer, command.open, false);
    case 'start-output':
    case 'stop-output': {
      const { output } = command;
      if (!isOurs(output) || mixer.switcher[output] === 'unknown') return 'device-unsupported';
      const names = command.type === 'start-output' ? startFunctions : stopFunctions;
      return [{ name: names[output], query: {} }];
    }
    case 'stop-other-output': {
      const call = stopOther(command.name);
      return call ? [call] : 'device-unsupported';
    }
    case 'texts':
      return Object.keys(command.texts).some((name) => mixer.fields.has(name))
        ? textCalls(mixer, command.texts)
        : 'device-refused';
    case 'caption':
    case 'chapter':
      return 'device-unsupported';
  }
}

function sceneCalls(type: 'program' | 'preview', scene: string, mixer: Mixer): VmixFunction[] {
  const key = mixer.inputs.get(scene)?.key ?? '';
  if (type === 'preview') return [{ name: 'PreviewInput', query: { Input: key } }];
  return [
    { name: 'CutDirect', query: { Input: key } },
    ...mixer.intruders.map((channel) => ({ name: `OverlayInput${channel}Off`, query: {} })),
  ];
}

/** Those that are heard and should not be come first; `onlyWrong`: nothing but what is not yet so. */
function soundCalls({ inputs }: Mixer, open: readonly string[], onlyWrong: boolean): VmixFunction[] {
  const audible = [...inputs].filter(([name, { muted }]) => {
    if (muted === null) return false;
    return !onlyWrong || muted === open.includes(name);
  });
  const off = audible
    .filter(([name]) => !open.includes(name))
    .toSorted(([, a], [, b]) => Number(a.muted) - Number(b.muted));
  const on = audible.filter(([name]) => open.includes(name));
  return [
    ...off.map(([, { key }]) => ({ name: 'AudioOff', query: { Input: key } })),
    ...on.map(([, { key }]) => ({ name: 'AudioOn', query: { Input: key } })),
  ];
}

function textCalls({ fields }: Mixer, texts: Readonly<Record<string, string>>): VmixFunction[] {
  return Object.entries(texts).flatMap(([name, Value]) => {
    const found = fields.get(name);
    if (!found || isSameText(found.field.text, Value)) return [];
    return [{ name: 'SetText', query: { Input: found.input.key, SelectedName: found.field.name, Value } }];
  });
}

/** An XML document keeps neither the ends of a text nor the kind of its line breaks. */
const isSameText = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();

/** What a look at the state says to this job. */
export function judge(job: Job, mixer: Mixer, now: MonotonicMs): Verdict {
  const { command } = job;
  const { switcher } = mixer;
  switch (command.type) {
    case 'program': {
      const isThere = switcher.program === command.scene && mixer.intruders.length === 0;
      return isThere ? done : retry(job, sceneCalls('program', command.scene, mixer));
    }
    case 'preview':
      return switcher.preview === command.scene
        ? done
        : retry(job, sceneCalls('preview', command.scene, mixer));
    case 'sound': {
      const wrong = soundCalls(mixer, command.open, true);
      if (wrong.length > 0) return retry(job, wrong);
      const all = command.open.every((name) => mixer.inputs.get(name)?.muted === false);
      return all ? done : failed('device-mismatch');
    }
    case 'texts': {
      const wrong = textCalls(mixer, command.texts);
      if (wrong.length > 0) return retry(job, wrong);
      const all = Object.keys(command.texts).every((name) => mixer.fields.has(name));
      return all ? done : failed('device-mismatch');
    }
    case 'start-output':
      return judgeStart(job, switcher[command.output] === 'active', command.output, now);
    case 'stop-output':
      return judgeStop(job, switcher[command.output] === 'inactive', mixer, now);
    case 'stop-other-output':
      return judgeStop(job, switcher.otherOutputs?.includes(command.name) === false, mixer, now);
    case 'caption':
    case 'chapter':
      return failed('device-unsupported');
  }
}

const done: Verdict = { type: 'settled', outcome: outcome.done('read-back') };
const failed = (code: 'device-mismatch' | 'device-refused' | 'device-unsupported'): Verdict => ({
  type: 'settled',
  outcome: outcome.failed(code, 'unknown'),
});

/** Looks again, with the functions sent anew every second time; gives up after some looks. */
function retry(job: Job, calls: readonly VmixFunction[]): Verdict {
  const looks = job.looks + 1;
  if (looks >= maxLooks) return failed(job.isRefused ? 'device-refused' : 'device-mismatch');
  return again({ ...job, looks, calls: looks % 2 === 0 ? calls : [] }, lookAgainMs);
}

const again = (job: Job, afterMs: number): Verdict => ({
  type: 'again',
  job: { ...job, phase: 'paused' },
  afterMs,
});

function judgeStart(job: Job, runs: boolean, output: OutputName, now: MonotonicMs): Verdict {
  if (job.isRefused) return failed('device-refused');
  // It ran, and does not any more: the far end was not there.
  if (!runs) return job.runsSince === null ? again(job, outputLookMs) : failed('device-mismatch');
  const runsSince = job.runsSince ?? now;
  if (output !== 'stream' || now - runsSince >= streamHoldMs) return done;
  return again({ ...job, runsSince }, outputLookMs);
}

function judgeStop(job: Job, isOver: boolean, mixer: Mixer, now: MonotonicMs): Verdict {
  if (isOver) return done;
  const isDue = job.looks === 0 && now - job.startedAt >= stopAgainMs;
  const calls = isDue ? callsOf(job.command, mixer) : [];
  return again(
    { ...job, looks: isDue ? 1 : job.looks, calls: Array.isArray(calls) ? calls : [] },
    outputLookMs,
  );
}
