/** The fixtures of decisions must be what the daemon could really send, else the pages are tested against a dream. */
import { describe, expect, test } from 'vitest';
import {
  chairViewSchema,
  clerkViewSchema,
  displayViewSchema,
  operatorViewSchema,
} from '../../protocols/api/views.ts';
import { ballotFixtures } from './ballot-fixtures.ts';
import { chairWith, clerkWith } from './ballot-views.ts';
import { displayWith, hallBallots, operatorWith, progresses } from './ballot-hall-fixtures.ts';

describe('the fixtures of decisions', () => {
  test.each(Object.entries(ballotFixtures))(
    '%s is a ballot the schemas of chair and clerk accept',
    (_name, ballot) => {
      expect(chairViewSchema.safeParse(chairWith(ballot)).error?.issues ?? []).toEqual([]);
      expect(clerkViewSchema.safeParse(clerkWith(ballot)).error?.issues ?? []).toEqual([]);
    },
  );

  test.each(Object.entries(hallBallots))(
    '%s is a ballot the schema of public pages accepts',
    (_name, ballot) => {
      expect(displayViewSchema.safeParse(displayWith(ballot)).error?.issues ?? []).toEqual([]);
    },
  );

  test.each(Object.entries(progresses))(
    '%s is a progress the operator’s schema accepts',
    (_name, progress) => {
      expect(operatorViewSchema.safeParse(operatorWith(progress)).error?.issues ?? []).toEqual([]);
      expect(operatorViewSchema.safeParse(operatorWith(undefined, 'test-1')).error?.issues ?? []).toEqual([]);
    },
  );
});
