/** The parts of the page that follow from a report: checks, result, and names. */
import { element, foreign } from './element.ts';
import type { Check } from './report.ts';
import type { BallotResult, NamedVote } from './result.ts';
import { say, sentence, type Language, type Sentence } from './say.ts';
import { marks, outcomeSentence } from './words.ts';

/** Nobody reads more of one check. */
const maxSentences = 8;

export function viewCheck(language: Language, { id, state, sentences }: Check): HTMLElement {
  const t = (each: Sentence): string => say(language, each);
  const shown = sentences.slice(0, maxSentences).map((each) => element('p', {}, t(each)));
  if (sentences.length > maxSentences) shown.push(element('p', {}, `… (${sentences.length})`));
  return element(
    'li',
    { class: `check ${state}` },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, marks[state]),
    element(
      'div',
      {},
      element(
        'h3',
        {},
        t(sentence(`title.${id}`)),
        ' ',
        element('span', { class: 'state' }, t(sentence(`state.${state}`))),
      ),
      ...shown,
    ),
  );
}

/** Time where the councils are that this is made for, wherever the file is looked at. */
const formatTime = (language: Language, wallMs: number): string =>
  new Date(wallMs).toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'long',
    timeStyle: 'short',
  });

export function viewResult(language: Language, result: BallotResult): readonly HTMLElement[] {
  const t = (each: Sentence): string => say(language, each);
  const row = (name: Node | string, votes: number): HTMLElement =>
    element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, String(votes)));
  const rest: readonly (readonly [Sentence, number])[] = [
    [sentence('page.invalid'), result.invalid],
    [sentence('page.cast'), result.cast],
    [sentence('page.notCast'), result.notCast],
    [sentence('page.entitled'), result.entitled],
  ];
  const made = sentence('page.made', {
    kind: sentence(`kind.${result.kind}`),
    time: formatTime(language, result.openedAt),
  });
  const remarks = [
    made,
    ...(result.isPublic ? [] : [sentence('page.notPublic')]),
    ...(result.isRepeat ? [sentence('page.repeats')] : []),
  ];
  return [
    element('p', { class: 'question' }, foreign([result.number, result.title].filter(Boolean).join(' '))),
    element('p', {}, foreign(result.text)),
    element('p', { class: 'outcome' }, t(outcomeSentence(result))),
    element(
      'table',
      { class: 'counts' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col' }, t(sentence('page.option'))),
          element('th', { scope: 'col' }, t(sentence('page.votes'))),
        ),
      ),
      element('tbody', {}, ...result.options.map(({ label, votes }) => row(foreign(label), votes))),
      element('tbody', { class: 'rest' }, ...rest.map(([name, votes]) => row(t(name), votes))),
    ),
    element('p', { class: 'dim' }, remarks.map(t).join(' ')),
  ];
}

/** Whether a vote of its own is missing says nothing where the room was counted. */
export function viewNames(language: Language, { names, kind }: BallotResult): HTMLElement {
  const t = (each: Sentence): string => say(language, each);
  const isSingle = kind === 'device' || kind === 'roll-call';
  const hasGroups = names.some(({ group }) => group !== null);
  const heads = [
    sentence('page.name'),
    ...(hasGroups ? [sentence('page.group')] : []),
    sentence('page.vote'),
  ];
  const none = t(sentence(isSingle ? 'page.noVote' : 'page.notSingle'));
  const row = ({ name, group, vote }: NamedVote): HTMLElement =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, foreign(name)),
      hasGroups ? element('td', {}, foreign(group ?? '')) : null,
      element('td', vote === null ? { class: 'dim' } : {}, vote === null ? none : foreign(vote)),
    );
  return element(
    'table',
    { class: 'names' },
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, t(head))))),
    element('tbody', {}, ...names.map(row)),
  );
}
