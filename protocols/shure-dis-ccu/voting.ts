/**
 * Shure DIS-CCU text protocol: a vote is one of the unit's configurations, started and stopped; what is told is how
 * many pressed which button, while it runs (if it is not secret) and after the stop. Nobody is named, and a vote that
 * runs cannot be asked for. Source: DCS 6000 manual.
 */
import { parseInteger } from './words.ts';

export const configurationRange = [1, 255] as const;
/** Up to nine where the maker's PC program has defined them. */
const resultRange = [1, 9] as const;
const countRange = [0, 65_535] as const;
const maxLabelLength = 64;

export type DisVotingCommand =
  | { readonly type: 'voting_status' | 'stop_voting' | 'cancel_voting' }
  | { readonly type: 'start_voting'; readonly configuration: number };

export type DisVotingReport =
  | { readonly type: 'voting_configuration'; readonly configuration: number; readonly label: string }
  | { readonly type: 'voting_started'; readonly configuration: number }
  | { readonly type: 'voting_status_done' | 'voting_stopped' | 'voting_cancelled' }
  | {
      readonly type: 'interim_voting_result' | 'final_voting_result';
      readonly result: number;
      readonly count: number;
      readonly label: string;
    };

const commandTypes: readonly string[] = [
  'voting_status',
  'stop_voting',
  'cancel_voting',
  'start_voting',
] satisfies readonly DisVotingCommand['type'][];
const reportTypes: readonly string[] = [
  'voting_configuration',
  'voting_started',
  'voting_status_done',
  'voting_stopped',
  'voting_cancelled',
  'interim_voting_result',
  'final_voting_result',
] satisfies readonly DisVotingReport['type'][];

/** Also of the first word of a line. */
export const isVotingCommand = (command: { readonly type: string }): command is DisVotingCommand =>
  commandTypes.includes(command.type);
export const isVotingReport = (report: { readonly type: string }): report is DisVotingReport =>
  reportTypes.includes(report.type);

export const votingCommandLine = (command: DisVotingCommand): string =>
  command.type === 'start_voting' ? `start_voting ${command.configuration}` : command.type;

/** undefined: malformed. */
export function parseVotingCommand(
  { type }: Pick<DisVotingCommand, 'type'>,
  data: readonly string[],
): DisVotingCommand | undefined {
  if (type !== 'start_voting') return data.length === 0 ? { type } : undefined;
  const configuration = parseInteger(data[0], configurationRange);
  return configuration === undefined || data.length > 1 ? undefined : { type, configuration };
}

export function votingReportLine(report: DisVotingReport): string {
  switch (report.type) {
    case 'voting_configuration':
      return `${report.type} ${report.configuration} ${report.label}`.trimEnd();
    case 'voting_started':
      return `${report.type} ${report.configuration}`;
    case 'voting_status_done':
    case 'voting_stopped':
    case 'voting_cancelled':
      return report.type;
    case 'interim_voting_result':
    case 'final_voting_result':
      return `${report.type} ${report.result} ${report.count} ${report.label}`.trimEnd();
  }
}

/** A label is the rest of the line. */
export function parseVotingReport(
  { type }: Pick<DisVotingReport, 'type'>,
  line: string,
): DisVotingReport | undefined {
  const [, first, rest = ''] = /^\s*\S+(?:\s+(\S+))?(?:\s+(.*))?$/.exec(line) ?? [];
  switch (type) {
    case 'voting_configuration':
    case 'voting_started': {
      const configuration = parseInteger(first, configurationRange);
      if (configuration === undefined) return undefined;
      return type === 'voting_started'
        ? { type, configuration }
        : { type, configuration, label: labelIn(rest) };
    }
    case 'voting_status_done':
    case 'voting_stopped':
    case 'voting_cancelled':
      return { type };
    case 'interim_voting_result':
    case 'final_voting_result': {
      const [, counted, label = ''] = /^(\S+)(?:\s+(.*))?$/.exec(rest) ?? [];
      const result = parseInteger(first, resultRange);
      const count = parseInteger(counted, countRange);
      return result === undefined || count === undefined
        ? undefined
        : { type, result, count, label: labelIn(label) };
    }
  }
}

const labelIn = (text: string): string =>
  text
    .slice(0, 4 * maxLabelLength)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, maxLabelLength)
    .trim();
