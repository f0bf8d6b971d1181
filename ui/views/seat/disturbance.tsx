/** Reporting that something does not work, with the other way beside it, and that it works again. */
import { useId, useState } from 'react';
import { Icon } from '../../components/icons.tsx';
import { useLanguage } from '../../i18n/language.tsx';
import { formatTimeOfDay } from '../../i18n/translate.ts';
import { useSeat } from '../../live/seat-context.tsx';
import { SecondChannel } from './head.tsx';
import { Problem, useWish } from './wishes.tsx';

const kinds = ['sound', 'picture', 'both', 'vote', 'other'] as const;
type Kind = (typeof kinds)[number];
const maxNoteChars = 300;

export function Disturbance() {
  const { t, language } = useLanguage();
  const reported = useSeat(({ own }) => own?.disturbance);
  const [isOpen, setOpen] = useState(false);
  const { ask, waitsFor, problem } = useWish();
  if (reported !== undefined) {
    const kind = kinds.find((known) => known === reported.kind) ?? 'other';
    return (
      <section className="panel disturbance is-reported" aria-label={t('own.disturb')}>
        <output>
          <b>
            <Icon name="warning" />{' '}
            {t('own.disturbed', { time: formatTimeOfDay(language, reported.sinceAt) })}
          </b>{' '}
          {t(`own.kind.${kind}`)}. {t('own.disturbedText')}
        </output>
        <SecondChannel />
        <button type="button" aria-busy={waitsFor !== null} onClick={() => void ask('disturbance-over')}>
          <Icon name="check" /> {t('own.disturbOver')}
        </button>
        <Problem text={problem} />
      </section>
    );
  }
  return (
    <section className="panel disturbance" aria-label={t('own.disturb')}>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="warning" /> {t('own.disturb')}
      </button>
      {isOpen && (
        <Report
          busy={waitsFor !== null}
          onReport={(kind, note) => {
            void ask('disturbance', { kind, ...(note === '' ? {} : { note }) }).then((done) => {
              if (done) setOpen(false);
            });
          }}
        />
      )}
      <Problem text={problem} />
    </section>
  );
}

function Report({
  busy,
  onReport,
}: {
  readonly busy: boolean;
  readonly onReport: (kind: Kind, note: string) => void;
}) {
  const { t } = useLanguage();
  const [kind, setKind] = useState<Kind>('sound');
  const [note, setNote] = useState('');
  const ids = { kind: useId(), note: useId() };
  return (
    <form
      className="report"
      onSubmit={(event) => {
        event.preventDefault();
        onReport(kind, note.trim());
      }}
    >
      <fieldset className="plain choices">
        <legend>{t('own.disturbTitle')}</legend>
        {kinds.map((name) => (
          <label key={name} className="choice">
            <input type="radio" name={ids.kind} checked={kind === name} onChange={() => setKind(name)} />
            <span>{t(`own.kind.${name}`)}</span>
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={ids.note}>{t('own.disturbNote')}</label>
        <input
          id={ids.note}
          className="note-field"
          type="text"
          maxLength={maxNoteChars}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <button type="submit" className="primary" aria-busy={busy}>
        {t('own.disturbSend')}
      </button>
      <p className="dim">{t('own.disturbChannel')}</p>
      <SecondChannel />
    </form>
  );
}
