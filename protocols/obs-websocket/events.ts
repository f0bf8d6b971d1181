/**
 * The events a switcher driver needs (protocol.md, "Events"), read into one union. Order measured on OBS
 * 29.0.2: with a fade CurrentProgramSceneChanged comes at its END, while SceneTransitionStarted comes at
 * once; setting the scene that is already on air gives no event at all. An input's settings are told by
 * 5.4.0 and newer only. Volume meters are read in meters.ts.
 */
import { flagOf, textOf, type JsonObject } from './messages.ts';
import { parseScenes } from './responses.ts';

/** protocol.md, "ObsOutputState"; `paused` and `resumed` only for recordings. */
export type ObsOutputState =
  'starting' | 'started' | 'stopping' | 'stopped' | 'reconnecting' | 'reconnected' | 'paused' | 'resumed';

const outputStates: Readonly<Record<string, ObsOutputState>> = {
  OBS_WEBSOCKET_OUTPUT_STARTING: 'starting',
  OBS_WEBSOCKET_OUTPUT_STARTED: 'started',
  OBS_WEBSOCKET_OUTPUT_STOPPING: 'stopping',
  OBS_WEBSOCKET_OUTPUT_STOPPED: 'stopped',
  OBS_WEBSOCKET_OUTPUT_RECONNECTING: 'reconnecting',
  OBS_WEBSOCKET_OUTPUT_RECONNECTED: 'reconnected',
  OBS_WEBSOCKET_OUTPUT_PAUSED: 'paused',
  OBS_WEBSOCKET_OUTPUT_RESUMED: 'resumed',
};

/** Outputs with requests and events of their own. */
export type ObsOutputName = 'stream' | 'record' | 'virtualCamera' | 'replayBuffer';

export type ObsEvent =
  | { readonly type: 'program'; readonly scene: string }
  | { readonly type: 'preview'; readonly scene: string }
  | { readonly type: 'studio-mode'; readonly enabled: boolean }
  | { readonly type: 'scenes'; readonly scenes: readonly string[] }
  | { readonly type: 'scene-renamed'; readonly from: string; readonly to: string }
  | { readonly type: 'input-created'; readonly name: string; readonly kind: string }
  | { readonly type: 'input-removed'; readonly name: string }
  | { readonly type: 'input-renamed'; readonly from: string; readonly to: string }
  | { readonly type: 'input-muted'; readonly name: string; readonly muted: boolean }
  | { readonly type: 'transition-changed'; readonly name: string }
  | { readonly type: 'transition-started' }
  | { readonly type: 'transition-ended' }
  | { readonly type: 'input-settings'; readonly name: string }
  /** Scenes and what stands in them: created, removed, shown or hidden. */
  | { readonly type: 'contents' }
  | { readonly type: 'output'; readonly output: ObsOutputName; readonly state: ObsOutputState }
  | { readonly type: 'profile-changed' }
  | { readonly type: 'collection-changing' }
  | { readonly type: 'collection-changed' }
  | { readonly type: 'exit-started' };

type Reader = (data: JsonObject) => ObsEvent | undefined;

const named =
  (key: string, build: (name: string, data: JsonObject) => ObsEvent | undefined): Reader =>
  (data) => {
    const name = textOf(data[key]);
    return name === undefined ? undefined : build(name, data);
  };

const output =
  (name: ObsOutputName): Reader =>
  (data) => {
    const state = outputStates[textOf(data['outputState']) ?? ''];
    return state && { type: 'output', output: name, state };
  };
const contents: Reader = () => ({ type: 'contents' });

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['CurrentProgramSceneChanged', named('sceneName', (scene) => ({ type: 'program', scene }))],
  ['CurrentPreviewSceneChanged', named('sceneName', (scene) => ({ type: 'preview', scene }))],
  [
    'StudioModeStateChanged',
    (data) => {
      const enabled = flagOf(data['studioModeEnabled']);
      return enabled === undefined ? undefined : { type: 'studio-mode', enabled };
    },
  ],
  [
    'SceneListChanged',
    (data) => {
      const scenes = parseScenes(data['scenes']);
      return scenes && { type: 'scenes', scenes };
    },
  ],
  [
    'SceneNameChanged',
    named('oldSceneName', (from, data) => {
      const to = textOf(data['sceneName']);
      return to === undefined ? undefined : { type: 'scene-renamed', from, to };
    }),
  ],
  [
    'InputCreated',
    named('inputName', (name, data) => ({
      type: 'input-created',
      name,
      kind: textOf(data['inputKind']) ?? '',
    })),
  ],
  ['InputRemoved', named('inputName', (name) => ({ type: 'input-removed', name }))],
  [
    'InputNameChanged',
    named('oldInputName', (from, data) => {
      const to = textOf(data['inputName']);
      return to === undefined ? undefined : { type: 'input-renamed', from, to };
    }),
  ],
  [
    'InputMuteStateChanged',
    named('inputName', (name, data) => {
      const muted = flagOf(data['inputMuted']);
      return muted === undefined ? undefined : { type: 'input-muted', name, muted };
    }),
  ],
  [
    'CurrentSceneTransitionChanged',
    named('transitionName', (name) => ({ type: 'transition-changed', name })),
  ],
  ['SceneTransitionStarted', () => ({ type: 'transition-started' })],
  ['SceneTransitionEnded', () => ({ type: 'transition-ended' })],
  ['InputSettingsChanged', named('inputName', (name) => ({ type: 'input-settings', name }))],
  ['SceneCreated', contents],
  ['SceneRemoved', contents],
  ['SceneItemCreated', contents],
  ['SceneItemRemoved', contents],
  ['SceneItemEnableStateChanged', contents],
  ['StreamStateChanged', output('stream')],
  ['RecordStateChanged', output('record')],
  ['VirtualcamStateChanged', output('virtualCamera')],
  ['ReplayBufferStateChanged', output('replayBuffer')],
  ['CurrentProfileChanged', () => ({ type: 'profile-changed' })],
  ['CurrentSceneCollectionChanging', () => ({ type: 'collection-changing' })],
  ['CurrentSceneCollectionChanged', () => ({ type: 'collection-changed' })],
  ['ExitStarted', () => ({ type: 'exit-started' })],
]);

/** null: an event of no interest here; undefined: one of interest whose data makes no sense. */
export function parseEvent(eventType: string, data: JsonObject): ObsEvent | null | undefined {
  const read = readers.get(eventType);
  return read ? read(data) : null;
}
