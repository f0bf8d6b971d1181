import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { encodeAnswer, parseAnswer, pathOf, type OnvifAnswer } from '../../../protocols/onvif/answers.ts';
import {
  encodeProbe,
  encodeProbeMatch,
  parseProbe,
  parseProbeMatches,
} from '../../../protocols/onvif/discovery.ts';
import { encodeEnvelope, encodeFault, parseEnvelope, parseFault } from '../../../protocols/onvif/envelope.ts';
import {
  degreesSpace,
  genericPtzSpace,
  genericSpace,
  toPosition,
  toVector,
} from '../../../protocols/onvif/positions.ts';
import {
  encodeRequest,
  parseRequest,
  type OnvifOperation,
  type OnvifRequest,
} from '../../../protocols/onvif/requests.ts';
import { parseStatus } from '../../../protocols/onvif/status.ts';
import { dateTime, duration, parseDateTime, parseDuration } from '../../../protocols/onvif/times.ts';
import { encodeXml, floatIn, fromDom, xml, type XmlElement } from '../../../protocols/xml.ts';
import { answers, fault, heard, requests } from '../../golden/onvif.ts';
import { datagramLaws } from '../laws.ts';

function read(text: string): XmlElement | null {
  try {
    return fromDom(
      new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml').documentElement,
    );
  } catch {
    return null;
  }
}
const bodyOf = (text: string): XmlElement => {
  const envelope = parseEnvelope(read(text));
  if (!envelope) throw new Error('no SOAP');
  return envelope.body;
};
const place = { base: 'http://10.0.0.4', nowMs: 1_795_629_909_000 };

describe('golden messages', () => {
  test.each(requests)('a client asks %j', (request, text) => {
    expect(encodeEnvelope(encodeRequest(request))).toBe(text);
    expect(parseRequest(bodyOf(text))).toEqual(request);
  });
  test.each(answers)('to %s a camera says %s', (operation, text, answer) => {
    expect(parseAnswer(operation, bodyOf(text))).toEqual(answer);
  });
  it('a refusal is known by its innermost code', () => {
    expect(parseFault(bodyOf(fault))).toEqual({ code: 'NoToken', reason: 'no such preset' });
    expect(parseFault(bodyOf(heard('<p:StopResponse/>')))).toBeNull();
  });
});

const name = fc
  .string({ maxLength: 40 })
  .map((text) => text.replace(/[^\P{Cc}]|[\ufffe\uffff]/gu, '').trim());
const token = fc.stringMatching(/^[A-Za-z0-9_]{1,20}$/);
const unit = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((millionths) => millionths / 1e6);
const vector = fc.record({ pan: unit, tilt: unit, zoom: unit });
const ms = fc.integer({ min: 0, max: 86_400_000 });
const anyRequest: fc.Arbitrary<OnvifRequest> = fc.oneof(
  fc.constantFrom<OnvifRequest>(
    { type: 'get-date-and-time' },
    { type: 'get-services' },
    { type: 'get-capabilities' },
    { type: 'get-profiles' },
    { type: 'get-ptz-capabilities' },
  ),
  fc.record({ type: fc.constant('get-node' as const), node: token }),
  fc.record({
    type: fc.constantFrom('get-presets' as const, 'get-status' as const, 'stop' as const),
    profile: token,
  }),
  fc.record({ type: fc.constant('goto-preset' as const), profile: token, preset: token }),
  fc.record({
    type: fc.constant('set-preset' as const),
    profile: token,
    preset: token,
    name: fc.option(name),
  }),
  fc.record({ type: fc.constant('absolute-move' as const), profile: token, position: vector }),
  fc.record({ type: fc.constant('continuous-move' as const), profile: token, velocity: vector }),
  fc.record({ type: fc.constantFrom('create-pull-point' as const, 'renew' as const), lifeMs: ms }),
  fc.record({
    type: fc.constant('pull-messages' as const),
    waitMs: ms,
    limit: fc.integer({ min: 1, max: 100 }),
  }),
);

