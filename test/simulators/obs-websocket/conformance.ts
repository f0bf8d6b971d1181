/**
 * Sentences about OBS itself, checked on the simulator and on a real OBS with the same bare WebSocket
 * client: a simulator that is kinder than the real thing would hide our mistakes.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { authenticationOf } from '../../../protocols/obs-websocket/authentication.ts';
import { isObject, type JsonObject } from '../../../protocols/obs-websocket/messages.ts';
import type { StudioUnderTest } from '../../drivers/obs-websocket/behaviour.ts';

interface Frame {
  readonly op: number;
  readonly d: JsonObject;
}

interface BareClient {
  readonly frames: Frame[];
  send(frame: unknown): void;
  next(op: number): Promise<JsonObject>;
  closed: Promise<number>;
  end(): void;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
const waitMs = 5000;

async function connect(studio: StudioUnderTest): Promise<BareClient> {
  const socket = new WebSocket(`ws://${studio.host}:${studio.port}`, 'obswebsocket.json');
  const frames: Frame[] = [];
  let read = 0;
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
  const closed = once(socket, 'close').then(([code]) => Number(code));
  await once(socket, 'open');
  return {
    frames,
    send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    async next(op) {
      return vi.waitFor(
        () => {
          for (let index = read; index < frames.length; index++) {
            const frame = frames[index];
            if (frame?.op !== op) continue;
            read = index + 1;
            return frame.d;
          }
          throw new Error(`no frame with op ${op}`);
        },
        { timeout: waitMs, interval: 2 },
      );
    },
    closed,
    end: () => socket.terminate(),
  };
}

async function identify(studio: StudioUnderTest, client: BareClient, change: JsonObject = {}): Promise<void> {
  const { authentication } = await client.next(0);
  const salts = isObject(authentication)
    ? { challenge: String(authentication['challenge']), salt: String(authentication['salt']) }
    : { challenge: '', salt: '' };
  const string = authenticationOf(studio.password, salts, digest);
  client.send({ op: 1, d: { rpcVersion: 1, authentication: string, eventSubscriptions: 0x7ff, ...change } });
}

/** `deadServer`: what it takes that streams find nobody, where setting the address is not enough. */
export function describeObsConformance(
  start: () => Promise<StudioUnderTest & { deadServer?(): void }>,
): void {
  let studio: StudioUnderTest & { deadServer?(): void };
  let client: BareClient;
  let nextId = 1;

  async function call(requestType: string, requestData?: JsonObject): Promise<JsonObject> {
    const requestId = `t${nextId++}`;
    client.send({ op: 6, d: { requestType, requestId, ...(requestData ? { requestData } : {}) } });
    for (;;) {
      const answer = await client.next(7);
      if (answer['requestId'] === requestId) return answer;
    }
  }
  const codeOf = (answer: JsonObject): unknown =>
    isObject(answer['requestStatus']) ? answer['requestStatus']['code'] : undefined;
  async function act(requestType: string, requestData?: JsonObject): Promise<void> {
    expect(codeOf(await call(requestType, requestData)), requestType).toBe(100);
  }
  /** Events from now on, of these types, as `type value`. */
  function listen(...types: readonly string[]): () => string[] {
    const from = client.frames.length;
    return () =>
      client.frames.slice(from).flatMap(({ op, d }) => {
        const type = String(d['eventType']);
        if (op !== 5 || !types.includes(type)) return [];
        const data = isObject(d['eventData']) ? d['eventData'] : {};
        return [`${type} ${String(data['sceneName'] ?? data['inputName'] ?? data['transitionName'])}`];
      });
  }
  const scenesEvents = ['SceneTransitionStarted', 'CurrentProgramSceneChanged', 'SceneTransitionEnded'];
  const eventually = (check: () => void): Promise<void> =>
    vi.waitFor(check, { timeout: waitMs, interval: 5 });

  beforeAll(async () => {
    studio = await start();
    client = await connect(studio);
    await identify(studio, client);
    await client.next(2);
    for (const sceneName of ['a', 'b']) await act('CreateScene', { sceneName });
    await act('CreateInput', { sceneName: 'a', inputName: 'media', inputKind: 'ffmpeg_source' });
    await act('CreateInput', { sceneName: 'a', inputName: 'colour', inputKind: 'color_source_v3' });
  });
  beforeEach(async () => {
    await act('SetCurrentSceneTransition', { transitionName: 'Cut' });
    const events = listen('CurrentProgramSceneChanged');
    const { responseData } = await call('GetCurrentProgramScene');
    if (isObject(responseData) && responseData['currentProgramSceneName'] === 'Scene') return;
    await act('SetCurrentProgramScene', { sceneName: 'Scene' });
    await eventually(() => expect(events()).toContain('CurrentProgramSceneChanged Scene'));
  });
  afterAll(async () => {
    client.end();
    await studio.stop();
  });

  test.each<[string, JsonObject | undefined, number]>([
    ['Nonsense', undefined, 204],
    ['SetCurrentProgramScene', undefined, 301],
    ['SetCurrentProgramScene', {}, 300],
    ['SetCurrentProgramScene', { sceneName: 7 }, 401],
    ['SetCurrentProgramScene', { sceneName: '' }, 403],
    ['SetCurrentProgramScene', { sceneName: 'nowhere' }, 600],
    ['SetCurrentProgramScene', { sceneName: 'media' }, 602],
    ['CreateScene', { sceneName: 'a' }, 601],
    ['RemoveScene', { sceneName: 'nowhere' }, 600],
    ['CreateInput', { sceneName: 'a', inputName: 'x', inputKind: 'nonsense' }, 605],
    ['CreateInput', { sceneName: 'a', inputName: 'media', inputKind: 'ffmpeg_source' }, 601],
    ['GetInputMute', { inputName: 'media' }, 100],
    ['GetInputMute', { inputName: 'Desktop Audio' }, 100],
    ['GetInputMute', { inputName: 'colour' }, 604],
    ['SetInputMute', { inputName: 'colour', inputMuted: true }, 604],
    ['GetInputMute', { inputName: 'nobody' }, 600],
    ['GetInputMute', { inputName: 'a' }, 602],
    ['SetCurrentPreviewScene', { sceneName: 'a' }, 506],
    ['GetCurrentPreviewScene', undefined, 506],
    ['SetCurrentSceneTransition', { transitionName: 'nothing' }, 600],
    ['StopStream', undefined, 501],
    ['StopRecord', undefined, 501],
    ['GetSourceScreenshot', { sourceName: 'nobody', imageFormat: 'jpg' }, 600],
    ['GetSourceScreenshot', { sourceName: 'a', imageFormat: 'xyz' }, 400],
    ['GetSceneItemId', { sceneName: 'a', sourceName: 'nobody' }, 600],
    ['StopOutput', { outputName: 'nobody' }, 600],
    ['SendStreamCaption', { captionText: 'x' }, 501],
    ['CreateRecordChapter', { chapterName: 'x' }, 204],
    ['TriggerHotkeyByName', { hotkeyName: 'nothing' }, 600],
    ['TriggerHotkeyByName', { hotkeyName: 'OBSBasic.ForceStopStreaming' }, 100],
    ['GetReplayBufferStatus', undefined, 604],
    ['StartReplayBuffer', undefined, 604],
    ['GetGroupSceneItemList', { sceneName: 'a' }, 602],
    ['GetInputSettings', { inputName: 'nobody' }, 600],
    ['SetInputSettings', { inputName: 'nobody', inputSettings: {} }, 600],
    ['CreateSceneItem', { sceneName: 'a', sourceName: 'a' }, 703],
    [
      'SetSceneSceneTransitionOverride',
      { sceneName: 'nowhere', transitionName: null, transitionDuration: null },
      600,
    ],
  ])('%s %j is answered with %i', async (requestType, requestData, code) => {
    expect(codeOf(await call(requestType, requestData))).toBe(code);
  });

  test('a cut is started, has its program changed, and is ended; OBS may send these in any order', async () => {
    const events = listen(...scenesEvents);
    await act('SetCurrentProgramScene', { sceneName: 'a' });
    await eventually(() =>
      expect(events().toSorted()).toEqual([
        'CurrentProgramSceneChanged a',
        'SceneTransitionEnded Cut',
        'SceneTransitionStarted Cut',
      ]),
    );
  });

  // The last events of the test before may still be on their way the first time.
  test('the scene on air is acknowledged without any event', { retry: 2 }, async () => {
    const events = listen(...scenesEvents, 'InputMuteStateChanged');
    await act('SetCurrentProgramScene', { sceneName: 'Scene' });
    // A later event proves that an earlier one would have arrived.
    await act('SetInputMute', { inputName: 'media', inputMuted: false });
    await eventually(() => expect(events()).toEqual(['InputMuteStateChanged media']));
  });

  test('a fade names its target at once and reports it at its end; interrupted, only the last scene', async () => {
    await act('SetCurrentSceneTransition', { transitionName: 'Fade' });
    await act('SetCurrentSceneTransitionDuration', { transitionDuration: 400 });
    const events = listen('CurrentProgramSceneChanged');
    const ends = listen('SceneTransitionEnded');
    const startedAt = performance.now();
    await act('SetCurrentProgramScene', { sceneName: 'a' });
    expect((await call('GetCurrentProgramScene'))['responseData']).toMatchObject({
      currentProgramSceneName: 'a',
    });
    expect(events()).toEqual([]);
    await act('SetCurrentProgramScene', { sceneName: 'b' });
    await eventually(() => expect(events()).toEqual(['CurrentProgramSceneChanged b']));
    expect(performance.now() - startedAt).toBeGreaterThan(350);
    await eventually(() => expect(ends()).toContain('SceneTransitionEnded Fade'));
  });

  test('a mute is reported even where it was so already', async () => {
    await act('SetInputMute', { inputName: 'media', inputMuted: true });
    const events = listen('InputMuteStateChanged');
    await act('SetInputMute', { inputName: 'media', inputMuted: true });
    await eventually(() => expect(events()).toEqual(['InputMuteStateChanged media']));
  });

  test('studio mode: after a direct program change the preview shows the previous program', async () => {
    await act('SetStudioModeEnabled', { studioModeEnabled: true });
    const chosen = listen('CurrentPreviewSceneChanged');
    await act('SetCurrentPreviewScene', { sceneName: 'b' });
    await eventually(() => expect(chosen()).toEqual(['CurrentPreviewSceneChanged b']));
    const events = listen('CurrentProgramSceneChanged', 'CurrentPreviewSceneChanged');
    await act('SetCurrentProgramScene', { sceneName: 'a' });
    await eventually(() =>
      expect(events().toSorted()).toEqual([
        'CurrentPreviewSceneChanged Scene',
        'CurrentProgramSceneChanged a',
      ]),
    );
    await act('SetStudioModeEnabled', { studioModeEnabled: false });
  });

  test("a scene's own transition goes before the one that is set", async () => {
    const override = (transitionName: string | null, transitionDuration: number | null) =>
      act('SetSceneSceneTransitionOverride', { sceneName: 'b', transitionName, transitionDuration });
    await override('Fade', 500);
    const events = listen('SceneTransitionStarted', 'CurrentProgramSceneChanged');
    const startedAt = performance.now();
    await act('SetCurrentProgramScene', { sceneName: 'b' });
    await eventually(() =>
      expect(events()).toEqual(['SceneTransitionStarted Fade', 'CurrentProgramSceneChanged b']),
    );
    expect(performance.now() - startedAt).toBeGreaterThan(400);
    await override(null, null);
    expect((await call('GetSceneSceneTransitionOverride', { sceneName: 'b' }))['responseData']).toMatchObject(
      { transitionName: null },
    );
  });

  test('a stream to a dead server is started with "ok" and stopped', async () => {
    await act('SetStreamServiceSettings', {
      streamServiceType: 'rtmp_custom',
      streamServiceSettings: { server: 'rtmp://127.0.0.1:9/live', key: 'x' },
    });
    studio.deadServer?.();
    const from = client.frames.length;
    await act('StartStream');
    await eventually(() =>
      expect(
        client.frames.slice(from).flatMap(({ op, d }) => {
          const data = isObject(d['eventData']) ? d['eventData'] : {};
          return op === 5 && d['eventType'] === 'StreamStateChanged' ? [String(data['outputState'])] : [];
        }),
      ).toEqual(['OBS_WEBSOCKET_OUTPUT_STARTING', 'OBS_WEBSOCKET_OUTPUT_STOPPED']),
    );
    expect((await call('GetStreamStatus'))['responseData']).toMatchObject({ outputActive: false });
  });

  test('a recording stands in the list of outputs, and is active there while it runs', async () => {
    const entry = async (): Promise<JsonObject | undefined> => {
      const { responseData } = await call('GetOutputList');
      const outputs = isObject(responseData) ? (responseData['outputs'] as JsonObject[]) : [];
      return outputs.find((output) => output['outputName'] === 'simple_file_output');
    };
    expect(await entry()).toMatchObject({ outputActive: false });
    await act('StartRecord');
    await vi.waitFor(async () => expect(await entry()).toMatchObject({ outputActive: true }), {
      timeout: waitMs,
      interval: 20,
    });
    await vi.waitFor(async () => expect(codeOf(await call('StopRecord'))).toBe(100), {
      timeout: waitMs,
      interval: 50,
    });
    await vi.waitFor(async () => expect(await entry()).toMatchObject({ outputActive: false }), {
      timeout: waitMs,
      interval: 20,
    });
  });

  test('settings that are laid over leave the others, and 5.1.0 tells nobody', async () => {
    await act('CreateInput', {
      sceneName: 'a',
      inputName: 'text',
      inputKind: 'text_ft2_source_v2',
      inputSettings: { text: 'x', outline: true },
    });
    const events = listen('InputSettingsChanged', 'InputMuteStateChanged');
    await act('SetInputSettings', { inputName: 'text', inputSettings: { text: 'Ä😀 שלום' }, overlay: true });
    expect((await call('GetInputSettings', { inputName: 'text' }))['responseData']).toMatchObject({
      inputSettings: { text: 'Ä😀 שלום', outline: true },
    });
    await act('SetInputMute', { inputName: 'media', inputMuted: true });
    await eventually(() => expect(events()).toEqual(['InputMuteStateChanged media']));
  });

  test('volume meters come to who asks for them, and to nobody else', async () => {
    const other = await connect(studio);
    await identify(studio, other, { eventSubscriptions: 1 << 16 });
    await other.next(2);
    const { eventType, eventData } = await other.next(5);
    expect(eventType).toBe('InputVolumeMeters');
    expect(eventData).toMatchObject({
      inputs: expect.arrayContaining([
        { inputName: 'Mic/Aux', inputLevelsMul: expect.any(Array) as unknown },
      ]) as unknown,
    });
    other.end();
    expect(client.frames.some(({ d }) => d['eventType'] === 'InputVolumeMeters')).toBe(false);
  });

  test('a batch goes one after the other and tells each result', async () => {
    client.send({
      op: 8,
      d: {
        requestId: 'batch',
        haltOnFailure: false,
        executionType: 0,
        requests: [
          { requestType: 'SetCurrentProgramScene', requestData: { sceneName: 'b' } },
          { requestType: 'GetInputMute', requestData: { inputName: 'colour' } },
          { requestType: 'GetCurrentProgramScene' },
        ],
      },
    });
    const { requestId, results } = await client.next(9);
    expect(requestId).toBe('batch');
    expect((results as JsonObject[]).map(codeOf)).toEqual([100, 604, 100]);
    expect((results as JsonObject[])[2]?.['responseData']).toMatchObject({ currentProgramSceneName: 'b' });
  });

  test.each<[string, (other: BareClient) => Promise<void> | void, number]>([
    ['text that is no JSON', (other) => other.send('{'), 4002],
    ['half a character', (other) => other.send('{"op":1,"d":{"x":"a\\ud800b"}}'), 4002],
    ['an unknown op code before identifying', (other) => other.send({ op: 99, d: {} }), 4007],
    ['a request before identifying', (other) => other.send({ op: 6, d: { requestId: '1' } }), 4007],
    ['an Identify with nothing in it', (other) => other.send({ op: 1, d: {} }), 4009],
    ['a wrong password', (other) => identify(studio, other, { authentication: 'wrong' }), 4009],
    ['another rpcVersion', (other) => identify(studio, other, { rpcVersion: 99 }), 4010],
  ])('%s ends the connection with its close code', async (_what, provoke, code) => {
    const other = await connect(studio);
    await provoke(other);
    expect(await other.closed).toBe(code);
  });

  test.each<[string, unknown, number]>([
    ['identifying twice', { op: 1, d: { rpcVersion: 1 } }, 4008],
    ['an unknown op code', { op: 99, d: {} }, 4006],
  ])('%s ends an identified connection', async (_what, frame, code) => {
    const other = await connect(studio);
    await identify(studio, other);
    await other.next(2);
    other.send(frame);
    expect(await other.closed).toBe(code);
  });
}
