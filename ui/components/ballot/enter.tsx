/** A vote entered for somebody whose device does not work: with the reason, which stands in the log. */
import { useId, useState } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { useCommands } from '../commands.tsx';
import { useLocked, votersOf } from './view.ts';
import { optionName, optionWord } from './words.ts';

export function EnterForOthers({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const locked = useLocked();
  const { run, isPending } = useCommands();
  const ids = useId();
  const [person, setPerson] = useState('');
  const [choice, setChoice] = useState('');
  const [reason, setReason] = useState('');
  // Hands in the room are counted; only a remote member's page can fail.
  const others = votersOf(ballot).filter(
    ({ out, mode }) => out !== true && (ballot.kind !== 'hands' || mode === 'remote'),
  );
  const entered = votersOf(ballot).filter(({ entered: isEntered }) => isEntered === true);
  if (others.length === 0) return null;
  const input = { ballot: ballot.id, person, choice, reason: reason.trim() };
  const lacks = person === '' || choice === '' || input.reason === '';
  return (
    <details className="ballot-more">
      <summary>{t('ballot.enterTitle')}</summary>
      <form
        className="ballot-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (lacks) return;
          void run('ballot/enter', input, t('ballot.enter')).then((done) => {
            if (!done) return;
            setPerson('');
            setChoice('');
          });
        }}
      >
        <div className="field">
          <label htmlFor={`${ids}p`}>{t('ballot.enterFor')}</label>
          <select id={`${ids}p`} value={person} onChange={(event) => setPerson(event.target.value)}>
            <option value="">{t('ballot.choose')}</option>
            {others.map(({ person: id, name, voted }) => (
              <option key={id} value={id}>
                {voted ? t('ballot.hasVoted', { name }) : name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${ids}c`}>{t('ballot.enterChoice')}</label>
          <select id={`${ids}c`} value={choice} onChange={(event) => setChoice(event.target.value)}>
            <option value="">{t('ballot.choose')}</option>
            {ballot.options.map((option) => (
              <option key={option.id} value={option.id}>
                {optionWord(t, option)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${ids}r`}>{t('ballot.enterReason')}</label>
          <input
            id={`${ids}r`}
            className="ballot-input"
            type="text"
            maxLength={300}
            autoComplete="off"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <div className="ballot-keys">
          <button type="submit" disabled={locked || lacks} aria-busy={isPending('ballot/enter', input)}>
            {t('ballot.enter')}
          </button>
        </div>
      </form>
      {entered.length > 0 && (
        <ul className="ballot-entered" aria-label={t('ballot.enteredTitle')}>
          {entered.map(({ person: id, name, choice: entry, enteredBecause }) => (
            <li key={id}>
              <b>{name}</b> {entry !== undefined && optionName(t, ballot.options, entry)}{' '}
              <span className="dim">{enteredBecause}</span>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
