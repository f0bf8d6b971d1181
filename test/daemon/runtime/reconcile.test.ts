import { describe, expect, test } from 'vitest';
import type { Wish } from '../../../daemon/chamber/feature.ts';
import { ended, reconcile, type Pursuits } from '../../../daemon/runtime/reconcile.ts';

const wish = (change: Partial<Wish> = {}): Wish => ({
  key: 'obs/program',
  wanted: 'Totale',
  reported: 'Tafel',
  command: { device: 'obs', model: 'switcher', command: { type: 'program', scene: 'Totale' } },
  insist: false,
  ...change,
});

/** Pursues wishes as the loop does; every command ends at once without effect. */
function pursue() {
  let pursuits: Pursuits = {};
  return (wishes: readonly Wish[], now: number) => {
    const result = reconcile(pursuits, wishes, now);
    pursuits = result.pursuits;
    for (const each of result.submit) pursuits = ended(pursuits, each.key, each.wanted);
    return { submitted: result.submit.length, alarms: result.alarms.length, wakeAt: result.wakeAt };
  };
}

describe('desired minus reported', () => {
  test('is a command, and nothing when both agree or the report is unknown', () => {
    const ask = pursue();
    expect(ask([wish()], 0).submitted).toBe(1);
    expect(ask([wish({ reported: 'Totale' })], 0)).toEqual({ submitted: 0, alarms: 0, wakeAt: null });
    expect(ask([wish({ reported: null })], 0)).toEqual({ submitted: 0, alarms: 0, wakeAt: null });
  });

  test('waits for a command on its way, and not for one towards something else', () => {
    const first = reconcile({}, [wish()], 0);
    expect(first.submit).toHaveLength(1);
    expect(reconcile(first.pursuits, [wish()], 10).submit).toHaveLength(0);
    expect(reconcile(first.pursuits, [wish({ wanted: 'Pause' })], 10).submit).toHaveLength(1);
  });

  test('takes back what is on its way, though the report still agrees with the new wish', () => {
    const first = reconcile({}, [wish({ wanted: 'Kamera 1', reported: 'Totale' })], 0);
    expect(first.submit).toHaveLength(1);
    // The cut has been sent and not carried out: the wide is on air, and will not be in a moment.
    const back = reconcile(first.pursuits, [wish({ wanted: 'Totale', reported: 'Totale' })], 5);
    expect(back.submit.map(({ wanted }) => wanted)).toEqual(['Totale']);
    expect(reconcile(back.pursuits, [wish({ wanted: 'Totale', reported: 'Totale' })], 6).submit).toEqual([]);
    // Once the first has ended there is nothing to take back.
    const over = ended(first.pursuits, 'obs/program', 'Kamera 1');
    expect(reconcile(over, [wish({ wanted: 'Totale', reported: 'Totale' })], 5).submit).toEqual([]);
  });

  test('is tried three times, then there is one alarm and peace', () => {
    const ask = pursue();
    let submitted = 0;
    let alarms = 0;
    for (let now = 0; now < 60_000; now += 100) {
      const result = ask([wish()], now);
      submitted += result.submitted;
      alarms += result.alarms;
    }
    expect({ submitted, alarms }).toEqual({ submitted: 3, alarms: 1 });
  });

  test('is tried again when the report has changed', () => {
    const ask = pursue();
    for (let now = 0; now < 20_000; now += 100) ask([wish()], now);
    expect(ask([wish({ reported: 'Pause' })], 20_000).submitted).toBe(1);
  });

  test('two who fight over a scene do not fight for ever', () => {
    const ask = pursue();
    let submitted = 0;
    for (let now = 0; now < 9000; now += 600) {
      submitted += ask([wish({ reported: `foreign ${now}` })], now).submitted;
      ask([wish({ reported: 'Totale' })], now + 300);
    }
    expect(submitted).toBeLessThanOrEqual(5);
  });

  test('a wish that insists goes on once a second, with one alarm', () => {
    const ask = pursue();
    let submitted = 0;
    let alarms = 0;
    for (let now = 0; now < 60_000; now += 100) {
      const result = ask([wish({ insist: true })], now);
      submitted += result.submitted;
      alarms += result.alarms;
    }
    expect(submitted).toBeGreaterThan(50);
    expect(alarms).toBe(1);
  });

  test('says when to look again', () => {
    const ask = pursue();
    ask([wish()], 0);
    expect(ask([wish()], 100).wakeAt).toBe(500);
  });
});
