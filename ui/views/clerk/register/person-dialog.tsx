/** One person: who they are, what they consent to, what is kept about them. */
import { useState } from 'react';
import { useCommands } from '../../../components/commands.tsx';
import { Confirm } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { personExportPath } from '../../../live/http.ts';
import { SelectField, TextField } from '../fields.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { given } from '../given.ts';
import { createId } from '../../../components/ids.ts';
import { useClerk, useLocked } from '../view.ts';
import { ConsentFields, consentOf, type ConsentDraft } from './consent-fields.tsx';

const kinds = ['member', 'guest', 'staff'] as const;

/** `id` null: somebody new. */
export function PersonDialog({ id, onClose }: { readonly id: string | null; readonly onClose: () => void }) {
  const t = useT();
  const { run } = useCommands();
  const known = useClerk((view) => (id === null ? undefined : view.people[id]));
  const [newId] = useState(createId);
  const [before] = useState(() => ({
    name: known?.name ?? '',
    position: known?.position ?? '',
    kind: known?.kind ?? 'member',
    card: known?.card ?? '',
  }));
  const [person, setPerson] = useState(before);
  const [consentBefore] = useState(() => consentOf(known?.consent));
  const [consent, setConsent] = useState<ConsentDraft>(consentBefore);
  const [busy, setBusy] = useState(false);
  const changed = JSON.stringify(person) !== JSON.stringify(before);
  const consentChanged = JSON.stringify(consent) !== JSON.stringify(consentBefore);
  const target = id ?? newId;

  async function save(): Promise<void> {
    setBusy(true);
    const { name, position, kind, card } = person;
    const action = t('clerk.savePerson');
    let done = true;
    if (changed)
      done = await run(
        'register/person',
        {
          id: target,
          name: name.trim(),
          kind,
          ...given({ position, card, source: known?.source }),
        },
        action,
      );
    if (done && consentChanged) {
      const { date, form, source, ...answers } = consent;
      done = await run(
        'people/consent',
        {
          person: target,
          ...answers,
          ...given({ date, source }),
          ...(form === '' ? {} : { form }),
        },
        t('clerk.saveConsent'),
      );
    }
    setBusy(false);
    if (done) onClose();
  }

  return (
    <FormDialog
      title={known?.name ?? t('clerk.newPerson')}
      submit={t('clerk.save')}
      isDirty={changed || consentChanged}
      busy={busy}
      disabled={person.name.trim() === '' || !(changed || consentChanged)}
      className="wide-dialog"
      onSubmit={() => void save()}
      onClose={onClose}
      extra={id === null ? undefined : <Removal id={id} name={before.name} onDone={onClose} />}
    >
      <div className="form-grid">
        <TextField
          label={t('clerk.name')}
          value={person.name}
          maxLength={120}
          required
          onChange={(name) => setPerson({ ...person, name })}
        />
        <TextField
          label={t('clerk.position')}
          value={person.position}
          maxLength={120}
          onChange={(position) => setPerson({ ...person, position })}
        />
        <SelectField
          label={t('clerk.personKindLabel')}
          value={person.kind}
          onChange={(value) => {
            const kind = kinds.find((one) => one === value);
            if (kind) setPerson({ ...person, kind });
          }}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`clerk.personKind.${kind}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('clerk.card')}
          hint={t('clerk.cardHint')}
          value={person.card}
          maxLength={64}
          onChange={(card) => setPerson({ ...person, card })}
        />
      </div>
      <ConsentFields consent={consent} set={(part) => setConsent({ ...consent, ...part })} />
      {id !== null && (
        <p>
          <a className="button" href={personExportPath(id)} download>
            <Icon name="download" /> {t('clerk.exportPerson')}
          </a>
        </p>
      )}
    </FormDialog>
  );
}

function Removal({
  id,
  name,
  onDone,
}: {
  readonly id: string;
  readonly name: string;
  readonly onDone: () => void;
}) {
  const t = useT();
  const { run, isPending } = useCommands();
  const locked = useLocked();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        className="quiet push-left"
        disabled={locked}
        aria-haspopup="dialog"
        aria-busy={isPending('register/remove-person', { person: id })}
        onClick={() => setAsking(true)}
      >
        {t('clerk.removePerson')}
      </button>
      {asking && (
        <Confirm
          title={t('clerk.removePersonTitle', { name })}
          text={t('clerk.removePersonText')}
          yes={t('clerk.removePersonYes')}
          danger
          onYes={() =>
            void run('register/remove-person', { person: id }, t('clerk.removePerson')).then((done) => {
              if (done) onDone();
            })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
