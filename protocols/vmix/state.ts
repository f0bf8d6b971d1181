/**
 * vMix's state as its XML tells it ("HTTP Web API", Information): inputs, what is active, overlays, outputs,
 * sound. In both directions; the parser of the text itself stands where the socket stands. Nothing here is
 * taken on trust: numbers, lengths and counts have bounds, and what is missing is null.
 */
import { child, childrenOf, floatIn, textAt, type XmlElement } from '../xml.ts';

export interface VmixText {
  readonly index: number;
  readonly name: string;
  readonly text: string;
}

export interface VmixInput {
  /** A GUID that stays as long as the input does. */
  readonly key: string;
  /** Its place, from 1; it changes when an input before it is closed. */
  readonly number: number;
  /** `Capture`, `GT`, `Xaml`, `Audio`, `DesktopCapture`, … */
  readonly type: string;
  readonly title: string;
  /** null: it carries no sound. */
  readonly muted: boolean | null;
  /** Louder of both channels, amplitude 0..1; null: not told. */
  readonly meter: number | null;
  /** Fields of a title. */
  readonly texts: readonly VmixText[];
  /** Keys of the inputs it shows as layers. */
  readonly layers: readonly string[];
}

/** An overlay channel with something in it. */
export interface VmixOverlay {
  readonly channel: number;
  readonly input: number;
  /** It is over the preview only. */
  readonly isPreview: boolean;
}

export const sendings = ['ndi', 'srt', 'omt'] as const;
export type Sending = (typeof sendings)[number];

/** One of the numbered outputs, with what it is sent out as. */
export interface VmixOutput {
  readonly number: number;
  readonly sent: readonly Sending[];
}

export const switches = ['recording', 'external', 'streaming', 'multiCorder', 'fullscreen'] as const;
export type Switch = (typeof switches)[number];

export interface VmixState extends Readonly<Record<Switch, boolean | null>> {
  readonly version: string;
  readonly inputs: readonly VmixInput[];
  readonly overlays: readonly VmixOverlay[];
  readonly preview: number | null;
  readonly active: number | null;
  /** null: this version does not tell. */
  readonly outputs: readonly VmixOutput[] | null;
}

const maxInputs = 1000;
const maxTexts = 64;
const maxLayers = 64;
const maxNameLength = 256;
const maxTextLength = 4096;

const nameIn = (text: string | undefined): string | undefined =>
  text === undefined || text === '' || text.length > maxNameLength ? undefined : text;

