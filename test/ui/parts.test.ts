import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../protocols/clock.ts';
import { errorOf } from '../../ui/live/http.ts';
import { createPictureStream, parsePicture, type PictureSocketHandlers } from '../../ui/live/pictures.ts';
import { timeLevel } from '../../ui/components/time.tsx';
import { requestedRole, signInPath } from '../../ui/components/paths.ts';
import { layoutSeats, neighbour, targetPx } from '../../ui/views/operator/seat-layout.ts';
import { hemicycle } from './seats.ts';

const jpeg = (kind: number): ArrayBuffer => new Uint8Array([kind, 0xff, 0xd8, 0xff, 0xe0]).buffer;

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
    const stopProgram = stream.watch('program', () => seen.push('program'));
    const stopPreview = stream.watch('preview', () => seen.push('preview'));
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
    const stop = stream.watch('program', () => undefined);
    sockets[0]?.handlers.onClose();
    await clock.advance(1500);
    expect(sockets).toHaveLength(2);
    stop();
    sockets[1]?.handlers.onClose();
    await clock.advance(5000);
    expect(sockets).toHaveLength(2);
    expect(clock.pending()).toBe(0);
  });

  test('only a known picture that begins as a JPEG is taken, and random bytes never throw', () => {
    expect(parsePicture(jpeg(0))?.kind).toBe('program');
    expect(parsePicture(jpeg(2))).toBeNull();
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
        expect(Math.min(layout.width, layout.height)).toBeGreaterThanOrEqual(targetPx);
        for (const one of layout.places)
          for (const other of layout.places)
            if (one.seat < other.seat)
              expect(
                Math.abs(one.x - other.x) >= layout.width - 1e-6 ||
                  Math.abs(one.y - other.y) >= layout.height - 1e-6,
              ).toBe(true);
      }),
      { seed: 44, numRuns: 300 },
    );
    expect(pressable).toBeGreaterThan(50);
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

describe('small parts', () => {
  test('speaking time turns short in the last minute and over beyond the limit', () => {
    expect(timeLevel(10, undefined)).toBe('free');
    expect(timeLevel(239, 300_000)).toBe('ample');
    expect(timeLevel(240, 300_000)).toBe('short');
    expect(timeLevel(301, 300_000)).toBe('over');
    expect(timeLevel(44, 60_000)).toBe('ample');
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
