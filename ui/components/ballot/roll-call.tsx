/**
 * A roll-call: the name that is called, big; three keys for the answer; the next name by itself. A tap on a name
 * calls it again, to correct its answer. The answers are read back before the close.
 */
import { useEffect, useRef, useState } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { CommandKey } from '../command-key.tsx';
import { useCommands } from '../commands.tsx';
import { Icon } from '../icons.tsx';
import { lookOf, VoteSign } from './sign.tsx';
import { useLocked, votersOf } from './view.ts';
import { optionName, optionWord } from './words.ts';

export function RollCall({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const locked = useLocked();
  const voters = votersOf(ballot);
  const due = voters.filter(({ voted, out }) => !voted && out !== true);
  /** Who was tapped here to be corrected. */
  const [corrected, setCorrected] = useState<string | null>(null);
  // Before the first answer nobody has been called yet: the first in the order is. After the last one the keys
  // are gone, lest one press more changes the last answer.
  const last = voters.find(({ person }) => person === ballot.called);
  const called = due.length > 0 ? (last ?? due[0]) : corrected === ballot.called ? last : undefined;
  return (
    <>
      {called !== undefined ? (
        <Called
          key={called.person}
          ballot={ballot}
          person={called.person}
          name={called.name}
          choice={called.choice}
          onDone={() => setCorrected(null)}
        />
      ) : (
        <p className="ballot-complete">
          <Icon name="check" /> {t('ballot.allAnswered')}
        </p>
      )}
      <p className="ballot-of" role="status">
        <b className="digits">{ballot.cast}</b> {t('ballot.answeredOf', { entitled: ballot.entitled })}
      </p>
      <div className="ballot-keys ballot-main">
        {ballot.readBack ? (
          <CommandKey
            name="ballot/close"
            input={{ ballot: ballot.id }}
            action={t('ballot.close')}
            className={due.length === 0 ? 'primary ballot-main-key' : ''}
            disabled={locked}
          />
        ) : (
          <CommandKey
            name="ballot/read-back"
            input={{ ballot: ballot.id }}
            action={t('ballot.readBack')}
            className={due.length === 0 ? 'primary ballot-main-key' : ''}
            disabled={locked}
          >
            <span>
              {t('ballot.readBack')} <small>{t('ballot.readBackHint')}</small>
            </span>
          </CommandKey>
        )}
      </div>
      <Answers ballot={ballot} onCall={setCorrected} />
    </>
  );
}

function Called({
  ballot,
  person,
  name,
  choice,
  onDone,
}: {
  readonly ballot: BallotView;
  readonly person: string;
  readonly name: string;
  readonly choice: string | undefined;
  readonly onDone: () => void;
}) {
  const t = useT();
  const locked = useLocked();
  const { run, isPending } = useCommands();
  const { id, options } = ballot;
  /** The answer on its way: until the view has it, the next press could only be meant for the next name. */
  const [sent, setSent] = useState<string | null>(null);
  const blocked = locked || (sent !== null && sent !== choice);
  const enter = useRef((_place: number): void => undefined);
  useEffect(() => {
    enter.current = (place) => {
      const option = options[place];
      if (option === undefined || blocked) return;
      setSent(option.id);
      const action = t('ballot.answerOf', { name, answer: optionWord(t, option) });
      void run('ballot/enter', { ballot: id, person, choice: option.id }, action).then((done) =>
        done ? onDone() : setSent(null),
      );
    };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event;
      const isTyping =
        target instanceof Element && target.closest('input, textarea, select, dialog') !== null;
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (/^[1-9]$/.test(event.key)) enter.current(Number(event.key) - 1);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="ballot-called">
      <p className="ballot-called-name" aria-live="assertive">
        <span className="visually-hidden">{t('ballot.called')} </span>
        {name}
      </p>
      {choice !== undefined && (
        <p className="dim">{t('ballot.answeredSo', { answer: optionName(t, options, choice) })}</p>
      )}
      <div className="vote-keys">
        {options.map((option, index) => (
          <button
            key={option.id}
            type="button"
            className={`vote-key ${lookOf(options, option.id)}`}
            disabled={blocked}
            aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
            aria-busy={isPending('ballot/enter', { ballot: id, person, choice: option.id })}
            onClick={() => enter.current(index)}
          >
            <VoteSign options={options} id={option.id} />
            <span>{optionWord(t, option)}</span>
            {index < 9 && <kbd>{index + 1}</kbd>}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Everybody with their answer, to be read out. */
function Answers({
  ballot,
  onCall,
}: {
  readonly ballot: BallotView;
  readonly onCall: (person: string) => void;
}) {
  const t = useT();
  const locked = useLocked();
  return (
    <div>
      <h3>{t('ballot.answersTitle')}</h3>
      <ol className="voter-grid">
        {votersOf(ballot).map(({ person, name, choice, out }) => (
          <li key={person}>
            <CommandKey
              name="ballot/call"
              input={{ ballot: ballot.id, person }}
              action={t('ballot.callAgain', { name })}
              label={[
                t('ballot.callAgain', { name }),
                choice === undefined ? undefined : optionName(t, ballot.options, choice),
              ]
                .filter((word) => word !== undefined)
                .join(': ')}
              className={`voter-key${person === ballot.called ? ' is-called' : ''}`}
              disabled={locked || out === true}
              onDone={() => onCall(person)}
            >
              <span className="voter-name">{name}</span>
              {choice === undefined ? (
                <span className="dim">{out === true ? t('ballot.isOut') : '–'}</span>
              ) : (
                <span className={`voter-choice ${lookOf(ballot.options, choice)}`}>
                  <VoteSign options={ballot.options} id={choice} />
                  {optionName(t, ballot.options, choice)}
                </span>
              )}
            </CommandKey>
          </li>
        ))}
      </ol>
    </div>
  );
}
