/** Requests about ballots beside the commands: totals from a file, and where results are downloaded. */
import { request, type Answer } from './http.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isTotals = (
  value: unknown,
): value is { readonly counts: Record<string, number>; readonly invalid: number } =>
  isRecord(value) &&
  typeof value['invalid'] === 'number' &&
  isRecord(value['counts']) &&
  Object.values(value['counts']).every((count) => typeof count === 'number');

/** Reads the totals of an external vote from the text of a CSV file; nothing is stored. */
export async function readTotals(
  ballot: string,
  text: string,
): Promise<Answer<{ readonly counts: Readonly<Record<string, number>>; readonly invalid: number }>> {
  const answer = await request('POST', `/api/ballots/${encodeURIComponent(ballot)}/totals.csv`, { text });
  if (!answer.ok) return answer;
  return isTotals(answer.value) ? { ok: true, value: answer.value } : { ok: false, error: 'internal' };
}

/** Where the signed result of a ballot is downloaded, to be checked offline. */
export const resultFilePath = (ballot: string): string =>
  `/api/ballots/${encodeURIComponent(ballot)}/result.json`;

/** The page that checks result files, to be kept and used without a network. */
export const verifierPath = '/verifier.html';
