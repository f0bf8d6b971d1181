import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../protocols/clock.ts';
import { errorOf } from '../../ui/live/http.ts';
import { createPictureStream, parsePicture, type PictureSocketHandlers } from '../../ui/live/pictures.ts';
import { timeLevel } from '../../ui/components/time.tsx';
import { shortened } from '../../ui/components/words.ts';
import { slateOf } from '../../ui/views/display/slate.ts';
import { requestedRole, signInPath } from '../../ui/components/paths.ts';
import { layoutSeats, neighbour, targetPx } from '../../ui/components/seat-map/seat-layout.ts';
import { markGroups } from '../../ui/components/seat-map/groups.ts';
import { seatPlan } from '../../protocols/models/seating.ts';
import { hemicycle } from './seats.ts';

const jpeg = (...head: readonly number[]): ArrayBuffer =>
  new Uint8Array([...head, 0xff, 0xd8, 0xff, 0xe0]).buffer;
const cameraJpeg = (id: string): ArrayBuffer => {
  const bytes = new TextEncoder().encode(id);
  return jpeg(2, bytes.length, ...bytes);
};

describe('the moving pictures', () => {
  function setUp() {
    const clock = createVirtualClock();
    const sockets: { handlers: PictureSocketHandlers; sent: string[]; closed: boolean }[] = [];
    const stream = createPictureStream(clock, (handlers) => {
      const socket = { handlers, sent: [] as string[], closed: false };
      sockets.push(socket);
      return {
        send: (text) => socket.sent.push(text),
        close: () => {
          socket.closed = true;
        },
      };
    });
    return { clock, sockets, stream };
  }

  test('one connection serves both pictures and ends with the last who looks', () => {
    const { sockets, stream } = setUp();
    const seen: string[] = [];
    const stopProgram = stream.watch({ kind: 'program' }, () => seen.push('program'));
    const stopPreview = stream.watch({ kind: 'preview' }, () => seen.push('preview'));
    expect(sockets).toHaveLength(1);
    sockets[0]?.handlers.onOpen();
    expect(sockets[0]?.sent).toEqual(['{"type":"watch"}']);
    sockets[0]?.handlers.onMessage(jpeg(1));
    sockets[0]?.handlers.onMessage(jpeg(0));
    expect(seen).toEqual(['preview', 'program']);
    stopProgram();
    expect(sockets[0]?.closed).toBe(false);
    stopPreview();
    expect(sockets[0]?.closed).toBe(true);
  });

  test('a lost connection is opened again while somebody looks, and only then', async () => {
    const { clock, sockets, stream } = setUp();
    const stop = stream.watch({ kind: 'program' }, () => undefined);
    sockets[0]?.handlers.onClose();
    await clock.advance(1500);
    expect(sockets).toHaveLength(2);
    stop();
    sockets[1]?.handlers.onClose();
    await clock.advance(5000);
    expect(sockets).toHaveLength(2);
    expect(clock.pending()).toBe(0);
  });

  test('cameras are asked for by their ids, and the list follows who looks', () => {
    const { sockets, stream } = setUp();
    const seen: string[] = [];
    const look = (camera: string) => stream.watch({ kind: 'camera', camera }, () => seen.push(camera));
    const stopProgram = stream.watch({ kind: 'program' }, () => seen.push('program'));
    const [socket] = sockets;
    socket?.handlers.onOpen();
    const stops = [look('camera-2'), look('camera-2'), look('Bühne')];
    expect(socket?.sent).toEqual([
      '{"type":"watch"}',
      '{"type":"watch","cameras":["camera-2"]}',
      '{"type":"watch","cameras":["Bühne","camera-2"]}',
    ]);
    socket?.handlers.onMessage(cameraJpeg('camera-2'));
    socket?.handlers.onMessage(cameraJpeg('Bühne'));
    socket?.handlers.onMessage(cameraJpeg('camera-3'));
    expect(seen).toEqual(['camera-2', 'camera-2', 'Bühne']);
    for (const stop of stops) stop();
    expect(socket?.sent.slice(3)).toEqual(['{"type":"watch","cameras":["Bühne"]}', '{"type":"watch"}']);
    stopProgram();
    expect(socket?.closed).toBe(true);
  });

  test('a new connection is told of the cameras again', async () => {
    const { clock, sockets, stream } = setUp();
    const stop = stream.watch({ kind: 'camera', camera: 'camera-2' }, () => undefined);
    sockets[0]?.handlers.onOpen();
    sockets[0]?.handlers.onClose();
    await clock.advance(1500);
    sockets[1]?.handlers.onOpen();
    expect(sockets[1]?.sent).toEqual(['{"type":"watch","cameras":["camera-2"]}']);
    stop();
  });

  test('only a known picture that begins as a JPEG is taken, and random bytes never throw', () => {
    expect(parsePicture(jpeg(0))?.name).toEqual({ kind: 'program' });
    expect(parsePicture(cameraJpeg('c'))?.name).toEqual({ kind: 'camera', camera: 'c' });
    expect(parsePicture(cameraJpeg('c'))?.jpeg).toHaveLength(4);
    expect(parsePicture(jpeg(3))).toBeNull();
    // No id, an id that is longer than the message, one that is no UTF-8.
    for (const head of [
      [2, 0],
      [2, 200, 99],
      [2, 1, 0xff],
    ])
      expect(parsePicture(jpeg(...head))).toBeNull();
    expect(parsePicture(new ArrayBuffer(0))).toBeNull();
    expect(parsePicture('text')).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        parsePicture(bytes.slice().buffer);
      }),
      { seed: 640_360 },
    );
  });
});

