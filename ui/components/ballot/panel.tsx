/** The ballot that runs or waits to be announced: what is voted on, how far it is, and the one key for what comes next. */
import type { ReactNode } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { Icon } from '../icons.tsx';
import { shortened, useWords } from '../words.ts';
import { Device } from './device.tsx';
import { DrainAnyway } from './drain-anyway.tsx';
import { AnnounceKey, NextRound, RepeatKey, VoidKey } from './end-keys.tsx';
import { EnterForOthers } from './enter.tsx';
import { External } from './external.tsx';
import { Facts, Rejected, WaitsFor } from './facts.tsx';
import { Hands } from './hands.tsx';
import { Paper } from './paper.tsx';
import { Question } from './question.tsx';
import { ResultPart } from './result.tsx';
import { RollCall } from './roll-call.tsx';
import { useLeading, useLocked } from './view.ts';
import { Voters } from './voters.tsx';

/** Of the item's title: the words voted on stand below it. */
const titleChars = 60;

/** It needs somebody: until it is announced or void. */
export const needsSomebody = ({ state }: Pick<BallotView, 'state'>): boolean =>
  state === 'open' || state === 'closed' || state === 'counted';

export function BallotPanel({
  ballot,
  children,
}: {
  readonly ballot: BallotView;
  /** Keys beside the title. */
  readonly children?: ReactNode;
}) {
  return (
    <section className={`panel ballot is-${ballot.state}`} aria-labelledby="ballot-title">
      <div className="ballot-head">
        <BallotTitle ballot={ballot} />
        {children}
      </div>
      {/* Anew for each ballot: what was typed for one must not stand in the next. */}
      <div className="ballot-body" key={ballot.id} role="group" aria-labelledby="ballot-title" tabIndex={0}>
        <Question text={ballot.text} />
        <Facts ballot={ballot} />
        <Stage ballot={ballot} />
        <Rejected rejected={ballot.rejected} />
      </div>
    </section>
  );
}

function BallotTitle({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const words = useWords();
  const { number, kind, named, item, repeats, state, majority } = ballot;
  return (
    <div className="ballot-titles">
      <h2 id="ballot-title">
        {t('ballot.number', { number })} · <span role="status">{words('ballotState', state)}</span>
      </h2>
      <p className="dim">
        {[
          item === undefined
            ? t('ballot.procedure')
            : [
                item.number === '' ? undefined : t('item.number', { number: item.number }),
                shortened(item.title, titleChars),
              ]
                .filter((word) => word !== undefined)
                .join(' '),
          words('ballotKind', kind),
          named && kind !== 'roll-call' ? t('ballot.isNamed') : undefined,
          words('majority', majority),
          repeats === true ? t('ballot.repeats') : undefined,
        ]
          .filter((word) => word !== undefined)
          .join(' · ')}
      </p>
    </div>
  );
}

function Stage({ ballot }: { readonly ballot: BallotView }) {
  switch (ballot.state) {
    case 'open':
      return <Open ballot={ballot} />;
    case 'closed':
      return <Closed ballot={ballot} />;
    case 'counted':
    case 'announced':
      return <Counted ballot={ballot} />;
    case 'voided':
      return <Voided ballot={ballot} />;
  }
}

function Open({ ballot }: { readonly ballot: BallotView }) {
  return (
    <>
      <OpenKind ballot={ballot} />
      <div className="ballot-keys ballot-last">
        <VoidKey ballot={ballot} />
      </div>
    </>
  );
}

function OpenKind({ ballot }: { readonly ballot: BallotView }) {
  const role = useLeading((view) => view.role);
  switch (ballot.kind) {
    case 'hands':
      return (
        <>
          <Hands ballot={ballot} />
          {role === 'clerk' && <EnterForOthers ballot={ballot} />}
        </>
      );
    case 'device':
      return <Device ballot={ballot} />;
    case 'roll-call':
      return <RollCall ballot={ballot} />;
    case 'paper':
      return <Paper ballot={ballot} />;
    case 'external':
      return <External ballot={ballot} />;
  }
}

function Closed({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const locked = useLocked();
  return (
    <>
      <p className="ballot-closed" role="status">
        <Icon name="closed" /> {t('ballot.isClosed', { cast: ballot.cast, entitled: ballot.entitled })}
      </p>
      <WaitsFor waitsFor={ballot.waitsFor}>
        <DrainAnyway ballot={ballot} locked={locked} />
      </WaitsFor>
      {ballot.kind === 'external' && ballot.counted.length === 0 && <External ballot={ballot} />}
      <div className="ballot-keys ballot-last">
        <RepeatKey ballot={ballot} />
        <VoidKey ballot={ballot} />
      </div>
    </>
  );
}

function Counted({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const { result, named, kind, state } = ballot;
  const hasNames = named && (kind === 'device' || kind === 'roll-call');
  return (
    <>
      {result !== undefined && (
        <ResultPart ballot={ballot} result={result}>
          <NextRound ballot={ballot} />
        </ResultPart>
      )}
      {state === 'counted' && <AnnounceKey ballot={ballot} />}
      <div className="ballot-keys ballot-last">
        <RepeatKey ballot={ballot} />
        <VoidKey ballot={ballot} />
      </div>
      {hasNames && (
        <>
          <h3>{t('ballot.votersTitle')}</h3>
          <Voters ballot={ballot} />
        </>
      )}
    </>
  );
}

function Voided({ ballot: { voided } }: { readonly ballot: BallotView }) {
  const t = useT();
  if (voided === undefined) return null;
  return (
    <p className="ballot-warning" role="status">
      <Icon name="barred" />
      <span>
        {t(`ballot.voided.${voided.cause}`)} {voided.reason}
      </span>
    </p>
  );
}
