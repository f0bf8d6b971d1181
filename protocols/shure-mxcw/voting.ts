/**
 * Shure MXCW command strings: the vote that runs, or was the last. A vote is one of the configurations made in the
 * unit's pages, with up to five buttons; who pressed what is told of those that are not secret. Source: Shure MXCW
 * command strings 8.2, as clients in the field list them. There are no sample lines: a seat that has not voted is
 * read as button 0 or UNKNOWN, and a button may be told by its number or by its name in braces.
 */
import { readSeatName } from '../models/seat-name.ts';
import { parseInteger, seatOrAllRange, seatRange, words } from './words.ts';

export type VoteState = 'inactive' | 'active' | 'paused' | 'complete';
const voteStates = words<VoteState>({
  inactive: 'INACTIVE',
  active: 'ACTIVE',
  paused: 'PAUSE',
  complete: 'COMPLETE',
});

export const configurationRange = [1, 50] as const;
export const maxButtons = 5;
const buttonRange = [1, maxButtons] as const;
const countRange = [0, 65_535] as const;

const triggers = {
  'complete-vote': 'COMPLETE_VOTE',
  'cancel-vote': 'CANCEL_VOTE',
  'pause-vote': 'PAUSE_VOTE',
  'resume-vote': 'RESUME_VOTE',
  /** Ends the showing of results on the units. */
  'close-results': 'CLOSE_VOTING_RESULTS',
} as const;
type Trigger = keyof typeof triggers;

export type MxcwVotingRequest =
  | { readonly type: 'start-vote'; readonly configuration: number }
  | { readonly type: Trigger }
  | { readonly type: 'get-vote-state' | 'get-vote-configuration' }
  /** Seat 0 asks of every seat. */
  | { readonly type: 'get-final-selection'; readonly seat: number }
  | { readonly type: 'get-final-result'; readonly button: number };

export type MxcwVotingReport =
  | { readonly type: 'vote-state'; readonly state: VoteState }
  /** Of the vote that runs, or was the last. */
  | { readonly type: 'vote-configuration'; readonly configuration: number }
  | {
      readonly type: 'interim-selection' | 'final-selection';
      readonly seat: number;
      /** A button by number or name; null: none. */
      readonly button: number | string | null;
    }
  | {
      readonly type: 'interim-result' | 'final-result';
      readonly button: number;
      readonly count: number;
    };

const isTrigger = (type: string): type is Trigger => Object.hasOwn(triggers, type);

const requestTypes: readonly string[] = [
  'start-vote',
  ...Object.keys(triggers),
  'get-vote-state',
  'get-vote-configuration',
  'get-final-selection',
  'get-final-result',
];
export const isVotingRequest = (request: { readonly type: string }): request is MxcwVotingRequest =>
  requestTypes.includes(request.type);

export function votingRequestText(request: MxcwVotingRequest): string {
  switch (request.type) {
    case 'start-vote':
      return `SET START_VOTE ${request.configuration}`;
    case 'get-vote-state':
      return 'GET VOTING_STATE';
    case 'get-vote-configuration':
      return 'GET VOTING_CONFIGURATION';
    case 'get-final-selection':
      return `GET ${request.seat} FINAL_VOTING_SELECTION`;
    case 'get-final-result':
      return `GET ${request.button} FINAL_VOTING_RESULT`;
    default:
      return `SET ${triggers[request.type]} TRUE`;
  }
}

/** undefined: of another subject, or not possible. */
export function parseVotingRequest(
  verb: string,
  property: string,
  index: number | undefined,
  value: string | undefined,
): MxcwVotingRequest | undefined {
  if (verb === 'GET') return parseGet(property, index);
  if (verb !== 'SET' || index !== undefined) return undefined;
  if (property === 'START_VOTE') {
    const configuration = parseInteger(value, configurationRange);
    return configuration === undefined ? undefined : { type: 'start-vote', configuration };
  }
  const trigger = Object.keys(triggers).find((type) => isTrigger(type) && triggers[type] === property);
  return trigger !== undefined && isTrigger(trigger) && value === 'TRUE' ? { type: trigger } : undefined;
}

