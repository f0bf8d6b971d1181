/** The difference between the import and what is known, to look at before anything is taken over. */
import { useState } from 'react';
import type { ImportState } from '../../../../protocols/api/imports.ts';
import { useCommands } from '../../../components/commands.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useLanguage } from '../../../i18n/language.tsx';
import { useServerSecond } from '../../../live/context.tsx';
import { emptySitting, withImported } from '../agenda/draft.ts';
import { useDraft } from '../agenda/draft-store.tsx';
import { createId } from '../../../components/ids.ts';
import { dayOf, formatDay } from '../times.ts';
import { useClerk, useLocked, useMayPrepare, useWords } from '../view.ts';
import { ChangeList } from './change-list.tsx';
import { agendaCommands, everything, registerCommands, toggled, type Found } from './selection.ts';

interface DifferenceProps {
  readonly state: ImportState;
  readonly found: Found;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function Difference({ state, found, onDone, onCancel }: DifferenceProps) {
  const { t } = useLanguage();
  const words = useWords();
  const { run } = useCommands();
  const locked = useLocked();
  const { draft, begin } = useDraft();
  const today = dayOf(useServerSecond());
  const bodies = useClerk((view) => view.bodies);
  const mayPrepare = useMayPrepare();
  const [selection, setSelection] = useState(() => everything(found, mayPrepare));
  const [busy, setBusy] = useState(false);
  const chosen = selection.sitting === null ? undefined : found.sittings[selection.sitting];
  const count = selection.people.size + selection.bodies.size + (chosen === undefined ? 0 : 1);

  /** What the import does not know is filled in where there is no choice. */
  function beginDraft(sitting: Found['sittings'][number]): void {
    const known = [...Object.keys(bodies), ...selection.bodies];
    const only = new Set(known).size === 1 ? known[0] : undefined;
    const before = draft ?? { ...emptySitting(createId(), today), body: only ?? '' };
    const next = withImported(before, sitting);
    const bodyName = bodies[next.body]?.name ?? '';
    const chair = bodies[next.body]?.members.find(({ role }) => role === 'chair')?.person ?? '';
    begin({
      ...next,
      title: next.title === '' ? bodyName : next.title,
      chair: next.chair === '' ? chair : next.chair,
    });
    window.location.hash = '#sitting';
  }

  async function apply(): Promise<void> {
    setBusy(true);
    const action = t('clerk.importApply');
    let done = true;
    for (const input of registerCommands(found, selection))
      done = done && (await run('register/import', input, action));
    if (chosen?.current !== undefined)
      for (const input of agendaCommands(chosen.current))
        done = done && (await run('agenda/import', input, action));
    setBusy(false);
    if (!done) return;
    if (chosen !== undefined && chosen.current === undefined) beginDraft(chosen);
    onDone();
  }

  return (
    <div className="stack difference">
      {(state.state === 'failed' || !found.isComplete) && (
        <p className="note" role="alert">
          <b>{t('clerk.importPartial')}</b>{' '}
          {state.error === undefined ? '' : words('doubt', state.error.code, state.error.params)}
        </p>
      )}
      {found.sittings.length > 0 && (
        <Sittings
          found={found}
          chosen={selection.sitting}
          mayPrepare={mayPrepare}
          choose={(sitting) => setSelection({ ...selection, sitting })}
        />
      )}
      <ChangeList
        title={t('clerk.people')}
        entries={found.people.map(({ change, fields, person }) => ({
          id: person.id,
          name: person.name,
          change,
          fields,
        }))}
        chosen={selection.people}
        toggle={(id) => setSelection({ ...selection, people: toggled(selection.people, id) })}
        chooseAll={(ids) => setSelection({ ...selection, people: new Set(ids) })}
      />
      <ChangeList
        title={t('clerk.bodies')}
        entries={found.bodies.map(({ change, fields, body }) => ({
          id: body.id,
          name: body.name,
          change,
          fields,
        }))}
        chosen={selection.bodies}
        toggle={(id) => setSelection({ ...selection, bodies: toggled(selection.bodies, id) })}
        chooseAll={(ids) => setSelection({ ...selection, bodies: new Set(ids) })}
      />
      <Doubts found={found} />
      <div className="dialog-actions">
        <button type="button" onClick={onCancel}>
          {t('dialog.cancel')}
        </button>
        <button
          type="button"
          className="primary"
          disabled={locked || count === 0}
          aria-busy={busy}
          onClick={() => void apply()}
        >
          {t('clerk.importApply')}
        </button>
      </div>
    </div>
  );
}

function Sittings({
  found,
  chosen,
  mayPrepare,
  choose,
}: {
  readonly found: Found;
  readonly chosen: number | null;
  readonly mayPrepare: boolean;
  readonly choose: (sitting: number | null) => void;
}) {
  const { t, language } = useLanguage();
  const bodies = useClerk((view) => view.bodies);
  return (
    <fieldset className="difference-part">
      <legend>{t('clerk.importSittings', { count: found.sittings.length })}</legend>
      {found.sittings.map((sitting, index) => {
        const bodyName =
          sitting.body === undefined
            ? undefined
            : (bodies[sitting.body]?.name ??
              found.bodies.find(({ body }) => body.id === sitting.body)?.body.name);
        const publicCount = sitting.items.filter(({ isPublic }) => isPublic).length;
        const facts = [
          bodyName,
          sitting.date === '' ? undefined : formatDay(language, sitting.date),
          sitting.time,
          sitting.place,
          t('clerk.itemsCount', { count: sitting.items.length }),
          t('clerk.publicCount', { count: publicCount, rest: sitting.items.length - publicCount }),
        ];
        return (
          <label key={index} className="choice">
            <input
              type="radio"
              name="import-sitting"
              checked={chosen === index}
              disabled={sitting.current === undefined && !mayPrepare}
              onChange={() => choose(index)}
            />
            <span className="row-main">
              <b>{sitting.title === '' ? t('clerk.importAgendaOnly') : sitting.title}</b>
              <span className="dim">{facts.filter((fact) => fact !== undefined).join(' · ')}</span>
              {sitting.current !== undefined && (
                <span className="mark mark-next">
                  {t('clerk.importCurrent', {
                    add: sitting.current.add.length,
                    change: sitting.current.change.length,
                    kept: sitting.current.keptTonight,
                  })}
                </span>
              )}
              {sitting.current === undefined && !mayPrepare && (
                <span className="dim">{t('clerk.importNotNow')}</span>
              )}
            </span>
          </label>
        );
      })}
      <label className="choice">
        <input type="radio" name="import-sitting" checked={chosen === null} onChange={() => choose(null)} />
        <span>{t('clerk.importNoSitting')}</span>
      </label>
    </fieldset>
  );
}

const mostDoubts = 100;

function Doubts({ found }: { readonly found: Found }) {
  const { t } = useLanguage();
  const words = useWords();
  const { doubts } = found;
  if (doubts.length === 0) return null;
  return (
    <section className="difference-part doubts" aria-labelledby="doubts-title">
      <h3 id="doubts-title">
        <Icon name="warning" /> {t('clerk.importDoubts', { count: doubts.length })}
      </h3>
      <ul>
        {doubts.slice(0, mostDoubts).map((doubt, index) => (
          <li key={index}>{words('doubt', doubt.code, doubt.params)}</li>
        ))}
      </ul>
      {doubts.length > mostDoubts && (
        <p className="dim">{t('clerk.andMore', { count: doubts.length - mostDoubts })}</p>
      )}
    </section>
  );
}
