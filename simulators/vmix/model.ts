/**
 * The behaviour of a vMix 27 at its TCP API, without sockets: a request in, its answer out, changes reported to
 * those who subscribed. Misbehaviour is switched on in `faults`. Written from vMix's help pages; what these leave
 * open is named there where it is decided. Left out: mixes, replay, calls, scripts, volumes and buses.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { VmixAnswer } from '../../protocols/vmix/answers.ts';
import type { Topic, VmixFunction, VmixRequest } from '../../protocols/vmix/requests.ts';
import { encodeVmixState, sendings, type VmixState } from '../../protocols/vmix/state.ts';
import { functionsOf } from './functions.ts';
import {
  addInput,
  carriesSound,
  createPreset,
  outputSwitches,
  type OutputSwitch,
  type Preset,
  type PresetInput,
} from './preset.ts';
import { createProgram, type OnAir, type Program } from './program.ts';

export const version = '27.0.0.49';

/** What goes wrong on purpose. */
export interface VmixFaults {
  /** Says "OK" to these functions and does nothing. */
  readonly ignored: Set<string>;
  /** Says "OK" at once and does it so much later, ms. */
  lateMs: number;
  /** An input that does not exist is an error. */
  isStrict: boolean;
  /** Streams go to a server that is not there. */
  isServerDead: boolean;
}

export interface VmixModel {
  readonly preset: Preset;
  readonly program: Program;
  readonly faults: VmixFaults;
  add(input: {
    readonly title: string;
    readonly type: string;
    readonly fields?: readonly string[];
  }): PresetInput;
  request(request: Exclude<VmixRequest, { topic: Topic }>): VmixAnswer;
  /** Somebody at the vMix itself does this; false: there is no such function or input. */
  byHand(call: VmixFunction): boolean;
  /** Titles of what is seen. */
  onAir(): OnAir;
  /** As after starting vMix anew with its last preset: outputs are off. */
  restarted(): void;
  truth(): Readonly<Record<string, unknown>>;
}

/** How long vMix tries to reach a server that is not there. */
const deadServerMs = 1200;

const activators: Readonly<Record<OutputSwitch, string>> = {
  streaming: 'Streaming',
  recording: 'Recording',
  external: 'External',
  multiCorder: 'MultiCorder',
  fullscreen: 'Fullscreen',
};

