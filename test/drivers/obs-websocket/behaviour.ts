/**
 * What the OBS driver must do over real sockets, in sentences that hold for the simulator and for a real
 * OBS alike: sockets.test.ts and real.test.ts run the same suite. Another connection plays the person at
 * the OBS itself and reads the truth.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import type { Driver, Health, StudioPlan } from '../../../drivers/driver.ts';
import { connectObs, type ObsCaller } from '../../../drivers/obs-websocket/caller.ts';
import type { ObsConfig } from '../../../drivers/obs-websocket/config.ts';
import { obsWebsocketKind } from '../../../drivers/obs-websocket/driver.ts';
import { pictureInputOf, provision } from '../../../drivers/obs-websocket/provision.ts';
import {
  applySwitcherEvent,
  soundOf,
  unknownSwitcher,
  type SwitcherCommand,
  type SwitcherState,
} from '../../../protocols/models/switcher.ts';

export interface StudioUnderTest {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  freeze(): void;
  thaw(): void;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface Watched {
  readonly driver: Driver<SwitcherCommand>;
  state(): SwitcherState;
  health(): Health;
  readonly seen: string[];
}

const clock = createSystemClock();
const waitMs = 15_000;
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: waitMs, interval: 10 });

/** A camera that always shows one colour, as MJPEG over HTTP. */
async function startCamera(colour: string): Promise<{ readonly url: string; close(): void }> {
  const canvas = createCanvas(640, 360);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 640, 360);
  const jpeg = await canvas.encode('jpeg', 90);
  const head = `--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`;
  const part = Buffer.concat([Buffer.from(head), jpeg, Buffer.from('\r\n')]);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=frame' });
    const timer = setInterval(() => response.write(part), 40);
    response.on('close', () => clearInterval(timer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function middleOf(jpeg: Uint8Array): Promise<{ size: string; rgb: readonly number[] }> {
  const image = await loadImage(jpeg);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const pixel = context.getImageData(image.width / 2, image.height / 2, 1, 1).data;
  return { size: `${image.width}×${image.height}`, rgb: [...pixel.subarray(0, 3)] };
}

const isRed = ([red = 0, green = 0, blue = 0]: readonly number[]): boolean =>
  red > 180 && green < 80 && blue < 80;

export function describeObsBehaviour(start: () => Promise<StudioUnderTest>): void {
  let studio: StudioUnderTest;
  let hand: ObsCaller;
  const drivers: Driver<SwitcherCommand>[] = [];

  const config = (): ObsConfig => ({
    kind: 'obs-websocket',
    id: 'obs',
    address: { scheme: 'ws', host: studio.host, port: studio.port },
    password: studio.password,
  });
  const plan = (url: string): StudioPlan => ({
    wides: [{ scene: 'Totale', url }],
    cameras: [{ scene: 'Kamera 1', url }, { scene: 'Kamera 2' }],
    slate: { scene: 'Tafel', text: 'Die Sitzung ist nicht öffentlich.' },
    pause: { scene: 'Pause', text: 'Die Sitzung ist unterbrochen.' },
    lowerThird: {
      scene: 'Bauchbinde',
      bar: 'Balken',
      name: 'Name',
      role: 'Funktion',
      item: 'Thema',
      time: 'Redezeit',
      title: 'Titel',
      captions: 'Untertitel',
      background: '#1e2a38',
      text: '#ffffff',
    },
    empty: ['Folien'],
  });
  const takeHand = async (): Promise<void> => {
    hand = await connectObs({ host: studio.host, port: studio.port, password: studio.password, clock });
  };
  async function act(requestType: string, requestData: Record<string, unknown>): Promise<void> {
    const result = await hand.call(requestType, requestData);
    expect(result, `${requestType}: ${result.comment ?? ''}`).toMatchObject({ ok: true });
  }
  async function watch(change: Partial<ObsConfig> = {}): Promise<Watched> {
    let state = unknownSwitcher;
    let health: Health | undefined;
    const seen: string[] = [];
    const driver = obsWebsocketKind.create(
      { ...config(), ...change },
      {
        clock,
        emit(event) {
          seen.push(event.type);
          state = applySwitcherEvent(state, event);
        },
        onHealth: (next) => (health = next),
      },
    );
    drivers.push(driver);
    driver.start();
    return { driver, state: () => state, health: () => health ?? driver.health(), seen };
  }
  async function watchReady(): Promise<Watched> {
    const watched = await watch();
    await until(() => expect(watched.health().status).toEqual({ level: 'ok', code: 'ready' }));
    return watched;
  }
  async function mutedOf(name: string): Promise<unknown> {
    return (await hand.call('GetInputMute', { inputName: name })).data?.['inputMuted'];
  }
  /** Everything that scenes consist of, as OBS tells it. */
  async function dump(): Promise<string> {
    const scenes = ((await hand.call('GetSceneList')).data?.['scenes'] ?? []) as { sceneName: string }[];
    const inputs = ((await hand.call('GetInputList')).data?.['inputs'] ?? []) as { inputName: string }[];
    const parts: unknown[] = [scenes];
    for (const { sceneName } of scenes) parts.push((await hand.call('GetSceneItemList', { sceneName })).data);
    for (const { inputName } of inputs) parts.push((await hand.call('GetInputSettings', { inputName })).data);
    // The size of a picture follows from its source, which may load between two looks.
    const measured = new Set(['sourceWidth', 'sourceHeight', 'width', 'height']);
    return JSON.stringify(parts, (key, value: unknown) => (measured.has(key) ? undefined : value));
  }

  beforeAll(async () => {
    studio = await start();
    await takeHand();
    for (const sceneName of ['wide', 'close', 'slate']) await act('CreateScene', { sceneName });
    await act('CreateInput', { sceneName: 'wide', inputName: 'room', inputKind: 'ffmpeg_source' });
  });
  afterAll(async () => {
    hand.close();
    await studio.stop();
  });
  beforeEach(() => act('SetCurrentProgramScene', { sceneName: 'Scene' }));
  afterEach(() => {
    for (const driver of drivers.splice(0)) driver.stop();
  });

  test('connects, puts the transition on cut and reports the whole state once', async () => {
    await act('SetCurrentSceneTransition', { transitionName: 'Fade' });
    const watched = await watchReady();
    expect(watched.seen).toEqual(['snapshot']);
    expect(watched.state()).toMatchObject({ program: 'Scene', preview: null, stream: 'inactive' });
    expect(watched.state().scenes).toEqual(expect.arrayContaining(['Scene', 'wide', 'close', 'slate']));
    expect(watched.state().inputs).toMatchObject({ room: { kind: 'ffmpeg_source', audio: true } });
    const transition = await hand.call('GetCurrentSceneTransition');
    expect(transition.data?.['transitionKind']).toBe('cut_transition');
  });

  test('a wrong password is said so, and not tried again and again', async () => {
    const watched = await watch({ password: 'wrong' });
    await until(() =>
      expect(watched.health()).toMatchObject({
        link: 'down',
        status: { level: 'fault', code: 'wrong-password' },
      }),
    );
    expect(JSON.stringify(watched.health())).not.toContain(studio.password);
  });

  test('a scene change is read back, also to the scene that is on air already', async () => {
    const watched = await watchReady();
    for (const scene of ['wide', 'wide', 'close']) {
      expect(await watched.driver.submit({ type: 'program', scene })).toEqual({
        ok: true,
        evidence: 'read-back',
      });
      expect(watched.state().program).toBe(scene);
      const truth = await hand.call('GetCurrentProgramScene');
      expect(truth.data?.['currentProgramSceneName']).toBe(scene);
    }
    expect(await watched.driver.submit({ type: 'program', scene: 'nowhere' })).toMatchObject({
      code: 'device-refused',
    });
  });

  test('twenty scene changes in a row end on the last one', async () => {
    const watched = await watchReady();
    const outcomes = Array.from({ length: 20 }, (_, index) =>
      watched.driver.submit({ type: 'program', scene: index % 2 === 0 ? 'wide' : 'close' }),
    );
    const last = (await Promise.all(outcomes)).at(-1);
    expect(last).toEqual({ ok: true, evidence: 'read-back' });
    const truth = await hand.call('GetCurrentProgramScene');
    expect(truth.data?.['currentProgramSceneName']).toBe('close');
    expect(watched.state().program).toBe('close');
  });

  test('sound: every input is muted and read back, the global ones too, and one may be opened', async () => {
    const watched = await watchReady();
    const readBack = { ok: true, evidence: 'read-back' };
    expect(await watched.driver.submit({ type: 'sound', open: [] })).toEqual(readBack);
    for (const name of ['Desktop Audio', 'Mic/Aux', 'room']) expect(await mutedOf(name)).toBe(true);
    expect(soundOf(watched.state())).toBe('closed');
    expect(await watched.driver.submit({ type: 'sound', open: ['Mic/Aux'] })).toEqual(readBack);
    expect(await mutedOf('Mic/Aux')).toBe(false);
    expect(await mutedOf('Desktop Audio')).toBe(true);
    expect(soundOf(watched.state())).toBe('open');
  });

  test('what somebody does in OBS is reported: scene, mute, new input, transition put back to cut', async () => {
    const watched = await watchReady();
    await act('SetCurrentProgramScene', { sceneName: 'close' });
    await until(() => expect(watched.state().program).toBe('close'));
    await act('SetInputMute', { inputName: 'room', inputMuted: true });
    await until(() => expect(watched.state().inputs['room']?.muted).toBe(true));
    await act('SetInputMute', { inputName: 'room', inputMuted: false });
    await until(() => expect(watched.state().inputs['room']?.muted).toBe(false));
    await act('CreateInput', { sceneName: 'slate', inputName: 'title', inputKind: 'text_ft2_source_v2' });
    await until(() => expect(watched.state().inputs['title']).toMatchObject({ audio: false }));
    await act('RemoveInput', { inputName: 'title' });
    await until(() => expect(watched.state().inputs['title']).toBeUndefined());
    await act('SetCurrentSceneTransition', { transitionName: 'Fade' });
    await vi.waitFor(
      async () => expect((await hand.call('GetCurrentSceneTransition')).data?.['transitionName']).toBe('Cut'),
      { timeout: waitMs, interval: 20 },
    );
  });

  test('studio mode: program and preview are set and read back', async () => {
    const watched = await watchReady();
    await act('SetStudioModeEnabled', { studioModeEnabled: true });
    await until(() => expect(watched.state().preview).not.toBeNull());
    const program = watched.driver.submit({ type: 'program', scene: 'wide' });
    const preview = watched.driver.submit({ type: 'preview', scene: 'slate' });
    expect(await program).toEqual({ ok: true, evidence: 'read-back' });
    expect(await preview).toEqual({ ok: true, evidence: 'read-back' });
    const truth = await hand.call('GetSceneList');
    expect(truth.data).toMatchObject({
      currentProgramSceneName: 'wide',
      currentPreviewSceneName: 'slate',
    });
    await act('SetStudioModeEnabled', { studioModeEnabled: false });
    await until(() => expect(watched.state().preview).toBeNull());
  });

  test('provisioning makes what is missing, the second time nothing, and touches no foreign scene', async () => {
    const camera = await startCamera('#c00');
    const foreign = await hand.call('GetSceneItemList', { sceneName: 'wide' });
    const first = await provision(hand.call, plan(camera.url));
    expect(first.created).toEqual(
      expect.arrayContaining(['Totale', 'Kamera 1', 'Kamera 2', 'Tafel', 'Pause', pictureInputOf('Totale')]),
    );
    const before = await dump();
    const second = await provision(hand.call, plan(camera.url));
    expect(second).toMatchObject({ created: [], updated: [] });
    expect(await dump()).toBe(before);
    expect(await hand.call('GetSceneItemList', { sceneName: 'wide' })).toEqual(foreign);
    const moved = await provision(hand.call, plan(`${camera.url}other`));
    expect(moved.updated).toEqual([pictureInputOf('Kamera 1'), pictureInputOf('Totale')]);
    camera.close();
  });

  test('pictures: real JPEGs of program and preview, five a second and more, with what is in front of the camera', async () => {
    const camera = await startCamera('#f00');
    await provision(hand.call, plan(camera.url));
    await act('SetCurrentProgramScene', { sceneName: 'Kamera 1' });
    let latest: Readonly<Record<string, Uint8Array>> = {};
    const counts = { program: 0, preview: 0 };
    const source = obsWebsocketKind.pictures(config(), {
      clock,
      onPicture(name, jpeg) {
        if (name === 'program' || name === 'preview') counts[name]++;
        latest = { ...latest, [name]: jpeg };
      },
    });
    source.watch({ preview: 'Tafel' });
    await vi.waitFor(
      async () => {
        const { size, rgb } = await middleOf(latest.program ?? new Uint8Array());
        expect(size).toBe('640×360');
        expect(rgb).toSatisfy(isRed);
      },
      { timeout: waitMs, interval: 50 },
    );
    const startedAt = performance.now();
    const from = { ...counts };
    await until(() =>
      expect(Math.min(counts.program - from.program, counts.preview - from.preview)).toBe(15),
    );
    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect((await middleOf(latest.preview ?? new Uint8Array())).size).toBe('640×360');
    source.stop();
    await act('SetCurrentProgramScene', { sceneName: 'Scene' });
    camera.close();
  });

  test('a frozen OBS: the command fails within its deadline, the link is hung up, and comes back afterwards', async () => {
    const watched = await watchReady();
    studio.freeze();
    try {
      const startedAt = performance.now();
      expect(await watched.driver.submit({ type: 'program', scene: 'slate' })).toEqual({
        ok: false,
        code: 'device-deadline',
        effect: 'unknown',
      });
      expect(performance.now() - startedAt).toBeLessThan(1500);
      await until(() => expect(watched.health()).toMatchObject({ losses: 1 }));
    } finally {
      studio.thaw();
    }
    await until(() => expect(watched.health().status).toEqual({ level: 'ok', code: 'ready' }));
    expect(await watched.driver.submit({ type: 'program', scene: 'close' })).toMatchObject({ ok: true });
  });

  test('a restart of OBS: the driver comes back by itself with a fresh snapshot', async () => {
    const watched = await watchReady();
    await studio.restart();
    await takeHand();
    await until(() => {
      expect(watched.health()).toMatchObject({ losses: 1, status: { code: 'ready' } });
    });
    expect(watched.seen.filter((type) => type === 'snapshot').length).toBeGreaterThanOrEqual(2);
    expect(await watched.driver.submit({ type: 'program', scene: 'Scene' })).toEqual({
      ok: true,
      evidence: 'read-back',
    });
  });
}
