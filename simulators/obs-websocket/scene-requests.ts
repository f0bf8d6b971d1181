/** Requests about scenes, their items, what is on air and the transitions (protocol.md, "Scenes", "Scene Items", "Transitions"). */
import { eventSubscription, requestStatus, type JsonObject } from '../../protocols/obs-websocket/messages.ts';
import type { EmitEvent, Program } from './program.ts';
import {
  addItem,
  contains,
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
      isGroup: input ? null : studio.groups.some((group) => group.name === item.source),
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

  function removeItem(scene: Scene, item: Item): void {
    scene.items.splice(scene.items.indexOf(item), 1);
    emit('SceneItemRemoved', itemsBit, {
      sceneName: scene.name,
      sourceName: item.source,
      sceneItemId: item.id,
    });
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
      for (const other of studio.scenes)
        for (const item of other.items.filter(({ source }) => source === scene.name)) removeItem(other, item);
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
      if (name === scene.name)
        throw new Refused(requestStatus.cannotAct, 'You cannot create scene item of scene within itself.');
      if (contains(studio, name, scene.name))
        throw new Refused(requestStatus.resourceCreationFailed, 'Failed to create the scene item.');
      const item = addItem(scene, name, data['sceneItemEnabled'] !== false);
      emit('SceneItemCreated', itemsBit, { sceneName: scene.name, sourceName: name, sceneItemId: item.id });
      return { sceneItemId: item.id };
    },
    RemoveSceneItem: (data) => {
      removeItem(sceneOf(data), itemOf(data));
      return undefined;
    },
    SetSceneItemIndex: (data) => {
      const scene = sceneOf(data);
      const item = itemOf(data);
      scene.items.splice(scene.items.indexOf(item), 1);
      scene.items.splice(numberField(data, 'sceneItemIndex'), 0, item);
      return undefined;
    },
    GetGroupList: () => ({ groups: studio.groups.map(({ name }) => name) }),
    GetGroupSceneItemList: (data) => {
      const name = textField(data, 'sceneName');
      const group = studio.groups.find((one) => one.name === name);
      if (group) return { sceneItems: group.items.map(itemJson) };
      sceneNamed(studio, name);
      throw new Refused(requestStatus.invalidResourceType, 'The specified source is not a group. (Is scene)');
    },
    GetSceneSceneTransitionOverride: (data) => {
      const { override } = sceneOf(data);
      return {
        transitionName: override?.name ?? null,
        transitionDuration: override?.durationMs ?? null,
      };
    },
    // No event tells of it.
    SetSceneSceneTransitionOverride: (data) => {
      const scene = sceneOf(data);
      const { transitionName: name, transitionDuration: duration } = data;
      if (typeof name === 'string' && !studio.transitions.some((one) => one.name === name))
        throw new Refused(requestStatus.resourceNotFound, 'No scene transition was found by that name.');
      const durationMs = typeof duration === 'number' ? duration : 300;
      scene.override = typeof name === 'string' ? { name, durationMs } : null;
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
