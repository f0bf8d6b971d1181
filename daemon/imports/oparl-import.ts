/**
 * Imports people, bodies and sittings from one OParl source. It always ends with what could be had and a list
 * of what was doubtful, also when it is cancelled or the server dies half-way.
 */
import type { Clock } from '../../protocols/clock.ts';
import type { Doubt } from '../../protocols/models/council.ts';
import { createDoubts, type Progress } from '../../protocols/oparl/doubts.ts';
import type { Found } from './found.ts';
import { assemble } from './oparl-assemble.ts';
import { createOparlClient, type ClientLimits } from './oparl-client.ts';
import { createWalk } from './oparl-lists.ts';
import { gatherMeetings, type GatheredMeeting } from './oparl-meetings.ts';
import { gatherPeople, readBodies, type GatheredPeople } from './oparl-people.ts';
import { createReader } from './oparl-reader.ts';

export interface OparlImportOptions {
  /** Of a System, a Body or a list of bodies, as the config names it. */
  readonly url: string;
  /** `YYYY-MM-DD`: meetings from here on, and who is a member then. */
  readonly from: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly limits?: Partial<ClientLimits>;
  progress(progress: Progress): void;
}

export interface OparlImport {
  readonly found: Found;
  /** Why it ended early, or found no body at all. */
  readonly error?: Doubt;
}

export async function importOparl(options: OparlImportOptions): Promise<OparlImport> {
  const { url, from, clock, signal } = options;
  const doubts = createDoubts();
  const client = createOparlClient({
    url,
    clock,
    signal,
    doubts,
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const walk = createWalk(client, doubts);
  const reader = createReader({ client, walk, doubts, progress: options.progress });
  const people: GatheredPeople = { organizations: [], people: [], memberships: [] };
  const meetings: GatheredMeeting[] = [];
  const bodies = await readBodies(url, client, reader);
  await gatherPeople(people, bodies, reader, from);
  await gatherMeetings(meetings, bodies, reader, from);
  const isComplete = bodies.length > 0 && reader.isComplete();
  const told = doubts.list();
  const stopped = client.stopped();
  const error = stopped
    ? (told.find(({ code }) => code === stopped) ?? { code: stopped })
    : bodies.length === 0
      ? told.at(-1)
      : undefined;
  const found = assemble(people, meetings, { from, isComplete, doubts });
  return { found, ...(error === undefined ? {} : { error }) };
}
