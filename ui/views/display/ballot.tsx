/**
 * A ballot on the hall's screen, read from ten metres: what is voted on and how far it is; that it is counted; and
 * the result once it is announced, by word, sign and number. Nothing of a result that the view does not have.
 */
import type { PublicBallotView } from '../../../protocols/api/views/ballot.ts';
import { calls, comesSingly } from '../../components/ballot/calls.ts';
import { Bars, Beside } from '../../components/ballot/bars.tsx';
import { OutcomeWord } from '../../components/ballot/outcome.tsx';
import { Countdown } from '../../components/ballot/countdown.tsx';
import { useFormula } from '../../components/ballot/words.ts';
import { Icon } from '../../components/icons.tsx';
import { shortened } from '../../components/words.ts';
import '../../i18n/result-sentences.ts';
import { useT } from '../../i18n/language.tsx';
import { Groups, Names } from './ballot-lists.tsx';
import { SeatDots } from './ballot-seats.tsx';
import './ballot.css';

/** So much of a text can be read from afar; the whole of it lies before the members. */
const textChars = 600;
/** From so many characters on the text is set smaller. */
const longTexts = [90, 240] as const;
const resultTextChars = 150;

/** From so many options on, bars and tables are set smaller. */
const manyOptions = 5;

export function Ballot({ ballot }: { readonly ballot: PublicBallotView }) {
  const { state, options, fingerprint } = ballot;
  const size = options.length > manyOptions ? ' has-many-options' : '';
  return (
    <div className={`hall-ballot is-${state}${size}`}>
      <Question ballot={ballot} />
      {state === 'open' ? (
        <Open ballot={ballot} />
      ) : state === 'closed' ? (
        <Closed ballot={ballot} />
      ) : (
        <Announced ballot={ballot} />
      )}
      {fingerprint !== undefined && state !== 'announced' && <Fingerprint code={fingerprint} />}
    </div>
  );
}

interface BallotProps {
  readonly ballot: PublicBallotView;
}

function Question({ ballot: { item, text, state } }: BallotProps) {
  const t = useT();
  const shown = shortened(text, state === 'announced' ? resultTextChars : textChars);
  const size = longTexts.filter((chars) => shown.length > chars).length;
  return (
    <p className={`hall-question length-${size}`}>
      <b>
        {item === undefined
          ? t('result.procedure')
          : item.number === ''
            ? shortened(item.title, 60)
            : t('item.number', { number: item.number })}
      </b>{' '}
      {shown}
    </p>
  );
}

function Open({ ballot }: BallotProps) {
  const t = useT();
  const { cast, entitled, closesAt, so, options, seats } = ballot;
  return (
    <div className={seats === undefined ? 'hall-parts' : 'hall-parts has-map'}>
      <div className="hall-part">
        <div role="status">
          <h1 className="hall-call">{t(calls[ballot.kind])}</h1>
        </div>
        {comesSingly(ballot) && (
          <p className="hall-of">
            <b className="digits">{cast}</b> {t('result.castOf', { entitled })}
          </p>
        )}
        {closesAt !== undefined && <Countdown closesAt={closesAt} />}
        {so !== undefined && (
          <div className="hall-so">
            <h2>{t('result.soFar')}</h2>
            <Bars options={options} counts={so} />
          </div>
        )}
      </div>
      {seats !== undefined && <SeatDots seats={seats} options={options} />}
    </div>
  );
}

function Closed({ ballot }: BallotProps) {
  const t = useT();
  const { cast, entitled } = ballot;
  return (
    <div className="hall-part">
      <div role="status">
        <h1 className="hall-call">{t('result.counting')}</h1>
      </div>
      {comesSingly(ballot) && (
        <p className="hall-of">
          <b className="digits">{cast}</b> {t('result.castOf', { entitled })}
        </p>
      )}
    </div>
  );
}

function Announced({ ballot }: BallotProps) {
  const formula = useFormula();
  const { result, options, seats, groups, names, fingerprint } = ballot;
  if (result === undefined) return null;
  const hasNames = names !== undefined && names.length > 0;
  return (
    <div className={hasNames ? 'hall-parts is-dense' : 'hall-parts'}>
      <div className="hall-part">
        <div className="hall-outcome" role="status">
          <OutcomeWord options={options} result={result} as="h1" />
          <p className="hall-formula">{formula(ballot, result)}</p>
        </div>
        <Bars options={options} counts={result.counts} chosen={result.elected} />
        <Beside result={result} />
        {groups !== undefined && groups.length > 0 && <Groups groups={groups} options={options} />}
        {fingerprint !== undefined && <Fingerprint code={fingerprint} />}
      </div>
      {hasNames && (
        <div className="hall-part">
          {seats !== undefined && <SeatDots seats={seats} options={options} />}
          <Names names={names} options={options} />
        </div>
      )}
    </div>
  );
}

/** So that everybody can take it down and hold it against the result file later. */
function Fingerprint({ code }: { readonly code: string }) {
  const t = useT();
  return (
    <p className="hall-fingerprint">
      <Icon name="closed" /> {t('result.fingerprint')} <b className="digits">{code}</b>
    </p>
  );
}
