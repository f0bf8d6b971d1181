/** Check 4: every line is the one spelling of a record that is understood, of this ballot, in the order of the journal. */
import { canonicalJson, isObject, parseJson, type Json, type JsonObject } from './json.ts';
import type { ResultFile } from './file.ts';
import {
  isRecordType,
  parseRecord,
  personalParts,
  recordsOf,
  type BallotRecord,
  type Envelope,
  type RecordOf,
} from './records.ts';
import { conclude, type Finding } from './report.ts';
import { sentence, type Sentence } from './say.ts';
import { fieldsOf, isText } from './shape.ts';

/** The records of a ballot from its opening to its tally. */
export interface Course {
  readonly records: readonly BallotRecord[];
  readonly opened: RecordOf<'ballot/opened'>;
  readonly closed: RecordOf<'ballot/closed'>;
  readonly tallied: RecordOf<'ballot/tallied'>;
}

/** The only version of each record there is. */
const recordVersion = 1;
/**
 * Records that come after the tally of an earlier ballot, also while this one is open, and carry no vote: the log
 * has one order for all ballots. They are leaves like all others, and nothing in this ballot follows from them.
 */
const afterTally = ['ballot/rejected', 'ballot/announced', 'ballot/cleared', 'ballot/voided', 'ballot/lot'];
const onlyOnce = ['ballot/opened', 'ballot/closed', 'ballot/tallied'] as const;

interface Line {
  readonly actor: string;
  readonly commitment: string;
  readonly data: JsonObject;
  readonly seq: number;
  readonly type: string;
  readonly wallMs: number;
}

/** null: not the canonical JSON of a line. */
function parseLine(text: string): Line | null {
  let value: Json;
  try {
    value = parseJson(text);
  } catch {
    return null;
  }
  if (canonicalJson(value) !== text) return null;
  const names = ['actor', 'commitment', 'data', 'seq', 'type', 'version', 'wallMs'];
  const { actor, commitment, data, seq, type, version, wallMs } = fieldsOf(value, names) ?? {};
  if (!isText(actor, 200) || !isText(commitment, 64) || !isObject(data) || !isText(type, 64)) return null;
  if (typeof seq !== 'number' || seq < 1 || typeof wallMs !== 'number' || wallMs < 0) return null;
  if (version !== recordVersion || !/^(?:[0-9a-f]{64})?$/.test(commitment)) return null;
  return { actor, commitment, data, seq, type, wallMs };
}

/** The record of a line, or what is wrong with it; null: it is about another ballot, and may be. */
function readRecord(parsed: Line, envelope: Envelope, ballot: string): BallotRecord | Sentence | null {
  const { number } = envelope;
  const line = envelope.line + 1;
  const { commitment, type, data } = parsed;
  if (data['ballot'] !== ballot)
    return afterTally.includes(type) ? null : sentence('records.otherBallot', { line, number });
  const record = isRecordType(type) ? parseRecord(type, envelope, data) : null;
  if (!record) return sentence('records.unknown', { line, number, type });
  const personal = personalParts[record.type];
  if (personal !== 'sometimes' && (commitment !== '') !== (personal === 'always'))
    return sentence('records.commitment', { line, number });
  return record;
}

/** What can be read of the lines, and what is wrong with the others. */
function readRecords({ size, lines, ballot }: ResultFile): {
  readonly records: readonly BallotRecord[];
  readonly faults: Sentence[];
} {
  const faults: Sentence[] = [];
  const records: BallotRecord[] = [];
  let lastSeq = 0;
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const number = size - lines.length + line;
    const parsed = parseLine(text);
    if (!parsed) {
      faults.push(sentence('records.notCanonical', { line }));
      continue;
    }
    const { seq, wallMs, commitment } = parsed;
    if (seq <= lastSeq) faults.push(sentence('records.order', { line, number }));
    lastSeq = seq;
    const record = readRecord(parsed, { line: index, number, seq, wallMs, commitment }, ballot);
    if (record === null) continue;
    if ('key' in record) faults.push(record);
    else records.push(record);
  }
  return { records, faults };
}

export function checkRecords(file: ResultFile): Finding<Course> {
  const { records, faults } = readRecords(file);
  for (const type of onlyOnce) {
    const second = recordsOf(records, type)[1];
    if (second) faults.push(sentence('records.twice', { line: second.line + 1 }));
  }
  const opened = records[0];
  const closed = recordsOf(records, 'ballot/closed')[0];
  const tallied = records.at(-1);
  const begins = opened?.type === 'ballot/opened' && opened.line === 0;
  const ends = tallied?.type === 'ballot/tallied' && tallied.line === file.lines.length - 1;
  // Of lines that could not be read nobody knows what is missing.
  if (faults.length === 0) {
    if (!begins) faults.push(sentence('records.start'));
    if (!ends) faults.push(sentence('records.end'));
    if (!closed) faults.push(sentence('records.notClosed'));
  }
  if (faults.length > 0 || !begins || !ends || !closed) return { state: 'failed', faults };
  const good = sentence('records.good', { lines: file.lines.length });
  return conclude([], good, { records, opened, closed, tallied });
}
