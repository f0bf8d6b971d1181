/** Check 5: what is opened is what was committed to, and exactly what this kind of ballot opens, no more and no less. */
import { digestOf, encodeHex } from './bytes.ts';
import type { Course } from './check-records.ts';
import type { Opening, ResultFile } from './file.ts';
import { isObject, parseJson, type Json } from './json.ts';
import { effectiveCasts, type BallotRecord } from './records.ts';
import { conclude, type Finding } from './report.ts';
import { sentence, type Sentence } from './say.ts';
import { fieldsOf, isId, isText } from './shape.ts';

/** The words of a ballot. */
export interface Question {
  readonly number: string;
  readonly title: string;
  readonly text: string;
  /** By the id of the option. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Whose a voting right is. */
export interface Voter {
  readonly person: string;
  readonly name: string;
  readonly group: string | null;
}

/** What the file opens. */
export interface Opened {
  readonly question: Question;
  /** By tag; empty where no names are opened. */
  readonly voters: ReadonlyMap<number, Voter>;
  /** The option chosen by each vote that counts, by tag. */
  readonly choices: ReadonlyMap<number, string>;
}

/** Names stand beside the votes. */
export const hasNames = ({ opened }: Course): boolean => opened.named || opened.kind === 'roll-call';

/** What may and must be opened of a record; `why`: the sentence when it is opened and must not be. */
function ruleFor(
  record: BallotRecord,
  course: Course,
  counts: ReadonlySet<number>,
): { readonly missing?: Sentence; readonly forbidden?: Sentence } {
  const { number } = record;
  const line = record.line + 1;
  switch (record.type) {
    case 'ballot/opened':
      return { missing: sentence('openings.missingQuestion') };
    case 'ballot/entitled':
      return hasNames(course)
        ? { missing: sentence('openings.missingName', { line, tag: record.tag }) }
        : { forbidden: sentence('openings.name', { line, tag: record.tag }) };
    case 'ballot/cast':
      return counts.has(record.line)
        ? { missing: sentence('openings.missingVote', { line, number }) }
        : { forbidden: sentence('openings.replaced', { number }) };
    default:
      return { forbidden: sentence('openings.other', { line }) };
  }
}

export function checkOpenings(file: ResultFile, course: Course): Finding<Opened> {
  const faults: Sentence[] = [];
  const openings = new Map<number, Opening>();
  for (const opening of file.openings) {
    if (openings.has(opening.line)) faults.push(sentence('openings.twice', { line: opening.line + 1 }));
    openings.set(opening.line, opening);
  }
  const voters = new Map<number, Voter>();
  const choices = new Map<number, string>();
  let question: Question | null = null;
  const counts = new Set(Array.from(effectiveCasts(course.records).values(), (cast) => cast.line));
  for (const record of course.records) {
    const { missing, forbidden } = ruleFor(record, course, counts);
    const opening = openings.get(record.line);
    if (!opening) {
      if (missing) faults.push(missing);
      continue;
    }
    if (forbidden) faults.push(forbidden);
    const line = record.line + 1;
    if (encodeHex(digestOf(`${opening.salt}\n${opening.json}`)) !== record.commitment) {
      faults.push(sentence('openings.wrong', { line }));
      continue;
    }
    const json = parseOpened(opening.json);
    let isRead = true;
    if (record.type === 'ballot/opened') {
      question = parseQuestion(json);
      isRead = question !== null;
    } else if (record.type === 'ballot/entitled') {
      const voter = parseVoter(json);
      if (voter) voters.set(record.tag, voter);
      isRead = voter !== null;
    } else if (record.type === 'ballot/cast') {
      const choice = fieldsOf(json, ['choice'])?.['choice'];
      if (isId(choice)) choices.set(record.tag, choice);
      isRead = isId(choice);
    }
    if (!isRead) faults.push(sentence('openings.unreadable', { line }));
  }
  const ids = course.opened.options.map(({ id }) => id);
  if (question && !areDistinct(question.labels, ids)) faults.push(sentence('openings.labels'));
  if (faults.length > 0 || !question) return { state: 'failed', faults };
  const good = hasNames(course) ? sentence('openings.named') : sentence('openings.unnamed');
  return conclude(faults, good, { question, voters, choices });
}

function parseOpened(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function parseQuestion(json: Json | undefined): Question | null {
  const { number, title, text, labels } = fieldsOf(json, ['number', 'title', 'text', 'labels']) ?? {};
  if (!(number === null || typeof number === 'number' || isText(number, 100))) return null;
  if (!(title === null || isText(title, 10_000)) || !(text === null || isText(text, 10_000))) return null;
  const names = new Map<string, string>();
  for (const [id, label] of Object.entries(isObject(labels) ? labels : {})) {
    if (!isText(label, 500)) return null;
    names.set(id, label);
  }
  return {
    number: String(number ?? ''),
    title: title ?? '',
    text: text ?? '',
    labels: names,
  };
}

function parseVoter(json: Json | undefined): Voter | null {
  const { person, name, group = null } = fieldsOf(json, ['person', 'name'], ['group']) ?? {};
  if (!isId(person) || !isText(name, 500) || !(group === null || isText(group, 500))) return null;
  return { person, name, group };
}

/** One label for each option and no other, and no two that look alike. */
function areDistinct(labels: Question['labels'], ids: readonly string[]): boolean {
  const names = Array.from(labels.values(), (label) => label.normalize('NFKC').trim().toLowerCase());
  return (
    names.length === ids.length &&
    ids.every((id) => labels.has(id)) &&
    !names.includes('') &&
    new Set(names).size === names.length
  );
}
