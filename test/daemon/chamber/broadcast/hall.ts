/**
 * The daemon's loop over a mixer and a microphone system that do exactly what the contracts say, unless told not to:
 * for what the chamber decides about a broadcast. Drivers, real protocols and a real OBS have tests of their own.
 */
import {
  chamberFeatures,
  initialRoot,
  restricts,
  type ChamberCommand,
  type ChamberEvent,
  type ChamberRoot,
} from '../../../../daemon/chamber/root.ts';
import type { Hall } from '../../../../daemon/chamber/hall.ts';
import { operatorView, type ViewSource } from '../../../../daemon/chamber/project.ts';
import type { Direction } from '../../../../daemon/director/direct.ts';
import { createDirectionTrack, type TrackMemory } from '../../../../daemon/director/wishes.ts';
import type { NewRecord } from '../../../../daemon/journal/store.ts';
import { createLoop, type CommandAnswer } from '../../../../daemon/runtime/loop.ts';
import { createVirtualClock } from '../../../../protocols/clock.ts';
import type { DeviceCommand } from '../../../../protocols/models/commands.ts';
import { noMicrophones } from '../../../../protocols/models/microphones.ts';
import { outcome, type Outcome } from '../../../../protocols/models/outcome.ts';
import {
  unknownSwitcher,
  type OutputName,
  type SwitcherCommand,
  type SwitcherEvent,
  type SwitcherState,
} from '../../../../protocols/models/switcher.ts';
import { smallHall } from '../../director/small-hall.ts';

export interface BroadcastOptions {
  readonly hall?: Partial<Hall>;
  readonly syncMs?: number;
  /** What was recorded before this start. */
  readonly before?: readonly NewRecord[];
}

const texts = Object.fromEntries(
  ['Tafel (Text)', 'Pause (Text)', ...Object.values(smallHall.transmission.lowerThird)].map(
    (name: string) => [name, ''],
  ),
);

export const freshMixer: SwitcherState = {
  ...unknownSwitcher,
  scenes: ['Tafel', 'Pause', 'Totale', 'Seite', 'Kamera A', 'Kamera B', 'Folien', 'Konferenz', 'Galerie'],
  program: 'Totale',
  inputs: { Saalton: { kind: 'pulse', muted: false, audio: true } },
  stream: 'inactive',
  record: 'inactive',
  virtualCamera: 'inactive',
  replayBuffer: 'inactive',
  otherOutputs: [],
  texts,
};

export async function openBroadcast(options: BroadcastOptions = {}) {
  const clock = createVirtualClock();
  const hall: Hall = { ...smallHall, ...options.hall };
  const written: NewRecord[] = [];
  const submitted: DeviceCommand[] = [];
  /** What the mixer showed when each command left. */
  const shownAt = new WeakMap<DeviceCommand, string | null>();
  /** Types of commands that the mixer answers with this instead of doing them. */
  const refusing = new Map<DeviceCommand['command']['type'], Outcome>();
  let mixer = freshMixer;
  let speakers: readonly number[] = [];

  const loop = createLoop<ChamberRoot, ChamberEvent, ChamberCommand, TrackMemory, Direction>({
    clock,
    features: chamberFeatures,
    initial: initialRoot(hall),
    restricts,
    track: createDirectionTrack({ safeMode: false }),
    append(records) {
      written.push(...records);
      return new Promise((resolve) => void clock.after(options.syncMs ?? 2, resolve));
    },
    submit(command) {
      submitted.push(command);
      shownAt.set(command, loop.observed().switchers['obs']?.program ?? null);
      return new Promise((resolve) => void clock.after(20, () => resolve(carryOut(command))));
    },
    alarm: (wish) => ({ type: 'log/alarm', version: 1, data: { code: 'fights', params: { key: wish.key } } }),
    fatal: (error) => {
      throw error;
    },
  });

  function carryOut(command: DeviceCommand): Outcome {
    const refusal = refusing.get(command.command.type);
    if (refusal) return refusal;
    if (command.model === 'microphones' && command.command.type === 'close') {
      const { seat } = command.command;
      open(speakers.filter((other) => other !== seat));
    }
    if (command.model === 'switcher') mix(command.command);
    return outcome.done('read-back');
  }

  function mix(command: SwitcherCommand): void {
    switch (command.type) {
      case 'program':
        return happens({ type: 'program', scene: command.scene });
      case 'sound':
        for (const [name, input] of Object.entries(mixer.inputs))
          happens({ type: 'input', name, input: { ...input, muted: !command.open.includes(name) } });
        return;
      case 'start-output':
        return happens({ type: 'output', output: command.output, state: 'active' });
      case 'stop-output':
        return happens({ type: 'output', output: command.output, state: 'inactive' });
      case 'stop-other-output':
        return happens({
          type: 'other-outputs',
          names: (mixer.otherOutputs ?? []).filter((name) => name !== command.name),
        });
      case 'texts':
        for (const [name, text] of Object.entries(command.texts)) happens({ type: 'text', name, text });
        return;
      default:
    }
  }

  /** Something at the mixer, whoever did it. */
  function happens(event: SwitcherEvent): void {
    loop.deviceReported('obs', { model: 'switcher', event });
    mixer = loop.observed().switchers['obs'] ?? mixer;
  }

  function open(seats: readonly number[]): void {
    speakers = seats;
    loop.deviceReported('mics', { model: 'microphones', event: { type: 'lists', speakers: seats } });
  }

  let seq = 0;
  for (const { type, version, data, personal, wallMs } of options.before ?? []) {
    const event = { type, version, data, ...(personal ? { personal } : {}) } as ChamberEvent;
    loop.replay({ event, at: wallMs, seq: ++seq });
  }
  loop.start();
  loop.deviceReported('mics', {
    model: 'microphones',
    event: {
      type: 'snapshot',
      state: {
        ...noMicrophones,
        seats: { 1: { present: true }, 2: { present: true }, 3: { present: true } },
      },
    },
  });
  happens({ type: 'snapshot', state: freshMixer });
  await clock.advance(500);

  const source = (): ViewSource => ({
    root: loop.durable(),
    observed: loop.observed(),
    direction: loop.picture(),
    devices: {},
    unreached: loop.unreached(),
    capabilities: { microphoneModes: [] },
    safeMode: null,
    isStorageFull: false,
    isCopyLost: false,
    reachable: null,
    wallMs: clock.wall(),
  });

  return {
    clock,
    loop,
    written,
    submitted,
    shownAt,
    refusing,
    happens,
    open,
    source,
    mixer: () => mixer,
    /** The answer, once the disk and the devices have had their time. */
    async give<Name extends ChamberCommand['name']>(
      name: Name,
      input: Extract<ChamberCommand, { name: Name }>['input'],
      waitMs = 300,
    ): Promise<CommandAnswer> {
      const answer = loop.command({ name, input } as ChamberCommand, 'test');
      // A command may follow from one that waits for the disk.
      await clock.advance(waitMs + 3 * (options.syncMs ?? 2));
      return answer;
    },
    view: () => operatorView(source()),
    root: () => loop.durable(),
    /** Commands that went to the mixer since the last call. */
    toMixer: () => submitted.splice(0).flatMap((each) => (each.model === 'switcher' ? [each.command] : [])),
    isOff: (...outputs: readonly OutputName[]) => outputs.every((output) => mixer[output] === 'inactive'),
    alarms: () =>
      loop
        .durable()
        .log.entries.filter(({ level }) => level === 'alarm')
        .map(({ code, params }) => ({ code, ...params })),
  };
}

export type OpenBroadcast = Awaited<ReturnType<typeof openBroadcast>>;