export function createVmixModel(options: {
  readonly clock: Clock;
  emit(topic: Topic, text: string): void;
  /** Somebody speaks in the hall: inputs of the type Audio hear it. */
  isSpeech?(): boolean;
}): VmixModel {
  const { clock } = options;
  const preset = createPreset();
  const [bars, colour] = preset.inputs;
  const faults: VmixFaults = { ignored: new Set(), lateMs: 0, isStrict: false, isServerDead: false };
  let givingUp: Cancel | null = null;
  const numberOf = (key: string): number => preset.inputs.findIndex((input) => input.key === key) + 1;
  const inputOf = (key: string): PresetInput | undefined => preset.inputs.find((input) => input.key === key);
  const act = (name: string, on: boolean, key?: string): void =>
    options.emit('ACTS', [name, ...(key === undefined ? [] : [numberOf(key)]), on ? 1 : 0].join(' '));
  const tellTally = (): void => options.emit('TALLY', tally());

  const program = createProgram({ active: bars?.key ?? '', preview: colour?.key ?? '' }, clock, (before) => {
    for (const [name, was, is] of [
      ['Input', before.active, program.active()],
      ['InputPreview', before.preview, program.preview()],
    ] as const) {
      if (was === is) continue;
      act(name, false, was);
      act(name, true, is);
    }
    if (before.active !== program.active())
      for (const key of [before.active, program.active()]) followVideo(key, key === program.active());
    tellTally();
  });

  function followVideo(key: string, isOnAir: boolean): void {
    const input = inputOf(key);
    if (!input?.followsVideo) return;
    input.muted = !isOnAir;
    act('InputAudio', isOnAir, key);
  }

  function setOutput(name: OutputSwitch, on: boolean): void {
    if (preset.running[name] === on) return;
    preset.running[name] = on;
    act(activators[name], on);
    if (name !== 'streaming') return;
    givingUp?.();
    if (on && faults.isServerDead) givingUp = clock.after(deadServerMs, () => setOutput('streaming', false));
  }

  const functions = functionsOf(preset, program, {
    muted: (input) => act('InputAudio', !input.muted, input.key),
    output: setOutput,
    overlay(channel) {
      const key = preset.overlays.get(channel)?.key;
      act(`Overlay${channel}`, key !== undefined, key ?? program.active());
      tellTally();
    },
  });

  /** What is seen counts, layers and a picture that fades in included. */
  function tally(): string {
    const onAir = new Set<string>();
    const see = (key: string | null): void => {
      if (key === null || onAir.has(key)) return;
      onAir.add(key);
      for (const layer of inputOf(key)?.layers ?? []) see(layer);
    };
    see(program.active());
    see(program.arriving());
    for (const { key, isPreview } of preset.overlays.values()) if (!isPreview) see(key);
    return preset.inputs
      .map(({ key }) => (onAir.has(key) ? '1' : key === program.preview() ? '2' : '0'))
      .join('');
  }

  function perform({ name, query }: VmixFunction): VmixAnswer {
    const answer = (ok: boolean, text: string): VmixAnswer => ({ type: 'line', word: 'FUNCTION', ok, text });
    const run = functions.get(name);
    if (!run) return answer(false, 'Function not found');
    if (faults.ignored.has(name)) return answer(true, 'Completed');
    if (faults.lateMs > 0) {
      clock.after(faults.lateMs, () => void run(query));
      return answer(true, 'Completed');
    }
    const isDone = run(query);
    return !isDone && faults.isStrict ? answer(false, 'Input not found') : answer(true, 'Completed');
  }

  function state(): VmixState {
    const outputs = preset.outputs && [
      { number: 1, sent: [] },
      ...[...preset.outputs].map(([number, sent]) => ({
        number,
        sent: sendings.filter((one) => sent.has(one)),
      })),
    ];
    return {
      version,
      inputs: preset.inputs.map((input, index) => ({
        key: input.key,
        number: index + 1,
        type: input.type,
        title: input.title,
        muted: carriesSound(input) ? input.muted : null,
        meter: carriesSound(input) ? meterOf(input) : null,
        texts: input.texts,
        layers: input.layers,
      })),
      overlays: [...preset.overlays].map(([channel, { key, isPreview }]) => ({
        channel,
        input: numberOf(key),
        isPreview,
      })),
      preview: numberOf(program.preview()),
      active: numberOf(program.active()),
      ...preset.running,
      outputs,
    };
  }

  const meterOf = ({ type, meter }: PresetInput): number =>
    type === 'Audio' && options.isSpeech?.() ? Math.max(meter, 0.25) : meter;

  return {
    preset,
    program,
    faults,
    add: (input) => addInput(preset, input),
    request(request) {
      switch (request.type) {
        case 'xml':
          return { type: 'data', word: 'XML', text: encodeVmixState(state()) };
        case 'tally':
          return { type: 'line', word: 'TALLY', ok: true, text: tally() };
        case 'version':
          return { type: 'line', word: 'VERSION', ok: true, text: version };
        case 'function':
          return perform(request);
      }
    },
    byHand: ({ name, query }) => functions.get(name)?.(query) ?? false,
    onAir() {
      const { from, to, progress } = program.onAir();
      const title = (key: string): string => inputOf(key)?.title ?? '';
      return { from: title(from), to: title(to), progress };
    },
    restarted() {
      program.reset();
      givingUp?.();
      preset.overlays.clear();
      for (const name of outputSwitches) preset.running[name] = false;
    },
    truth: () => ({
      active: inputOf(program.active())?.title,
      preview: inputOf(program.preview())?.title,
      inputs: preset.inputs.map((input) => ({
        title: input.title,
        type: input.type,
        ...(carriesSound(input) ? { muted: input.muted } : {}),
        ...(input.texts.length > 0 ? { texts: input.texts.map(({ text }) => text) } : {}),
      })),
      overlays: Object.fromEntries(
        [...preset.overlays].map(([channel, { key }]) => [channel, inputOf(key)?.title]),
      ),
      running: { ...preset.running },
      tally: tally(),
    }),
  };
}