function parseGet(property: string, index: number | undefined): MxcwVotingRequest | undefined {
  const isIn = ([lowest, highest]: readonly [number, number]): boolean =>
    index !== undefined && index >= lowest && index <= highest;
  switch (property) {
    case 'VOTING_STATE':
      return index === undefined ? { type: 'get-vote-state' } : undefined;
    case 'VOTING_CONFIGURATION':
      return index === undefined ? { type: 'get-vote-configuration' } : undefined;
    case 'FINAL_VOTING_SELECTION':
      return index !== undefined && isIn(seatOrAllRange)
        ? { type: 'get-final-selection', seat: index }
        : undefined;
    case 'FINAL_VOTING_RESULT':
      return index !== undefined && isIn(buttonRange)
        ? { type: 'get-final-result', button: index }
        : undefined;
    default:
      return undefined;
  }
}

const reportTypes: readonly string[] = [
  'vote-state',
  'vote-configuration',
  'interim-selection',
  'final-selection',
  'interim-result',
  'final-result',
] satisfies readonly MxcwVotingReport['type'][];
export const isVotingReport = (report: { readonly type: string }): report is MxcwVotingReport =>
  reportTypes.includes(report.type);

export function votingReportText(report: MxcwVotingReport): string {
  const moment = report.type.startsWith('interim') ? 'INTERIM' : 'FINAL';
  switch (report.type) {
    case 'vote-state':
      return `REP VOTING_STATE ${voteStates.encode(report.state)}`;
    case 'vote-configuration':
      return `REP VOTING_CONFIGURATION ${String(report.configuration).padStart(2, '0')}`;
    case 'interim-selection':
    case 'final-selection': {
      const { button } = report;
      const told = typeof button === 'string' ? `{${button.replace(/[{}]/g, ' ')}}` : (button ?? 0);
      return `REP ${report.seat} ${moment}_VOTING_SELECTION ${told}`;
    }
    case 'interim-result':
    case 'final-result':
      return `REP ${report.button} ${moment}_VOTING_RESULT ${report.count}`;
  }
}

/** What is known to be reported of votes; anything else is another subject. */
export const votingProperties: readonly string[] = [
  'VOTING_STATE',
  'VOTING_CONFIGURATION',
  'INTERIM_VOTING_SELECTION',
  'FINAL_VOTING_SELECTION',
  'INTERIM_VOTING_RESULT',
  'FINAL_VOTING_RESULT',
];

/** Of one of the `votingProperties`; undefined: it makes no sense. */
export function parseVotingReport(
  property: string,
  index: string | undefined,
  value: string | undefined,
): MxcwVotingReport | undefined {
  switch (property) {
    case 'VOTING_STATE': {
      const state = voteStates.parse(value);
      return state && { type: 'vote-state', state };
    }
    case 'VOTING_CONFIGURATION': {
      const configuration = parseInteger(value, configurationRange);
      return configuration === undefined ? undefined : { type: 'vote-configuration', configuration };
    }
    case 'INTERIM_VOTING_SELECTION':
    case 'FINAL_VOTING_SELECTION': {
      const seat = parseInteger(index, seatRange);
      const button = parseButton(value);
      const type = property.startsWith('INTERIM') ? 'interim-selection' : 'final-selection';
      return seat === undefined || button === undefined ? undefined : { type, seat, button };
    }
    case 'INTERIM_VOTING_RESULT':
    case 'FINAL_VOTING_RESULT': {
      const button = parseInteger(index, buttonRange);
      const count = parseInteger(value, countRange);
      const type = property.startsWith('INTERIM') ? 'interim-result' : 'final-result';
      return button === undefined || count === undefined ? undefined : { type, button, count };
    }
    default:
      return undefined;
  }
}

function parseButton(word: string | undefined): number | string | null | undefined {
  if (word?.startsWith('{')) return readSeatName(word.replace(/^\{|\}$/g, '')) ?? null;
  if (word?.toUpperCase() === 'UNKNOWN' || word === '0') return null;
  return parseInteger(word, buttonRange);
}