/** vMix writes `True` and `False`. */
function flagIn(text: string | undefined): boolean | null {
  const word = text?.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : null;
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

function parseInput(element: XmlElement): VmixInput | undefined {
  const { attributes } = element;
  const number = numberIn(attributes['number']);
  const title = nameIn(attributes['title']);
  const key = nameIn(attributes['key']) ?? attributes['number'];
  if (number === undefined || number < 1 || title === undefined || key === undefined) return undefined;
  const meters = [attributes['meterF1'], attributes['meterF2']].flatMap(
    // Some write numbers as their Windows does.
    (text) => floatIn(text?.replace(',', '.')) ?? [],
  );
  return {
    key,
    number,
    type: nameIn(attributes['type']) ?? '',
    title,
    // A value that is neither counts as open.
    muted: attributes['muted'] === undefined ? null : (flagIn(attributes['muted']) ?? false),
    meter: meters.length === 0 ? null : Math.max(...meters),
    texts: childrenOf(element, 'text')
      .slice(0, maxTexts)
      .map((text, place) => ({
        index: numberIn(text.attributes['index']) ?? place,
        name: nameIn(text.attributes['name']) ?? String(place),
        text: text.text.slice(0, maxTextLength),
      })),
    layers: childrenOf(element, 'overlay')
      .slice(0, maxLayers)
      .flatMap((layer) => nameIn(layer.attributes['key']) ?? []),
  };
}

function parseOverlay(element: XmlElement): VmixOverlay | undefined {
  const channel = numberIn(element.attributes['number']);
  const input = numberIn(element.text);
  if (channel === undefined || input === undefined) return undefined;
  return { channel, input, isPreview: flagIn(element.attributes['preview']) === true };
}

function parseOutput({ attributes }: XmlElement): VmixOutput | undefined {
  const number = numberIn(attributes['number']);
  if (number === undefined || attributes['type'] !== 'Output') return undefined;
  return { number, sent: sendings.filter((sending) => flagIn(attributes[sending]) === true) };
}

/** One of several streams is enough. */
function parseStreaming(element: XmlElement | undefined): boolean | null {
  const channels = Object.entries(element?.attributes ?? {}).filter(([name]) => /^channel\d$/.test(name));
  if (channels.some(([, value]) => flagIn(value) === true)) return true;
  return flagIn(element?.text);
}

/** undefined: no state of a vMix, or one that does not say which inputs there are. */
export function parseVmixState(root: XmlElement | null): VmixState | undefined {
  const list = child(root ?? undefined, 'inputs');
  if (root?.name !== 'vmix' || !list) return undefined;
  const elements = childrenOf(list, 'input');
  const inputs = elements.slice(0, maxInputs).flatMap((element) => parseInput(element) ?? []);
  // An input that cannot be read might be one that is heard.
  if (inputs.length !== elements.length) return undefined;
  const flag = (name: Switch): boolean | null => flagIn(textAt(root, name));
  const outputs = child(root, 'outputs');
  return {
    version: nameIn(textAt(root, 'version')) ?? '',
    inputs,
    overlays: childrenOf(child(root, 'overlays'), 'overlay').flatMap((one) => parseOverlay(one) ?? []),
    preview: numberIn(textAt(root, 'preview')) ?? null,
    active: numberIn(textAt(root, 'active')) ?? null,
    recording: flag('recording'),
    external: flag('external'),
    streaming: parseStreaming(child(root, 'streaming')),
    multiCorder: flag('multiCorder'),
    fullscreen: flag('fullscreen'),
    outputs: outputs ? childrenOf(outputs, 'output').flatMap((one) => parseOutput(one) ?? []) : null,
  };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  text
    // XML cannot carry control characters, not even escaped.
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .replace(/[&<>"]/g, (one) => escapes[one] ?? one);

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** `content` is XML already. */
function tag(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escaped(String(value))}"`,
  );
  const head = `${name}${written.join('')}`;
  return content === '' ? `<${head}/>` : `<${head}>${content}</${name}>`;
}

const flagText = (value: boolean): string => (value ? 'True' : 'False');

function inputTag(input: VmixInput): string {
  const sound =
    input.muted === null
      ? {}
      : { muted: flagText(input.muted), volume: 100, meterF1: input.meter ?? 0, meterF2: input.meter ?? 0 };
  const layers = input.layers.map((key, index) => tag('overlay', { index, key }));
  const texts = input.texts.map(({ index, name, text }) => tag('text', { index, name }, escaped(text)));
  return tag(
    'input',
    {
      key: input.key,
      number: input.number,
      type: input.type,
      title: input.title,
      state: 'Running',
      ...sound,
    },
    escaped(input.title) + layers.join('') + texts.join(''),
  );
}

/** The document as vMix writes it, without a declaration in front. */
export function encodeVmixState(state: VmixState): string {
  const flags = switches.map((name) => {
    const value = state[name];
    return value === null ? '' : tag(name, {}, flagText(value));
  });
  const outputs = state.outputs?.map(({ number, sent }) =>
    tag('output', {
      type: 'Output',
      number,
      source: 'Output',
      ...Object.fromEntries(sendings.map((sending) => [sending, flagText(sent.includes(sending))])),
    }),
  );
  return tag(
    'vmix',
    {},
    [
      tag('version', {}, escaped(state.version)),
      tag('inputs', {}, state.inputs.map((input) => inputTag(input)).join('')),
      tag(
        'overlays',
        {},
        state.overlays
          .map(({ channel, input, isPreview }) =>
            tag('overlay', { number: channel, ...(isPreview ? { preview: 'True' } : {}) }, String(input)),
          )
          .join(''),
      ),
      state.preview === null ? '' : tag('preview', {}, String(state.preview)),
      state.active === null ? '' : tag('active', {}, String(state.active)),
      tag('fadeToBlack', {}, 'False'),
      ...flags,
      outputs ? tag('outputs', {}, outputs.join('')) : '',
    ].join(''),
  );
}
