import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authenticationOf } from '../../../protocols/obs-websocket/authentication.ts';
import { parseClientMessage } from '../../../protocols/obs-websocket/client-messages.ts';
import { parseEvent } from '../../../protocols/obs-websocket/events.ts';
import {
  encodeClientMessage,
  encodeServerMessage,
  isObject,
  parseServerMessage,
} from '../../../protocols/obs-websocket/messages.ts';
import { parseLoudestPeak } from '../../../protocols/obs-websocket/meters.ts';
import * as outputs from '../../../protocols/obs-websocket/output-responses.ts';
import * as responses from '../../../protocols/obs-websocket/responses.ts';
import * as golden from '../../golden/obs-websocket.ts';

const seed = 20261123;

describe('what OBS sends', () => {
  test.each(golden.serverMessages)('is read and written as in the document: $source', ({ json, message }) => {
    expect(parseServerMessage(json)).toEqual({ ok: true, message });
    expect(JSON.parse(encodeServerMessage(message))).toEqual(JSON.parse(json));
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"op":5}',
    '{"op":"5","d":{}}',
    '{"op":4,"d":{}}',
    '{"op":0,"d":{"rpcVersion":1}}',
    '{"op":0,"d":{"obsWebSocketVersion":"5","rpcVersion":1,"authentication":{"salt":"x"}}}',
    '{"op":5,"d":{"eventData":{}}}',
    '{"op":7,"d":{"requestId":"1","requestType":"GetStats"}}',
    '{"op":7,"d":{"requestId":1,"requestType":"GetStats","requestStatus":{"result":true,"code":100}}}',
    '{"op":9,"d":{"requestId":"1","results":[{}]}}',
  ])('is refused where it makes no sense: %s', (text) => {
    expect(parseServerMessage(text).ok).toBe(false);
  });

  test('is refused when it is binary or longer than the bound', () => {
    expect(parseServerMessage(Buffer.from('{}')).ok).toBe(false);
    expect(parseServerMessage('x'.repeat(8 * 1024 * 1024 + 1))).toMatchObject({ reason: 'too long' });
  });
});

describe('what a client sends', () => {
  test.each(golden.clientMessages)('is read and written as in the document: $source', ({ json, message }) => {
    expect(parseClientMessage(json)).toEqual({ ok: true, message });
    expect(JSON.parse(encodeClientMessage(message))).toEqual(JSON.parse(json));
  });

  test.each([
    ['{', 4002],
    ['{"op":1,"d":{}}', 4003],
    ['{"op":6,"d":{"requestId":"1"}}', 4003],
    ['{"op":8,"d":{"requestId":"1","requests":[1]}}', 4004],
    ['{"op":99,"d":{}}', 4006],
  ])('is refused with the close code of the real one: %s', (text, close) => {
    expect(parseClientMessage(text)).toMatchObject({ ok: false, close });
  });
});

describe('events', () => {
  test.each(golden.events)('%s is understood', (eventType, json, event) => {
    const data: unknown = JSON.parse(json);
    expect(parseEvent(eventType, isObject(data) ? data : {})).toEqual(event);
  });

  test('of no interest are told apart from those that make no sense', () => {
    expect(parseEvent('MediaInputPlaybackEnded', { inputName: 'x' })).toBeNull();
    expect(parseEvent('CurrentProgramSceneChanged', {})).toBeUndefined();
    expect(parseEvent('StreamStateChanged', { outputState: 'FLYING' })).toBeUndefined();
    expect(parseEvent('constructor', {})).toBeNull();
  });
});

describe('answers', () => {
  test('the transition of kind cut is found under whatever name', () => {
    expect(
      responses.parseTransitions({
        currentSceneTransitionName: 'Überblenden',
        transitions: [
          { transitionKind: 'cut_transition', transitionName: 'Schnitt' },
          { transitionKind: 'fade_transition', transitionName: 'Überblenden' },
        ],
      }),
    ).toEqual({ current: 'Überblenden', cut: 'Schnitt' });
  });

  test('special inputs are the names that are set', () => {
    const data = { desktop1: 'Desktop Audio', desktop2: null, mic1: 'Mic/Aux', mic2: null };
    expect(responses.parseSpecialInputs(data)).toEqual(['Desktop Audio', 'Mic/Aux']);
  });

  test('a screenshot is the base64 behind the comma', () => {
    expect(responses.parseScreenshot({ imageData: 'data:image/jpg;base64,/9j/4AA' })).toBe('/9j/4AA');
    expect(responses.parseScreenshot({ imageData: 'file:///etc/passwd' })).toBeUndefined();
  });
});

