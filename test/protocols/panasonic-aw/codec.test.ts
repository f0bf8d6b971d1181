import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, hex } from '../../../protocols/bytes.ts';
import { encodeAwAnswer, parseAwAnswer, parseAwText } from '../../../protocols/panasonic-aw/answers.ts';
import {
  awModelOf,
  awModels,
  panUnits,
  tiltUnits,
  toPosition,
  toRaw,
  zoomUnits,
} from '../../../protocols/panasonic-aw/models.ts';
import { awNotices } from '../../../protocols/panasonic-aw/notices.ts';
import { encodeAwRequest, parseAwRequest } from '../../../protocols/panasonic-aw/requests.ts';
import { answers, notices, requests } from '../../golden/panasonic-aw.ts';
import { answerLaws, requestLaws } from '../http-laws.ts';
import { decodeInPieces, streamLaws } from '../laws.ts';

describe('golden frames', () => {
  test.each(requests)('a client asks %s', (path, request) => {
    expect(encodeAwRequest(request)).toEqual({ method: 'GET', path });
    expect(parseAwRequest({ method: 'GET', path })).toEqual(request);
  });
  test.each(answers)('the camera says %s', (body, answer) => {
    expect(encodeAwAnswer(answer)).toEqual({ status: 200, body });
    expect(parseAwAnswer({ status: 200, body })).toEqual({ ok: true, message: answer });
  });
  test.each(notices)('the camera reports %s', (bytes, text) => {
    expect(awNotices.encode(text)).toEqual(hex(bytes));
    expect(decodeInPieces(awNotices, hex(bytes), []).messages).toEqual([text]);
  });
});

describe('laws', () => {
  const preset = fc.integer({ min: 1, max: 100 });
  const speed = fc.integer({ min: 1, max: 99 });
  const raw = fc.integer({ min: 0, max: 0xffff });
  const lens = fc.integer({ min: 0, max: 0xfff });
  const port = fc.integer({ min: 1, max: 65_535 });
  requestLaws(
    'requests',
    encodeAwRequest,
    parseAwRequest,
    fc.oneof(
      fc.constantFrom(...requests.map(([, request]) => request)),
      fc.record({ type: fc.constantFrom('recall' as const, 'store' as const, 'delete' as const), preset }),
      fc.record({ type: fc.constant('absolute' as const), pan: raw, tilt: raw }),
      fc.record({ type: fc.constant('set-zoom' as const), zoom: lens }),
      fc.record({ type: fc.constant('drive' as const), pan: speed, tilt: speed }),
      fc.record({ type: fc.constant('drive-zoom' as const), zoom: speed }),
      fc.record({ type: fc.constant('register' as const), port }),
    ),
  );
  answerLaws(
    'answers',
    encodeAwAnswer,
    parseAwAnswer,
    fc.oneof(
      fc.constantFrom(...answers.map(([, answer]) => answer)),
      fc.record({ type: fc.constantFrom('preset' as const, 'reached' as const), preset }),
      fc.record({
        type: fc.constant('everything' as const),
        pan: raw,
        tilt: raw,
        zoom: lens,
        focus: lens,
        iris: lens,
      }),
      fc.record({ type: fc.constant('pan-tilt' as const), pan: raw, tilt: raw }),
      fc.record({ type: fc.constant('zoom' as const), zoom: lens }),
    ),
  );
  streamLaws('notices', awNotices, fc.stringMatching(/^[\x20-\x7e]{1,500}$/));
});

describe('what clients ask', () => {
  test.each(['R0', 'R100', 'R-1', 'APC8000', 'APC80008000800', 'AXZ55', 'PTS505', 'O2', 'XYZ'])(
    '#%s is none of the known commands',
    (command) => {
      expect(parseAwRequest({ method: 'GET', path: `/cgi-bin/aw_ptz?cmd=%23${command}&res=1` })).toEqual({
        type: 'other',
        to: 'aw_ptz',
        command: `#${command}`,
      });
    },
  );
  test.each([
    '/',
    '/cgi-bin/aw_ptz',
    '/cgi-bin/aw_xyz?cmd=%23O&res=1',
    '/cgi-bin/event?connect=start&my_port=0&uid=0',
    '/cgi-bin/event?connect=start&my_port=65536&uid=0',
    '/cgi-bin/event?connect=start&my_port=1e3&uid=0',
    '/cgi-bin/event?connect=begin&my_port=80&uid=0',
  ])('%s is unknown', (path) => {
    expect(parseAwRequest({ method: 'GET', path })).toEqual({ type: 'unknown' });
  });
  test('the name is asked of the camera, not of the head', () => {
    expect(parseAwRequest({ method: 'GET', path: '/cgi-bin/aw_ptz?cmd=QID&res=1' })).toMatchObject({
      type: 'other',
    });
  });
});

