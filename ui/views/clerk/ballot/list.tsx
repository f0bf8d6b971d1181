/** This sitting's ballots by item: amendments stand under the item they belong to, each with its own text and result. */
import type { PastBallotView } from '../../../../protocols/api/views/ballot.ts';
import { OutcomeWord } from '../../../components/ballot/outcome.tsx';
import { countsLine } from '../../../components/ballot/words.ts';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { resultFilePath, verifierPath } from '../../../live/ballots.ts';
import { LongText } from '../long-text.tsx';
import { clockOf } from '../times.ts';
import { useClerk, useWords } from '../view.ts';

/** Ballots one after the other that belong to the same item. */
function groupedByItem(
  ballots: readonly PastBallotView[],
): readonly { readonly item: string | undefined; readonly ballots: readonly PastBallotView[] }[] {
  const groups: { item: string | undefined; ballots: PastBallotView[] }[] = [];
  for (const ballot of ballots) {
    const known = groups.find(({ item }) => item === ballot.item);
    if (known) known.ballots.push(ballot);
    else groups.push({ item: ballot.item, ballots: [ballot] });
  }
  return groups;
}

export function BallotList() {
  const t = useT();
  const ballots = useClerk((view) => view.ballots);
  const sitting = useClerk((view) => view.sitting !== undefined);
  return (
    <section className="panel ballot-list" aria-labelledby="ballots-title">
      <div className="panel-head">
        <h2 id="ballots-title">{t('ballot.listTitle')}</h2>
        <a className="button" href={verifierPath} download>
          <Icon name="download" /> {t('ballot.verifier')}
        </a>
      </div>
      <p className="field-hint">{t('ballot.verifierHint')}</p>
      {(ballots.length === 0 || !sitting) && <p className="empty">{t('ballot.listNone')}</p>}
      {groupedByItem(ballots).map((group) => (
        <Group key={group.item ?? ''} item={group.item} ballots={group.ballots} />
      ))}
    </section>
  );
}

function Group({
  item,
  ballots,
}: {
  readonly item: string | undefined;
  readonly ballots: readonly PastBallotView[];
}) {
  const t = useT();
  const title = useClerk((view) =>
    item === undefined || item === ''
      ? undefined
      : Object.values(view.detail?.items ?? {}).find(({ number }) => number === item)?.title,
  );
  return (
    <section className="ballot-group">
      <h3>
        {item === undefined
          ? t('ballot.procedure')
          : item === ''
            ? t('chair.item')
            : t('item.number', { number: item })}{' '}
        {title !== undefined && <LongText text={title} short={90} />}
      </h3>
      <ol>
        {ballots.map((ballot) => (
          <Row key={ballot.id} ballot={ballot} />
        ))}
      </ol>
    </section>
  );
}

function Row({ ballot }: { readonly ballot: PastBallotView }) {
  const t = useT();
  const words = useWords();
  const { id, number, text, kind, state, at, options, result, fingerprint } = ballot;
  const isOver = state === 'announced' || state === 'counted';
  return (
    <li className={`ballot-row is-${state}`}>
      <div className="row-main">
        <span className="dim">
          {t('ballot.number', { number })} · {clockOf(at)} · {words('ballotKind', kind)} ·{' '}
          {words('ballotState', state)}
        </span>
        <LongText text={text} />
        {isOver && result !== undefined && (
          <span className="ballot-row-result">
            <OutcomeWord options={options} result={result} />
            <span>{countsLine(t, options, result.counts)}</span>
          </span>
        )}
        {fingerprint !== undefined && (
          <span className="dim">
            {t('vote.fingerprint')} <span className="digits">{fingerprint}</span>
          </span>
        )}
      </div>
      {fingerprint !== undefined && (
        <a
          className="button"
          href={resultFilePath(id)}
          download
          aria-label={t('ballot.resultFileOf', { number })}
        >
          <Icon name="download" /> {t('ballot.resultFile')}
        </a>
      )}
    </li>
  );
}
