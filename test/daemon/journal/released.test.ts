/** Journals of released versions: whatever was written then is read, verified and understood today. */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  chamberFeatures,
  initialRoot,
  type ChamberEvent,
  type ChamberRoot,
} from '../../../daemon/chamber/root.ts';
import { openDatabase } from '../../../daemon/journal/database.ts';
import { recover } from '../../../daemon/journal/recover.ts';
import { createEndings, projectRoot, temporaryFolder } from '../../running.ts';
import { smallHall } from '../director/small-hall.ts';

const folder = join(projectRoot, 'test/golden/journals');
const endings = createEndings();
afterEach(() => endings.run());

function fold(name: string): { root: ChamberRoot; types: Set<string>; count: number } {
  // A copy: opening a journal makes files beside it.
  const path = join(temporaryFolder(endings), 'journal.sqlite');
  copyFileSync(join(folder, name), path);
  const types = new Set<string>();
  let count = 0;
  // 41 seats, as the rehearsal of that release had; the small hall lends the rest.
  const seats = Object.fromEntries(
    Array.from({ length: 41 }, (_, index) => {
      const seat = index + 1;
      return [
        seat,
        { seat, x: 0, y: 0, label: String(seat), role: 'delegate' as const, person: `mitglied-${seat}` },
      ];
    }),
  );
  const consent = { image: 'yes', sound: true, name: true } as const;
  const people = Object.fromEntries(
    Object.keys(seats).map((seat) => [`mitglied-${seat}`, { name: `Mitglied ${seat}`, consent }]),
  );
  let root = initialRoot({ ...smallHall, seats, people, chairSeat: 41 });
  const database = openDatabase(path, (batch) => {
    for (const record of batch) {
      types.add(record.type);
      count++;
      root = chamberFeatures.reduce(
        (state, feature) => feature.reduce(state, recover<ChamberEvent>(record)),
        root,
      );
    }
  });
  database.close();
  return { root, types, count };
}

describe('journals of released versions', () => {
  test('are there', () => {
    expect(readdirSync(folder)).toContain('0.1.sqlite');
  });

  test('0.1: seats, consents, floor and publicity are what they were', () => {
    const { root, types, count } = fold('0.1.sqlite');
    expect(count).toBeGreaterThan(40);
    expect([...types]).toEqual(
      expect.arrayContaining([
        'people/assigned',
        'people/consent-changed',
        'floor/opened',
        'floor/requested',
        'broadcast/publicity',
      ]),
    );
    expect(root.people.consents['mitglied-5']).toMatchObject({
      image: 'no',
      sound: false,
      name: false,
      recording: false,
    });
    expect(root.people.consents['mitglied-6']).toMatchObject({ image: 'not-recognisable', sound: true });
    expect(root.people.occupants[8]).toMatchObject({ isConfirmed: true });
    expect(root.people.occupants[7]).toBeNull();
    expect(root.broadcast).toMatchObject({ publicity: 'non-public', soundOff: true });
    // A part that was closed then needs the same confirmations as one of today.
    expect(root.broadcast.closedPart).toMatchObject({ isSecured: false, override: null });
    expect(root.sitting).toEqual({ current: null, past: [] });
    // Those who spoke then have their times, as speeches of no sitting.
    const { finished, started } = root.floor.list;
    expect(finished.length + started.length).toBeGreaterThan(2);
    expect(finished.every(({ usedMs }) => usedMs > 0)).toBe(true);
  });
});
