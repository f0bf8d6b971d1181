/** Requests about outputs, the profile and OBS itself (protocol.md, "Outputs", "Stream", "Record", "General", "Config"). */
import {
  eventSubscription,
  requestStatus,
  rpcVersion,
  type JsonObject,
} from '../../protocols/obs-websocket/messages.ts';
import type { Outputs } from './outputs.ts';
import type { EmitEvent } from './program.ts';
import type { Handler } from './scene-requests.ts';
import { isAtLeast, objectField, Refused, textField, type Studio } from './studio.ts';

export const forceStopHotkey = 'OBSBasic.ForceStopStreaming';
const hotkeys = ['OBSBasic.StartStreaming', 'OBSBasic.StopStreaming', forceStopHotkey, 'libobs.mute'];
const maxRemembered = 50;

function remember(list: string[], text: string): void {
  list.push(text);
  if (list.length > maxRemembered) list.shift();
}

/** `known`: the names of all requests. */
export function outputRequests(
  studio: Studio,
  outputs: Outputs,
  emit: EmitEvent,
  known: () => readonly string[],
): Readonly<Record<string, Handler>> {
  const done = (run: () => void): Handler => {
    return () => {
      run();
      return undefined;
    };
  };
  const parameterOf = (data: JsonObject): string =>
    `${textField(data, 'parameterCategory')}/${textField(data, 'parameterName')}`;

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
    GetVirtualCamStatus: () => ({ outputActive: outputs.status('virtualCam')['outputActive'] }),
    StartVirtualCam: done(() => outputs.start('virtualCam')),
    StopVirtualCam: done(() => outputs.stop('virtualCam')),
    GetReplayBufferStatus: () => ({ outputActive: outputs.status('replayBuffer')['outputActive'] }),
    StartReplayBuffer: done(() => outputs.start('replayBuffer')),
    StopReplayBuffer: done(() => outputs.stop('replayBuffer')),
    GetOutputList: () => ({ outputs: outputs.list() }),
    StopOutput: (data) => {
      outputs.stopNamed(textField(data, 'outputName'));
      return undefined;
    },
    SendStreamCaption: (data) => {
      const text = textField(data, 'captionText');
      if (outputs.status('stream')['outputActive'] !== true)
        throw new Refused(requestStatus.outputNotRunning);
      remember(studio.captions, text);
      return undefined;
    },
    CreateRecordChapter: (data) => {
      if (!isAtLeast(studio, 5))
        throw new Refused(requestStatus.unknownRequestType, 'Your request type is not valid.');
      if (outputs.phase('record') !== 'active') throw new Refused(requestStatus.outputNotRunning);
      const name = data['chapterName'];
      remember(studio.chapters, typeof name === 'string' ? name : '');
      return undefined;
    },
    GetHotkeyList: () => ({ hotkeys }),
    TriggerHotkeyByName: (data) => {
      const name = textField(data, 'hotkeyName');
      if (!hotkeys.includes(name))
        throw new Refused(requestStatus.resourceNotFound, 'No hotkeys were found by that name.');
      if (name === forceStopHotkey) outputs.forceStopStream();
      return undefined;
    },
    GetStreamServiceSettings: () => ({
      streamServiceType: studio.service.type,
      streamServiceSettings: studio.service.settings,
    }),
    SetStreamServiceSettings: (data) => {
      if (outputs.phase('stream') !== 'inactive') throw new Refused(requestStatus.outputRunning);
      const type = textField(data, 'streamServiceType');
      studio.service = { type, settings: objectField(data, 'streamServiceSettings') };
      return undefined;
    },
    SetCurrentProfile: (data) => {
      const profileName = textField(data, 'profileName');
      for (const word of ['Changing', 'Changed'])
        emit(`CurrentProfile${word}`, eventSubscription.config, { profileName });
      return undefined;
    },
    GetProfileParameter: (data) => ({
      parameterValue: studio.profile.get(parameterOf(data)) ?? null,
      defaultParameterValue: null,
    }),
    SetProfileParameter: (data) => {
      studio.profile.set(parameterOf(data), textField(data, 'parameterValue'));
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
      obsWebSocketVersion: studio.version,
      rpcVersion,
      availableRequests: known().filter((name) => name !== 'CreateRecordChapter' || isAtLeast(studio, 5)),
      supportedImageFormats: ['jpeg', 'jpg', 'png'],
      platform: 'simulated',
      platformDescription: 'the OBS of the virtual chamber',
    }),
    GetStats: () => ({
      activeFps: studio.framesPerSecond,
      availableDiskSpace: studio.freeDiskMb,
      cpuUsage: 3,
      memoryUsage: 200,
    }),
  };
}
