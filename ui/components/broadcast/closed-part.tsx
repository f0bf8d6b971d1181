/**
 * The non-public part: what is confirmed and what is not, each by sign, words and state. Green only when all
 * of it is; what nobody can tell counts like what is not met. Folded once there is nothing more to wait for.
 */
import { useId, useState, type ComponentType, type ReactNode } from 'react';
import type { Check, ClosedPart as ClosedPartView } from '../../../protocols/api/views/broadcast.ts';
import { useT } from '../../i18n/language.tsx';
import { formatDuration } from '../../i18n/translate.ts';
import { useSecondsSince } from '../../live/context.tsx';
import { Icon, type IconName } from '../icons.tsx';
import { useWords } from '../words.ts';
import './closed-part.css';

const icons: Readonly<Record<Check['state'], IconName>> = {
  confirmed: 'ok',
  waiting: 'clock',
  failed: 'fault',
  unknown: 'question',
};

/** “Allein im Raum: Mitglied 31”, in the page's words. */
export function useCheckName(): (check: Pick<Check, 'id' | 'name' | 'person'>) => string {
  const words = useWords();
  return ({ id, name, person }) => {
    const who = name ?? person;
    return who === undefined ? words('check', id) : `${words('check', id)}: ${who}`;
  };
}

interface ClosedPartProps {
  readonly part: ClosedPartView;
  /** How somebody says that a check is done, where a person answers for it. */
  readonly Tick?: ComponentType<{ readonly check: Check }>;
  /** Keys beside the title. */
  readonly children?: ReactNode;
}

/** Whether the chair's word covers everything that is not confirmed; what broke after it was not part of it. */
export const isOverridden = ({ checks, override }: ClosedPartView): boolean =>
  override !== undefined &&
  checks.every(({ id, state }) => state === 'confirmed' || override.missing.includes(id));

export function ClosedPart({ part, Tick, children }: ClosedPartProps) {
  const t = useT();
  const { checks, isGreen, override, awaiting } = part;
  const list = useId();
  const heading = useId();
  const isSettled = isGreen || isOverridden(part);
  /** What somebody wanted, as long as nothing changes what the page would do by itself. */
  const [wish, setWish] = useState({ isOpen: !isSettled, isSettled });
  if (wish.isSettled !== isSettled) setWish({ isOpen: !isSettled, isSettled });
  const open = checks.filter(({ state }) => state !== 'confirmed').length;
  return (
    <section className={`panel closed-part ${isGreen ? 'is-green' : 'is-red'}`} aria-labelledby={heading}>
      <div className="closed-part-head">
        <h2 id={heading}>{t('closed.title')}</h2>
        <output className="closed-part-state">
          <Icon name={isGreen ? 'ok' : 'warning'} />{' '}
          {isGreen
            ? t('closed.green')
            : checks.length === 0
              ? t('closed.nothingChecked')
              : t('closed.open', { count: open })}
        </output>
        <span className="spacer" />
        {children}
        <button
          type="button"
          className="quiet"
          aria-expanded={wish.isOpen}
          aria-controls={list}
          onClick={() => setWish({ isOpen: !wish.isOpen, isSettled })}
        >
          {wish.isOpen ? t('closed.hide') : t('closed.show')}
          <Icon name={wish.isOpen ? 'up' : 'down'} />
        </button>
      </div>
      {override !== undefined && <Override override={override} />}
      {awaiting !== undefined && (
        <p>{awaiting === '' ? t('closed.awaitingItem') : t('closed.awaiting', { number: awaiting })}</p>
      )}
      <ul id={list} hidden={!wish.isOpen} aria-label={t('closed.checks')}>
        {checks.map((check) => (
          <CheckRow key={`${check.id} ${check.person ?? ''}`} check={check} Tick={Tick} />
        ))}
      </ul>
    </section>
  );
}

function CheckRow({ check, Tick }: { readonly check: Check; readonly Tick: ClosedPartProps['Tick'] }) {
  const t = useT();
  const nameOf = useCheckName();
  return (
    <li className={`check is-${check.state}`}>
      <Icon name={icons[check.state]} />
      <span className="check-name">{nameOf(check)}</span>
      <span className="check-state">{t(`closed.state.${check.state}`)}</span>
      {Tick !== undefined && <Tick check={check} />}
    </li>
  );
}

function Override({ override }: { readonly override: NonNullable<ClosedPartView['override']> }) {
  const t = useT();
  const nameOf = useCheckName();
  const age = formatDuration(useSecondsSince(override.at));
  return (
    <div className="closed-part-override">
      <Icon name="fault" />
      <div>
        <p>
          <strong>{t('closed.override', { age, reason: override.reason })}</strong>
        </p>
        {override.missing.length > 0 && (
          <p>{t('closed.missing', { list: override.missing.map((id) => nameOf({ id })).join(', ') })}</p>
        )}
      </div>
    </div>
  );
}
