/** Requests about inputs, outputs and the program itself (protocol.md, "Inputs", "Outputs", "Stream", "Record", "General", "Config"). */
import {
  eventSubscription,
  requestStatus,
  rpcVersion,
  type JsonObject,
} from '../../protocols/obs-websocket/messages.ts';
import { outputNames, type Outputs } from './outputs.ts';
import type { EmitEvent } from './program.ts';
import type { Handler } from './scene-requests.ts';
import {
  addItem,
  carriesSound,
  flagField,
  inputKinds,
  inputNamed,
  nameTaken,
  objectField,
  Refused,
  sceneNamed,
  textField,
  type Studio,
  type StudioInput,
} from './studio.ts';

const hotkeys = ['OBSBasic.StartStreaming', 'OBSBasic.StopStreaming', 'OBSBasic.ForceStopStreaming'];

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

export function outputRequests(studio: Studio, outputs: Outputs): Readonly<Record<string, Handler>> {
  const done = (run: () => void): Handler => {
    return () => {
      run();
      return undefined;
    };
  };
  return {
    GetStreamStatus: () => outputs.status('stream'),
    StartStream: done(() => outputs.start('stream')),
    StopStream: done(() => outputs.stop('stream')),
    GetRecordStatus: () => outputs.status('record'),
    StartRecord: done(() => outputs.start('record')),
    StopRecord: () => {
      outputs.stop('record');
      return { outputPath: 'recording.mkv' };
    },
    PauseRecord: () => undefined,
    ResumeRecord: () => undefined,
    GetVirtualCamStatus: () => ({ outputActive: outputs.phase('virtualCam') === 'active' }),
    StartVirtualCam: done(() => outputs.start('virtualCam')),
    StopVirtualCam: done(() => outputs.stop('virtualCam')),
    GetOutputList: () => ({
      outputs: outputNames.map((name) => ({
        outputName: name,
        outputActive: outputs.status(name)['outputActive'],
      })),
    }),
    GetHotkeyList: () => ({ hotkeys }),
    TriggerHotkeyByName: (data) => {
      const name = textField(data, 'hotkeyName');
      if (!hotkeys.includes(name))
        throw new Refused(requestStatus.resourceNotFound, 'No hotkeys were found by that name.');
      if (name.endsWith('ForceStopStreaming')) outputs.forceStopStream();
      return undefined;
    },
    GetProfileParameter: (data) => {
      const key = `${textField(data, 'parameterCategory')}/${textField(data, 'parameterName')}`;
      return { parameterValue: studio.profile.get(key) ?? null, defaultParameterValue: null };
    },
    SetProfileParameter: (data) => {
      const key = `${textField(data, 'parameterCategory')}/${textField(data, 'parameterName')}`;
      studio.profile.set(key, textField(data, 'parameterValue'));
      return undefined;
    },
    GetVideoSettings: () => ({
      baseWidth: studio.canvas.width,
      baseHeight: studio.canvas.height,
      outputWidth: studio.canvas.width,
      outputHeight: studio.canvas.height,
      fpsNumerator: studio.framesPerSecond,
      fpsDenominator: 1,
    }),
    GetVersion: () => ({
      obsVersion: '29.0.2',
      obsWebSocketVersion: '5.1.0',
      rpcVersion,
      availableRequests: [],
      supportedImageFormats: ['jpeg', 'jpg', 'png'],
      platform: 'simulated',
      platformDescription: 'the OBS of the virtual chamber',
    }),
    GetStats: () => ({ activeFps: studio.framesPerSecond, cpuUsage: 3, memoryUsage: 200 }),
  };
}
