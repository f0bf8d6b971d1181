/**
 * The vote keys: a group of radio buttons of which the arrows move the focus and nothing else, since what is chosen
 * here is cast. Enter, space, a tap or the digit beside a key casts.
 */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Icon, type IconName } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { optionName, type SeatBallot } from './vote.ts';

const signs: Readonly<Record<string, IconName>> = { yes: 'check', no: 'close', abstain: 'offAir' };
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

interface OptionsProps {
  readonly options: SeatBallot['options'];
  /** Pressed, or saved. */
  readonly chosen: string | undefined;
  readonly isSaved: boolean;
  readonly isUsable: boolean;
  /** Id of what says how the vote stands, or why no key works. */
  readonly describedBy: string;
  readonly hasDigitKeys: boolean;
  readonly onChoose: (choice: string) => void;
}

/** The digit of a key: 1 to 9, then 0. */
const digitOf = (index: number): string => String((index + 1) % 10);

export function Options(props: OptionsProps) {
  const { options, chosen, isSaved, isUsable, describedBy } = props;
  const t = useT();
  const group = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const choose = (choice: string): void => {
    if (isUsable) props.onChoose(choice);
  };
  useDigitKeys(props.hasDigitKeys && isUsable, (index) => {
    const option = options[index];
    if (option !== undefined) choose(option.id);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (focused + step + options.length) % options.length;
    setFocused(next);
    group.current?.querySelectorAll('button')[next]?.focus();
  };
  const reachable = Math.max(
    0,
    options.findIndex(({ id }) => id === chosen),
  );
  return (
    <div
      ref={group}
      role="radiogroup"
      tabIndex={-1}
      aria-label={t('own.ballot')}
      aria-disabled={!isUsable}
      className={options.length > 3 ? 'vote-keys is-long' : 'vote-keys'}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        // Tab comes back to the key that is chosen.
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(reachable);
      }}
    >
      {options.map((option, index) => {
        const isChosen = option.id === chosen;
        const name = optionName(t, option);
        return (
          <button
            key={option.id}
            type="button"
            role="radio"
            aria-checked={isChosen}
            aria-label={name}
            aria-disabled={!isUsable}
            aria-describedby={describedBy}
            aria-posinset={index + 1}
            aria-setsize={options.length}
            tabIndex={index === focused ? 0 : -1}
            className={[
              'vote-key',
              `means-${option.meaning ?? 'other'}`,
              isChosen ? (isSaved ? 'is-saved' : 'is-sending') : '',
            ].join(' ')}
            onFocus={() => setFocused(index)}
            onClick={() => choose(option.id)}
          >
            <Icon name={signs[option.meaning ?? ''] ?? (isChosen ? 'onAir' : 'offAir')} />
            <span className="vote-name">
              {name}
              {isChosen && <small aria-hidden="true">{t(isSaved ? 'own.tagSaved' : 'own.tagSending')}</small>}
            </span>
            {props.hasDigitKeys && <kbd aria-hidden="true">{digitOf(index)}</kbd>}
          </button>
        );
      })}
    </div>
  );
}

/** Digits from anywhere on the page, but for where somebody types. */
function useDigitKeys(isOn: boolean, press: (index: number) => void): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !/^\d$/.test(event.key)) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select') !== null) return;
      latest.current((Number(event.key) + 9) % 10);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
}
