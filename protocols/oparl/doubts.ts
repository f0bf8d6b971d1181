/**
 * Every kind of doubt an import can have, and the stages it goes through: the one list, with parameters, that
 * the sentences in ui/i18n/{de,en}-imports.ts are held against. A collector keeps doubts few enough to read:
 * the same one once, of each kind at most fifty, the rest as a number.
 */
import type { Doubt } from '../models/council.ts';

/** Codes with the names of their parameters. */
export const doubtParams = {
  // What an object says or leaves out.
  'no-public-flag': ['number', 'title'],
  'no-title': ['number'],
  'title-cut': ['title', 'max'],
  'no-number': ['title'],
  'number-cut': ['number', 'max'],
  'duplicate-order': ['title', 'order'],
  'no-name': ['where'],
  'name-cut': ['name', 'max'],
  'no-id': ['where', 'expected'],
  'no-type': ['where', 'expected'],
  'wrong-type': ['where', 'expected', 'found'],
  'not-an-object': ['expected'],
  'object-for-list': ['field', 'where'],
  'empty-entry': ['field', 'where'],
  'list-cut': ['field', 'where', 'max'],
  'bad-link': ['field', 'where'],
  'bad-date': ['field', 'where'],
  'no-date': ['title'],
  'no-start-time': ['title', 'date'],
  'end-before-start': ['title', 'date'],
  'meeting-cancelled': ['title', 'date'],
  deleted: ['where'],
  'reference-dropped': ['reference'],
  'role-unknown': ['person', 'role'],
  // What a server does.
  'next-missing': ['where'],
  'list-truncated': ['where', 'had', 'of'],
  'list-broke-off': ['where', 'had'],
  'endless-pages': ['where'],
  'filter-refused': ['where'],
  'json-repaired': ['where'],
  'missing-object': ['where'],
  'link-off-host': ['where', 'host'],
  'redirect-off-host': ['where', 'host'],
  'redirect-loop': ['where'],
  'request-timeout': ['where'],
  'response-too-large': ['where', 'max'],
  'html-page': ['where'],
  'json-unreadable': ['where'],
  'http-status': ['where', 'status'],
  unreachable: ['where'],
  'tls-refused': ['where'],
  'connection-cut': ['where'],
  'request-limit': ['max'],
  'gave-up': [],
  'not-oparl': [],
  // What does not fit together.
  'several-bodies': ['count'],
  'no-people': [],
  'people-by-memberships': ['count'],
  'no-memberships': [],
  'no-groups': [],
  'several-groups': ['person', 'group', 'other'],
  'seats-counted': ['body', 'count'],
  'meeting-without-body': ['title', 'date'],
  'no-agenda': ['title', 'date'],
  'only-public-items': ['title', 'date'],
  'too-many-people': ['max'],
  'too-many-bodies': ['max'],
  'too-many-members': ['body', 'max'],
  'too-many-meetings': ['count', 'max'],
  'too-many-items': ['title', 'max'],
  // Files.
  'csv-empty': [],
  'csv-no-header': [],
  'csv-broken': ['row'],
  'csv-truncated': ['row'],
  'csv-encoding-guessed': [],
  'csv-unknown-column': ['column'],
  'csv-consent-ignored': ['column'],
  'csv-no-public-column': [],
  'csv-public-unclear': ['number', 'title', 'value'],
  'csv-vote-unclear': ['name', 'value'],
  'csv-seat-unclear': ['name', 'value'],
  'csv-seat-twice': ['body', 'seat', 'name'],
  'csv-seat-without-body': ['name', 'seat'],
  'csv-rows-joined': ['name'],
  'csv-row-without-name': ['row'],
  // What is here already.
  'same-name': ['name'],
  'member-gone': ['person', 'body'],
  'member-kept': ['person', 'body'],
  'item-gone': ['number', 'title'],
  // The import itself.
  cancelled: [],
  'time-limit': [],
  'import-crashed': [],
  'more-doubts': ['count'],
} as const satisfies Record<string, readonly string[]>;
export type DoubtCode = keyof typeof doubtParams;
export const doubtCodes = Object.keys(doubtParams) as readonly DoubtCode[];

type Name<Code extends DoubtCode> = (typeof doubtParams)[Code][number];
type Params<Code extends DoubtCode> = [Name<Code>] extends [never]
  ? []
  : [params: Readonly<Record<Name<Code>, string | number>>];

export const stages = [
  'source',
  'organizations',
  'people',
  'memberships',
  'meetings',
  'papers',
  'file',
  'done',
] as const;
export type Stage = (typeof stages)[number];

/** How far an import is; `total` where it is known. */
export interface Progress {
  readonly stage: Stage;
  readonly done: number;
  readonly total?: number;
}

export interface Doubts {
  add<Code extends DoubtCode>(code: Code, ...params: Params<Code>): void;
  /** Takes over doubts that another collector has. */
  merge(doubts: readonly Doubt[]): void;
  /** Everything so far, in the order it came up. */
  list(): readonly Doubt[];
}

const maxPerCode = 50;
const maxParamLength = 100;

export function createDoubts(): Doubts {
  const kept: Doubt[] = [];
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  let more = 0;
  function keep({ code, params }: Doubt): void {
    const doubt: Doubt = { code, ...(params ? { params: shortened(params) } : {}) };
    const key = JSON.stringify(doubt);
    if (seen.has(key)) return;
    const count = (counts.get(code) ?? 0) + 1;
    if (count > maxPerCode) {
      more++;
      return;
    }
    counts.set(code, count);
    seen.add(key);
    kept.push(doubt);
  }
  return {
    add: (code, ...[params]) => keep({ code, ...(params ? { params } : {}) }),
    merge: (doubts) => doubts.forEach(keep),
    list: () => (more > 0 ? [...kept, { code: 'more-doubts', params: { count: more } }] : [...kept]),
  };
}

function shortened(params: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > maxParamLength
        ? `${value.slice(0, maxParamLength - 1).toWellFormed()}…`
        : value,
    ]),
  );
}
