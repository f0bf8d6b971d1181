/**
 * Makes in a running OBS what a chamber needs: wide scenes, one per camera, slate and pause. Idempotent.
 * What is there stays as the technician made it: a scene that already has something in it is kept as it
 * is, except that the address of a picture made by an earlier run follows the plan.
 */
import { requestStatus, type JsonObject, type ObsResult } from '../../protocols/obs-websocket/messages.ts';
import {
  parseCanvas,
  parseInputKinds,
  parseSceneItemId,
  parseSceneItems,
  parseSceneList,
  type Canvas,
} from '../../protocols/obs-websocket/responses.ts';
import type { ObsCall } from './caller.ts';

export interface PictureScene {
  readonly scene: string;
  /** Address of an MJPEG (http) or another stream (rtsp); absent: an empty scene for the technician to fill. */
  readonly url?: string;
}

export interface SlateScene {
  readonly scene: string;
  readonly text: string;
}

export interface ProvisionPlan {
  readonly wides: readonly PictureScene[];
  readonly cameras: readonly PictureScene[];
  readonly slate: SlateScene;
  readonly pause: SlateScene;
}

/** Names of scenes and sources. */
export interface Provisioned {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly kept: readonly string[];
}

/** OBS refused a request; `code` is its RequestStatus. */
export class ProvisionError extends Error {
  readonly code: number;
  constructor(name: string, result: ObsResult) {
    super(`OBS refuses ${result.requestType} for "${name}": ${result.comment ?? ''} (${result.code})`);
    this.name = 'ProvisionError';
    this.code = result.code;
  }
}

/** Colours of OBS are 0xAABBGGRR. */
const slateColour = 0xff_38_2a_1e;
const pauseColour = 0xff_2e_34_1c;
const white = 0xff_ff_ff_ff;

export const pictureInputOf = (scene: string): string => `${scene} (Bild)`;
export const colourInputOf = (scene: string): string => `${scene} (Farbe)`;
export const textInputOf = (scene: string): string => `${scene} (Text)`;

interface Ledger {
  readonly created: string[];
  readonly updated: string[];
  readonly kept: string[];
}

interface Studio {
  readonly call: ObsCall;
  readonly canvas: Canvas;
  readonly scenes: ReadonlySet<string>;
  readonly kinds: readonly string[];
  readonly ledger: Ledger;
}

/** Rejects with a ProvisionError where OBS refuses, and as `call` does where it does not answer. */
export async function provision(call: ObsCall, plan: ProvisionPlan): Promise<Provisioned> {
  const scenes = parseSceneList((await must(call, 'scenes', 'GetSceneList')).data);
  const canvas = parseCanvas((await must(call, 'canvas', 'GetVideoSettings')).data);
  const kinds = parseInputKinds((await must(call, 'kinds', 'GetInputKindList')).data);
  if (!scenes || !canvas || !kinds) throw new Error('OBS answers something else than was asked');
  const ledger: Ledger = { created: [], updated: [], kept: [] };
  const studio: Studio = { call, canvas, scenes: new Set(scenes.scenes), kinds, ledger };
  // OBS lists the newest scene on top: made in this order, the list reads as the plan does.
  await provisionSlate(studio, plan.pause, pauseColour);
  await provisionSlate(studio, plan.slate, slateColour);
  for (const picture of [...plan.wides, ...plan.cameras].toReversed())
    await provisionPicture(studio, picture);
  return ledger;
}

async function must(call: ObsCall, name: string, requestType: string, data?: JsonObject): Promise<ObsResult> {
  const result = await call(requestType, data);
  if (!result.ok) throw new ProvisionError(name, result);
  return result;
}

