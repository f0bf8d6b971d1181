/** The benchmark of STILL: that it finds a liar, repeats itself, and holds what it promises in every row. */
import { describe, expect, it } from 'vitest';
import { figuresOf, measureRows, totalOf, type Figures } from '../bench/still/measure.ts';
import { playRow, type Judged } from '../bench/still/play.ts';
import { rows, type Row } from '../bench/still/rows.ts';
import { createStage, type CreateStage } from '../bench/still/stage.ts';
import type { CameraEvent } from '../../protocols/models/camera.ts';

function rowOf(kind: string, fault: string): Row {
  const row = rows.find((one) => one.kind === kind && one.fault === fault);
  if (!row) throw new Error(`no row ${kind}, ${fault}`);
  return row;
}

/** A driver without a gate: what is acknowledged is said to have arrived. */
const stillAtAck: CreateStage = (options) => {
  let heading: number | null = null;
  const emit = (event: CameraEvent): void => {
    if (event.type !== 'motion') return options.onEvent(event);
    const { motion } = event;
    heading = motion.kind === 'moving' ? motion.preset : heading;
    // Its own STILL comes too late to matter.
    if (motion.kind !== 'still') options.onEvent(event);
  };
  const stage = createStage({ ...options, onEvent: emit });
  const { driver, clock } = stage;
  return {
    ...stage,
    driver: {
      ...driver,
      async submit(command) {
        const outcome = await driver.submit(command);
        const motion = { kind: 'still', since: clock.now(), preset: heading, measured: true } as const;
        if (outcome.ok && command.type === 'recall') options.onEvent({ type: 'motion', motion });
        return outcome;
      },
    },
  };
};

describe('the benchmark of STILL', () => {
  it('finds a driver out that says STILL at the ACK', async () => {
    const row = rowOf('visca over-ip', 'honest');
    const honest = figuresOf(row, await playRow(row, 20, 7));
    const liar = figuresOf(row, await playRow(row, 20, 7, stillAtAck));
    expect(honest).toMatchObject({ recalls: 20, false_still: 0, broken: [] });
    expect(liar.false_still).toBe(20);
    expect(liar.broken).toContain('false still');
  });

  it('gives the same figures for the same seed, and others for another', async () => {
    const row = rowOf('visca raw udp', 'completion at once, bad network');
    const play = (seed: number): Promise<readonly Judged[]> => playRow(row, 12, seed);
    const first = await play(3);
    expect(await play(3)).toEqual(first);
    expect(await play(4)).not.toEqual(first);
  });

  it('believes a liar no more once it is calibrated, whatever the config says', async () => {
    const row = rowOf('panasonic-aw', 'no position, notice at once');
    expect(figuresOf(row, await playRow(row, 8, 5))).toMatchObject({ false_still: 0, timed: 8, broken: [] });
  });

  it('counts what a blind protocol cannot know, and holds it to nothing', async () => {
    const row = rowOf('pelco blind', 'menu open');
    const figures = figuresOf(row, await playRow(row, 24, 2));
    expect(figures.false_still).toBeGreaterThan(0);
    expect(figures.broken).toEqual([]);
    expect(totalOf([figures])).toMatchObject({ false_still: 0, false_still_not_held: figures.false_still });
  });

  it('has every protocol in its rows, no row twice', () => {
    const names = rows.map(({ kind, fault }) => `${kind}, ${fault}`);
    expect(new Set(names).size).toBe(names.length);
    expect([...new Set(rows.map(({ kind }) => kind))]).toEqual([
      'visca over-ip',
      'visca raw tcp',
      'visca raw udp',
      'visca chain',
      'onvif',
      'panasonic-aw',
      'pelco position',
      'pelco blind',
    ]);
  });

  it('holds every budget in a small run over every row', { timeout: 240_000 }, async () => {
    const figures = await measureRows(rows, 220, 11);
    expect(figures).toHaveLength(rows.length);
    expect(figures.every(({ recalls }) => recalls > 0)).toBe(true);
    expect(totalOf(figures)).toMatchObject({ recalls: 220, false_still: 0, broken: [] });
  });
});

describe('the figures', () => {
  const row = rowOf('visca over-ip', 'honest');
  const inTime: Judged = {
    askedAt: 0,
    trueMs: 1000,
    stillMs: 2000,
    isTimed: false,
    isExcused: false,
    verdict: { falseMs: 0, lies: 0, left: [] },
  };
  const of = (count: number, change: Partial<Judged>): readonly Judged[] =>
    Array.from({ length: count }, () => ({ ...inTime, ...change }));
  const broken = (...judged: readonly (readonly Judged[])[]): Figures['broken'] =>
    figuresOf(row, judged.flat()).broken;

  it('allow 1.5 times the move and half a second, and one recall in a hundred beyond', () => {
    const late = { stillMs: 2001 };
    expect(broken(of(100, {}))).toEqual([]);
    expect(broken(of(990, {}), of(10, late))).toEqual([]);
    expect(broken(of(989, {}), of(11, late))).toEqual(['in time']);
    expect(broken(of(989, {}), of(11, { stillMs: null }))).toEqual(['in time']);
    // Too few to tell one in a hundred from two by chance; three are no chance.
    expect(broken(of(48, {}), of(2, late))).toEqual([]);
    expect(broken(of(47, {}), of(3, late))).toEqual(['in time']);
  });

  it('leave out a recall that failed and of which the driver says so, and only then', () => {
    const failed = { trueMs: null, stillMs: null };
    expect(broken(of(10, {}), of(5, { ...failed, isExcused: true }))).toEqual([]);
    expect(broken(of(10, {}), of(5, failed))).toEqual(['in time']);
  });

  it('let no false STILL pass, and no stranger of more than a second', () => {
    expect(broken(of(500, {}), of(1, { verdict: { falseMs: 5, lies: 1, left: [] } }))).toEqual([
      'false still',
    ]);
    expect(broken(of(10, { verdict: { falseMs: 0, lies: 0, left: [1001] } }))).toEqual(['left']);
    expect(broken(of(10, { verdict: { falseMs: 0, lies: 0, left: [1000] } }))).toEqual([]);
  });
});
