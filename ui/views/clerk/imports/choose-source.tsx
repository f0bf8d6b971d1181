/** From where: a council information system that the config names, or a file of a spreadsheet. */
import { useId, useState } from 'react';
import type { ImportRequest } from '../../../../protocols/api/imports.ts';
import { Icon } from '../../../components/icons.tsx';
import { useCodes, useT } from '../../../i18n/language.tsx';
import type { PageError } from '../../../live/http.ts';
import { TextField } from '../fields.tsx';
import { given } from '../given.ts';
import { useClerk, useLocked } from '../view.ts';

/** Base64 makes four characters of three bytes; the daemon takes six million characters. */
const largestFileBytes = 4_500_000;

interface ChooseProps {
  readonly start: (wish: ImportRequest) => void;
  readonly busy: boolean;
  readonly error: PageError | null;
}

export function ChooseSource({ start, busy, error }: ChooseProps) {
  const t = useT();
  const codes = useCodes();
  const sources = useClerk((view) => view.sources);
  const locked = useLocked();
  const [from, setFrom] = useState('');
  return (
    <div className="form stack">
      {error !== null && (
        <p className="note" role="alert">
          {codes.error(error)}
        </p>
      )}
      <section className="stack" aria-labelledby="oparl-title">
        <h3 id="oparl-title">{t('clerk.importSources')}</h3>
        {sources.length === 0 ? (
          <p className="dim">{t('clerk.importNoSources')}</p>
        ) : (
          <>
            <div className="start-ways">
              {sources.map(({ id, label }) => (
                <button
                  key={id}
                  type="button"
                  className="start-way"
                  disabled={locked}
                  aria-busy={busy}
                  onClick={() => start({ kind: 'oparl', source: id, ...given({ from }) })}
                >
                  <Icon name="import" />
                  <b>{label}</b>
                  <span>{t('clerk.importSourceHint')}</span>
                </button>
              ))}
            </div>
            <TextField
              label={t('clerk.importFrom')}
              hint={t('clerk.importFromHint')}
              type="date"
              value={from}
              onChange={setFrom}
            />
          </>
        )}
      </section>
      <section className="stack" aria-labelledby="csv-title">
        <h3 id="csv-title">{t('clerk.importFile')}</h3>
        <p className="dim">{t('clerk.importFileHint')}</p>
        <div className="form-grid">
          <FileWish
            kind="people-csv"
            label={t('clerk.importPeopleFile')}
            start={start}
            disabled={locked || busy}
          />
          <FileWish
            kind="agenda-csv"
            label={t('clerk.importAgendaFile')}
            start={start}
            disabled={locked || busy}
          />
        </div>
      </section>
    </div>
  );
}

/** A file's bytes as the import wants them; null: it could not be read. */
function readBase64(file: File): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () =>
      resolve(typeof reader.result === 'string' ? reader.result.slice(reader.result.indexOf(',') + 1) : null),
    );
    reader.addEventListener('error', () => resolve(null));
    reader.readAsDataURL(file);
  });
}

function FileWish({
  kind,
  label,
  start,
  disabled,
}: {
  readonly kind: 'people-csv' | 'agenda-csv';
  readonly label: string;
  readonly start: (wish: ImportRequest) => void;
  readonly disabled: boolean;
}) {
  const t = useT();
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    if (file.size > largestFileBytes) {
      setProblem(t('clerk.importTooLarge'));
      return;
    }
    const base64 = await readBase64(file);
    if (base64 === null || base64 === '') setProblem(t('clerk.importUnreadable'));
    else start({ kind, name: file.name.slice(0, 200), base64 });
  }

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        disabled={disabled}
        aria-describedby={problem === null ? undefined : `${id}-below`}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      {problem !== null && (
        <span id={`${id}-below`} className="field-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
