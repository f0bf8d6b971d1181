/**
 * The same rehearsal on every microphone system: only its kind in the config changes. A speech by a press, one
 * from the list by the chair where the system has a list, the end of both, and what the page says that it lacks.
 */
import { describe, expect, test } from 'vitest';
import { deviceKinds, type KindName } from '../../drivers/registry.ts';
import { loadMicrophones } from '../conformance/hall.ts';
import { openStage, type Stage } from './stage.ts';

const kinds = (Object.keys(deviceKinds) as KindName[]).filter(
  (kind) => deviceKinds[kind].model === 'microphones',
);
const startMs = Date.UTC(2026, 10, 25, 17, 0);

/** ADN: what a press by command does to a waiting unit is not documented, so by default it is not tried. */
const opensFromTheList = (kind: KindName): boolean => kind !== 'sennheiser-adn';

const isOpen = (stage: Stage, seat: number, wanted: boolean): Promise<unknown> =>
  stage.until(
    `seat ${seat} ${wanted ? 'speaks' : 'is silent'}`,
    'operator',
    ({ open }) => open.includes(seat) === wanted,
  );

describe.each(kinds.map((kind) => ({ kind })))('$kind', ({ kind }) => {
  test('a press, a request, the floor given and taken', async () => {
    const { notOffered } = await loadMicrophones(kind);
    const stage = await openStage({ seats: 12, startMs, microphones: kind });
    try {
      await stage.press(3);
      await isOpen(stage, 3, true);
      await stage.press(3);
      await isOpen(stage, 3, false);

      const { devices } = await stage.view('operator');
      const lacks = devices['mikrofone']?.lacks ?? [];
      expect(lacks.includes('requestList')).toBe(notOffered.request !== undefined);
      expect(lacks.includes('talkOn')).toBe(notOffered.open !== undefined);

      if (!lacks.includes('requestList')) {
        await stage.fault('set', { mode: 'request' });
        await stage.press(5);
        await stage.until('seat 5 waits', 'chair', ({ queue }) => queue.some(({ seat }) => seat === 5));
        if (opensFromTheList(kind)) await stage.give('chair', 'floor/next', {});
        else {
          await stage.release(5);
          await stage.fault('set', { mode: 'open' });
          await stage.until('the mode is heard', 'operator', (view) => view.microphones?.mode === 'auto');
          await stage.give('operator', 'floor/give', { seat: 5 });
        }
        await isOpen(stage, 5, true);
      } else if (!lacks.includes('talkOn')) {
        await stage.give('operator', 'floor/give', { seat: 5 });
        await isOpen(stage, 5, true);
      } else {
        await stage.press(5);
        await isOpen(stage, 5, true);
      }

      if (lacks.includes('talkOff')) await stage.release(5);
      else await stage.give('operator', 'floor/withdraw', { seat: 5 });
      await isOpen(stage, 5, false);
    } finally {
      await stage.close();
    }
  });
});
