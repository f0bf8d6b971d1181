/**
 * What the answers to our requests carry (protocol.md, "Requests"), as seen from obs-websocket 5.1.0.
 * Each reader gives undefined for data that makes no sense; entries that make none are left out.
 */
import { flagOf, isObject, listOf, maxEntries, numberOf, textOf, type Data } from './messages.ts';

/** Scene names out of `scenes`, in the order given. */
export const parseScenes = (value: unknown): readonly string[] | undefined =>
  listOf(value, (entry) => textOf(entry['sceneName']));

export interface SceneList {
  readonly program: string | null;
  /** null where studio mode is off. */
  readonly preview: string | null;
  readonly scenes: readonly string[];
}

export function parseSceneList(data: Data): SceneList | undefined {
  const scenes = parseScenes(data?.['scenes']);
  if (!data || !scenes) return undefined;
  return {
    program: textOf(data['currentProgramSceneName']) ?? null,
    preview: textOf(data['currentPreviewSceneName']) ?? null,
    scenes,
  };
}

export const parseProgramScene = (data: Data): string | undefined =>
  textOf(data?.['currentProgramSceneName']);
export const parsePreviewScene = (data: Data): string | undefined =>
  textOf(data?.['currentPreviewSceneName']);
export const parseStudioMode = (data: Data): boolean | undefined => flagOf(data?.['studioModeEnabled']);
export const parseInputMuted = (data: Data): boolean | undefined => flagOf(data?.['inputMuted']);
export const parseSceneItemId = (data: Data): number | undefined => numberOf(data?.['sceneItemId']);

export interface InputEntry {
  readonly name: string;
  readonly kind: string;
}

export const parseInputList = (data: Data): readonly InputEntry[] | undefined =>
  listOf(data?.['inputs'], (entry) => {
    const name = textOf(entry['inputName']);
    return name === undefined ? undefined : { name, kind: textOf(entry['inputKind']) ?? '' };
  });

/** GetSpecialInputs: the names of the global audio devices ("Desktop Audio", "Mic/Aux"). */
export function parseSpecialInputs(data: Data): readonly string[] | undefined {
  if (!data) return undefined;
  return Object.values(data)
    .slice(0, 16)
    .filter((name): name is string => typeof name === 'string' && name !== '');
}

export interface Transitions {
  readonly current: string | null;
  /** The transition of kind `cut_transition`: its name is translated ("Schnitt" in a German OBS). */
  readonly cut: string | null;
}

/** GetSceneTransitionList. */
export function parseTransitions(data: Data): Transitions | undefined {
  const list = listOf(data?.['transitions'], (entry) => {
    const name = textOf(entry['transitionName']);
    return name === undefined ? undefined : { name, kind: textOf(entry['transitionKind']) };
  });
  if (!data || !list) return undefined;
  return {
    current: textOf(data['currentSceneTransitionName']) ?? null,
    cut: list.find((entry) => entry.kind === 'cut_transition')?.name ?? null,
  };
}

export interface ObsVersion {
  readonly obs: string;
  readonly rpcVersion: number;
  /** Requests this OBS knows; null where it does not say. */
  readonly requests: ReadonlySet<string> | null;
}

/** GetVersion. */
export function parseVersion(data: Data): ObsVersion | undefined {
  const obs = textOf(data?.['obsVersion']);
  const rpcVersion = numberOf(data?.['rpcVersion']);
  if (obs === undefined || rpcVersion === undefined) return undefined;
  const requests = parseTexts(data?.['availableRequests']);
  return { obs, rpcVersion, requests: requests && requests.length > 0 ? new Set(requests) : null };
}

export interface SceneItem {
  readonly id: number;
  readonly index: number;
  readonly source: string;
  /** null for a scene or a group. */
  readonly kind: string | null;
  readonly isEnabled: boolean;
}

/** GetSceneItemList, GetGroupSceneItemList. An item that does not say whether it is shown counts as shown. */
export const parseSceneItems = (data: Data): readonly SceneItem[] | undefined =>
  listOf(data?.['sceneItems'], (entry) => {
    const id = numberOf(entry['sceneItemId']);
    const source = textOf(entry['sourceName']);
    return id === undefined || source === undefined
      ? undefined
      : {
          id,
          source,
          index: numberOf(entry['sceneItemIndex']) ?? 0,
          kind: textOf(entry['inputKind']) ?? null,
          isEnabled: flagOf(entry['sceneItemEnabled']) ?? true,
        };
  });

/** GetGroupList. */
export const parseGroups = (data: Data): readonly string[] | undefined => parseTexts(data?.['groups']);

/** Text longer than this is cut before anybody looks at it, UTF-16 units. */
const maxTextLength = 2000;

/** GetInputSettings of a text source; undefined where it shows a file. A fresh one says nothing. */
export function parseInputText(data: Data): string | undefined {
  const settings = data?.['inputSettings'];
  if (!isObject(settings)) return undefined;
  // FreeType 2 and GDI+ each have a name of their own for "from a file".
  if (settings['from_file'] === true || settings['read_from_file'] === true) return undefined;
  const text = settings['text'] ?? '';
  return typeof text === 'string' ? text.slice(0, maxTextLength) : undefined;
}

export interface Canvas {
  readonly width: number;
  readonly height: number;
}

/** GetVideoSettings: the base canvas in pixels. */
export function parseCanvas(data: Data): Canvas | undefined {
  const width = numberOf(data?.['baseWidth']);
  const height = numberOf(data?.['baseHeight']);
  return width && height ? { width, height } : undefined;
}

function parseTexts(list: unknown): readonly string[] | undefined {
  return Array.isArray(list)
    ? list.slice(0, maxEntries).filter((text): text is string => typeof text === 'string')
    : undefined;
}

/** GetInputKindList. */
export const parseInputKinds = (data: Data): readonly string[] | undefined =>
  parseTexts(data?.['inputKinds']);

/** GetSourceScreenshot: the base64 after `data:image/jpg;base64,`. */
export function parseScreenshot(data: Data): string | undefined {
  const uri = textOf(data?.['imageData']);
  const comma = uri?.indexOf(',') ?? -1;
  if (!uri?.startsWith('data:image/') || comma < 0 || comma > 64) return undefined;
  return uri.slice(comma + 1);
}
