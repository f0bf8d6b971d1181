/** What stands in a vMix: inputs, overlay channels and outputs, as plain data. Starts with two colours, as a fresh one does with two blanks. */
import { sendings, type Sending, type VmixText } from '../../protocols/vmix/state.ts';

export interface PresetInput {
  readonly key: string;
  readonly type: string;
  title: string;
  muted: boolean;
  /** Audio follows video: on air it is heard, off air it is not. */
  followsVideo: boolean;
  /** Amplitude, 0..1, while nobody speaks. */
  meter: number;
  readonly texts: VmixText[];
  /** Keys of the inputs it shows as layers. */
  readonly layers: string[];
}

export const outputSwitches = ['streaming', 'recording', 'external', 'multiCorder', 'fullscreen'] as const;
export type OutputSwitch = (typeof outputSwitches)[number];

export interface Preset {
  readonly inputs: PresetInput[];
  /** Keys by channel. */
  readonly overlays: Map<number, { readonly key: string; readonly isPreview: boolean }>;
  readonly running: Record<OutputSwitch, boolean>;
  /** Outputs 2 to 4 and what they are sent out as; null: a version that does not tell. */
  outputs: Map<number, Set<Sending>> | null;
  created: number;
}

const silentTypes: ReadonlySet<string> = new Set([
  'Blank',
  'Colour',
  'GT',
  'Image',
  'Photos',
  'VirtualSet',
  'Xaml',
]);
const titleTypes: ReadonlySet<string> = new Set(['GT', 'Xaml']);

export const carriesSound = ({ type }: PresetInput): boolean => !silentTypes.has(type);

export function createPreset(): Preset {
  const preset: Preset = {
    inputs: [],
    overlays: new Map(),
    running: { streaming: false, recording: false, external: false, multiCorder: false, fullscreen: false },
    outputs: new Map([2, 3, 4].map((number) => [number, new Set<Sending>()])),
    created: 0,
  };
  addInput(preset, { title: 'Colour Bars', type: 'Colour' });
  addInput(preset, { title: 'Colour', type: 'Colour' });
  return preset;
}

/** New inputs with sound are open, as vMix has them unless told otherwise. */
export function addInput(
  preset: Preset,
  { title, type, fields = ['Headline'] }: { title: string; type: string; fields?: readonly string[] },
): PresetInput {
  const input: PresetInput = {
    key: `00000000-0000-4000-8000-${String(++preset.created).padStart(12, '0')}`,
    type,
    title,
    muted: false,
    followsVideo: false,
    meter: 0,
    texts: titleTypes.has(type)
      ? fields.map((name, index) => ({ index, name: `${name}.Text`, text: '' }))
      : [],
    layers: [],
  };
  preset.inputs.push(input);
  return input;
}

/** By number, by key, or by its whole title: vMix takes any of them. */
export function inputNamed({ inputs }: Preset, reference: string | undefined): PresetInput | undefined {
  if (reference === undefined) return undefined;
  if (/^\d{1,4}$/.test(reference)) return inputs[Number(reference) - 1];
  return (
    inputs.find(({ key }) => key === reference.toLowerCase()) ??
    inputs.find(({ title }) => title === reference)
  );
}

export const isSending = (text: string): text is Sending => sendings.some((one) => one === text);
