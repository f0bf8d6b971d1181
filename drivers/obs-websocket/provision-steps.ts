/** The moves that provisioning is made of: opening a scene, adding an input in its place, which kinds this OBS has. */
import { requestStatus, type JsonObject, type ObsResult } from '../../protocols/obs-websocket/messages.ts';
import {
  parseCanvas,
  parseInputKinds,
  parseInputList,
  parseSceneItemId,
  parseSceneItems,
  parseSceneList,
  type Canvas,
} from '../../protocols/obs-websocket/responses.ts';
import type { ObsCall } from './caller.ts';

/** OBS refused a request; `code` is its RequestStatus. */
export class ProvisionError extends Error {
  readonly code: number;
  constructor(name: string, result: ObsResult) {
    super(`OBS refuses ${result.requestType} for "${name}": ${result.comment ?? ''} (${result.code})`);
    this.name = 'ProvisionError';
    this.code = result.code;
  }
}

interface Ledger {
  readonly created: string[];
  readonly updated: string[];
  readonly kept: string[];
}

export interface Studio {
  readonly call: ObsCall;
  readonly canvas: Canvas;
  readonly scenes: ReadonlySet<string>;
  readonly inputs: ReadonlySet<string>;
  readonly kinds: readonly string[];
  readonly ledger: Ledger;
}

/** What there is before anything is made. */
export async function openStudio(call: ObsCall): Promise<Studio> {
  const scenes = parseSceneList((await must(call, 'scenes', 'GetSceneList')).data);
  const inputs = parseInputList((await must(call, 'inputs', 'GetInputList')).data);
  const canvas = parseCanvas((await must(call, 'canvas', 'GetVideoSettings')).data);
  const kinds = parseInputKinds((await must(call, 'kinds', 'GetInputKindList')).data);
  if (!scenes || !inputs || !canvas || !kinds) throw new Error('OBS answers something else than was asked');
  return {
    call,
    canvas,
    scenes: new Set(scenes.scenes),
    inputs: new Set(inputs.map(({ name }) => name)),
    kinds,
    ledger: { created: [], updated: [], kept: [] },
  };
}

/** Asks and rejects with a ProvisionError where OBS refuses. */
export async function must(
  call: ObsCall,
  name: string,
  requestType: string,
  data?: JsonObject,
): Promise<ObsResult> {
  const result = await call(requestType, data);
  if (!result.ok) throw new ProvisionError(name, result);
  return result;
}

/** Sources in the scene; creates the scene where it is missing. */
export async function openScene(studio: Studio, scene: string): Promise<readonly string[]> {
  const { call, ledger } = studio;
  if (!studio.scenes.has(scene)) {
    await must(call, scene, 'CreateScene', { sceneName: scene });
    ledger.created.push(scene);
    return [];
  }
  ledger.kept.push(scene);
  const items = parseSceneItems((await must(call, scene, 'GetSceneItemList', { sceneName: scene })).data);
  return (items ?? []).map((item) => item.source);
}

/** Where a source stands, pixels of the canvas. */
export interface Box {
  readonly positionX: number;
  readonly positionY: number;
  readonly boundsWidth: number;
  readonly boundsHeight: number;
  /** Where a source stands that does not fill its box: OBS's bits left 1, right 2, top 4, bottom 8; 0 the middle. */
  readonly boundsAlignment?: number;
  /** Absent: the whole source is fitted into the box as it is. */
  readonly boundsType?: 'OBS_BOUNDS_STRETCH';
}

/** The id of its scene item. */
export async function addInput(
  { call, ledger }: Studio,
  sceneName: string,
  inputName: string,
  inputKind: string,
  inputSettings: JsonObject,
  box: Box,
): Promise<number | undefined> {
  let added = await call('CreateInput', { sceneName, inputName, inputKind, inputSettings });
  if (added.code === requestStatus.resourceAlreadyExists) {
    // Left over from a scene that was deleted: used again, as it is.
    added = await must(call, inputName, 'CreateSceneItem', { sceneName, sourceName: inputName });
    ledger.kept.push(inputName);
  } else if (added.ok) ledger.created.push(inputName);
  else throw new ProvisionError(inputName, added);
  const sceneItemId = parseSceneItemId(added.data);
  // Fits the whole source into the box, whatever its size turns out to be; alignment 5 is top left.
  const sceneItemTransform = {
    alignment: 5,
    boundsAlignment: 0,
    boundsType: 'OBS_BOUNDS_SCALE_INNER',
    ...box,
  };
  await must(call, inputName, 'SetSceneItemTransform', { sceneName, sceneItemId, sceneItemTransform });
  return sceneItemId;
}

/** The kind with this name and the highest version suffix, as `text_ft2_source_v2`. */
function newestKind({ kinds }: Studio, name: string): string | undefined {
  const versionOf = (kind: string): number => Number(/_v(\d+)$/.exec(kind)?.[1] ?? 1);
  return kinds
    .filter((kind) => kind === name || new RegExp(`^${name}_v\\d+$`).test(kind))
    .toSorted((a, b) => versionOf(b) - versionOf(a))[0];
}

export const colourKind = (studio: Studio): string => newestKind(studio, 'color_source') ?? 'color_source_v3';
export const textKind = (studio: Studio): string =>
  newestKind(studio, 'text_gdiplus') ?? newestKind(studio, 'text_ft2_source') ?? 'text_ft2_source_v2';

/** `#rrggbb` and opacity as OBS writes it: 0xAABBGGRR. */
export function obsColour(colour: string, opacity = 1): number {
  const byte = (from: number): number => Number.parseInt(colour.slice(from, from + 2), 16);
  const alpha = Math.round(opacity * 255);
  return ((alpha << 24) | (byte(5) << 16) | (byte(3) << 8) | byte(1)) >>> 0;
}

export interface TextLook {
  readonly text: string;
  /** `#rrggbb`. */
  readonly colour: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Stays legible on any picture. */
  readonly isOutlined?: boolean;
}

/** Settings of a text source of this kind. */
export function textSettings(
  kind: string,
  { text, colour, align = 'center', isOutlined = false }: TextLook,
): JsonObject {
  const font = { face: 'Sans Serif', size: 96, style: '', flags: 0 };
  if (!kind.startsWith('text_gdiplus')) {
    const outline = isOutlined ? { outline: true, drop_shadow: true } : {};
    return { text, font, color1: obsColour(colour), color2: obsColour(colour), ...outline };
  }
  const outline = isOutlined ? { outline: true, outline_size: 6, outline_color: 0 } : {};
  return {
    text,
    font: { ...font, face: 'Segoe UI' },
    color: obsColour(colour, 0),
    align,
    valign: 'center',
    ...outline,
  };
}
