/** Commands for the register: people and bodies, kept beyond one sitting. */
import { z } from 'zod';
import { command, day, id, isNoInheritedName, line, seat, type CommandSpec } from './spec.ts';

const keepers = ['clerk', 'operator'] as const;
const importLimitBytes = 4_000_000;
/** 400 members with their seats. */
const bodyLimitBytes = 200_000;

/** Of a council group (Fraktion). */
export const groupName = line(80).refine(isNoInheritedName, 'a name of its own');

export const personInput = z.strictObject({
  id,
  name: line(120),
  position: line(120).optional(),
  kind: z.enum(['member', 'guest', 'staff']).default('member'),
  /** What identifies them at a unit: card number or login. */
  card: line(64).optional(),
  source: z.url().max(2000).optional(),
});

export const membershipInput = z.strictObject({
  person: id,
  role: z.enum(['member', 'deputy', 'chair', 'deputy-chair']).default('member'),
  group: groupName.optional(),
  votingRight: z.boolean().default(true),
  rank: z.number().int().min(1).max(100).optional(),
  from: day.optional(),
  to: day.optional(),
});

export const bodyInput = z.strictObject({
  id,
  name: line(120),
  kind: z.enum(['council', 'committee']).default('council'),
  members: z.array(membershipInput).max(2000).default([]),
  profile: z.string().max(64).default('own'),
  statutorySeats: z.number().int().min(1).max(2000),
  unfillableSeats: z.number().int().min(0).max(2000).default(0),
  speechMinutes: z.number().min(0.5).max(240).optional().describe('absent: the speaking time of the house'),
  seatPlan: z.record(z.string().regex(/^\d{1,5}$/), id).default({}),
  source: z.url().max(2000).optional(),
});

export const registerCommands = {
  'register/person': command(
    'Adds or changes a person. Consent stays as it was; not given for a new one.',
    keepers,
    personInput,
  ),
  'register/remove-person': command(
    'Takes a person out of the register and of every body.',
    keepers,
    z.strictObject({ person: id }),
  ),
  'register/body': command(
    'Adds or changes a body with its members and seat plan.',
    keepers,
    bodyInput,
    bodyLimitBytes,
  ),
  'register/remove-body': command('Takes a body out of the register.', keepers, z.strictObject({ body: id })),
  'register/seat': command(
    "Changes one place of a body's seat plan; null: nobody.",
    keepers,
    z.strictObject({ body: id, seat, person: id.nullable() }),
  ),
  'register/import': command(
    'Takes over people and bodies of an import, after its differences were looked at.',
    keepers,
    z.strictObject({ people: z.array(personInput).max(2000), bodies: z.array(bodyInput).max(200) }),
    importLimitBytes,
  ),
} as const satisfies Record<string, CommandSpec>;
