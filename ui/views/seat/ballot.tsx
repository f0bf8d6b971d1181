/** The ballot: item, exact words, time, the keys or why there are none, what is saved, and at the end the result. */
import { Icon } from '../../components/icons.tsx';
import { useLanguage, useT } from '../../i18n/language.tsx';
import { formatClock } from '../../i18n/translate.ts';
import { seatStore, useSeat } from '../../live/seat-context.tsx';
import { Countdown } from './countdown.tsx';
import { LongText } from './long-text.tsx';
import { Options } from './options.tsx';
import { Fingerprint, Result } from './result.tsx';
import { useOwnVote, useVoided, whyNotHere, type SeatBallot } from './vote.ts';
import { VoteState } from './vote-state.tsx';

const shortChars = 280;

export function BallotPanel({ hasDigitKeys }: { readonly hasDigitKeys: boolean }) {
  const t = useT();
  const ballot = useSeat(({ shared }) => shared?.ballot);
  if (ballot === undefined)
    return (
      <section className="panel ballot no-ballot" aria-labelledby="ballot-title">
        <h2 id="ballot-title">{t('own.noBallot')}</h2>
        <Voided />
        <p className="dim">{t('own.noBallotText')}</p>
        <Earlier current={null} />
      </section>
    );
  return (
    <section className="panel ballot" aria-labelledby="ballot-title">
      <Voided />
      <Question ballot={ballot} />
      {ballot.state === 'open' && <Open key={ballot.id} ballot={ballot} hasDigitKeys={hasDigitKeys} />}
      {ballot.state === 'closed' && <Closed ballot={ballot} />}
      {ballot.state === 'announced' && <Result ballot={ballot} />}
      <Earlier current={ballot.id} />
    </section>
  );
}

function Question({ ballot }: { readonly ballot: SeatBallot }) {
  const { t, language } = useLanguage();
  const { number, item, text, state, closesAt } = ballot;
  const place =
    item === undefined
      ? t('own.motion')
      : item.number === ''
        ? item.title
        : t('item.number', { number: item.number });
  return (
    <div className="question">
      <div className="question-head">
        <h2 id="ballot-title">
          {t('own.ballotNumber', { number })} <span className="question-item">· {place}</span>
        </h2>
        {state === 'open' && closesAt !== undefined && (
          <>
            <Countdown key={ballot.id} at={closesAt} />
            <span className="visually-hidden">
              {t('own.closesAt', { time: formatClock(language, closesAt) })}
            </span>
          </>
        )}
      </div>
      <p className="question-text">
        <LongText key={ballot.id} text={text} short={shortChars} />
      </p>
    </div>
  );
}

function Open({ ballot, hasDigitKeys }: { readonly ballot: SeatBallot; readonly hasDigitKeys: boolean }) {
  const t = useT();
  const own = useSeat((state) => state.own);
  const isOwnCurrent = useSeat((state) => state.isOwnCurrent);
  const vote = useOwnVote(ballot.id);
  if (own === null || !isOwnCurrent) return <p className="dim">{t('own.wait')}</p>;
  const why = whyNotHere(own, ballot);
  if (why !== null)
    return (
      <>
        <p className="why-not">
          <Icon name="attention" /> {t(`own.why.${why}`)}
        </p>
        {own.status !== 'room' && own.status !== 'remote' && <p className="why-not">{t('own.notHere')}</p>}
        {vote.saved !== undefined && <VoteState ballot={ballot} vote={vote} />}
      </>
    );
  return (
    <>
      {!own.confirmed && (
        <p className="why-not" id="confirm-first">
          <Icon name="warning" /> {t('own.confirmFirst')}
        </p>
      )}
      <Options
        options={ballot.options}
        chosen={vote.pending?.choice ?? vote.saved?.choice}
        isSaved={vote.pending === undefined}
        isUsable={own.confirmed}
        describedBy={own.confirmed ? 'vote-state' : 'confirm-first'}
        hasDigitKeys={hasDigitKeys}
        onChoose={(choice) => seatStore().cast(ballot.id, choice)}
      />
      <VoteState ballot={ballot} vote={vote} />
      <p className="dim small">
        {t(ballot.named ? 'own.named' : 'own.open')}{' '}
        {hasDigitKeys && <span className="keys-hint">{t('own.keysHint')}</span>}
      </p>
    </>
  );
}

function Closed({ ballot }: { readonly ballot: SeatBallot }) {
  const t = useT();
  const channel = useSeat(({ own }) => own?.vote?.channel);
  const vote = useOwnVote(ballot.id);
  return (
    <>
      <p className="closed-note">
        <b>
          <Icon name="closed" /> {t('own.closed')}.
        </b>{' '}
        {t('own.closedText')}
      </p>
      {(channel === 'page' || vote.saved !== undefined || vote.refused !== undefined) && (
        <VoteState ballot={ballot} vote={vote} />
      )}
      <Fingerprint ballot={ballot} />
    </>
  );
}

/** Whoever has a receipt from it must know that it is worth nothing any more. */
function Voided() {
  const t = useT();
  const said = useVoided();
  const isDue = useSeat(
    ({ shared, own }) =>
      shared?.ballot?.state === 'open' && own?.vote?.channel === 'page' && own.vote.choice === undefined,
  );
  if (said === null) return null;
  return (
    <p className="why-not">
      <Icon name="warning" /> {said} {isDue && t('own.voteAgain')}
    </p>
  );
}

/** A vote for a ballot that is gone from the page, and that came too late for it. */
function Earlier({ current }: { readonly current: string | null }) {
  const t = useT();
  const refused = useSeat((state) => state.refused);
  const earlier = Object.values(refused).filter(
    ({ ballot, error }) => ballot !== current && (error === 'ballot-closed' || error === 'ballot-voided'),
  );
  const last = earlier[earlier.length - 1];
  return (
    <div role="status" className="earlier">
      {last !== undefined && (
        <p>
          <Icon name="warning" /> {t('own.lateBefore')}
        </p>
      )}
    </div>
  );
}
