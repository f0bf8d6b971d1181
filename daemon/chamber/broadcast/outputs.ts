/**
 * What may leave the mixer: in a part that is not public nothing but a recording that the config permits, whoever
 * started it. Wishes that never give up, and the alarm for what was started behind our back. Pure.
 */
import type { Observed } from '../../../protocols/models/observed.ts';
import {
  outputNames,
  unknownSwitcher,
  type OutputName,
  type SwitcherState,
} from '../../../protocols/models/switcher.ts';
import type { Wish } from '../feature.ts';
import type { LogEvent } from '../log/events.ts';
import type { ChamberRoot } from '../root.ts';

/** Of the closed part that runs: outputs seen to be off, and those caught running afterwards; null: no such part. */
export type OutputsSeen = Readonly<Record<string, 'off' | 'caught'>> | null;

export interface OutputsStep {
  readonly seen: OutputsSeen;
  readonly wishes: readonly Wish[];
  readonly alarms: readonly LogEvent[];
}

export function stepOutputs(before: OutputsSeen, root: ChamberRoot, observed: Observed): OutputsStep {
  const { hall, broadcast } = root;
  const switcher = observed.switchers[hall.switcher] ?? unknownSwitcher;
  const part = broadcast.closedPart;
  if (!part) return { seen: null, wishes: resumeWishes(root, switcher), alarms: [] };
  const barred = outputNames.filter(
    (output) => output !== 'record' || !hall.transmission.recording.isInternalAllowed,
  );
  const others = switcher.otherOutputs ?? [];
  const seen: Record<string, 'off' | 'caught'> = {};
  const caught: string[] = [];
  for (const name of [...barred, ...others]) {
    const isOther = !isOutputName(name);
    const isRunning = isOther || runs(switcher, name);
    // After a restart of the daemon what was confirmed before counts as seen; other outputs are not told of while off.
    const known = before?.[name] ?? (part.isSecured && (isOther || before === null) ? 'off' : undefined);
    if (isRunning && known === 'off') caught.push(name);
    if (isRunning && known !== undefined) seen[name] = 'caught';
    else if (!isRunning && (known !== undefined || switcher[name] === 'inactive')) seen[name] = 'off';
  }
  return {
    seen,
    wishes: [
      // Whatever starts once everything was off is broken off at once: nothing of it may arrive.
      ...barred.map((output) => offWish(hall.switcher, switcher, output, seen[output] === 'caught')),
      ...others.map((name) => otherWish(hall.switcher, name)),
    ],
    alarms: caught.map((output) => ({
      type: 'log/alarm',
      version: 1,
      data: { code: 'alarm-output-not-public', params: { device: hall.switcher, output } },
    })),
  };
}

const isOutputName = (name: string): name is OutputName => (outputNames as readonly string[]).includes(name);

const runs = (switcher: SwitcherState, output: OutputName): boolean =>
  switcher[output] === 'starting' || switcher[output] === 'active';

function offWish(device: string, switcher: SwitcherState, output: OutputName, discard: boolean): Wish {
  const state = switcher[output];
  return {
    key: `${device}/${output}`,
    wanted: 'inactive',
    reported: state === 'unknown' ? null : state === 'inactive' ? 'inactive' : 'active',
    command: { device, model: 'switcher', command: { type: 'stop-output', output, discard } },
    insist: true,
  };
}

const otherWish = (device: string, name: string): Wish => ({
  key: `${device}/output-${name}`,
  wanted: 'inactive',
  reported: 'active',
  command: { device, model: 'switcher', command: { type: 'stop-other-output', name } },
  insist: true,
});

/** A stream that ended by itself is started again where the config says so: a few times, then it is asked for. */
function resumeWishes({ hall, broadcast }: ChamberRoot, switcher: SwitcherState): readonly Wish[] {
  const { stream, publicity } = broadcast;
  if (!hall.transmission.resumesStream || !stream.isWanted || stream.lostAt === null) return [];
  if (publicity === 'off' || publicity === 'unknown') return [];
  return [
    {
      key: `${hall.switcher}/stream`,
      wanted: 'active',
      reported: switcher.stream === 'unknown' ? null : switcher.stream === 'inactive' ? 'inactive' : 'active',
      command: {
        device: hall.switcher,
        model: 'switcher',
        command: { type: 'start-output', output: 'stream' },
      },
      insist: false,
    },
  ];
}