const encoder = new TextEncoder();
const decoder = new TextDecoder();

describe('laws', () => {
  datagramLaws<OnvifRequest>(
    'requests',
    {
      maxBytes: 5000,
      encode: (request) => encoder.encode(encodeEnvelope(encodeRequest(request))),
      parse(datagram) {
        const envelope = parseEnvelope(read(decoder.decode(datagram)));
        const message = envelope ? parseRequest(envelope.body) : undefined;
        return message ? { ok: true, message } : { ok: false, reason: 'no request' };
      },
    },
    anyRequest,
  );
  for (const operation of new Set(answers.map(([one]) => one)))
    datagramLaws<OnvifAnswer>(
      `answers to ${operation}`,
      {
        maxBytes: 8000,
        encode: (answer) => encoder.encode(encodeEnvelope(encodeAnswer(answer, place))),
        parse(datagram) {
          const envelope = parseEnvelope(read(decoder.decode(datagram)));
          const message = envelope ? parseAnswer(operation, envelope.body) : undefined;
          return message ? { ok: true, message } : { ok: false, reason: 'no answer' };
        },
      },
      fc.constantFrom(...answers.flatMap(([one, , answer]) => (one === operation ? [answer] : []))),
    );
});

describe('what a camera may say about its position', () => {
  const status = (inside: string) =>
    parseStatus(
      read(
        `<x><Position>${inside}</Position><MoveStatus><PanTilt>idle</PanTilt><Zoom> MOVING </Zoom></MoveStatus></x>`,
      ) ?? xml('tt', 'none'),
    );

  it.each([
    '<PanTilt x="NaN" y="0"/>',
    '<PanTilt x="INF" y="0"/>',
    '<PanTilt x="" y="0"/>',
    '<PanTilt y="0"/>',
    '<PanTilt x="0x1" y="0"/>',
    '<Zoom x="0"/>',
    '',
  ])('%s is none, and not the origin', (inside) => {
    expect(status(inside).position).toBeNull();
  });

  it('and a word that is none of the three says nothing', () => {
    expect(status('')).toMatchObject({ panTilt: null, zoom: 'moving' });
  });

  const head = { panDegrees: { from: -170, to: 170 }, tiltDegrees: { from: -20, to: 90 } };
  const raw = (change: object) => ({ pan: 0, tilt: 0, space: null, zoom: 0, ...change });
  const at = (change: object) => toPosition(raw(change), genericPtzSpace, head);

  it('becomes degrees over the whole range of the head', () => {
    expect(at({})).toEqual({ panDegrees: 0, tiltDegrees: 35, zoom: 0 });
    expect(at({ pan: -1, tilt: 1, zoom: 1, space: genericSpace })).toEqual({
      panDegrees: -170,
      tiltDegrees: 90,
      zoom: 1,
    });
    expect(at({ pan: 12.5, tilt: -3, space: degreesSpace })).toEqual({
      panDegrees: 12.5,
      tiltDegrees: -3,
      zoom: 0,
    });
  });

  it('is none beyond the ends, in a space of the maker, or without its zoom', () => {
    for (const change of [
      { pan: 1.1 },
      { tilt: -1.1 },
      { zoom: 2 },
      { zoom: null },
      { space: 'http://maker.example/steps' },
    ])
      expect(at(change)).toBeNull();
    expect(at({ pan: 400, space: degreesSpace })).toBeNull();
    expect(at({ zoom: 1.005 })).toMatchObject({ zoom: 1 });
    expect(toPosition(raw({ zoom: null }), { ...genericPtzSpace, zoom: null }, head)).toMatchObject({
      zoom: 0,
    });
  });

  it('goes there and back, and nowhere beyond the ends', () => {
    const position = { panDegrees: -42.5, tiltDegrees: 7.25, zoom: 0.125 };
    const found = toVector(position, genericPtzSpace, head);
    const back = found && toPosition({ ...found, space: null }, genericPtzSpace, head);
    expect(back?.panDegrees).toBeCloseTo(position.panDegrees, 9);
    expect(back?.tiltDegrees).toBeCloseTo(position.tiltDegrees, 9);
    expect(back?.zoom).toBeCloseTo(position.zoom, 9);
    for (const wrong of [
      { panDegrees: 170.1 },
      { tiltDegrees: NaN },
      { zoom: -0.1 },
      { panDegrees: -Infinity },
    ])
      expect(toVector({ ...position, ...wrong }, genericPtzSpace, head)).toBeNull();
  });
});

