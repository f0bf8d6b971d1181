/** Requests about scenes, their items, what is on air and the transitions (protocol.md, "Scenes", "Scene Items", "Transitions"). */
import { eventSubscription, requestStatus, type JsonObject } from '../../protocols/obs-websocket/messages.ts';
import type { EmitEvent, Program } from './program.ts';
import {
  addItem,
  flagField,
  itemNumbered,
  nameTaken,
  numberField,
  objectField,
  Refused,
  sceneNamed,
  textField,
  type Item,
  type Scene,
  type Studio,
} from './studio.ts';

export type Handler = (data: JsonObject) => JsonObject | undefined;

export function sceneRequests(
  studio: Studio,
  program: Program,
  emit: EmitEvent,
): Readonly<Record<string, Handler>> {
  const { scenes: scenesBit, transitions: transitionsBit, sceneItems: itemsBit, ui } = eventSubscription;

  const sceneList = (): readonly JsonObject[] =>
    studio.scenes.toReversed().map((scene, sceneIndex) => ({ sceneIndex, sceneName: scene.name }));
  const listChanged = (): void => emit('SceneListChanged', scenesBit, { scenes: sceneList() });
  const sceneOf = (data: JsonObject): Scene => sceneNamed(studio, textField(data, 'sceneName'));
  const itemOf = (data: JsonObject): Item => itemNumbered(sceneOf(data), numberField(data, 'sceneItemId'));

  function studioModeOnly(): void {
    if (studio.preview === null) throw new Refused(requestStatus.studioModeNotActive);
  }

  function itemJson(item: Item, sceneItemIndex: number): JsonObject {
    const input = studio.inputs.get(item.source);
    return {
      inputKind: input?.kind ?? null,
      isGroup: null,
      sceneItemBlendMode: 'OBS_BLEND_NORMAL',
      sceneItemEnabled: item.enabled,
      sceneItemId: item.id,
      sceneItemIndex,
      sceneItemLocked: false,
      sceneItemTransform: item.transform,
      sourceName: item.source,
      sourceType: input ? 'OBS_SOURCE_TYPE_INPUT' : 'OBS_SOURCE_TYPE_SCENE',
    };
  }

  const transitionJson = (name: string): JsonObject => {
    const transition = studio.transitions.find((one) => one.name === name);
    return {
      transitionName: name,
      transitionKind: transition?.kind ?? '',
      transitionFixed: transition?.kind === 'cut_transition',
      transitionConfigurable: false,
    };
  };

  return {
    GetSceneList: () => ({
      currentPreviewSceneName: studio.preview,
      currentProgramSceneName: studio.program,
      scenes: sceneList(),
    }),
    GetCurrentProgramScene: () => ({ currentProgramSceneName: studio.program }),
    SetCurrentProgramScene: (data) => {
      program.set(textField(data, 'sceneName'));
      return undefined;
    },
    GetCurrentPreviewScene: () => {
      studioModeOnly();
      return { currentPreviewSceneName: studio.preview };
    },
    SetCurrentPreviewScene: (data) => {
      studioModeOnly();
      const { name } = sceneOf(data);
      if (name !== studio.preview) {
        studio.preview = name;
        emit('CurrentPreviewSceneChanged', scenesBit, { sceneName: name });
      }
      return undefined;
    },
    GetStudioModeEnabled: () => ({ studioModeEnabled: studio.preview !== null }),
    SetStudioModeEnabled: (data) => {
      const enabled = flagField(data, 'studioModeEnabled');
      if (enabled === (studio.preview !== null)) return undefined;
      studio.preview = enabled ? studio.program : null;
      emit('StudioModeStateChanged', ui, { studioModeEnabled: enabled });
      return undefined;
    },
    TriggerStudioModeTransition: () => {
      studioModeOnly();
      program.set(studio.preview ?? studio.program);
      return undefined;
    },
    CreateScene: (data) => {
      const name = textField(data, 'sceneName');
      if (nameTaken(studio, name))
        throw new Refused(requestStatus.resourceAlreadyExists, 'A source already exists by that scene name.');
      studio.scenes.push({ name, items: [], nextItemId: 1 });
      listChanged();
      emit('SceneCreated', scenesBit, { isGroup: false, sceneName: name });
      return undefined;
    },
    RemoveScene: (data) => {
      const scene = sceneOf(data);
      if (studio.scenes.length < 2)
        throw new Refused(603, 'You cannot remove the last scene in the collection.');
      studio.scenes.splice(studio.scenes.indexOf(scene), 1);
      if (studio.program === scene.name) program.set(studio.scenes[0]?.name ?? '');
      emit('SceneRemoved', scenesBit, { isGroup: false, sceneName: scene.name });
      listChanged();
      return undefined;
    },
    SetSceneName: (data) => {
      const scene = sceneOf(data);
      const to = textField(data, 'newSceneName');
      if (nameTaken(studio, to)) throw new Refused(requestStatus.resourceAlreadyExists);
      const from = scene.name;
      scene.name = to;
      if (studio.program === from) studio.program = to;
      if (studio.preview === from) studio.preview = to;
      emit('SceneNameChanged', scenesBit, { oldSceneName: from, sceneName: to });
      return undefined;
    },
    GetSceneItemList: (data) => ({ sceneItems: sceneOf(data).items.map(itemJson) }),
    GetSceneItemId: (data) => {
      const name = textField(data, 'sourceName');
      const item = sceneOf(data).items.find((one) => one.source === name);
      if (!item) throw new Refused(requestStatus.resourceNotFound, 'No scene items were found by that name.');
      return { sceneItemId: item.id };
    },
    CreateSceneItem: (data) => {
      const scene = sceneOf(data);
      const name = textField(data, 'sourceName');
      if (!nameTaken(studio, name))
        throw new Refused(requestStatus.resourceNotFound, `No source was found by the name of \`${name}\`.`);
      const item = addItem(scene, name, data['sceneItemEnabled'] !== false);
      emit('SceneItemCreated', itemsBit, { sceneName: scene.name, sourceName: name, sceneItemId: item.id });
      return { sceneItemId: item.id };
    },
    RemoveSceneItem: (data) => {
      const scene = sceneOf(data);
      scene.items.splice(scene.items.indexOf(itemOf(data)), 1);
      return undefined;
    },
    GetSceneItemEnabled: (data) => ({ sceneItemEnabled: itemOf(data).enabled }),
    SetSceneItemEnabled: (data) => {
      const enabled = flagField(data, 'sceneItemEnabled');
      const item = itemOf(data);
      item.enabled = enabled;
      emit('SceneItemEnableStateChanged', itemsBit, {
        sceneName: textField(data, 'sceneName'),
        sceneItemId: item.id,
        sceneItemEnabled: enabled,
      });
      return undefined;
    },
    GetSceneItemTransform: (data) => ({ sceneItemTransform: itemOf(data).transform }),
    SetSceneItemTransform: (data) => {
      const item = itemOf(data);
      item.transform = { ...item.transform, ...objectField(data, 'sceneItemTransform') };
      return undefined;
    },
    GetSceneTransitionList: () => ({
      currentSceneTransitionName: studio.transition,
      currentSceneTransitionKind: transitionJson(studio.transition)['transitionKind'],
      transitions: studio.transitions.map((one) => transitionJson(one.name)),
    }),
    GetCurrentSceneTransition: () => ({
      ...transitionJson(studio.transition),
      transitionDuration: studio.transitionMs,
      transitionSettings: null,
    }),
    SetCurrentSceneTransition: (data) => {
      const name = textField(data, 'transitionName');
      if (!studio.transitions.some((one) => one.name === name))
        throw new Refused(requestStatus.resourceNotFound, 'No scene transition was found by that name.');
      // Reported even where it is the same again, as OBS does.
      studio.transition = name;
      emit('CurrentSceneTransitionChanged', transitionsBit, { transitionName: name });
      return undefined;
    },
    SetCurrentSceneTransitionDuration: (data) => {
      studio.transitionMs = Math.min(20_000, Math.max(50, numberField(data, 'transitionDuration')));
      return undefined;
    },
  };
}
