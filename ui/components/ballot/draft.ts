/** A ballot as it is being put together, and what of it goes into the command. Pure. */
import type { BallotKind, MajorityRule } from '../../../protocols/api/commands/ballot.ts';
import type { CommandInput } from '../../../protocols/api/commands.ts';

export interface BallotDraft {
  /** A motion on the procedure belongs to no item. */
  readonly about: 'item' | 'procedure';
  readonly text: string;
  readonly kind: BallotKind;
  /** Ja, Nein, Enthaltung; or names and things to choose between. */
  readonly answers: 'usual' | 'list';
  readonly labels: readonly string[];
  /** A list has “Enthaltung” too. */
  readonly canAbstain: boolean;
  /** null: what the state's rules say, or the most votes of a list. */
  readonly majority: MajorityRule | null;
  readonly named: boolean;
  /** null: it stays open until somebody closes it. */
  readonly seconds: number | null;
  readonly live: boolean;
}

/** Records, so that a new rule or kind does not compile until it stands here. */
const rules: Record<MajorityRule, 'usual' | 'list' | 'both'> = {
  simple: 'usual',
  'of-voting': 'usual',
  'of-present': 'usual',
  'of-all': 'usual',
  'two-thirds-of-voting': 'usual',
  'three-quarters-of-voting': 'usual',
  'two-thirds-of-all': 'usual',
  'three-quarters-of-all': 'usual',
  'most-votes': 'list',
  // A single candidate is elected by Ja and Nein too.
  'more-than-half-of-valid': 'both',
};
const kinds: Record<BallotKind, true> = {
  hands: true,
  device: true,
  'roll-call': true,
  paper: true,
  external: true,
};

/** Hands first: most decisions are made by them. */
export const ballotKinds = Object.keys(kinds) as readonly BallotKind[];

export const mostOptions = 10;
export const longestText = 5000;
export const longestLabel = 40;

export const emptyDraft: BallotDraft = {
  about: 'item',
  text: '',
  kind: 'hands',
  answers: 'usual',
  labels: ['', ''],
  canAbstain: true,
  majority: null,
  named: false,
  seconds: null,
  live: false,
};

/** Names can stand beside the votes only where votes come one by one. */
export const canBeNamed = (kind: BallotKind): boolean => kind === 'device';
/** Counts while it is open: of votes that come one by one. */
export const canBeLive = (kind: BallotKind): boolean => kind === 'device';
/** It can close by itself. */
export const canEnd = (kind: BallotKind): boolean => kind === 'device';

/** The rules that fit the answers: a list is decided by most votes or by more than half of the valid ones. */
export const majoritiesFor = (answers: BallotDraft['answers']): readonly MajorityRule[] =>
  (Object.keys(rules) as MajorityRule[]).filter((rule) => rules[rule] === answers || rules[rule] === 'both');

/** What still has to be filled in, or null. */
export function lackOf({ text, answers, labels }: BallotDraft): 'text' | 'options' | 'twice' | null {
  if (text.trim() === '') return 'text';
  if (answers === 'usual') return null;
  const names = namesOf(labels);
  if (names.length < 2) return 'options';
  return new Set(names.map((name) => name.toLocaleLowerCase('de'))).size < names.length ? 'twice' : null;
}

const namesOf = (labels: readonly string[]): string[] =>
  labels.map((label) => label.replace(/\s+/g, ' ').trim()).filter((label) => label !== '');

/** The command; `item` is the one that runs. */
export function inputOf(draft: BallotDraft, id: string, item: string | null): CommandInput<'ballot/open'> {
  const { about, text, kind, answers, labels, canAbstain, majority, named, seconds, live } = draft;
  const most = canAbstain ? mostOptions - 1 : mostOptions;
  const options = [
    ...namesOf(labels)
      .slice(0, most)
      .map((label, index) => ({ id: `o${index + 1}`, label, meaning: null })),
    ...(canAbstain ? [{ id: 'abstain', label: 'Enthaltung', meaning: 'abstain' as const }] : []),
  ];
  return {
    id,
    item: about === 'item' ? item : null,
    text: text.trim(),
    kind,
    named: named && canBeNamed(kind),
    live: live && canBeLive(kind),
    ...(answers === 'list' ? { options } : {}),
    ...(majority === null ? {} : { majority }),
    ...(seconds !== null && canEnd(kind) ? { seconds } : {}),
  };
}
