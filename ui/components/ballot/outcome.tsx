/** The big word of a result, with a sign that says the same: “angenommen”, “abgelehnt”, “gewählt: …”. */
import type { BallotOptionView, BallotResultView } from '../../../protocols/api/views/ballot.ts';
import { Icon, type IconName } from '../icons.tsx';
import { useOutcome } from './words.ts';
import './votes.css';

const icons: Readonly<Record<BallotResultView['outcome'], IconName>> = {
  carried: 'ok',
  elected: 'ok',
  rejected: 'fault',
  tie: 'attention',
  none: 'question',
};

/** From so many characters on it is set smaller. */
const longWords = 28;

export function OutcomeWord({
  options,
  result,
  as: Element = 'p',
}: {
  readonly options: readonly BallotOptionView[];
  readonly result: BallotResultView;
  /** A heading where it is the page's. */
  readonly as?: 'p' | 'h1';
}) {
  const outcome = useOutcome();
  const words = outcome(options, result);
  const look = result.lot === undefined ? result.outcome : 'elected';
  return (
    <Element className={`ballot-outcome is-${look}${words.length > longWords ? ' is-long' : ''}`}>
      <Icon name={icons[look]} /> <span>{words}</span>
    </Element>
  );
}
