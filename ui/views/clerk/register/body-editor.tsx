/** One body: its rules, its members, and who has which seat. */
import { useState } from 'react';
import type { CommandInput } from '../../../../protocols/api/commands.ts';
import { useCommands } from '../../../components/commands.tsx';
import { Confirm } from '../../../components/dialog.tsx';
import { useT } from '../../../i18n/language.tsx';
import { jsonBytes } from '../agenda/chunks.ts';
import { NumberField, SelectField, TextField } from '../fields.tsx';
import { given } from '../given.ts';
import { SubmitKey } from '../keys.tsx';
import { useUnsaved } from '../unsaved.ts';
import { useClerk, useLocked, useWords, type Bodies } from '../view.ts';
import { Members } from './members.tsx';
import { SeatPlanEditor } from './seat-plan.tsx';

type Body = Bodies[string];
type BodyInput = CommandInput<'register/body'>;

/** What the daemon reads of this command, with room for the rest; a larger body goes the way of the imports. */
const ordinaryLimitBytes = 190_000;

const newBody: Body = {
  name: '',
  kind: 'council',
  members: [],
  profile: 'own',
  statutorySeats: 1,
  unfillableSeats: 0,
  seatPlan: {},
};

function inputOf(id: string, body: Body): BodyInput {
  const { source, members, ...rest } = body;
  return {
    id,
    ...rest,
    name: body.name.trim(),
    members: members.map(({ person, role, votingRight, rank, group, from, to }) => ({
      person,
      role,
      votingRight,
      ...(rank === undefined ? {} : { rank }),
      ...given({ group, from, to }),
    })),
    ...given({ source }),
  };
}

export function BodyEditor({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useT();
  const words = useWords();
  const { run } = useCommands();
  const known = useClerk((view) => view.bodies[id]);
  const profiles = useClerk((view) => view.profiles);
  const [before, setBefore] = useState<Body>(known ?? newBody);
  const [body, setBody] = useState(before);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const isDirty = JSON.stringify(body) !== JSON.stringify(before);
  const set = (part: Partial<Body>): void => setBody({ ...body, ...part });
  useUnsaved(isDirty);

  async function save(): Promise<void> {
    setBusy(true);
    // The seat plan is changed place by place, below: what stands there now goes along.
    const input = inputOf(id, { ...body, seatPlan: known?.seatPlan ?? {} });
    const action = t('clerk.saveBody');
    const done =
      jsonBytes(input) > ordinaryLimitBytes
        ? await run('register/import', { people: [], bodies: [input] }, action)
        : await run('register/body', input, action);
    setBusy(false);
    if (done) setBefore(body);
  }

  return (
    <section className="panel body-editor" aria-labelledby="body-title">
      <div className="panel-head">
        <h2 id="body-title">{body.name === '' ? t('clerk.newBody') : body.name}</h2>
        <button type="button" onClick={() => (isDirty ? setAsking(true) : onClose())}>
          {t('clerk.backToBodies')}
        </button>
      </div>
      <form
        className="form stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="form-grid">
          <TextField
            label={t('clerk.bodyName')}
            value={body.name}
            maxLength={120}
            required
            onChange={(name) => set({ name })}
          />
          <SelectField
            label={t('clerk.bodyKindLabel')}
            value={body.kind}
            onChange={(value) => set({ kind: value === 'committee' ? 'committee' : 'council' })}
          >
            <option value="council">{t('clerk.bodyKind.council')}</option>
            <option value="committee">{t('clerk.bodyKind.committee')}</option>
          </SelectField>
          <SelectField
            label={t('clerk.profile')}
            hint={words('profile-note', body.profile)}
            value={body.profile}
            onChange={(profile) => set({ profile })}
          >
            {Object.entries({ [body.profile]: body.profile, ...profiles }).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </SelectField>
          <NumberField
            label={t('clerk.statutorySeats')}
            hint={t('clerk.statutorySeatsHint')}
            min={1}
            max={400}
            value={body.statutorySeats}
            onChange={(value) => value !== undefined && set({ statutorySeats: value })}
          />
          <NumberField
            label={t('clerk.unfillableSeats')}
            hint={t('clerk.unfillableSeatsHint')}
            min={0}
            max={400}
            value={body.unfillableSeats}
            onChange={(value) => set({ unfillableSeats: value ?? 0 })}
          />
          <NumberField
            label={t('clerk.speechMinutes')}
            hint={t('clerk.speechMinutesHint')}
            min={1}
            max={240}
            value={body.speechMinutes}
            onChange={(speechMinutes) => set({ speechMinutes })}
          />
        </div>
        <p className="note">{t('clerk.noCertification')}</p>
        <Members members={body.members} set={(members) => set({ members: [...members] })} />
        <div className="row-actions form-end">
          {known !== undefined && <BodyRemoval id={id} name={known.name} onDone={onClose} />}
          <SubmitKey busy={busy} disabled={!isDirty || body.name.trim() === ''}>
            {t('clerk.saveBody')}
          </SubmitKey>
        </div>
      </form>
      {known === undefined ? (
        <p className="dim">{t('clerk.seatPlanAfterSaving')}</p>
      ) : (
        <SeatPlanEditor id={id} body={known} />
      )}
      {asking && (
        <Confirm
          title={t('clerk.unsavedTitle')}
          text={t('clerk.unsavedText')}
          yes={t('clerk.unsavedYes')}
          onYes={onClose}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

function BodyRemoval({
  id,
  name,
  onDone,
}: {
  readonly id: string;
  readonly name: string;
  readonly onDone: () => void;
}) {
  const t = useT();
  const { run } = useCommands();
  const locked = useLocked();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        className="quiet"
        disabled={locked}
        aria-haspopup="dialog"
        onClick={() => setAsking(true)}
      >
        {t('clerk.removeBody')}
      </button>
      {asking && (
        <Confirm
          title={t('clerk.removeBodyTitle', { name })}
          text={t('clerk.removeBodyText')}
          yes={t('clerk.removeBodyYes')}
          danger
          onYes={() =>
            void run('register/remove-body', { body: id }, t('clerk.removeBody')).then((done) => {
              if (done) onDone();
            })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
