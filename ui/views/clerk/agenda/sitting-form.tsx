/** The form of the next sitting: head, agenda, and one key that makes it. */
import { useState } from 'react';
import { useCommands } from '../../../components/commands.tsx';
import { Confirm } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { CheckField, SelectField, TextField } from '../fields.tsx';
import { useImportDialog } from '../imports/import-store.tsx';
import { useClerk, useLocked } from '../view.ts';
import { DraftItems } from './draft-items.tsx';
import { commandsOf, problemsOf, type SittingDraft } from './draft.ts';
import { useDraft } from './draft-store.tsx';

export function SittingForm({ draft }: { readonly draft: SittingDraft }) {
  const t = useT();
  const { run } = useCommands();
  const { drop } = useDraft();
  const openImport = useImportDialog();
  const locked = useLocked();
  const [sending, setSending] = useState(false);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const problems = problemsOf(draft);

  async function send(): Promise<void> {
    setTried(true);
    if (problems.length > 0 || sending) return;
    setSending(true);
    const { prepare, rest } = commandsOf(draft);
    let done = await run('sitting/prepare', prepare, t('clerk.make'));
    for (const chunk of rest) done = done && (await run('agenda/import', chunk, t('clerk.make')));
    setSending(false);
    if (done) drop();
  }

  return (
    <form
      className="sitting-form form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <section className="panel" aria-labelledby="form-title">
        <div className="panel-head">
          <h2 id="form-title">{t('clerk.formTitle')}</h2>
          <button type="button" onClick={() => openImport()}>
            <Icon name="import" /> {t('clerk.import')}
          </button>
        </div>
        <HeadFields draft={draft} showProblems={tried} />
      </section>
      <DraftItems items={draft.items} />
      <footer className="form-foot">
        <div role="alert" className="form-problems">
          {tried && problems.length > 0 && (
            <>
              <Icon name="warning" />
              <span>{problems.map((problem) => t(`clerk.problem.${problem}`)).join(' ')}</span>
            </>
          )}
        </div>
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          {t('clerk.dropDraft')}
        </button>
        <button type="submit" className="primary" disabled={locked} aria-busy={sending}>
          {t('clerk.make')}
        </button>
      </footer>
      {asking && (
        <Confirm
          title={t('clerk.unsavedTitle')}
          text={t('clerk.unsavedText')}
          yes={t('clerk.unsavedYes')}
          onYes={drop}
          onClose={() => setAsking(false)}
        />
      )}
    </form>
  );
}

function HeadFields({
  draft,
  showProblems,
}: {
  readonly draft: SittingDraft;
  readonly showProblems: boolean;
}) {
  const t = useT();
  const { change } = useDraft();
  const bodies = useClerk((view) => view.bodies);
  const people = useClerk((view) => view.people);
  const members = bodies[draft.body]?.members ?? [];
  const set = (part: Partial<Omit<SittingDraft, 'id' | 'items'>>): void => change({ type: 'head', part });
  const problems = showProblems ? problemsOf(draft) : [];
  const problemAt = (field: 'body' | 'title' | 'date'): string | undefined =>
    problems.includes(field) ? t(`clerk.problem.${field}`) : undefined;

  function chooseBody(id: string): void {
    const body = bodies[id];
    const oldName = bodies[draft.body]?.name ?? '';
    const chair = body?.members.find(({ role }) => role === 'chair')?.person ?? '';
    // A title nobody touched follows the body.
    set({ body: id, chair, ...(draft.title === oldName ? { title: body?.name ?? '' } : {}) });
  }

  return (
    <div className="form-grid">
      <SelectField
        label={t('clerk.body')}
        value={draft.body}
        required
        problem={problemAt('body')}
        onChange={chooseBody}
      >
        <option value="">{t('clerk.choose')}</option>
        {Object.entries(bodies).map(([id, { name }]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('clerk.title')}
        value={draft.title}
        maxLength={160}
        required
        problem={problemAt('title')}
        onChange={(title) => set({ title })}
      />
      <TextField
        label={t('clerk.date')}
        type="date"
        value={draft.date}
        required
        problem={problemAt('date')}
        onChange={(date) => set({ date })}
      />
      <TextField label={t('clerk.time')} type="time" value={draft.time} onChange={(time) => set({ time })} />
      <TextField
        label={t('clerk.place')}
        value={draft.place}
        maxLength={160}
        onChange={(place) => set({ place })}
      />
      <SelectField label={t('clerk.chair')} value={draft.chair} onChange={(chair) => set({ chair })}>
        <option value="">{t('clerk.chairByBody')}</option>
        {members.map(({ person }) => (
          <option key={person} value={person}>
            {people[person]?.name ?? person}
          </option>
        ))}
      </SelectField>
      <CheckField label={t('clerk.second')} checked={draft.second} onChange={(second) => set({ second })} />
    </div>
  );
}
