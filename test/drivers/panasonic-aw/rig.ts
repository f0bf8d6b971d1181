/** An AW session and a simulated camera in memory: requests, answers, and the notices on a port of ours. */
import { awConfigSchema } from '../../../drivers/panasonic-aw/config.ts';
import { createAwSession } from '../../../drivers/panasonic-aw/session.ts';
import type { AwReceived, AwState } from '../../../drivers/panasonic-aw/state.ts';
import type { HttpRequest } from '../../../drivers/session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import type { VirtualClock } from '../../../protocols/clock.ts';
import { noBytes } from '../../../protocols/codec.ts';
import { awNotices } from '../../../protocols/panasonic-aw/notices.ts';
import { createAwDevice, type AwDevice } from '../../../simulators/panasonic-aw/device.ts';
import type { HttpAnswer } from '../../../simulators/device.ts';
import { cameraOf, type World } from '../../../simulators/world/world.ts';
import { runCamera, type CameraRig, type RigOptions } from '../camera-rig.ts';

const port = 35_200;

export interface AwRig extends CameraRig<AwState> {
  readonly clock: VirtualClock;
  readonly device: AwDevice;
  /** Paths asked, with the time. */
  readonly asked: readonly { readonly at: number; readonly path: string; readonly authorization?: string }[];
  /** While true nothing comes through in either direction, and nobody says so. */
  deaf: boolean;
  /** While true nobody is at the address. */
  gone: boolean;
  /** While true notices do not come through. */
  isPortClosed: boolean;
  /** Answers in the camera's place; undefined: it answers itself. */
  instead: ((path: string) => HttpAnswer | undefined) | null;
  /** Bytes on a connection of the camera's to our port. */
  pushed(bytes: Uint8Array): void;
}

export function awRig(
  options: RigOptions & {
    readonly world: World;
    readonly clock: VirtualClock;
    readonly config?: Readonly<Record<string, unknown>> | undefined;
  },
): AwRig {
  const { world, clock } = options;
  const camera = cameraOf(world, 'camera-1');
  let far: LinkSink<AwReceived> | null = null;
  const asked: { at: number; path: string; authorization?: string }[] = [];
  const device = createAwDevice({
    camera,
    clock,
    random: () => world.random(),
    push(to, bytes) {
      if (to === port && !now.deaf && !now.gone && !now.isPortClosed) now.pushed(bytes);
    },
  });
  const transport = createMemoryTransport<HttpRequest, AwReceived>({
    opened(sink) {
      if (now.gone) {
        sink.down('refused');
        return;
      }
      far = sink;
      sink.up();
      sink.received({ from: 'side', data: { type: 'listening', port } });
    },
    received({ id, method, path, headers, timeoutMs }) {
      const sink = far;
      const authorization = headers?.['authorization'];
      asked.push({ at: clock.now(), path, ...(authorization === undefined ? {} : { authorization }) });
      let settled = false;
      const cancel = clock.after(timeoutMs, () => {
        if (settled) return;
        settled = true;
        sink?.unanswered({ from: 'main', data: { id, result: { ok: false, reason: 'timeout' } } });
      });
      const answer = ({ status, body = '' }: HttpAnswer): void => {
        if (settled || now.deaf) return;
        settled = true;
        cancel();
        sink?.received({ from: 'main', data: { id, result: { ok: true, status, body } } });
      };
      if (now.gone) {
        sink?.down('refused');
        return;
      }
      if (now.deaf) return;
      const instead = now.instead?.(path);
      if (instead) clock.after(20, () => answer(instead));
      else device.request({ method, path, headers: headers ?? {}, body: '' }, answer);
    },
    closed() {
      far = null;
    },
  });
  const config = awConfigSchema.parse({
    id: 'camera-1',
    kind: 'panasonic-aw',
    address: 'http://127.0.0.1',
    ...options.config,
  });
  const rig = runCamera({
    session: createAwSession(config),
    transport,
    clock,
    camera,
    onEvent: options.onEvent,
    onHealth: options.onHealth,
  });
  const now: AwRig = {
    ...rig,
    clock,
    device,
    asked,
    deaf: false,
    gone: false,
    isPortClosed: false,
    instead: null,
    pushed(bytes) {
      const { messages, garbage, pending } = awNotices.decode(noBytes, bytes);
      for (const message of messages) far?.received({ from: 'side', data: { type: 'message', message } });
      const count = garbage + (pending.length > 0 ? 1 : 0);
      if (count > 0) far?.received({ from: 'side', data: { type: 'garbage', count } });
    },
  };
  return now;
}