describe('what clients ask', () => {
  it.each([
    '<p:Reboot/>',
    '<p:GotoPreset><p:ProfileToken>a</p:ProfileToken></p:GotoPreset>',
    '<p:GetStatus/>',
    '<p:AbsoluteMove><p:ProfileToken>a</p:ProfileToken><p:Position><onv:PanTilt x="0" y="0"/></p:Position></p:AbsoluteMove>',
    '<p:Stop><p:ProfileToken>a</p:ProfileToken><p:PanTilt>false</p:PanTilt></p:Stop>',
    '<ev:PullMessages><ev:Timeout>soon</ev:Timeout><ev:MessageLimit>1</ev:MessageLimit></ev:PullMessages>',
  ])('%s is wrong, or not here', (body) => {
    expect(parseRequest(bodyOf(heard(body)))).toBeUndefined();
  });

  it('stops everything when it says nothing of axes', () => {
    expect(parseRequest(bodyOf(heard('<p:Stop><p:ProfileToken>a</p:ProfileToken></p:Stop>')))).toEqual({
      type: 'stop',
      profile: 'a',
    });
  });
});

describe('envelopes', () => {
  it('carry credentials and the addresses of a subscription, with what the camera wants back', () => {
    const usernameToken = {
      username: 'a<b',
      digest: 'ZGlnZXN0',
      nonce: 'bm9uY2U=',
      created: '2026-11-25T18:05:09.000Z',
    };
    const reference: XmlElement = {
      namespace: 'http://maker.example/ns',
      name: 'SubscriptionId',
      attributes: {},
      children: [],
      text: '42',
    };
    const text = encodeEnvelope(
      encodeRequest({ type: 'renew', lifeMs: 1000 }),
      {
        token: usernameToken,
        addressing: {
          action: 'urn:renew',
          to: 'http://10.0.0.4/a?b=1&c=2',
          referenceParameters: [reference],
        },
      },
      ['ter'],
    );
    expect(parseEnvelope(read(text))?.token).toEqual(usernameToken);
    expect(text).toContain('<wsa:To>http://10.0.0.4/a?b=1&amp;c=2</wsa:To>');
    expect(text).toContain(
      '<SubscriptionId xmlns="http://maker.example/ns" wsa:IsReferenceParameter="true">42</SubscriptionId>',
    );
    expect(text).toContain('<wsse:Security s:mustUnderstand="1">');
    expect(text).toContain('xmlns:ter=');
  });

  it('of a refusal go there and back', () => {
    const body = encodeFault({ code: 'NotAuthorized', reason: 'no' });
    expect(parseFault(bodyOf(encodeEnvelope(body, {}, ['ter'])))).toEqual({
      code: 'NotAuthorized',
      reason: 'no',
    });
  });

  it('are none without a body, or without SOAP', () => {
    expect(parseEnvelope(null)).toBeNull();
    expect(parseEnvelope(read('<html><Body><p/></Body></html>'))).toBeNull();
    expect(parseEnvelope(read('<Envelope><Body/></Envelope>'))).toBeNull();
  });

  it('deeper or longer than any answer are not read', () => {
    expect(read('<a>'.repeat(40) + '</a>'.repeat(40))).toBeNull();
    expect(read(`<a>${'<b/>'.repeat(20_000)}</a>`)).toBeNull();
  });

  it('carry no character that XML has not', () => {
    expect(encodeXml(xml('tt', 'Name', 'a\u0000b\u001f"<'))).toContain('>ab&quot;&lt;<');
  });
});

