/**
 * What stands in an OBS: scenes with their items, inputs, transitions, as plain data. Starts as a fresh
 * OBS does, with one empty "Scene", the transition "Fade" and the two global audio inputs.
 */
import { isObject, requestStatus, type JsonObject } from '../../protocols/obs-websocket/messages.ts';

export interface Item {
  readonly id: number;
  source: string;
  enabled: boolean;
  transform: JsonObject;
}

export interface Scene {
  name: string;
  readonly items: Item[];
  nextItemId: number;
  /** The scene's own transition, which goes before the one that is set. */
  override?: { readonly name: string; readonly durationMs: number } | null;
}

export interface StudioInput {
  name: string;
  readonly kind: string;
  settings: JsonObject;
  muted: boolean;
}

export interface Transition {
  readonly name: string;
  readonly kind: string;
}

export interface Studio {
  readonly canvas: { readonly width: number; readonly height: number };
  readonly framesPerSecond: number;
  readonly scenes: Scene[];
  readonly inputs: Map<string, StudioInput>;
  readonly special: ReadonlyMap<string, string>;
  readonly transitions: readonly Transition[];
  transition: string;
  transitionMs: number;
  program: string;
  /** null: studio mode is off. */
  preview: string | null;
  readonly profile: Map<string, string>;
  /** Groups of scene items: made by hand only. */
  readonly groups: Scene[];
  /** Version of obs-websocket: what it tells and knows grows with it. */
  version: string;
  service: { readonly type: string; readonly settings: JsonObject };
  freeDiskMb: number;
  hasVirtualCamera: boolean;
  /** Switched on in the settings. */
  hasReplayBuffer: boolean;
  /** Levels of inputs as somebody set them, decibels; null: nothing is heard. */
  readonly levels: Map<string, number | null>;
  /** The last lines of captions and chapter marks. */
  readonly captions: string[];
  readonly chapters: string[];
}

/** Is this obs-websocket at least that one? */
export const isAtLeast = ({ version }: Studio, minor: number): boolean =>
  Number(/^5\.(\d+)/.exec(version)?.[1] ?? 0) >= minor;

/** Kinds of OBS 29.0.2 on Debian, and whether they can carry sound (GetInputKindList, GetInputMute). */
export const inputKinds: ReadonlyMap<string, boolean> = new Map([
  ['image_source', false],
  ['color_source_v3', false],
  ['slideshow', false],
  ['alsa_input_capture', true],
  ['xshm_input', false],
  ['jack_output_capture', true],
  ['pulse_input_capture', true],
  ['pulse_output_capture', true],
  ['v4l2_input', false],
  ['ffmpeg_source', true],
  ['text_ft2_source_v2', false],
]);

export const carriesSound = (input: StudioInput): boolean => inputKinds.get(input.kind) ?? false;

export function createStudio(): Studio {
  const globals: readonly (readonly [string, string, string])[] = [
    ['desktop1', 'Desktop Audio', 'pulse_output_capture'],
    ['mic1', 'Mic/Aux', 'pulse_input_capture'],
  ];
  return {
    canvas: { width: 1280, height: 720 },
    framesPerSecond: 30,
    scenes: [{ name: 'Scene', items: [], nextItemId: 1 }],
    inputs: new Map(
      globals.map(([, name, kind]) => [
        name,
        { name, kind, settings: { device_id: 'default' }, muted: false },
      ]),
    ),
    special: new Map(globals.map(([slot, name]) => [slot, name])),
    transitions: [
      { name: 'Cut', kind: 'cut_transition' },
      { name: 'Fade', kind: 'fade_transition' },
    ],
    transition: 'Fade',
    transitionMs: 300,
    program: 'Scene',
    preview: null,
    profile: new Map([
      ['Output/DelayEnable', 'false'],
      ['Output/DelaySec', '20'],
      ['Output/Mode', 'Simple'],
    ]),
    groups: [],
    version: '5.1.0',
    service: { type: 'rtmp_common', settings: {} },
    freeDiskMb: 80_000,
    hasVirtualCamera: true,
    hasReplayBuffer: false,
    levels: new Map(),
    captions: [],
    chapters: [],
  };
}

