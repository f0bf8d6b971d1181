/**
 * The shortcut functions a switcher is driven by ("Shortcut Function Reference"), with what they do to a preset.
 * A function that vMix does not know is an error. One that is known is `OK`, also where its input does not
 * exist: then nothing happens.
 */
import type { VmixFunction } from '../../protocols/vmix/requests.ts';
import {
  carriesSound,
  inputNamed,
  isSending,
  type OutputSwitch,
  type Preset,
  type PresetInput,
} from './preset.ts';
import type { Program } from './program.ts';

type Query = VmixFunction['query'];
/** false: nothing to do it to. */
export type Performed = (query: Query) => boolean;

export interface Effects {
  muted(input: PresetInput): void;
  output(name: OutputSwitch, on: boolean): void;
  overlay(channel: number): void;
}

const overlayChannels = [1, 2, 3, 4, 5, 6, 7, 8];
const defaultFadeMs = 500;

export function functionsOf(
  preset: Preset,
  program: Program,
  effects: Effects,
): ReadonlyMap<string, Performed> {
  const onInput =
    (run: (input: PresetInput, query: Query) => void): Performed =>
    (query) => {
      const input = inputNamed(preset, query['Input']);
      if (input) run(input, query);
      return input !== undefined;
    };
  const onSound = (run: (input: PresetInput) => void): Performed =>
    onInput((input) => {
      if (carriesSound(input)) run(input);
    });
  const mute = (input: PresetInput, muted: boolean): void => {
    input.muted = muted;
    effects.muted(input);
  };
  const always =
    (run: (query: Query) => void): Performed =>
    (query) => {
      run(query);
      return true;
    };
  const switching = (name: OutputSwitch, on: boolean): Performed => always(() => effects.output(name, on));
  const toggling = (name: OutputSwitch): Performed =>
    always(() => effects.output(name, !preset.running[name]));
  const sending = (on: boolean): Performed =>
    always(({ Value = '2', Kind = 'srt' }) => {
      const sent = preset.outputs?.get(Number(Value));
      if (!isSending(Kind)) return;
      if (on) sent?.add(Kind);
      else sent?.delete(Kind);
    });

  const table: [string, Performed][] = [
    ['CutDirect', onInput((input) => program.cut(input.key))],
    ['ActiveInput', onInput((input) => program.cut(input.key))],
    ['PreviewInput', onInput((input) => program.setPreview(input.key))],
    ['Fade', onInput((input, { Duration }) => program.fade(input.key, Number(Duration ?? defaultFadeMs)))],
    ['AudioOn', onSound((input) => mute(input, false))],
    ['AudioOff', onSound((input) => mute(input, true))],
    ['Audio', onSound((input) => mute(input, !input.muted))],
    ['AudioAutoOn', onSound((input) => void (input.followsVideo = true))],
    ['AudioAutoOff', onSound((input) => void (input.followsVideo = false))],
    ['StartStreaming', switching('streaming', true)],
    ['StopStreaming', switching('streaming', false)],
    ['StartStopStreaming', toggling('streaming')],
    ['StartRecording', switching('recording', true)],
    ['StopRecording', switching('recording', false)],
    ['StartExternal', switching('external', true)],
    ['StopExternal', switching('external', false)],
    ['StartMultiCorder', switching('multiCorder', true)],
    ['StopMultiCorder', switching('multiCorder', false)],
    ['FullscreenOn', switching('fullscreen', true)],
    ['FullscreenOff', switching('fullscreen', false)],
    ['StartSRTOutput', sending(true)],
    ['StopSRTOutput', sending(false)],
    [
      'SetText',
      onInput((input, { SelectedName, SelectedIndex, Value = '' }) => {
        const at = input.texts.findIndex(
          ({ name, index }) => name === SelectedName || String(index) === SelectedIndex,
        );
        const field = input.texts[at];
        if (field) input.texts[at] = { ...field, text: Value };
      }),
    ],
    [
      'SetInputName',
      onInput((input, { Value }) => {
        input.title = Value ?? input.title;
      }),
    ],
    ['RemoveInput', onInput((input) => void preset.inputs.splice(preset.inputs.indexOf(input), 1))],
  ];
  for (const channel of overlayChannels) {
    const put = (key: string | null, isPreview = false): void => {
      if (key === null) preset.overlays.delete(channel);
      else preset.overlays.set(channel, { key, isPreview });
      effects.overlay(channel);
    };
    table.push(
      [`OverlayInput${channel}In`, onInput((input) => put(input.key))],
      [`PreviewOverlayInput${channel}`, onInput((input) => put(input.key, true))],
      [`OverlayInput${channel}Off`, always(() => put(null))],
    );
  }
  return new Map(table);
}