describe('services', () => {
  it.each([
    ['http://10.0.0.4/onvif/ptz', '/onvif/ptz'],
    ['https://[fe80::1]:8443/a/b?c=1', '/a/b?c=1'],
    ['http://10.0.0.4', null],
    ['ftp://10.0.0.4/a', null],
    ['http://10.0.0.4/a b', null],
    ['/onvif/ptz', null],
    ['', null],
  ])('at %s are asked at the path %s', (address, path) => {
    expect(pathOf(address)).toBe(path);
  });
});

describe('times', () => {
  it('are those of the calendar, for a hundred years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (at) => {
        expect(dateTime(at)).toBe(new Date(at).toISOString());
        expect(parseDateTime(dateTime(at))).toBe(at);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
  it.each(['2026-13-01T00:00:00Z', '2026-01-01T25:00:00Z', '2026-01-01', '2026-01-01T00:00:00+01:00', 'now'])(
    '%s is none',
    (text) => expect(parseDateTime(text)).toBeUndefined(),
  );
  it('last as long as they say', () => {
    for (const [text, expected] of [
      ['PT5S', 5000],
      ['PT1M', 60_000],
      ['P1DT1H1M1.5S', 90_061_500],
      ['PT0.5S', 500],
    ] as const)
      expect(parseDuration(text)).toBe(expected);
    for (const text of ['', 'P', 'PT', '5S', 'PT-5S', 'P1Y']) expect(parseDuration(text)).toBeUndefined();
    expect(duration(2500)).toBe('PT2.5S');
  });
  it('and numbers are finite', () => {
    for (const text of ['NaN', 'INF', '-INF', '', ' ', '1e999', '0x10', '1,5', '١'])
      expect(floatIn(text)).toBeUndefined();
    for (const [text, value] of [
      ['-1', -1],
      ['.5', 0.5],
      ['1.', 1],
      ['1E-3', 0.001],
      ['+2', 2],
    ] as const)
      expect(floatIn(text)).toBe(value);
  });
});

describe('the search for cameras', () => {
  const found = {
    endpoint: 'urn:uuid:5f5a69c2-e0ae-504f-829b-00FFFA538C17',
    addresses: ['http://192.0.2.20/onvif/device_service', 'https://192.0.2.20/onvif/device_service'],
    name: 'Kamera Süd',
    hardware: 'PTZ 20',
  };
  it('asks for transmitters of video, and reads who they are', () => {
    expect(parseProbe(read(encodeProbe('urn:uuid:1')))).toBe('urn:uuid:1');
    const match = read(encodeProbeMatch('urn:uuid:2', 'urn:uuid:1', found));
    expect(parseProbeMatches(match, 'urn:uuid:1')).toEqual([found]);
    expect(parseProbeMatches(match, 'urn:uuid:9')).toEqual([]);
  });
  it('passes over those without an address, and names that are broken', () => {
    const match = (inside: object) =>
      parseProbeMatches(read(encodeProbeMatch('b', 'a', { ...found, ...inside })), 'a');
    expect(match({ addresses: ['soap.udp://192.0.2.20:3702'] })).toEqual([]);
    expect(match({ name: null, hardware: null })).toEqual([{ ...found, name: null, hardware: null }]);
    expect(match({ name: 'x'.repeat(300) })).toMatchObject([{ name: null }]);
    expect(parseProbeMatches(read(encodeProbe('a')), 'a')).toEqual([]);
    expect(parseProbe(read(encodeProbeMatch('b', 'a', found)))).toBeUndefined();
  });
});

test('no operation is left out of the golden messages', () => {
  const types = new Set<OnvifOperation>(requests.map(([{ type }]) => type));
  expect([...types].sort()).toEqual([...new Set(answers.map(([operation]) => operation))].sort());
  expect(types.size).toBe(16);
});
