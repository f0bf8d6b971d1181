/** Driver, transport and simulator over real sockets on loopback, in real time: short, and waiting only on conditions. */
import { createSocket, type Socket } from 'node:dgram';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { DOMParser } from '@xmldom/xmldom';
import { afterEach, describe, expect, it } from 'vitest';
import type { Health } from '../../../drivers/driver.ts';
import { onvifKind } from '../../../drivers/onvif/driver.ts';
import { createOnvifTransport, discover, type OnvifReply } from '../../../drivers/transports/onvif.ts';
import type { Clock } from '../../../protocols/clock.ts';
import { applyCameraEvent, unknownCamera, type CameraState } from '../../../protocols/models/camera.ts';
import { encodeProbeMatch, parseProbe } from '../../../protocols/onvif/discovery.ts';
import { fromDom } from '../../../protocols/xml.ts';
import { selfSigned } from '../../../simulators/front/self-signed.ts';
import { serve } from '../../../simulators/onvif/serve.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';
import { connectTo } from '../transports/listener.ts';

const realClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
const host = '127.0.0.1';
const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function connect(config: Readonly<Record<string, unknown>> = {}) {
  const { world } = standardChamber({ seats: 40, cameras: 1, seed: 2, clock: realClock });
  const simulator = await serve({ world, clock: realClock, id: 'camera-1', host, port: 0, picturePort: 0 });
  ends.push(() => simulator.close());
  const camera = cameraOf(world, 'camera-1');
  let state: CameraState = unknownCamera;
  const lies: string[] = [];
  let wake = (): void => undefined;
  const driver = onvifKind.create(
    onvifKind.config.parse({ id: 'camera-1', kind: 'onvif', ...simulator.client, ...config }),
    {
      clock: realClock,
      emit(event) {
        state = applyCameraEvent(state, event);
        if (event.type === 'motion' && event.motion.kind === 'still' && camera.isMoving())
          lies.push('moving');
        wake();
      },
      onHealth: () => wake(),
    },
  );
  ends.push(() => driver.stop());
  const until = async (condition: (now: CameraState, health: Health) => boolean): Promise<void> => {
    while (!condition(state, driver.health()))
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  };
  driver.start();
  return { camera, simulator, driver, until, lies };
}