/** How a request is turned down; caught where requests are answered. */
export class Refused extends Error {
  readonly code: number;
  constructor(code: number, comment = '') {
    super(comment);
    this.code = code;
  }
}

const notFound = (name: string): Refused =>
  new Refused(requestStatus.resourceNotFound, `No source was found by the name of \`${name}\`.`);

export function textField(data: JsonObject, key: string): string {
  const value = data[key];
  if (value === undefined)
    throw new Refused(requestStatus.missingRequestField, `Your request is missing the \`${key}\` field.`);
  if (typeof value !== 'string') throw new Refused(401, `The field value of \`${key}\` must be a string.`);
  if (value === '') throw new Refused(403, `The field value of \`${key}\` must not be empty.`);
  return value;
}

export function flagField(data: JsonObject, key: string): boolean {
  const value = data[key];
  if (value === undefined)
    throw new Refused(requestStatus.missingRequestField, `Your request is missing the \`${key}\` field.`);
  if (typeof value !== 'boolean') throw new Refused(401, `The field value of \`${key}\` must be boolean.`);
  return value;
}

export function numberField(data: JsonObject, key: string): number {
  const value = data[key];
  if (value === undefined)
    throw new Refused(requestStatus.missingRequestField, `Your request is missing the \`${key}\` field.`);
  if (typeof value !== 'number') throw new Refused(401, `The field value of \`${key}\` must be a number.`);
  return value;
}

export function objectField(data: JsonObject, key: string): JsonObject {
  const value = data[key];
  if (value === undefined) return {};
  if (!isObject(value)) throw new Refused(401, `The field value of \`${key}\` must be an object.`);
  return value;
}

export function sceneNamed(studio: Studio, name: string): Scene {
  const scene = studio.scenes.find((one) => one.name === name);
  if (scene) return scene;
  if (studio.groups.some((group) => group.name === name))
    throw new Refused(requestStatus.invalidResourceType, 'The specified source is not a scene. (Is group)');
  if (studio.inputs.has(name))
    throw new Refused(requestStatus.invalidResourceType, 'The specified source is not a scene.');
  throw notFound(name);
}

export function inputNamed(studio: Studio, name: string): StudioInput {
  const input = studio.inputs.get(name);
  if (input) return input;
  if (studio.scenes.some((scene) => scene.name === name))
    throw new Refused(requestStatus.invalidResourceType, 'The specified source is not an input.');
  throw notFound(name);
}

export function itemNumbered(scene: Scene, id: number): Item {
  const item = scene.items.find((one) => one.id === id);
  if (!item)
    throw new Refused(
      requestStatus.resourceNotFound,
      'No scene items were found in the specified scene by that ID.',
    );
  return item;
}

export const nameTaken = (studio: Studio, name: string): boolean =>
  studio.inputs.has(name) || [...studio.scenes, ...studio.groups].some((scene) => scene.name === name);

/** Does this scene or group show that source, itself or in what is nested in it? */
export function contains(studio: Studio, name: string, source: string): boolean {
  const scene = [...studio.scenes, ...studio.groups].find((one) => one.name === name);
  return (
    scene?.items.some((item) => item.source === source || contains(studio, item.source, source)) ?? false
  );
}

/** As GetSceneItemTransform shows a fresh item. */
export const freshTransform: JsonObject = {
  alignment: 5,
  boundsAlignment: 0,
  boundsHeight: 0,
  boundsType: 'OBS_BOUNDS_NONE',
  boundsWidth: 0,
  cropBottom: 0,
  cropLeft: 0,
  cropRight: 0,
  cropTop: 0,
  positionX: 0,
  positionY: 0,
  rotation: 0,
  scaleX: 1,
  scaleY: 1,
};

export function addItem(scene: Scene, source: string, enabled: boolean): Item {
  const item = { id: scene.nextItemId++, source, enabled, transform: freshTransform };
  scene.items.push(item);
  return item;
}
