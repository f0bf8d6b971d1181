import { describe, expect, test } from 'vitest';
import {
  chamberFeatures,
  initialRoot,
  restricts,
  type ChamberEvent,
  type ChamberRoot,
} from '../../../daemon/chamber/root.ts';
import { smallHall } from '../director/small-hall.ts';

const fold = (...events: ChamberEvent[]): ChamberRoot =>
  events.reduce(
    (root, event, index) =>
      chamberFeatures.reduce(
        (state, feature) => feature.reduce(state, { event, at: 1000 * index, seq: index + 1 }),
        root,
      ),
    initialRoot(smallHall),
  );
const publicity = (to: 'public' | 'paused' | 'non-public'): ChamberEvent => ({
  type: 'broadcast/publicity',
  version: 1,
  data: { to },
});
const started = (resumed: boolean): ChamberEvent => ({
  type: 'log/started',
  version: 1,
  data: { safeMode: false, resumed },
});
const takenOver: ChamberEvent = { type: 'direction/manual', version: 1, data: { wish: { kind: 'stay' } } };

describe('a start', () => {
  test('in the same sitting goes on where it was', () => {
    const root = fold(publicity('public'), takenOver, started(true));
    expect(root.broadcast.publicity).toBe('public');
    expect(root.direction.mode).toBe('manual');
  });

  test('on another day finds the hall closed, whoever forgot to close it', () => {
    for (const left of [publicity('public'), publicity('paused')])
      expect(fold(left, takenOver, started(false))).toMatchObject({
        broadcast: { publicity: 'unknown', soundOff: false },
        direction: { mode: 'automatic' },
      });
    expect(restricts(started(false))).toBe(true);
  });

  test('never opens a part that is not public', () => {
    expect(fold(publicity('non-public'), started(true)).broadcast.publicity).toBe('non-public');
    expect(fold(publicity('non-public'), started(false)).broadcast.publicity).toBe('non-public');
  });
});

describe('the floor', () => {
  const floor = (type: 'floor/opened' | 'floor/closed', seat: number): ChamberEvent => ({
    type,
    version: 1,
    data: { seat },
  });
  const waits = (seat: number, kind: 'request' | 'reply'): ChamberEvent => ({
    type: 'floor/requested',
    version: 1,
    data: { seat, kind },
  });

  test('replies go before requests, each in order of arrival', () => {
    const root = fold(waits(2, 'request'), waits(3, 'request'), waits(1, 'reply'));
    expect(root.floor.list.waiting.map(({ who }) => who.seat)).toEqual([1, 2, 3]);
  });

  test('time added to a speech ends with it, not with an interjection of the chair', () => {
    const extended: ChamberEvent = { type: 'floor/extended', version: 1, data: { seat: 2, byMs: 60_000 } };
    const limit = (...events: ChamberEvent[]): number | null | undefined =>
      fold(...events).floor.list.started.at(-1)?.limitMs;
    expect(limit(floor('floor/opened', 2), extended, floor('floor/opened', 1))).toBe(360_000);
    expect(limit(floor('floor/opened', 2), extended, floor('floor/opened', 3))).toBe(300_000);
  });

  test('a person whose part of the journal was deleted is nobody', () => {
    const root = fold({ type: 'people/assigned', version: 1, data: { seat: 2 } });
    expect(root.people.occupants[2]).toBeNull();
  });
});
