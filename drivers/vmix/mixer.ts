/**
 * A vMix as the one model of a mixer: every input with a picture is a scene by its title, every input with a
 * `muted` is one that can be heard. Pure. What lies over the picture in an overlay channel is what people
 * see, so it counts as the program unless it is a title, a still picture or allowed by the config.
 */
import {
  unknownSwitcher,
  type OutputName,
  type OutputState,
  type SwitcherAbility,
  type SwitcherInput,
  type SwitcherState,
} from '../../protocols/models/switcher.ts';
import type { VmixFunction } from '../../protocols/vmix/requests.ts';
import type { Switch, VmixInput, VmixState, VmixText } from '../../protocols/vmix/state.ts';

export interface TextField {
  readonly input: VmixInput;
  readonly field: VmixText;
}

/** What the last read of vMix's state told. */
export interface Mixer {
  readonly switcher: SwitcherState;
  readonly inputs: ReadonlyMap<string, VmixInput>;
  /** By "title/field", and by "title" for a title's first field. */
  readonly fields: ReadonlyMap<string, TextField>;
  /** Overlay channels that show what nobody allowed. */
  readonly intruders: readonly number[];
}

/** Each output's switch in the XML; a replay of vMix is no output of its own. */
export const switchOf = {
  stream: 'streaming',
  record: 'recording',
  virtualCamera: 'external',
} as const satisfies Partial<Record<OutputName, Switch>>;

/** They lie over the picture and show no room. */
const harmlessOverlays: ReadonlySet<string> = new Set(['GT', 'Xaml', 'Image', 'Colour']);
const soundOnly: ReadonlySet<string> = new Set(['Audio', 'AudioFile']);

const activity = (value: boolean | null): OutputState =>
  value === null ? 'unknown' : value ? 'active' : 'inactive';

export function mixerOf(state: VmixState, allowedOverlays: readonly string[]): Mixer {
  const inputs = namedInputs(state.inputs);
  const names = new Map([...inputs].map(([name, { number }]) => [number, name]));
  const fields = namedFields(inputs);
  const over = state.overlays
    .filter(({ input, isPreview }) => {
      const name = names.get(input);
      if (isPreview || name === undefined || allowedOverlays.includes(name)) return false;
      return !harmlessOverlays.has(inputs.get(name)?.type ?? '');
    })
    .toSorted((a, b) => b.channel - a.channel);
  const onAir = over[0]?.input ?? state.active;
  return {
    inputs,
    fields,
    intruders: over.map(({ channel }) => channel),
    switcher: {
      ...unknownSwitcher,
      scenes: [...inputs].filter(([, { type }]) => !soundOnly.has(type)).map(([name]) => name),
      program: onAir === null ? null : (names.get(onAir) ?? null),
      preview: state.preview === null ? null : (names.get(state.preview) ?? null),
      inputs: Object.fromEntries([...inputs].map(([name, input]) => [name, heard(input)])),
      stream: activity(state.streaming),
      record: activity(state.recording),
      virtualCamera: activity(state.external),
      otherOutputs: otherOutputs(state),
      texts: Object.fromEntries([...fields].map(([name, { field }]) => [name, field.text])),
      desktopScenes: desktopScenes(inputs),
      lacks: lacksOf(state),
    },
  };
}

const heard = ({ type, muted }: VmixInput): SwitcherInput => ({
  kind: type,
  muted: muted ?? false,
  audio: muted !== null,
});

/** Of several inputs with one title the first keeps it; the others get their number, "Kamera (4)". */
function namedInputs(inputs: readonly VmixInput[]): ReadonlyMap<string, VmixInput> {
  const named = new Map<string, VmixInput>();
  const later: VmixInput[] = [];
  for (const input of inputs) {
    if (named.has(input.title)) later.push(input);
    else named.set(input.title, input);
  }
  for (const input of later) {
    let name = `${input.title} (${input.number})`;
    while (named.has(name)) name += ' ';
    named.set(name, input);
  }
  return named;
}

function namedFields(inputs: ReadonlyMap<string, VmixInput>): ReadonlyMap<string, TextField> {
  const fields = new Map<string, TextField>();
  for (const [name, input] of inputs) {
    const [first] = input.texts;
    if (first) fields.set(name, { input, field: first });
    for (const field of input.texts) fields.set(`${name}/${plainName(field.name)}`, { input, field });
  }
  return fields;
}

/** GT titles call a field "Headline.Text"; nobody who looks at one would. */
const plainName = (name: string): string => name.replace(/\.Text$/, '');

/** Also inputs that show a desktop as one of their layers, or a layer's layer. */
function desktopScenes(inputs: ReadonlyMap<string, VmixInput>): readonly string[] {
  const byKey = new Map([...inputs.values()].map((input) => [input.key, input]));
  const shows = (input: VmixInput, seen: Set<string>): boolean => {
    if (/desktop/i.test(input.type)) return true;
    seen.add(input.key);
    return input.layers.some((key) => {
      const layer = byKey.get(key);
      return layer !== undefined && !seen.has(key) && shows(layer, seen);
    });
  };
  return [...inputs].filter(([, input]) => shows(input, new Set())).map(([name]) => name);
}

function otherOutputs({ multiCorder, fullscreen, outputs }: VmixState): readonly string[] {
  const sent = (outputs ?? []).flatMap((output) =>
    output.sent.map((sending) => `${sending.toUpperCase()} ${output.number}`),
  );
  return [...(multiCorder ? ['MultiCorder'] : []), ...(fullscreen ? ['Fullscreen'] : []), ...sent];
}

/** How the output with this name of `otherOutputs` is ended; undefined: vMix has no function for it. */
export function stopOther(name: string): VmixFunction | undefined {
  if (name === 'MultiCorder') return { name: 'StopMultiCorder', query: {} };
  if (name === 'Fullscreen') return { name: 'FullscreenOff', query: {} };
  const number = /^SRT (\d{1,2})$/.exec(name)?.[1];
  return number === undefined ? undefined : { name: 'StopSRTOutput', query: { Value: number } };
}

function lacksOf({ outputs, streaming, recording, external }: VmixState): readonly SwitcherAbility[] {
  return [
    'replayBuffer',
    'captions',
    'chapters',
    'pictures',
    ...(outputs === null ? (['output-list'] as const) : []),
    ...(streaming === null ? (['stream'] as const) : []),
    ...(recording === null ? (['record'] as const) : []),
    ...(external === null ? (['virtualCamera'] as const) : []),
  ];
}
