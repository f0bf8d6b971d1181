/**
 * An ONVIF session and a simulated device joined in memory: the SOAP text travels as on a socket, time passes
 * only when the clock is told to.
 */
import type { GateState } from '../../../drivers/camera-gate-state.ts';
import { onvifConfigSchema } from '../../../drivers/onvif/config.ts';
import { createOnvifSession } from '../../../drivers/onvif/session.ts';
import type { OnvifState } from '../../../drivers/onvif/state.ts';
import type { HttpExchange, HttpRequest } from '../../../drivers/session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import { createOnvifTransport } from '../../../drivers/transports/onvif.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import type { VirtualClock } from '../../../protocols/clock.ts';
import type { CameraCommand } from '../../../protocols/models/camera.ts';
import type { Outcome } from '../../../protocols/models/outcome.ts';
import { createOnvifDevice, type OnvifDevice } from '../../../simulators/onvif/device.ts';
import { credentials } from '../../../simulators/onvif/security.ts';
import { cameraOf, type World } from '../../../simulators/world/world.ts';
import { runCamera, type CameraRig, type RigOptions } from '../camera-rig.ts';

export interface OnvifRig extends CameraRig<OnvifState> {
  readonly clock: VirtualClock;
  readonly device: OnvifDevice;
  /** Operations asked since the last time, by their name on the wire. */
  asked(): readonly string[];
  /** The last request of an operation, as text. */
  lastRequest(operation: string): string;
  gate(): GateState;
  /** While true nothing is answered and nothing heard. */
  unplugged: boolean;
  /** Ends the link; connecting works again at once. */
  cut(): void;
  /** The outcome after `waitMs` (1 s unless told), or `open`. */
  command(command: CameraCommand, waitMs?: number): Promise<Outcome | 'open'>;
}

export interface OnvifRigOptions extends RigOptions {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly config?: Readonly<Record<string, unknown>> | undefined;
  /** The one the driver has; absent: the right one. */
  readonly password?: string | undefined;
  /** Answers in the device's place; undefined: the device answers; `null`: the connection breaks. */
  readonly intercept?:
    ((operation: string) => { status: number; body: string } | null | undefined) | undefined;
}

export function onvifRig(options: OnvifRigOptions): OnvifRig {
  const { world, clock } = options;
  const camera = cameraOf(world, 'camera-1');
  const device = createOnvifDevice({ camera, clock, random: () => world.random() });
  const requests: { operation: string; body: string }[] = [];
  let seen = 0;
  let sink: LinkSink<HttpExchange> | null = null;
  const open = new Set<() => void>();

  const http = createMemoryTransport<HttpRequest, HttpExchange>({
    opened(opened) {
      if (now.unplugged) {
        opened.down('nobody there');
        return;
      }
      sink = opened;
      opened.up();
    },
    received(sent) {
      const mine = sink;
      const body = sent.body ?? '';
      const operation = /Body><\w+:(\w+)/.exec(body)?.[1] ?? '';
      requests.push({ operation, body });
      let gone = (): void => undefined;
      const end = (result: HttpExchange['result']): void => {
        if (!open.delete(abort)) return;
        cancel();
        const exchange = { id: sent.id, result };
        queueMicrotask(() => (result.ok ? mine?.received(exchange) : mine?.unanswered(exchange)));
      };
      const cancel = clock.after(sent.timeoutMs, () => {
        gone();
        end({ ok: false, reason: 'timeout' });
      });
      const abort = (): void => {
        open.delete(abort);
        cancel();
        gone();
      };
      open.add(abort);
      if (now.unplugged) return;
      const instead = options.intercept?.(operation);
      if (instead === null) return end({ ok: false, reason: 'broken' });
      if (instead) return end({ ok: true, ...instead });
      const call = { method: sent.method, path: sent.path, headers: {}, body };
      gone = device.request(call, ({ status, body: text = '' }) => {
        if (!now.unplugged) end({ ok: true, status, body: text });
      });
    },
    closed: closeAll,
  });
  function closeAll(): void {
    for (const abort of open) abort();
    sink = null;
  }

  const config = onvifConfigSchema.parse({
    id: 'camera-1',
    kind: 'onvif',
    address: 'http://127.0.0.1',
    ...credentials,
    ...options.config,
  });
  const transport = createOnvifTransport(
    { host: '127.0.0.1', port: 80, username: config.username, password: options.password ?? config.password },
    http,
  );
  const rig = runCamera({
    session: createOnvifSession(config),
    transport,
    clock,
    camera,
    onEvent: options.onEvent,
    onHealth: options.onHealth,
  });
  const now: OnvifRig = {
    ...rig,
    clock,
    device,
    asked() {
      const fresh = requests.slice(seen).map(({ operation }) => operation);
      seen = requests.length;
      return fresh;
    },
    lastRequest: (operation) => requests.findLast((request) => request.operation === operation)?.body ?? '',
    gate: () => rig.session().camera.gate,
    unplugged: false,
    cut() {
      const mine = sink;
      closeAll();
      mine?.down('cable');
    },
    async command(command, waitMs = 1000) {
      let settled: Outcome | 'open' = 'open';
      void rig.driver.submit(command).then((outcome) => {
        settled = outcome;
      });
      await clock.advance(waitMs);
      return settled;
    },
  };
  return now;
}
