/** The mixers a sitting can be cut on: their models, and what these say went out. */
import type { Driver, DriverContext } from '../../drivers/driver.ts';
import { createObsSession, obsRetryMs } from '../../drivers/obs-websocket/session.ts';
import { runSession } from '../../drivers/run-session.ts';
import { createVmixSession, vmixRetryMs } from '../../drivers/vmix/session.ts';
import type { Clock } from '../../protocols/clock.ts';
import type { SwitcherCommand, SwitcherEvent } from '../../protocols/models/switcher.ts';
import type { JoinedObs } from '../drivers/obs-websocket/in-memory.ts';
import { joinVmix, type JoinedVmix } from '../drivers/vmix/in-memory.ts';

export interface MixerUnderTest {
  addScenes(names: readonly string[]): void;
  connect(context: DriverContext<SwitcherEvent>): Driver<SwitcherCommand>;
  /** The picture that leaves, between two scenes, 0 to 1. */
  onAir(): { readonly from: string; readonly to: string; readonly progress: number };
  inputs(): readonly { readonly name: string; readonly muted: boolean }[];
  isRunning(): boolean;
  isConnected(): boolean;
}

export function obsMixer(obs: JoinedObs): MixerUnderTest {
  return {
    addScenes(names) {
      for (const sceneName of names)
        obs.model.byHand({ requestType: 'CreateScene', requestData: { sceneName } });
    },
    connect: (context) =>
      runSession({
        session: createObsSession(),
        transport: obs.transport(),
        ...context,
        retryMs: obsRetryMs,
      }),
    onAir: () => obs.model.onAir(),
    inputs: () => [...obs.model.studio.inputs.values()],
    isRunning: () => obs.isRunning(),
    isConnected: () => obs.isConnected(),
  };
}

/** Starts as a vMix of a hall may stand: on a still picture, with the hall's microphones as one input. */
export function vmixMixer(clock: Clock): MixerUnderTest & { readonly vmix: JoinedVmix } {
  const vmix = joinVmix(clock);
  const { preset } = vmix.model;
  const [first] = preset.inputs;
  // What the watcher takes for a picture that shows nothing.
  if (first) first.title = 'Scene';
  vmix.model.add({ title: 'Mic/Aux', type: 'Audio' });
  return {
    vmix,
    addScenes(names) {
      for (const title of names) vmix.model.add({ title, type: 'Capture' });
    },
    connect: (context) =>
      runSession({
        session: createVmixSession({ overlays: [] }),
        transport: vmix.transport(),
        ...context,
        retryMs: vmixRetryMs,
      }),
    onAir() {
      const top = [...preset.overlays].toSorted(([a], [b]) => b - a)[0];
      const over = top && preset.inputs.find(({ key }) => key === top[1].key)?.title;
      return over === undefined ? vmix.model.onAir() : { from: over, to: over, progress: 1 };
    },
    inputs: () => preset.inputs.map(({ title, muted }) => ({ name: title, muted })),
    isRunning: () => vmix.isRunning(),
    isConnected: () => vmix.isConnected(),
  };
}
