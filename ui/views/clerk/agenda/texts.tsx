/** What the minutes hold of an item in words: the decision, motions, and the clerk's notes. */
import { useState } from 'react';
import type { AgendaItemView } from '../../../../protocols/api/views/sitting.ts';
import { useCommands } from '../../../components/commands.tsx';
import { useT } from '../../../i18n/language.tsx';
import { SelectField, TextField } from '../fields.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { given } from '../given.ts';
import { LongText } from '../long-text.tsx';
import { clockOf } from '../times.ts';
import { useAttendees, useWords } from '../view.ts';
import { longestTitle } from './draft.ts';

interface ItemProps {
  readonly id: string;
  readonly item: AgendaItemView;
}

export function ItemTexts({ id, item }: ItemProps) {
  const t = useT();
  const [writing, setWriting] = useState<'decision' | 'motion' | 'note' | null>(null);
  const close = (): void => setWriting(null);
  return (
    <section className="detail-part" aria-labelledby="texts-title">
      <h4 id="texts-title">{t('clerk.textsTitle')}</h4>
      {item.decision !== undefined && (
        <p>
          <b>{t('clerk.decision')}:</b> <LongText text={item.decision} short={400} />
        </p>
      )}
      {item.motions.length > 0 && (
        <ul className="texts">
          {item.motions.map((motion, index) => (
            <li key={index}>
              <b>{t('clerk.motionBy', { name: motion.by })}</b>{' '}
              <span className="dim digits">{clockOf(motion.at)}</span> <LongText text={motion.text} />
            </li>
          ))}
        </ul>
      )}
      {item.notes.length > 0 && (
        <ul className="texts">
          {item.notes.map((note, index) => (
            <li key={index}>
              <b>{t('clerk.note')}</b> <span className="dim digits">{clockOf(note.at)}</span>{' '}
              <LongText text={note.text} />
            </li>
          ))}
        </ul>
      )}
      <div className="row-actions">
        <button type="button" aria-haspopup="dialog" onClick={() => setWriting('decision')}>
          {t(item.decision === undefined ? 'clerk.writeDecision' : 'clerk.changeDecision')}
        </button>
        <button type="button" aria-haspopup="dialog" onClick={() => setWriting('motion')}>
          {t('clerk.writeMotion')}
        </button>
        <button type="button" aria-haspopup="dialog" onClick={() => setWriting('note')}>
          {t('clerk.writeNote')}
        </button>
      </div>
      {writing === 'decision' && <DecisionDialog id={id} item={item} onClose={close} />}
      {writing === 'motion' && <MotionDialog id={id} onClose={close} />}
      {writing === 'note' && <NoteDialog id={id} onClose={close} />}
    </section>
  );
}

const withoutBallot = ['unanimous', 'noted', 'done'] as const;

function DecisionDialog({ id, item, onClose }: ItemProps & { readonly onClose: () => void }) {
  const t = useT();
  const words = useWords();
  const { run } = useCommands();
  const [text, setText] = useState(item.decision ?? '');
  const [outcome, setOutcome] = useState(item.outcome ?? 'unanimous');
  const [busy, setBusy] = useState(false);

  async function save(): Promise<void> {
    setBusy(true);
    const keeps = outcome === item.outcome;
    const input = {
      item: id,
      outcome,
      ...given({
        decision: text,
        note: keeps ? item.outcomeNote : undefined,
        into: keeps ? item.joinedWith : undefined,
      }),
    };
    const done = await run('agenda/settle', input, t('clerk.writeDecision'));
    setBusy(false);
    if (done) onClose();
  }

  const known: readonly (typeof outcome)[] = withoutBallot;
  const choices = known.includes(outcome) ? known : [outcome, ...known];
  return (
    <FormDialog
      title={t('clerk.writeDecision')}
      submit={t('clerk.save')}
      isDirty={text !== (item.decision ?? '')}
      busy={busy}
      disabled={text.trim() === ''}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={t('clerk.decisionText')}
        value={text}
        rows={7}
        maxLength={longestTitle}
        onChange={setText}
      />
      <SelectField
        label={t('clerk.decisionOutcome')}
        value={outcome}
        onChange={(value) => {
          const chosen = choices.find((one) => one === value);
          if (chosen) setOutcome(chosen);
        }}
      >
        {choices.map((one) => (
          <option key={one} value={one}>
            {words('outcome', one)}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}

function MotionDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useT();
  const { run, isPending } = useCommands();
  const attendees = useAttendees();
  const [by, setBy] = useState('');
  const [text, setText] = useState('');
  const input = { item: id, by: by.trim(), text: text.trim() };
  const groups = attendees.flatMap(({ group }) => group ?? []);
  const offers = [...new Set([...groups, ...attendees.map(({ name }) => name)])];
  return (
    <FormDialog
      title={t('clerk.writeMotion')}
      submit={t('clerk.save')}
      isDirty={by !== '' || text !== ''}
      busy={isPending('agenda/motion', input)}
      disabled={input.by === '' || input.text === ''}
      onSubmit={() =>
        void run('agenda/motion', input, t('clerk.writeMotion')).then((done) => {
          if (done) onClose();
        })
      }
      onClose={onClose}
    >
      <TextField label={t('clerk.motionFrom')} value={by} maxLength={120} offers={offers} onChange={setBy} />
      <TextField
        label={t('clerk.motionText')}
        value={text}
        rows={6}
        maxLength={longestTitle}
        onChange={setText}
      />
    </FormDialog>
  );
}

function NoteDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useT();
  const { run, isPending } = useCommands();
  const [text, setText] = useState('');
  const input = { item: id, text: text.trim() };
  return (
    <FormDialog
      title={t('clerk.writeNote')}
      submit={t('clerk.save')}
      isDirty={text !== ''}
      busy={isPending('agenda/note', input)}
      disabled={input.text === ''}
      onSubmit={() =>
        void run('agenda/note', input, t('clerk.writeNote')).then((done) => {
          if (done) onClose();
        })
      }
      onClose={onClose}
    >
      <TextField
        label={t('clerk.noteText')}
        value={text}
        rows={6}
        maxLength={longestTitle}
        onChange={setText}
      />
    </FormDialog>
  );
}