describe('the ONVIF driver on a real socket', () => {
  it('finds the camera, recalls presets, and sees a stranger move it', async () => {
    const { camera, simulator, driver, until, lies } = await connect();
    await until(({ motion }) => motion.kind === 'still');
    expect(driver.health()).toMatchObject({ link: 'up', garbage: 0, status: { code: 'ready' } });
    for (const preset of [1, 38]) {
      expect(await driver.submit({ type: 'recall', preset })).toEqual({ ok: true, evidence: 'acknowledged' });
      await until(({ motion }) => motion.kind === 'still' && motion.preset === preset);
      expect(camera.isMoving()).toBe(false);
    }
    const picture = await fetch(`http://${host}:${simulator.ports.picture}/frame.jpg`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    await picture.arrayBuffer();
    simulator.move?.({ pan: 30, tilt: 0, zoom: 0 });
    await until(({ motion }) => motion.kind === 'moving' && motion.preset === null);
    expect(lies).toEqual([]);
  });

  it('survives a restart, an answer that breaks off and one that is rubbish', async () => {
    const { simulator, driver, until } = await connect();
    await until(({ motion }) => motion.kind === 'still');
    simulator.fault('cut', {});
    simulator.fault('garbage', { bytes: 500 });
    await until((_, { garbage }) => garbage > 0);
    await until(({ motion }) => motion.kind === 'still');
    simulator.reboot();
    await until((_, { link }) => link !== 'up');
    await until(({ motion }, { link }) => link === 'up' && motion.kind === 'still');
    expect(driver.health().status?.code).toBe('ready');
    expect(simulator.fault('earthquake', {})).toMatchObject({ ok: false });
    expect(simulator.truth()).toMatchObject({ id: 'camera-1' });
  });

  it('with the wrong password is refused, and says so', async () => {
    const { driver, until } = await connect({ password: 'falsch' });
    await until((_, { status }) => status?.code === 'wrong-password');
    expect(driver.health()).toMatchObject({ link: 'down', status: { level: 'fault' } });
  });

  it('over TLS speaks only to the certificate that the config names', async () => {
    const heard: string[] = [];
    const certificate = await selfSigned(host);
    const server = createTlsServer(certificate, (request, response) => {
      heard.push(request.url ?? '');
      response.writeHead(404).end('nothing here');
    });
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    ends.push(
      () =>
        new Promise((resolve) => {
          server.close(resolve);
          server.closeAllConnections();
        }),
    );
    const address = `https://${host}:${(server.address() as AddressInfo).port}`;
    const wrong = await connect({ address, certificate: 'AB'.repeat(32) });
    await wrong.until((_, { status }) => status?.code === 'unknown-certificate');
    expect(wrong.driver.health().status?.detail).toBe(certificate.fingerprint);
    expect(heard).toEqual([]);
    const right = await connect({ address, certificate: certificate.fingerprint, path: '/onvif/here' });
    await right.until((_, { status }) => status?.code === 'wrong-device');
    expect(heard).toEqual(['/onvif/here']);
  });

  it('cannot serve a port that is taken', async () => {
    const { simulator } = await connect();
    const { world } = standardChamber({ seats: 4, cameras: 1, seed: 2, clock: realClock });
    const options = { world, clock: realClock, id: 'camera-1', host, port: simulator.ports.device };
    await expect(serve(options)).rejects.toThrow('EADDRINUSE');
  });
});

describe('the ONVIF transport', () => {
  const link = (port: number) => {
    const connection = connectTo(createOnvifTransport({ host, port, username: 'a', password: 'geheim' }));
    ends.push(() => connection.link.close());
    return connection;
  };
  async function answering(respond: (body: string) => string): Promise<number> {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => response.end(respond(`${request.headers['content-type'] ?? ''}\n${body}`)));
    });
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    ends.push(
      () =>
        new Promise((resolve) => {
          server.close(resolve);
          server.closeAllConnections();
        }),
    );
    return (server.address() as AddressInfo).port;
  }

  it('never sends the password, dates credentials by the given time, and makes no digest twice', async () => {
    const heard: string[] = [];
    const port = await answering((body) => {
      heard.push(body);
      return '';
    });
    const connection = link(port);
    await connection.until(() => connection.isUp());
    const call = { path: '/', request: { type: 'get-profiles' }, pullPoint: null, timeoutMs: 2000 } as const;
    connection.link.send({ ...call, id: 1, createdAt: Date.UTC(2001, 0, 2) });
    connection.link.send({ ...call, id: 2, createdAt: Date.UTC(2001, 0, 2) });
    connection.link.send({ ...call, id: 3, createdAt: 'anonymous' });
    await connection.until(() => connection.received.length === 3);
    const signed = heard.filter((body) => body.includes('UsernameToken'));
    expect(signed).toHaveLength(2);
    expect(new Set(signed.map((body) => /Digest">([^<]+)</.exec(body)?.[1])).size).toBe(2);
    for (const body of heard) {
      expect(body).not.toContain('geheim');
      expect(body).toContain('action="http://www.onvif.org/ver10/media/wsdl/GetProfiles"');
    }
    expect(signed[0]).toContain('<wsu:Created>2001-01-02T00:00:00.000Z</wsu:Created>');
  });

  it('reads no document with definitions of its own, and none that never ends', async () => {
    const soap = (text: string): string => `<Envelope><Body><a>${text}</a></Body></Envelope>`;
    const bodies = [
      `<!DOCTYPE Envelope [<!ENTITY x "y">]>${soap('&x;')}`,
      `<!DOCTYPE Envelope>${soap('')}`,
      soap('<a/>'.repeat(20_000)),
      soap('x'.repeat(600_000)),
      '{}',
    ];
    const port = await answering(() => bodies.shift() ?? '<Envelope><Body><good/></Body></Envelope>');
    const connection = link(port);
    await connection.until(() => connection.isUp());
    for (let id = 1; id <= 6; id++) {
      connection.link.send({
        id,
        path: '/',
        request: { type: 'get-services' },
        pullPoint: null,
        createdAt: null,
        timeoutMs: 2000,
      });
      await connection.until(() => connection.received.length === id);
    }
    const names = connection.received.map(({ result }: OnvifReply) => result.ok && result.body?.name);
    expect(names).toEqual([...Array<undefined>(5), 'good']);
  });
});

describe('the search for cameras', () => {
  const found = {
    endpoint: 'urn:uuid:1',
    addresses: ['http://192.0.2.20/onvif/device_service'],
    name: 'Kamera Süd',
    hardware: null,
  };
  /** Answers probes on loopback with what `respond` makes of them. */
  async function responder(
    respond: (socket: Socket, relatesTo: string, port: number) => void,
  ): Promise<number> {
    const socket = createSocket('udp4');
    socket.on('message', (data, from) => {
      const relatesTo = parseProbe(
        fromDom(new DOMParser().parseFromString(data.toString(), 'text/xml').documentElement),
      );
      if (relatesTo !== undefined) respond(socket, relatesTo, from.port);
    });
    await new Promise<void>((resolve) => socket.bind(0, host, resolve));
    ends.push(() => new Promise<void>((resolve) => socket.close(() => resolve())));
    return socket.address().port;
  }

  it('brings each camera once, whoever answers how often, and nobody else', async () => {
    const port = await responder((socket, relatesTo, to) => {
      const answer = (text: string): void => socket.send(text, to, host);
      answer('rubbish');
      answer(encodeProbeMatch('m', 'urn:uuid:somebody-elses-question', { ...found, endpoint: 'urn:uuid:9' }));
      answer(encodeProbeMatch('m', relatesTo, found));
      answer(encodeProbeMatch('m', relatesTo, { ...found, endpoint: 'urn:uuid:2', name: null }));
      answer(encodeProbeMatch('m', relatesTo, found));
    });
    const cameras = await discover({ listenMs: 400, from: host, to: { host, port } });
    expect(cameras).toEqual([found, { ...found, endpoint: 'urn:uuid:2', name: null }]);
  });

  it('asks once more, because a datagram may be lost', async () => {
    let probes = 0;
    const port = await responder((socket, relatesTo, to) => {
      if (++probes === 2) socket.send(encodeProbeMatch('m', relatesTo, found), to, host);
    });
    expect(await discover({ listenMs: 600, to: { host, port } })).toEqual([found]);
    expect(probes).toBe(2);
  });

  it('ends with nobody where nobody answers, and says when this PC cannot ask', async () => {
    const port = await responder(() => undefined);
    expect(await discover({ listenMs: 250, to: { host, port } })).toEqual([]);
    await expect(discover({ listenMs: 250, from: '192.0.2.1', to: { host, port } })).rejects.toThrow();
  });
});
