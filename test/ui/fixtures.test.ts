/** The fixtures must be views the daemon could really send, else the pages are tested against a dream. */
import { describe, expect, test } from 'vitest';
import { chairViewSchema, displayViewSchema, operatorViewSchema } from '../../protocols/api/views.ts';
import { broadcastAround, broadcastFixtures } from './broadcast-fixtures.ts';
import { cameraFixtures } from './camera-fixtures.ts';
import { fixtures } from './fixtures.ts';

const schemas = { operator: operatorViewSchema, chair: chairViewSchema, display: displayViewSchema };

describe('the fixtures of the pages', () => {
  test.each(Object.entries({ ...fixtures, ...cameraFixtures, ...broadcastFixtures, ...broadcastAround }))(
    '%s is a view the schemas accept',
    (_name, view) => {
      const parsed = schemas[view.role].safeParse(view);
      expect(parsed.error?.issues ?? []).toEqual([]);
    },
  );
});
