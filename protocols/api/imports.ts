/**
 * Importing people, bodies and agendas: a job that reads, and a difference to look at before anything is
 * taken over. Nothing changes by an import itself; the page gives `register/import`, `sitting/prepare` or
 * `agenda/import` with what the clerk chose.
 *
 * `POST /api/imports` starts a job (202 with its id), `GET /api/imports/:id` tells how far it is and, once it
 * is done, what it found; `DELETE /api/imports/:id` ends it. One job at a time; a finished one is kept until
 * the next, in memory only.
 */
import { z } from 'zod';
import { bodyInput, personInput } from './commands/register.ts';
import { newItem } from './commands/sitting.ts';
import { day } from './commands/spec.ts';

export const importLimitBytes = 6_000_000;

export const importRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('oparl'),
    /** Id of a source that the config names. */
    source: z.string().max(64),
    /** Meetings from this day on; absent: from today. */
    from: day.optional(),
  }),
  z.strictObject({
    kind: z.enum(['people-csv', 'agenda-csv']),
    name: z.string().max(200),
    /** The file's bytes; encoding and separator are found out. */
    base64: z.base64().max(importLimitBytes),
  }),
]);
export type ImportRequest = z.infer<typeof importRequestSchema>;

export const doubtSchema = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const change = z.enum(['new', 'changed', 'same']);

/** What would change in the register; `fields` names what differs. Ids of known people and bodies are kept. */
export const importedPersonSchema = z.strictObject({
  change,
  fields: z.array(z.string()),
  person: personInput,
});
export const importedBodySchema = z.strictObject({ change, fields: z.array(z.string()), body: bodyInput });

export const importedSittingSchema = z.strictObject({
  /** Body it belongs to, where that is known. */
  body: z.string().optional(),
  title: z.string(),
  date: z.string(),
  time: z.string().optional(),
  place: z.string().optional(),
  source: z.string().optional(),
  items: z.array(newItem),
  /**
   * Where this is the sitting that is prepared or runs: what is new in it, what changed and was not touched
   * tonight, and how many were touched tonight and stay as they are.
   */
  current: z
    .strictObject({ add: z.array(newItem), change: z.array(newItem), keptTonight: z.number() })
    .optional(),
});

export const importStateSchema = z.strictObject({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  /** `stage`: code of what is being read, e.g. `people`; `done` of `total` where that is known. */
  progress: z.strictObject({ stage: z.string(), done: z.number(), total: z.number().optional() }),
  /** Why it failed or ended early: a reason code with parameters. */
  error: doubtSchema.optional(),
  result: z
    .strictObject({
      people: z.array(importedPersonSchema),
      bodies: z.array(importedBodySchema),
      sittings: z.array(importedSittingSchema),
      doubts: z.array(doubtSchema),
      isComplete: z.boolean(),
    })
    .optional(),
});
export type ImportState = z.infer<typeof importStateSchema>;
