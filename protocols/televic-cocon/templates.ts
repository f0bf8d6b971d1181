/**
 * Voting templates of the Televic CoCon API: what a vote is made from. One is written with one call, whose whole
 * content stands in the query. Source: CoCon API Description v6.9.
 */
import type { Target } from '../http.ts';
import { booleanIn, integerIn } from '../json.ts';
import { isIn } from './words.ts';

export const ledColours = ['Blue', 'White', 'Green', 'Yellow', 'Red', 'Magenta', 'Cyan'] as const;
export type LedColour = (typeof ledColours)[number];

/** Those that units with buttons can show; ten need a touch screen. */
export const maxVotingOptions = 5;

export interface TemplateOption {
  readonly description: string;
  readonly colour: LedColour;
  /** The button, 0..9; units with three have 1, 2 and 3. */
  readonly symbol: number;
  readonly abstain: boolean;
}

/** #AARRGGBB, as the template wants its option's colour besides that of the lamp. */
const colours: Readonly<Record<LedColour, string>> = {
  Blue: '#FF0000FF',
  White: '#FFFFFFFF',
  Green: '#FF008000',
  Yellow: '#FFFFFF00',
  Red: '#FFFF0000',
  Magenta: '#FFFF00FF',
  Cyan: '#FF00FFFF',
};

/**
 * All units may vote and may correct it; no quorum, majority, timer, weight or message of the server's. Individual
 * results have to be for everybody (5): with less, servers in the field keep none.
 */
export function templateQuery(title: string, options: readonly TemplateOption[]): string {
  const fields: (readonly [string, string | number])[] = [
    ['Title', title],
    ['NrOfOptions', options.length],
  ];
  for (const [index, { description, colour, symbol, abstain }] of options.entries()) {
    const n = index + 1;
    fields.push([`Description${n}`, description], [`Option${n}`, colours[colour]]);
    fields.push([`SymbolIndex${n}`, symbol], [`LedColour${n}`, colour], [`IsAbstain${n}`, flag(abstain)]);
  }
  fields.push(['BadgeOption', 4], ['OverallOption', 1], ['IndividualOption', 5], ['CanCorrect', 'True']);
  fields.push(['HasPin', 'False'], ['IsWeightUsed', 'False'], ['EnableVotingTimer', 'False']);
  fields.push(['EnableQuorum', 'False'], ['EnableOutcomMsg', 'False'], ['HungVoteSetting', 0]);
  return fields.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
}
const flag = (value: boolean): string => (value ? 'True' : 'False');

export function readTemplate(
  query: Target['query'],
): { readonly title: string; readonly options: readonly TemplateOption[] } | undefined {
  const title = query.get('title');
  const count = integerIn(query.get('nrofoptions'), [1, maxVotingOptions]);
  if (!title || count === undefined) return undefined;
  const options: TemplateOption[] = [];
  for (let n = 1; n <= count; n++) {
    const colour = query.get(`ledcolour${n}`);
    const symbol = integerIn(query.get(`symbolindex${n}`), [0, 9]);
    if (!isIn(ledColours, colour) || symbol === undefined) return undefined;
    const description = query.get(`description${n}`) ?? '';
    options.push({ description, colour, symbol, abstain: booleanIn(query.get(`isabstain${n}`)) ?? false });
  }
  return { title, options };
}
