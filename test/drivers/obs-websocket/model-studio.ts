/** The OBS session, or the pictures, joined to the simulator's model inside the process, on a virtual clock. */
import { createPictureSource } from '../../../drivers/obs-websocket/pictures.ts';
import { createObsSession } from '../../../drivers/obs-websocket/session.ts';
import type { Driver, Health, PictureSource } from '../../../drivers/driver.ts';
import { runSession } from '../../../drivers/run-session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { ObsReceived, ObsSent } from '../../../drivers/transports/obs-websocket.ts';
import type { LinkSink, Refusal } from '../../../drivers/transports/transport.ts';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import {
  applySwitcherEvent,
  unknownSwitcher,
  type SwitcherCommand,
  type SwitcherEvent,
  type SwitcherState,
} from '../../../protocols/models/switcher.ts';
import { createObsModel, type ObsModel } from '../../../simulators/obs-websocket/model.ts';

export interface ModelStudio {
  readonly clock: VirtualClock;
  readonly model: ObsModel;
  readonly driver: Driver<SwitcherCommand>;
  readonly events: SwitcherEvent[];
  readonly healths: Health[];
  /** Requests in the order they were sent; a batch shows its members. */
  readonly sent: string[];
  reported(): SwitcherState;
  pictures(onPicture: (kind: 'program' | 'preview') => void): PictureSource;
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
  const sinks = new Set<LinkSink<ObsReceived>>();
  const sent: string[] = [];
  let frozen = false;
  let off = false;
  const everybody = (message: ObsReceived): void => {
    if (!frozen) for (const sink of sinks) sink.received(message);
  };
  const model = createObsModel({
    clock,
    emit: (eventType, intent, data) => everybody({ type: 'event', eventType, intent, data }),
  });
  for (const sceneName of ['wide', 'camera 1', 'camera 2', 'slate'])
    model.byHand({ requestType: 'CreateScene', requestData: { sceneName } });
  prepare(model);

  const transport = () => {
    let own: LinkSink<ObsReceived> | null = null;
    return createMemoryTransport<ObsSent, ObsReceived>({
      opened(sink) {
        own = sink;
        if (off) return sink.down('refused');
        if (frozen) {
          // What the real transport's time limit for a connection does.
          clock.after(3000, () => sink.down('no connection in time'));
          return;
        }
        sinks.add(sink);
        sink.up();
      },
      received(message) {
        const sink = own;
        if (message.type === 'request') sent.push(message.request.requestType);
        else sent.push(...message.requests.map((request) => request.requestType));
        if (frozen) return;
        const { id } = message;
        const reply = (received: ObsReceived): void => {
          if (!frozen) sink?.received(received);
        };
        if (message.type === 'request')
          model.request(message.request, (result) => reply({ type: 'response', id, result }));
        else
          model.batch(message.requests, message.haltOnFailure, (results) =>
            reply({ type: 'batch-response', id, results }),
          );
      },
      closed() {
        if (own) sinks.delete(own);
      },
    });
  };

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
    freeze: (value) => {
      frozen = value;
    },
    breakLinks(reason, refusal) {
      const ending = [...sinks];
      sinks.clear();
      for (const sink of ending) sink.down(reason, refusal);
    },
    setOff: (value) => {
      off = value;
    },
    inject: everybody,
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
