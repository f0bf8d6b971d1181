/** The fixtures of the member's page must be what the daemon could really send. */
import { describe, expect, test } from 'vitest';
import { seatOwnSchema, seatSharedSchema } from '../../protocols/api/seat.ts';
import { seatFixtures } from './seat-fixtures.ts';

describe('the fixtures of the member’s page', () => {
  test.each(Object.entries(seatFixtures))('%s is what the schemas accept', (_name, { shared, own }) => {
    expect(seatSharedSchema.safeParse(shared).error?.issues ?? []).toEqual([]);
    expect(seatOwnSchema.safeParse(own).error?.issues ?? []).toEqual([]);
  });
});
