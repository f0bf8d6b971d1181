/** Requests about inputs (protocol.md, "Inputs"). Settings of an input are told from 5.4.0 on. */
import { eventSubscription, requestStatus, type JsonObject } from '../../protocols/obs-websocket/messages.ts';
import type { EmitEvent } from './program.ts';
import type { Handler } from './scene-requests.ts';
import {
  addItem,
  carriesSound,
  flagField,
  inputKinds,
  inputNamed,
  isAtLeast,
  nameTaken,
  objectField,
  Refused,
  sceneNamed,
  textField,
  type Studio,
  type StudioInput,
} from './studio.ts';

export function inputRequests(studio: Studio, emit: EmitEvent): Readonly<Record<string, Handler>> {
  const bit = eventSubscription.inputs;
  const inputOf = (data: JsonObject): StudioInput => inputNamed(studio, textField(data, 'inputName'));
  const audible = (data: JsonObject): StudioInput => {
    const input = inputOf(data);
    if (!carriesSound(input))
      throw new Refused(requestStatus.invalidResourceState, 'The specified input does not support audio.');
    return input;
  };
  const mute = (input: StudioInput, muted: boolean): void => {
    input.muted = muted;
    // Reported even where it was so already, as OBS does.
    emit('InputMuteStateChanged', bit, { inputName: input.name, inputMuted: muted });
  };

  return {
    GetInputList: () => ({
      inputs: [...studio.inputs.values()].map(({ name, kind }) => ({
        inputName: name,
        inputKind: kind,
        unversionedInputKind: kind.replace(/_v\d+$/, ''),
      })),
    }),
    GetSpecialInputs: () =>
      Object.fromEntries(
        ['desktop1', 'desktop2', 'mic1', 'mic2', 'mic3', 'mic4'].map((slot) => {
          const name = studio.special.get(slot);
          return [slot, name !== undefined && studio.inputs.has(name) ? name : null];
        }),
      ),
    GetInputKindList: () => ({ inputKinds: [...inputKinds.keys()] }),
    CreateInput: (data) => {
      const scene = sceneNamed(studio, textField(data, 'sceneName'));
      const name = textField(data, 'inputName');
      const kind = textField(data, 'inputKind');
      if (nameTaken(studio, name))
        throw new Refused(requestStatus.resourceAlreadyExists, 'A source already exists by that input name.');
      if (!inputKinds.has(kind))
        throw new Refused(
          requestStatus.invalidInputKind,
          'Your specified input kind is not supported by OBS.',
        );
      const settings = objectField(data, 'inputSettings');
      studio.inputs.set(name, { name, kind, settings, muted: false });
      const item = addItem(scene, name, data['sceneItemEnabled'] !== false);
      emit('InputCreated', bit, { inputName: name, inputKind: kind, inputSettings: settings });
      emit('SceneItemCreated', eventSubscription.sceneItems, {
        sceneName: scene.name,
        sourceName: name,
        sceneItemId: item.id,
      });
      return { sceneItemId: item.id };
    },
    RemoveInput: (data) => {
      const { name } = inputOf(data);
      studio.inputs.delete(name);
      for (const scene of studio.scenes) {
        const rest = scene.items.filter((item) => item.source !== name);
        scene.items.splice(0, scene.items.length, ...rest);
      }
      emit('InputRemoved', bit, { inputName: name });
      return undefined;
    },
    GetInputSettings: (data) => {
      const { kind, settings } = inputOf(data);
      return { inputKind: kind, inputSettings: settings };
    },
    SetInputSettings: (data) => {
      const input = inputOf(data);
      const settings = objectField(data, 'inputSettings');
      input.settings = data['overlay'] === false ? settings : { ...input.settings, ...settings };
      if (isAtLeast(studio, 4))
        emit('InputSettingsChanged', bit, { inputName: input.name, inputSettings: input.settings });
      return undefined;
    },
    SetInputName: (data) => {
      const input = inputOf(data);
      const name = textField(data, 'newInputName');
      if (nameTaken(studio, name))
        throw new Refused(requestStatus.resourceAlreadyExists, 'A source already exists by that new name.');
      const oldInputName = input.name;
      studio.inputs.delete(oldInputName);
      input.name = name;
      studio.inputs.set(name, input);
      for (const scene of [...studio.scenes, ...studio.groups])
        for (const item of scene.items) if (item.source === oldInputName) item.source = name;
      emit('InputNameChanged', bit, { oldInputName, inputName: name });
      return undefined;
    },
    GetInputMute: (data) => ({ inputMuted: audible(data).muted }),
    SetInputMute: (data) => {
      const muted = flagField(data, 'inputMuted');
      mute(audible(data), muted);
      return undefined;
    },
    ToggleInputMute: (data) => {
      const input = audible(data);
      mute(input, !input.muted);
      return { inputMuted: input.muted };
    },
  };
}