describe('what the camera says', () => {
  test('digits of a newer firmware are ignored', () => {
    expect(parseAwText('pTV80008000555555FFF0A1')).toMatchObject({ type: 'everything', zoom: 0x555 });
    expect(parseAwText('aPC800080001')).toEqual({ type: 'pan-tilt', pan: 0x8000, tilt: 0x8000 });
    expect(parseAwText('gz55501')).toEqual({ type: 'zoom', zoom: 0x555 });
  });
  test.each(['', 'aPC8000', 'aPC8000800G', 'pTV8000800055', 'gz', 's4', 'p2', '<html>', 'OID:', '0x', 'ü'])(
    '%j is no word of its',
    (text) => {
      expect(parseAwText(text)).toBeUndefined();
    },
  );
  test('line ends around the word do not matter, other statuses than 200 do', () => {
    expect(parseAwAnswer({ status: 200, body: 's04\r\n' }).ok).toBe(true);
    expect(parseAwAnswer({ status: 404, body: 's04' }).ok).toBe(false);
    expect(parseAwAnswer({ status: 200, body: `s04${' '.repeat(2000)}` }).ok).toBe(false);
  });
});

describe('notices', () => {
  const [[bytes] = ['']] = notices;
  test.each([
    ['a size too small for a text', '00 08'],
    ['a size beyond the bound', '02 01'],
  ])('%s is one piece of garbage, and the next frame is read', (_, size) => {
    const broken = hex(bytes);
    broken.set(hex(size), 22);
    const blank = concat(broken.subarray(0, 28), broken.subarray(35));
    expect(decodeInPieces(awNotices, concat(blank, hex(bytes)), [])).toMatchObject({
      messages: ['q04'],
      garbage: 1,
    });
  });
  test('a text without its line ends is garbage', () => {
    const broken = hex(bytes);
    broken[28] = 0x20;
    expect(decodeInPieces(awNotices, broken, [])).toMatchObject({ messages: [], garbage: 1 });
  });
});

describe('scales', () => {
  test.each([
    [{ pan: 0x8000, tilt: 0x8000 }, 0x555, { panDegrees: 0, tiltDegrees: 0, zoom: 0 }],
    [{ pan: 0x2d09, tilt: 0x5555 }, 0xfff, { panDegrees: -175, tiltDegrees: 90, zoom: 1 }],
    [{ pan: 0xd2f5, tilt: 0x8e38 }, 0x555, { panDegrees: 175, tiltDegrees: -30, zoom: 0 }],
  ])('%j and zoom %d', (panTilt, zoom, expected) => {
    const position = toPosition(panTilt, zoom);
    expect(position?.panDegrees).toBeCloseTo(expected.panDegrees, 1);
    expect(position?.tiltDegrees).toBeCloseTo(expected.tiltDegrees, 1);
    expect(position?.zoom).toBe(expected.zoom);
    // The sheet's ends are not quite symmetrical: a unit is less than a hundredth of a degree.
    const raw = toRaw(expected);
    expect(Math.abs(raw.pan - panTilt.pan)).toBeLessThanOrEqual(1);
    expect(Math.abs(raw.tilt - panTilt.tilt)).toBeLessThanOrEqual(1);
    expect(raw.zoom).toBe(zoom);
  });
  test('a position no AW camera can have is none', () => {
    expect(toPosition({ pan: 0x0000, tilt: 0x8000 }, 0x555)).toBeNull();
    expect(toPosition({ pan: 0x8000, tilt: 0xffff }, 0x555)).toBeNull();
    expect(toPosition({ pan: 0x8000, tilt: 0x8000 }, 0x554)).toBeNull();
  });
  test('what is asked for stays within the ranges', () => {
    expect(toRaw({ panDegrees: 999, tiltDegrees: 999, zoom: 9 })).toEqual({
      pan: panUnits.to,
      tilt: tiltUnits.from,
      zoom: zoomUnits.to,
    });
  });
  test('a model is known by its name; of another nothing is believed', () => {
    expect(awModelOf('aw-ue100')).toBe(awModels['aw-ue100']);
    expect(awModelOf('AW-UE4')).toEqual({ name: 'AW-UE4', gapMs: 130, endSignal: false });
  });
});
