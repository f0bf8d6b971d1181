/** The clerk's fixtures must be what the daemon could really send, else the page is tested against a dream. */
import { describe, expect, test } from 'vitest';
import { importStateSchema } from '../../protocols/api/imports.ts';
import { retentionSchema } from '../../protocols/api/retention.ts';
import { clerkViewSchema } from '../../protocols/api/views.ts';
import { clerkFixtures, someRetention } from './clerk-fixtures.ts';
import { importFixtures } from './clerk-imports.ts';

describe('the fixtures of the clerk’s page', () => {
  test.each(Object.entries(clerkFixtures))('%s is a view the schema accepts', (_name, view) => {
    expect(clerkViewSchema.safeParse(view).error?.issues ?? []).toEqual([]);
  });

  test.each(Object.entries(importFixtures))('%s is a state of an import', (_name, state) => {
    expect(importStateSchema.safeParse(state).error?.issues ?? []).toEqual([]);
  });

  test('the retention is one', () => {
    expect(retentionSchema.safeParse(someRetention).error?.issues ?? []).toEqual([]);
  });
});
