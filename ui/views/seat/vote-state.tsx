/** How this member's vote stands: nothing, sent, saved with time and number, or refused. Green only once it is on disk. */
import { Icon } from '../../components/icons.tsx';
import { useLanguage } from '../../i18n/language.tsx';
import { codeSentence, formatClock } from '../../i18n/translate.ts';
import { useSeat } from '../../live/seat-context.tsx';
import { choiceName, type OwnVote, type SeatBallot } from './vote.ts';

const enterers = ['clerk', 'unit', 'roll'] as const;

export function VoteState({ ballot, vote }: { readonly ballot: SeatBallot; readonly vote: OwnVote }) {
  const look =
    vote.pending !== undefined
      ? 'sending'
      : vote.refused !== undefined
        ? 'refused'
        : vote.saved === undefined
          ? 'none'
          : 'saved';
  return (
    <div id="vote-state" role="status" aria-atomic="true" className={`vote-state is-${look}`}>
      <Words ballot={ballot} vote={vote} />
    </div>
  );
}

function Words({
  ballot,
  vote: { pending, saved, refused },
}: {
  readonly ballot: SeatBallot;
  readonly vote: OwnVote;
}) {
  const { t, language } = useLanguage();
  const isLost = useSeat(({ link }) => link === 'lost');
  const name = (choice: string): string => choiceName(t, ballot.options, choice);
  if (pending !== undefined)
    return (
      <>
        <p>
          <Icon name={isLost ? 'warning' : 'dots'} />{' '}
          {t(isLost ? 'own.sendLater' : 'own.sending', { choice: name(pending.choice) })}
        </p>
        {saved !== undefined && (
          <p className="vote-state-more">
            {t('own.still', { choice: name(saved.choice), number: saved.number })}
          </p>
        )}
      </>
    );
  if (refused !== undefined)
    return (
      <>
        <p>
          <Icon name="fault" />{' '}
          {refused.error === 'ballot-closed'
            ? t('own.late', { choice: name(refused.choice) })
            : t('own.refused', {
                choice: name(refused.choice),
                reason: codeSentence(language, 'error', refused.error),
              })}
        </p>
        <p className="vote-state-more">
          {saved === undefined
            ? t('own.countsNone')
            : t('own.counts', { choice: name(saved.choice), number: saved.number })}
        </p>
      </>
    );
  if (saved === undefined) return <p>{t('own.nothing')}</p>;
  const enterer = enterers.find((known) => known === saved.by);
  return (
    <>
      <p>
        <Icon name="check" />{' '}
        {t('own.saved', { time: formatClock(language, saved.at), number: saved.number })}
      </p>
      <p className="vote-state-more">
        {t('own.savedChoice', { choice: name(saved.choice) })}{' '}
        {enterer !== undefined && `${t(`own.savedBy.${enterer}`)} `}
        {t(ballot.state === 'open' ? 'own.changeable' : 'own.final')}
      </p>
    </>
  );
}