const data = (json: string): Readonly<Record<string, unknown>> => {
  const value: unknown = JSON.parse(json);
  return isObject(value) ? value : {};
};

describe('outputs', () => {
  test('the list names what runs, under whatever kind', () => {
    expect(outputs.parseOutputList(data(golden.answers.outputList))).toEqual([
      { name: 'simple_stream', kind: 'rtmp_output', isActive: true },
      { name: 'simple_file_output', kind: 'ffmpeg_muxer', isActive: false },
      { name: 'Replay Buffer', kind: 'replay_buffer', isActive: false },
    ]);
  });

  test('an output that does not say that it is off counts as running', () => {
    expect(outputs.parseOutputList({ outputs: [{ outputName: 'NDI' }] })).toMatchObject([{ isActive: true }]);
  });

  test('status, disk and delay are read as OBS writes them', () => {
    expect(outputs.parseStreamStatus(data(golden.answers.streamStatus))).toEqual({
      bytes: 357_054,
      totalFrames: 37,
      skippedFrames: 0,
      congestion: 0,
      isReconnecting: false,
    });
    expect(outputs.parseFreeDiskMb(data(golden.answers.stats))).toBeCloseTo(77_731.36);
    expect(outputs.parseProfileValue(data(golden.answers.delay))).toBe('8');
    expect(outputs.parseFreeDiskMb({ availableDiskSpace: -1 })).toBeUndefined();
  });

  test.each(golden.streamServices)(
    'of a service only the server is told, never a key: %s',
    (json, server) => {
      expect(outputs.parseStreamServer(data(json))).toEqual(server);
      expect(JSON.stringify(outputs.parseStreamServer(data(json)))).not.toContain('geheim');
    },
  );
});

test('the loudest peak is the one behind fader and mute', () => {
  expect(parseLoudestPeak(data(golden.answers.meters))).toBeCloseTo(-18.06, 1);
  expect(parseLoudestPeak(data(golden.answers.mutedMeters))).toBe(-100);
  expect(parseLoudestPeak({ inputs: [{ inputLevelsMul: [[9, 7, 9]] }] })).toBe(0);
  expect(parseLoudestPeak({})).toBeUndefined();
});

test('a text source says its text, one that shows a file says nothing', () => {
  expect(responses.parseInputText(data(golden.answers.textSettings))).toBe('Ä😀 שלום');
  expect(responses.parseInputText({ inputSettings: {} })).toBe('');
  expect(responses.parseInputText({ inputSettings: { text: 'x', from_file: true } })).toBeUndefined();
  expect(responses.parseInputText({ inputSettings: { text: 7 } })).toBeUndefined();
  expect(responses.parseInputText({ inputSettings: { text: 'x'.repeat(9999) } })).toHaveLength(2000);
});

test('the authentication string is the one openssl computes', () => {
  const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
  const { password, answer } = golden.authentication;
  expect(authenticationOf(password, golden.authentication, digest)).toBe(answer);
});

test('no text and no JSON makes a reader throw', () => {
  const readers = [parseServerMessage, parseClientMessage];
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      for (const read of readers) expect(typeof read(text).ok).toBe('boolean');
    }),
    { seed, numRuns: 500 },
  );
  const frame = fc.record({ op: fc.integer({ min: 0, max: 10 }), d: fc.jsonValue() });
  fc.assert(
    fc.property(frame, (value) => {
      for (const read of readers) expect(typeof read(JSON.stringify(value)).ok).toBe('boolean');
    }),
    { seed, numRuns: 500 },
  );
});

test('no answer and no event makes a reader throw, whatever it carries', () => {
  const keys = [
    'scenes',
    'sceneName',
    'inputs',
    'inputName',
    'transitions',
    'transitionName',
    'sceneItems',
    'imageData',
    'outputActive',
    'outputState',
    'inputMuted',
    'inputKinds',
    'baseWidth',
    'outputs',
    'outputBytes',
    'inputSettings',
    'streamServiceSettings',
    'streamServiceType',
    'hotkeys',
    'groups',
    'availableRequests',
    'parameterValue',
  ];
  const anything = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue());
  fc.assert(
    fc.property(anything, (value) => {
      const { hasHotkey, ...readers } = outputs;
      for (const read of [...Object.values(responses), ...Object.values(readers), parseLoudestPeak])
        expect(() => read(value)).not.toThrow();
      expect(() => hasHotkey(value, 'x')).not.toThrow();
      for (const [eventType] of golden.events) expect(() => parseEvent(eventType, value)).not.toThrow();
    }),
    { seed, numRuns: 300 },
  );
});
