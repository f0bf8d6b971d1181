/** The floor, to look at and to put somebody on the list: the chair leads it. */
import { useState } from 'react';
import type { CommandInput } from '../../../protocols/api/commands.ts';
import type { ListEntryView } from '../../../protocols/api/views/sitting.ts';
import { useCommands } from '../../components/commands.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { Spoken } from '../../components/time.tsx';
import { useT } from '../../i18n/language.tsx';
import { Segments, SelectField, TextField } from './fields.tsx';
import { given } from './given.ts';
import { CommandKey, SubmitKey } from './keys.tsx';
import { PersonSelect } from './person-select.tsx';
import { seatName, useClerk, useLocked, useWords } from './view.ts';

export function FloorPage() {
  return (
    <div className="floor-page">
      <div className="stack">
        <Speaker />
        <Lists />
      </div>
      <AddSpeaker />
    </div>
  );
}

function Speaker() {
  const t = useT();
  const words = useWords();
  const floor = useClerk((view) => view.floor);
  const seats = useClerk((view) => view.seats);
  return (
    <section className="panel" aria-labelledby="speaker-title">
      <h2 id="speaker-title">{t('floor.title')}</h2>
      {floor === undefined ? (
        <p className="speaker-name dim">{t('floor.nobody')}</p>
      ) : (
        <p className="speaker-name">
          {floor.name ?? (floor.seat === undefined ? t('floor.unknown') : seatName(t, seats, floor.seat))}{' '}
          <span className="dim">
            {[floor.group, words('speech', floor.kind)].filter((word) => word !== undefined).join(' · ')}
          </span>{' '}
          <Spoken time={floor} />
        </p>
      )}
    </section>
  );
}

function Lists() {
  const t = useT();
  const { run } = useCommands();
  const locked = useLocked();
  const queue = useClerk((view) => view.queue);
  const residents = useClerk((view) => view.speakers.residents);
  const closed = useClerk((view) => view.speakers.closed);
  const [asking, setAsking] = useState(false);
  return (
    <section className="panel" aria-labelledby="queue-title">
      <div className="panel-head">
        <h2 id="queue-title">{t('queue.title', { count: queue.length })}</h2>
        {closed && <span className="mark mark-warning">{t('clerk.listClosed')}</span>}
      </div>
      {queue.length === 0 ? <p className="empty">{t('queue.empty')}</p> : <Queue list={queue} />}
      {residents.length > 0 && (
        <>
          <h3>{t('clerk.residents', { count: residents.length })}</h3>
          <Queue list={residents} />
        </>
      )}
      <div className="row-actions">
        <CommandKey
          name="floor/close-list"
          input={{ closed: !closed }}
          action={t(closed ? 'clerk.reopenList' : 'clerk.closeList')}
        />
        <button type="button" disabled={locked} aria-haspopup="dialog" onClick={() => setAsking(true)}>
          {t('clerk.closeDebate')}
        </button>
      </div>
      {asking && (
        <Confirm
          title={t('clerk.closeDebate')}
          text={t('clerk.closeDebateText')}
          yes={t('clerk.closeDebateYes')}
          onYes={() => void run('floor/close-debate', {}, t('clerk.closeDebate'))}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

function Queue({ list }: { readonly list: readonly ListEntryView[] }) {
  const t = useT();
  const words = useWords();
  const seats = useClerk((view) => view.seats);
  return (
    <ol className="speakers">
      {list.map((entry, index) => {
        const name =
          entry.name ?? (entry.seat === undefined ? t('floor.unknown') : seatName(t, seats, entry.seat));
        const facts = [
          entry.group,
          words('speech', entry.kind),
          entry.where === 'remote' ? t('clerk.status.remote') : undefined,
          entry.note,
        ];
        return (
          <li key={entry.entry}>
            <b className="agenda-number">{index + 1}</b>
            <span className="row-main">
              <b>{name}</b>
              <span className="dim">{facts.filter((fact) => fact !== undefined).join(' · ')}</span>
            </span>
            <CommandKey
              name="floor/remove"
              input={{ entry: entry.entry }}
              action={t('queue.drop', { name })}
              label={t('queue.drop', { name })}
              className="quiet"
            >
              {t('clerk.remove')}
            </CommandKey>
          </li>
        );
      })}
    </ol>
  );
}

const kinds = [
  'speech',
  'contribution',
  'pro',
  'contra',
  'point-of-order',
  'intervention',
  'interposed-question',
  'residents-question',
] as const;

function AddSpeaker() {
  const t = useT();
  const words = useWords();
  const { run, isPending } = useCommands();
  const [who, setWho] = useState<'person' | 'guest'>('person');
  const [person, setPerson] = useState('');
  const [guest, setGuest] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('speech');
  const [note, setNote] = useState('');
  const input: CommandInput<'floor/add'> = {
    kind,
    ...given({
      person: who === 'person' ? person : undefined,
      guest: who === 'guest' ? guest : undefined,
      note,
    }),
  };
  const isReady = input.person !== undefined || input.guest !== undefined;
  return (
    <form
      className="panel form stack"
      aria-labelledby="add-title"
      onSubmit={(event) => {
        event.preventDefault();
        void run('floor/add', input, t('clerk.addSpeaker')).then((done) => {
          if (!done) return;
          setPerson('');
          setGuest('');
          setNote('');
        });
      }}
    >
      <h2 id="add-title">{t('clerk.addSpeaker')}</h2>
      <p className="dim">{t('clerk.addSpeakerHint')}</p>
      <Segments
        label={t('clerk.who')}
        value={who}
        options={[
          ['person', t('clerk.whoPerson')],
          ['guest', t('clerk.whoGuest')],
        ]}
        onChange={(value) => {
          setWho(value);
          setKind(value === 'guest' ? 'residents-question' : 'speech');
        }}
      />
      {who === 'person' ? (
        <PersonSelect
          label={t('clerk.person')}
          value={person}
          nobody={t('clerk.choose')}
          onChange={setPerson}
        />
      ) : (
        <TextField label={t('clerk.name')} value={guest} maxLength={120} onChange={setGuest} />
      )}
      <SelectField
        label={t('clerk.speechKind')}
        value={kind}
        onChange={(value) => {
          const chosen = kinds.find((one) => one === value);
          if (chosen) setKind(chosen);
        }}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {words('speech', one)}
          </option>
        ))}
      </SelectField>
      <TextField label={t('clerk.speechNote')} value={note} maxLength={250} onChange={setNote} />
      <div className="row-actions">
        <SubmitKey busy={isPending('floor/add', input)} disabled={!isReady}>
          {t('clerk.addToList')}
        </SubmitKey>
      </div>
    </form>
  );
}