describe('the seat layout', () => {
  const places = (rows: readonly number[]) =>
    Object.entries(hemicycle(rows)).map(([seat, { x, y }]) => ({ seat: Number(seat), x, y }));

  test('40 seats on a desk screen are large enough for a finger', () => {
    expect(layoutSeats(places([8, 13, 19]), 900, 560).pressable).toBe(true);
  });

  test('40 seats on a phone are not, and the page must offer something else', () => {
    expect(layoutSeats(places([8, 13, 19]), 360, 260).pressable).toBe(false);
  });

  test('tiles never overlap when they are meant to be pressed, wherever the seats stand', () => {
    // A grid whose seats have been pushed about: some are large enough, some are not.
    const shift = fc.integer({ min: -35, max: 35 }).map((thousandths) => thousandths / 1000);
    const halls = fc.array(fc.tuple(shift, shift), { minLength: 2, maxLength: 40 });
    let pressable = 0;
    fc.assert(
      fc.property(halls, (shifts) => {
        const layout = layoutSeats(
          shifts.map(([dx, dy], index) => ({
            seat: index + 1,
            x: (index % 14) / 14 + 0.04 + dx / 6,
            y: Math.floor(index / 14) / 4 + 0.1 + dy,
          })),
          900,
          560,
        );
        if (!layout.pressable) return;
        pressable++;
        expect(layout.height).toBeGreaterThanOrEqual(targetPx);
        for (const one of layout.places) {
          expect(one.width).toBeGreaterThanOrEqual(targetPx);
          expect(one.x - one.width / 2).toBeGreaterThanOrEqual(-1e-6);
          expect(one.x + one.width / 2).toBeLessThanOrEqual(900 + 1e-6);
          for (const other of layout.places)
            if (one.seat < other.seat)
              expect(
                Math.abs(one.x - other.x) >= (one.width + other.width) / 2 - 1e-3 ||
                  Math.abs(one.y - other.y) >= layout.height - 1e-3,
              ).toBe(true);
        }
      }),
      { seed: 44, numRuns: 300 },
    );
    expect(pressable).toBeGreaterThan(50);
  });

  test('60 seats of a seat plan fill the box of every desk screen and tablet', () => {
    const plan = seatPlan({ kind: 'hemicycle', rows: [8, 12, 17, 22], chair: 60 });
    const seats = plan.map(({ seat, x, y, chair }) => ({ seat, x, y, wide: chair }));
    for (const [width, height] of [
      [870, 440],
      [740, 370],
      [690, 340],
    ] as const) {
      const layout = layoutSeats(seats, width, height);
      expect(layout.pressable).toBe(true);
      const lefts = layout.places.map(({ x, width: tile }) => x - tile / 2);
      const tops = layout.places.map(({ y }) => y - layout.height / 2);
      expect(Math.min(...lefts)).toBeLessThan(targetPx / 2);
      expect(Math.max(...tops)).toBeGreaterThan(height - layout.height - targetPx / 2);
      // Pushed apart alike on both sides: the hall keeps its symmetry.
      for (const place of layout.places)
        expect(layout.places.some((other) => Math.abs(other.x + place.x - width) < 1)).toBe(true);
    }
  });

  test('a hall with one row, one seat or none stands in the middle', () => {
    const one = layoutSeats([{ seat: 1, x: 0.5, y: 0.5 }], 900, 500);
    expect(one.places[0]).toMatchObject({ x: 450, y: 250 });
    expect(layoutSeats([], 900, 500).places).toEqual([]);
    const row = layoutSeats(
      [0, 0.5, 1].map((x, index) => ({ seat: index + 1, x, y: 0.3 })),
      900,
      500,
    );
    expect(row.places.map(({ y }) => y)).toEqual([250, 250, 250]);
  });

  test('arrow keys lead to the seat beside and stop at the edge', () => {
    const { places: laid } = layoutSeats(places([8, 13, 19]), 900, 560);
    expect(neighbour(laid, 4, 'right')).toBe(5);
    expect(neighbour(laid, 5, 'left')).toBe(4);
    expect(neighbour(laid, 22, 'left')).toBeNull();
  });

  test('every seat can be reached by arrow keys from the first', () => {
    const { places: laid } = layoutSeats(places([12, 16, 20, 24, 28]), 900, 620);
    const reached = new Set([1]);
    const open = [1];
    for (let from = open.pop(); from !== undefined; from = open.pop())
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = neighbour(laid, from, direction);
        if (next === null || reached.has(next)) continue;
        reached.add(next);
        open.push(next);
      }
    expect(laid.filter(({ seat }) => !reached.has(seat))).toEqual([]);
  });
});

