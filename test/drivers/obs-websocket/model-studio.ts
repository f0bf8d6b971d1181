/** The OBS session, or the pictures, joined to the simulator's model inside the process, on a virtual clock. */
import { createPictureSource } from '../../../drivers/obs-websocket/pictures.ts';
import { watchProgram } from '../../../drivers/obs-websocket/program-watch.ts';
import { createObsSession } from '../../../drivers/obs-websocket/session.ts';
import type { Driver, Health, PictureSource, ProgramWatch } from '../../../drivers/driver.ts';
import { runSession } from '../../../drivers/run-session.ts';
import type { ObsReceived } from '../../../drivers/transports/obs-websocket.ts';
import type { Refusal } from '../../../drivers/transports/transport.ts';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import {
  applySwitcherEvent,
  unknownSwitcher,
  type SwitcherCommand,
  type SwitcherEvent,
  type SwitcherState,
} from '../../../protocols/models/switcher.ts';
import type { ObsModel } from '../../../simulators/obs-websocket/model.ts';
import { joinObs } from './in-memory.ts';

export interface ModelStudio {
  readonly clock: VirtualClock;
  readonly model: ObsModel;
  readonly driver: Driver<SwitcherCommand>;
  readonly events: SwitcherEvent[];
  readonly healths: Health[];
  /** Requests in the order they were sent; a batch shows its members. */
  readonly sent: string[];
  reported(): SwitcherState;
  pictures(onPicture: (name: string) => void): PictureSource;
  watch(onSound: (peakDecibels: number) => void, onPicture: (fingerprint: string) => void): ProgramWatch;
  /** true: nothing is heard any more, in either direction. */
  freeze(frozen: boolean): void;
  /** OBS ends every link. */
  breakLinks(reason: string, refusal?: Refusal): void;
  /** Links are refused while set. */
  setOff(off: boolean): void;
  inject(message: ObsReceived): void;
}

/** A running driver that has its first snapshot, on a model with the scenes wide, camera 1, camera 2 and slate. */
export async function createModelStudio(
  prepare: (model: ObsModel) => void = () => undefined,
): Promise<ModelStudio> {
  const clock = createVirtualClock();
  const far = joinObs(clock);
  const { model, sent, transport } = far;
  for (const sceneName of ['wide', 'camera 1', 'camera 2', 'slate'])
    model.byHand({ requestType: 'CreateScene', requestData: { sceneName } });
  prepare(model);

  const events: SwitcherEvent[] = [];
  const healths: Health[] = [];
  const driver = runSession({
    session: createObsSession(),
    transport: transport(),
    clock,
    emit: (event) => events.push(event),
    onHealth: (health) => healths.push(health),
  });
  driver.start();
  await clock.advance(50);
  return {
    clock,
    model,
    driver,
    events,
    healths,
    sent,
    reported: () => events.reduce(applySwitcherEvent, unknownSwitcher),
    pictures: (onPicture) => createPictureSource(transport(), { clock, onPicture }),
    watch: (onSound, onPicture) => watchProgram(transport({ meters: true }), { clock, onSound, onPicture }),
    freeze: far.freeze,
    breakLinks: far.breakLinks,
    setOff: far.setOff,
    inject: far.inject,
  };
}

export const readBack = { ok: true, evidence: 'read-back' };

/** Somebody at the OBS itself does this. */
export function byHand(studio: ModelStudio, requestType: string, requestData: Record<string, unknown>): void {
  if (!studio.model.byHand({ requestType, requestData })) throw new Error(`${requestType} was refused`);
}

/** Submits and lets `ms` pass; the outcome must be there by then. */
export async function submit(studio: ModelStudio, command: SwitcherCommand, ms = 100): Promise<unknown> {
  let result: unknown = 'nothing yet';
  void studio.driver.submit(command).then((outcome) => (result = outcome));
  await studio.clock.advance(ms);
  return result;
}

export async function createInput(
  studio: ModelStudio,
  inputName: string,
  inputKind = 'ffmpeg_source',
): Promise<void> {
  byHand(studio, 'CreateInput', { sceneName: 'wide', inputName, inputKind });
  await studio.clock.advance(50);
}
