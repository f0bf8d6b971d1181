/** The report in words, for the page and for the command line. */
import type { CheckState, Report } from './report.ts';
import type { BallotResult } from './result.ts';
import { sentence, type Sentence } from './say.ts';

export const marks: Readonly<Record<CheckState, string>> = {
  passed: '✓',
  failed: '✗',
  'not-made': '–',
  'not-needed': '–',
  'to-compare': '?',
};

/** What the whole comes to. */
export const verdictSentence = ({ verdict }: Report): Sentence => sentence(`verdict.${verdict}`);

export function outcomeSentence({ outcome, elected }: BallotResult): Sentence {
  return sentence(`outcome.${outcome}`, { options: elected.join(', ') });
}

/** What became of the vote with the number that somebody typed, as `417` or as `Nr. 417`. */
export function receiptSentence({ receipts }: BallotResult, typed: string): Sentence {
  const digits = /^\D{0,5}(\d{1,15})$/.exec(typed.trim())?.[1];
  if (digits === undefined) return sentence('receipt.bad');
  const number = Number(digits);
  const receipt = receipts.get(number);
  if (!receipt) return sentence('receipt.unknown', { number });
  if (receipt.state === 'replaced') return sentence('receipt.replaced', { number, by: receipt.by });
  const { label, name } = receipt;
  return name === null
    ? sentence('receipt.counts', { number, label })
    : sentence('receipt.named', { number, label, name });
}
