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
  ];
  const data = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue());
  fc.assert(
    fc.property(data, (value) => {
      for (const read of Object.values(responses)) expect(() => read(value)).not.toThrow();
      for (const [eventType] of golden.events) expect(() => parseEvent(eventType, value)).not.toThrow();
    }),
    { seed, numRuns: 300 },
  );
});