describe('the marks of groups', () => {
  const shorts = (...groups: readonly string[]): readonly string[] => {
    const seats = Object.fromEntries(
      groups.map((group, index) => [
        String(index + 1),
        {
          x: 0,
          y: 0,
          label: String(index + 1),
          role: 'delegate',
          microphone: 'closed',
          confirmed: true,
          group,
        } as const,
      ]),
    );
    const marks = markGroups(seats);
    return groups.map((group) => marks.get(group)?.short ?? '');
  };

  test('are short, and leave out what every name begins with', () => {
    expect(shorts('Gruppe A', 'Gruppe B')).toEqual(['A', 'B']);
    expect(shorts('CDU', 'SPD', 'Freie Wähler', 'Bürgerliste')).toEqual(['CDU', 'SPD', 'FW', 'Bür']);
    expect(shorts('Gruppe A')).toEqual(['GA']);
  });

  test('differ for every group, whatever the names', () => {
    // Few letters, so that names begin alike.
    const unit = fc.constantFrom('A', 'b', ' ', '-', '2');
    const groupName = fc.string({ unit, minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.uniqueArray(groupName, { maxLength: 30 }), (names) => {
        const all = shorts(...names);
        expect(new Set(all).size).toBe(names.length);
        for (const short of all) expect(short.length).toBeLessThanOrEqual(4);
      }),
      { seed: 8, numRuns: 200 },
    );
  });
});

describe('small parts', () => {
  test('speaking time turns short where the house says, and over at the limit', () => {
    expect(timeLevel(10, {})).toBe('free');
    const fiveMinutes = { limitMs: 300_000, amberMs: 30_000 };
    expect(timeLevel(269, fiveMinutes)).toBe('ample');
    expect(timeLevel(270, fiveMinutes)).toBe('short');
    expect(timeLevel(299, fiveMinutes)).toBe('short');
    expect(timeLevel(300, fiveMinutes)).toBe('over');
  });

  test('without a word from the house the last minute is short, of a short time its last quarter', () => {
    expect(timeLevel(239, { limitMs: 300_000 })).toBe('ample');
    expect(timeLevel(240, { limitMs: 300_000 })).toBe('short');
    expect(timeLevel(44, { limitMs: 60_000 })).toBe('ample');
    expect(timeLevel(45, { limitMs: 60_000 })).toBe('short');
  });

  test.each([
    ['unknown', undefined, 'before'],
    ['unknown', 'prepared', 'before'],
    ['non-public', 'prepared', 'before'],
    ['unknown', 'open', 'opened'],
    ['paused', 'open', 'paused'],
    ['paused', 'interrupted', 'paused'],
    ['unknown', 'interrupted', 'paused'],
    ['paused', 'non-public', 'non-public'],
    ['non-public', undefined, 'non-public'],
    ['non-public', 'open', 'non-public'],
    ['unknown', 'closed', 'closed'],
    ['non-public', 'approved', 'closed'],
  ] as const)('publicity %s in a sitting that is %s has the slate “%s”', (publicity, phase, slate) => {
    expect(slateOf({ publicity, phase })).toBe(slate);
  });

  test('a long title is cut at a word and never ends in a dash or comma', () => {
    expect(shortened('Radwegekonzept', 20)).toBe('Radwegekonzept');
    expect(shortened('Satzung über die – Gebühren der Stadt', 20)).toBe('Satzung über die …');
    expect(shortened('x'.repeat(50), 20)).toBe(`${'x'.repeat(20)} …`);
  });

  test('the sign-in page comes back only to our own pages', () => {
    expect(requestedRole('?to=%2Fchair')).toBe('chair');
    expect(requestedRole('?to=https%3A%2F%2Felsewhere.example')).toBeNull();
    expect(signInPath('/operator')).toBe('/sign-in?to=%2Foperator');
    expect(signInPath('//elsewhere.example')).toBe('/sign-in');
  });

  test('an answer without a code we know is judged by its status', () => {
    expect(errorOf(401, { error: 'wrong-pin' })).toBe('wrong-pin');
    expect(errorOf(401, 'text')).toBe('not-signed-in');
    expect(errorOf(500, { error: '__proto__' })).toBe('internal');
  });
});