/** Sources in the scene; creates the scene where it is missing. */
async function openScene(studio: Studio, scene: string): Promise<readonly string[]> {
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

async function provisionPicture(studio: Studio, { scene, url }: PictureScene): Promise<void> {
  const sources = await openScene(studio, scene);
  if (url === undefined) return;
  const input = pictureInputOf(scene);
  if (sources.includes(input)) return updateAddress(studio, input, url);
  if (sources.length > 0) return;
  const { width, height } = studio.canvas;
  await addInput(studio, scene, input, 'ffmpeg_source', pictureSettings(url), {
    positionX: 0,
    positionY: 0,
    boundsWidth: width,
    boundsHeight: height,
  });
}

function pictureSettings(url: string): JsonObject {
  return {
    is_local_file: false,
    input: url,
    input_format: /^https?:/i.test(url) ? 'mpjpeg' : '',
    // Low latency: no network buffer, and the camera stays connected while it is off air.
    buffering_mb: 0,
    reconnect_delay_sec: 1,
    restart_on_activate: false,
    close_when_inactive: false,
    // A camera that is gone leaves black, not a frozen face.
    clear_on_media_end: true,
  };
}

async function updateAddress({ call, ledger }: Studio, input: string, url: string): Promise<void> {
  const { data } = await must(call, input, 'GetInputSettings', { inputName: input });
  const settings = data?.['inputSettings'] as JsonObject | undefined;
  if (settings?.['input'] === url) {
    ledger.kept.push(input);
    return;
  }
  const { input_format } = pictureSettings(url);
  await must(call, input, 'SetInputSettings', {
    inputName: input,
    inputSettings: { input: url, input_format },
    overlay: true,
  });
  ledger.updated.push(input);
}

async function provisionSlate(studio: Studio, { scene, text }: SlateScene, colour: number): Promise<void> {
  const sources = await openScene(studio, scene);
  if (sources.length > 0) {
    studio.ledger.kept.push(
      ...[colourInputOf(scene), textInputOf(scene)].filter((own) => sources.includes(own)),
    );
    return;
  }
  const { width, height } = studio.canvas;
  await addInput(
    studio,
    scene,
    colourInputOf(scene),
    newestKind(studio, 'color_source') ?? 'color_source_v3',
    { color: colour, width, height },
    { positionX: 0, positionY: 0, boundsWidth: width, boundsHeight: height },
  );
  const kind =
    newestKind(studio, 'text_gdiplus') ?? newestKind(studio, 'text_ft2_source') ?? 'text_ft2_source_v2';
  await addInput(studio, scene, textInputOf(scene), kind, textSettings(kind, text), {
    positionX: Math.round(width * 0.1),
    positionY: Math.round(height * 0.35),
    boundsWidth: Math.round(width * 0.8),
    boundsHeight: Math.round(height * 0.3),
  });
}

function textSettings(kind: string, text: string): JsonObject {
  const font = { face: 'Sans Serif', size: 96, style: '', flags: 0 };
  return kind.startsWith('text_gdiplus')
    ? {
        text,
        font: { ...font, face: 'Segoe UI' },
        color: white & 0xff_ff_ff,
        align: 'center',
        valign: 'center',
      }
    : { text, font, color1: white, color2: white };
}

/** The kind with this name and the highest version suffix, as `text_ft2_source_v2`. */
function newestKind({ kinds }: Studio, name: string): string | undefined {
  const versionOf = (kind: string): number => Number(/_v(\d+)$/.exec(kind)?.[1] ?? 1);
  return kinds
    .filter((kind) => kind === name || new RegExp(`^${name}_v\\d+$`).test(kind))
    .toSorted((a, b) => versionOf(b) - versionOf(a))[0];
}

interface Box {
  readonly positionX: number;
  readonly positionY: number;
  readonly boundsWidth: number;
  readonly boundsHeight: number;
}

async function addInput(
  { call, ledger }: Studio,
  sceneName: string,
  inputName: string,
  inputKind: string,
  inputSettings: JsonObject,
  box: Box,
): Promise<void> {
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
    ...box,
    alignment: 5,
    boundsAlignment: 0,
    boundsType: 'OBS_BOUNDS_SCALE_INNER',
  };
  await must(call, inputName, 'SetSceneItemTransform', { sceneName, sceneItemId, sceneItemTransform });
}
