/** Checks 6 and 7: who had a right to vote, and that every vote was cast by one of those rights, in time, by a way there was. */
import type { Opened } from './check-openings.ts';
import type { Course } from './check-records.ts';
import {
  effectiveCasts,
  recordsOf,
  type BallotRecord,
  type Channel,
  type Kind,
  type Mode,
} from './records.ts';
import { conclude, type Finding } from './report.ts';
import { sentence, type Sentence } from './say.ts';

/** By which ways a vote of its own can come. */
const channelsOf: Readonly<Record<Kind, readonly Channel[]>> = {
  hands: ['page', 'clerk'],
  device: ['unit', 'page', 'clerk'],
  'roll-call': ['unit', 'page', 'clerk', 'roll'],
  paper: [],
  external: [],
};

/** `value`: the number of voting rights. */
export function checkElectorate(course: Course, { voters }: Opened): Finding<number> {
  const { records, opened, tallied } = course;
  const faults: Sentence[] = [];
  const rights = recordsOf(records, 'ballot/entitled');
  const entitled = rights.length;
  for (const [index, right] of rights.entries())
    if (right.line !== index + 1) faults.push(sentence('electorate.late', { line: right.line + 1 }));
  const tags = new Set(rights.map(({ tag }) => tag));
  if (tags.size !== entitled || [...tags].some((tag) => tag > entitled))
    faults.push(sentence('electorate.tags', { entitled }));
  const persons = new Set<string>();
  for (const { tag, line } of rights) {
    const voter = voters.get(tag);
    if (!voter) continue;
    if (persons.has(voter.person)) faults.push(sentence('electorate.person', { line: line + 1 }));
    persons.add(voter.person);
  }
  if (tallied.entitled !== entitled)
    faults.push(sentence('electorate.count', { claimed: tallied.entitled, entitled }));
  const { members, majority } = opened;
  if (majority.endsWith('of-all') && entitled > members)
    faults.push(sentence('electorate.members', { entitled, members }));
  return conclude(faults, sentence('electorate.good', { entitled, members }), entitled);
}

/** Goes through the ballot as it went, and says what should not have happened. */
function walk({ records, opened }: Course): readonly Sentence[] {
  const faults: Sentence[] = [];
  const modes = new Map<number, Mode>();
  const out = new Set<number>();
  const casts = new Set<string>();
  let isClosed = false;
  let isReadBack = false;
  let before: BallotRecord = opened;
  /** Tag of a vote entered by hand that has not come yet. */
  let entered: number | null = null;

  for (const record of records) {
    const { number } = record;
    const line = record.line + 1;
    const isOwnRight = !('tag' in record) || record.tag === null || modes.has(record.tag);
    if (
      entered !== null &&
      (record.type !== 'ballot/cast' || record.tag !== entered || !isByHand(record.channel))
    )
      faults.push(sentence('votes.entered', { line: before.line + 1 }));
    const wasEntered = entered;
    entered = null;

    if (record.type === 'ballot/entitled') modes.set(record.tag, record.mode);
    else if (!isOwnRight) faults.push(sentence('votes.unknownRight', { line, number }));

    switch (record.type) {
      case 'ballot/changed':
        if (record.tag === null) break;
        if (record.change === 'left' || record.change === 'excluded') out.add(record.tag);
        else if (record.change === 'returned') out.delete(record.tag);
        else if (record.change !== 'arrived') modes.set(record.tag, record.change);
        break;
      case 'ballot/called':
      case 'ballot/read-back':
        if (opened.kind !== 'roll-call') faults.push(sentence('votes.called', { line, number }));
        else if (isClosed) faults.push(sentence('votes.late', { line, number }));
        if (record.type === 'ballot/read-back') isReadBack = true;
        break;
      case 'ballot/entered':
        // Late ones are found with the vote that follows.
        entered = record.tag;
        break;
      case 'ballot/extended':
        if (isClosed) faults.push(sentence('votes.late', { line, number }));
        break;
      case 'ballot/closed':
        isClosed = true;
        if (opened.kind === 'roll-call' && !isReadBack) faults.push(sentence('votes.notReadBack'));
        break;
      case 'ballot/cast': {
        const { tag, channel, cast } = record;
        if (isClosed && channel !== 'unit') faults.push(sentence('votes.late', { line, number }));
        if (out.has(tag)) faults.push(sentence('votes.out', { line, number }));
        if (!channelsOf[opened.kind].includes(channel))
          faults.push(sentence('votes.channel', { line, number }));
        else if (opened.kind === 'hands' && modes.get(tag) === 'room')
          faults.push(sentence('votes.inRoom', { line, number }));
        if (isByHand(channel) && wasEntered !== tag)
          faults.push(sentence('votes.notEntered', { line, number }));
        if (cast !== null && casts.has(cast)) faults.push(sentence('votes.repeated', { line, number }));
        if (cast !== null) casts.add(cast);
        break;
      }
      default:
    }
    before = record;
  }
  return faults;
}

const isByHand = (channel: Channel): boolean => channel === 'clerk' || channel === 'roll';

export function checkVotes(course: Course, { choices }: Opened): Finding<null> {
  const { records, opened } = course;
  const faults = [...walk(course)];
  const effective = effectiveCasts(records);
  for (const { tag, number, line } of effective.values())
    if (!opened.options.some(({ id }) => id === choices.get(tag)))
      faults.push(sentence('votes.choice', { line: line + 1, number }));
  const all = recordsOf(records, 'ballot/cast').length;
  const good =
    channelsOf[opened.kind].length === 0
      ? sentence('votes.none')
      : sentence('votes.good', { cast: effective.size, replaced: all - effective.size });
  return conclude(faults, good, null);
}
