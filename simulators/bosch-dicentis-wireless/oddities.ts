/** What lists may hold beside what is documented: fields that newer firmware adds, and seats that cannot be. */
import type { HttpAnswer } from '../../protocols/http.ts';

export interface Oddities {
  readonly extraFields: boolean;
  readonly strangers: boolean;
}

export function withOddities(answer: HttpAnswer, { extraFields, strangers }: Oddities): HttpAnswer {
  if (answer.status !== 200 || !answer.body.startsWith('[')) return answer;
  const entries = JSON.parse(answer.body) as Record<string, unknown>[];
  const grown = extraFields
    ? entries.map((entry) => ({ ...entry, unitId: 500, extra_seat: false }))
    : entries;
  const [some] = grown;
  const odd = strangers && some ? [0, 70_000].map((id) => ({ ...some, id })) : [];
  return { ...answer, body: JSON.stringify([...grown, ...odd]) };
}
