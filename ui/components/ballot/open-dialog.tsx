/** Opening a ballot: the words, how it is voted, and which majority it takes. Hands are first: most decisions are that. */
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { BallotKind } from '../../../protocols/api/commands/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { useCommands } from '../commands.tsx';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icons.tsx';
import { createId } from '../ids.ts';
import { shortened, useWords } from '../words.ts';
import { AnswerFields, MajorityField } from './answer-fields.tsx';
import {
  ballotKinds,
  canBeLive,
  canBeNamed,
  canEnd,
  emptyDraft,
  inputOf,
  lackOf,
  longestText,
  type BallotDraft,
} from './draft.ts';
import { useIsChairExcluded, useLeading, useLocked, useProposals } from './view.ts';

interface OpenProps {
  readonly filled: Partial<BallotDraft>;
  readonly onClose: () => void;
  /** The ballot was opened; `isUnanimous`: and all of the rest shall follow. */
  readonly onOpen: (id: string, isUnanimous: boolean) => void;
}

export default function OpenBallot({ filled, onClose, onOpen }: OpenProps) {
  const t = useT();
  const words = useWords();
  const { run } = useCommands();
  const locked = useLocked();
  const item = useLeading((view) => view.sitting?.item);
  const proposals = useProposals();
  const isExcluded = useIsChairExcluded();
  const [draft, setDraft] = useState<BallotDraft>(() => ({
    ...emptyDraft,
    about: item === undefined ? 'procedure' : 'item',
    text:
      item === undefined
        ? ''
        : ((proposals[0]?.by === undefined ? proposals[0]?.text : undefined) ?? item.title),
    ...filled,
  }));
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  /** The same for every try, so that a second one opens no second ballot. */
  const [id] = useState(createId);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
  const change = (part: Partial<BallotDraft>): void => setDraft((now) => ({ ...now, ...part }));
  const lack = lackOf(draft);
  const barred = isExcluded && draft.about === 'item';
  const mayBeUnanimous = draft.kind === 'hands' && draft.answers === 'usual';

  async function open(isUnanimous: boolean): Promise<void> {
    setAsked(true);
    if (lack !== null || busy) return;
    setBusy(true);
    // Before the answer: the view may be faster.
    onOpen(id, isUnanimous);
    const done = await run('ballot/open', inputOf(draft, id, item?.id ?? null), t('ballot.open'));
    setBusy(false);
    if (done) onClose();
  }

  return (
    <Dialog title={t('ballot.openTitle')} onClose={onClose} className="ballot-dialog" closesBeside={false}>
      <form
        className="ballot-form"
        onSubmit={(event) => {
          event.preventDefault();
          void open(false);
        }}
      >
        {barred && (
          <p className="ballot-warning" role="alert">
            <Icon name="barred" /> <span>{words('error', 'chair-excluded')}</span>
          </p>
        )}
        <TextField draft={draft} change={change} lacks={asked && lack === 'text'} />
        <KindField kind={draft.kind} choose={(kind) => change({ kind })} />
        <MajorityField draft={draft} change={change} />
        <details className="ballot-more" open={draft.answers === 'list' || undefined}>
          <summary>{t('ballot.moreSettings')}</summary>
          <div className="ballot-form">
            <AnswerFields draft={draft} change={change} problem={asked ? lack : null} />
            <Extras draft={draft} change={change} />
          </div>
        </details>
        <div className="dialog-actions ballot-open-keys">
          {mayBeUnanimous && (
            <button
              type="button"
              className="ballot-unanimous"
              disabled={locked || barred}
              onClick={() => void open(true)}
            >
              <span>
                {t('ballot.unanimous')} <small>{t('ballot.unanimousHint')}</small>
              </span>
            </button>
          )}
          <button ref={first} type="submit" className="primary" disabled={locked || barred} aria-busy={busy}>
            {t('ballot.open')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface PartProps {
  readonly draft: BallotDraft;
  readonly change: (part: Partial<BallotDraft>) => void;
}

function TextField({ draft, change, lacks }: PartProps & { readonly lacks: boolean }) {
  const t = useT();
  const id = useId();
  const item = useLeading((view) => view.sitting?.item);
  const proposals = useProposals();
  const offers = [
    ...(item === undefined ? [] : [{ key: 'title', words: t('ballot.fromTitle'), text: item.title }]),
    ...proposals.map(({ by, text }, index) => ({
      key: `p${index}`,
      words: by === undefined ? t('ballot.fromDecision') : t('ballot.fromMotion', { by: shortened(by, 40) }),
      text,
    })),
  ];
  return (
    <div className="field">
      <label htmlFor={id}>{t('ballot.text')}</label>
      <textarea
        id={id}
        className="ballot-input"
        rows={4}
        maxLength={longestText}
        value={draft.text}
        aria-invalid={lacks}
        aria-describedby={lacks ? `${id}-lacks` : undefined}
        onChange={(event) => change({ text: event.target.value })}
      />
      {lacks && (
        <span id={`${id}-lacks`} className="ballot-problem" role="alert">
          {t('ballot.lacks.text')}
        </span>
      )}
      <div className="ballot-offers" role="group" aria-label={t('ballot.textFrom')}>
        {offers.map(({ key, words, text }) => (
          <button
            key={key}
            type="button"
            aria-pressed={draft.about === 'item' && draft.text === text}
            onClick={() => change({ about: 'item', text })}
          >
            {words}
          </button>
        ))}
        <button
          type="button"
          aria-pressed={draft.about === 'procedure'}
          onClick={() => change({ about: 'procedure', text: t('ballot.procedureText') })}
        >
          {t('ballot.procedure')}
        </button>
      </div>
    </div>
  );
}

function KindField({
  kind,
  choose,
}: {
  readonly kind: BallotKind;
  readonly choose: (kind: BallotKind) => void;
}) {
  const t = useT();
  const words = useWords();
  const group = useId();
  const rules = useLeading((view) => view.ballotRules);
  const reasonAgainst = (each: BallotKind): ReactNode => {
    const rule = rules?.forbidden.find((forbidden) => forbidden.kind === each);
    if (rule !== undefined)
      return (
        <>
          {words('error', rule.code)} {rule.norm !== undefined && <span>({rule.norm})</span>}
        </>
      );
    return undefined;
  };
  return (
    <fieldset className="ballot-kinds">
      <legend>{t('ballot.kind')}</legend>
      {ballotKinds.map((each) => {
        const against = reasonAgainst(each);
        return (
          <label key={each} className={against === undefined ? 'ballot-kind' : 'ballot-kind is-barred'}>
            <input
              type="radio"
              name={group}
              checked={kind === each}
              disabled={against !== undefined}
              aria-labelledby={`${group}${each}`}
              aria-describedby={`${group}${each}-hint`}
              onChange={() => choose(each)}
            />
            <span className="ballot-kind-words">
              <b id={`${group}${each}`}>{words('ballotKind', each)}</b>
              <span id={`${group}${each}-hint`} className="dim">
                {against ?? t(`ballot.kindHint.${each}`)}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

const times = [30, 60, 120, 300] as const;

/** What only some kinds can do. */
function Extras({ draft, change }: PartProps) {
  const t = useT();
  const id = useId();
  const { kind } = draft;
  return (
    <>
      {canBeNamed(kind) && (
        <label className="choice">
          <input
            type="checkbox"
            checked={draft.named}
            onChange={(event) => change({ named: event.target.checked })}
          />
          <span>{t('ballot.named')}</span>
        </label>
      )}
      {canBeLive(kind) && (
        <label className="choice">
          <input
            type="checkbox"
            checked={draft.live}
            onChange={(event) => change({ live: event.target.checked })}
          />
          <span>{t('ballot.live')}</span>
        </label>
      )}
      {canEnd(kind) && (
        <div className="field">
          <label htmlFor={id}>{t('ballot.closesBy')}</label>
          <select
            id={id}
            value={draft.seconds ?? ''}
            onChange={(event) =>
              change({ seconds: event.target.value === '' ? null : Number(event.target.value) })
            }
          >
            <option value="">{t('ballot.closesByHand')}</option>
            {times.map((seconds) => (
              <option key={seconds} value={seconds}>
                {t('ballot.seconds', { count: seconds })}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}
