/** The keys that take the sitting from one state to the next; what cannot be undone asks once more. */
import { useState } from 'react';
import type { Phase } from '../../../protocols/api/views/sitting.ts';
import { useCommands } from '../../components/commands.tsx';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { draftOfSitting } from './agenda/draft-of-view.ts';
import { useDraft } from './agenda/draft-store.tsx';
import { TextField } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { given } from './given.ts';
import { createId } from '../../components/ids.ts';
import { CommandKey } from './keys.tsx';
import { useClerk, useLocked, useWords } from './view.ts';

type Asking = 'interrupt' | 'public' | 'close' | 'discard' | 'approve';

export function PhaseKeys({ phase }: { readonly phase: Phase }) {
  const t = useT();
  const locked = useLocked();
  const [asking, setAsking] = useState<Asking | null>(null);
  const ask = (what: Asking, words: string, className = '') => (
    <button
      type="button"
      className={className}
      disabled={locked}
      aria-haspopup="dialog"
      onClick={() => setAsking(what)}
    >
      {words}
    </button>
  );
  const nonPublic = (
    <CommandKey name="sitting/go-non-public" input={{}} action={t('clerk.goNonPublic')} className="danger" />
  );
  return (
    <div className="phase-keys" role="group" aria-label={t('clerk.phaseKeys')}>
      {phase === 'prepared' && (
        <>
          {ask('discard', t('clerk.discard'), 'quiet')}
          <CommandKey name="sitting/open" input={{}} action={t('clerk.open')} className="primary" />
        </>
      )}
      {phase === 'open' && (
        <>
          {ask('interrupt', t('clerk.interrupt'))}
          {nonPublic}
          {ask('close', t('clerk.close'))}
        </>
      )}
      {phase === 'interrupted' && (
        <>
          <CommandKey name="sitting/resume" input={{}} action={t('clerk.resume')} className="primary" />
          {ask('close', t('clerk.close'))}
        </>
      )}
      {phase === 'non-public' && (
        <>
          {ask('interrupt', t('clerk.interrupt'))}
          {ask('public', t('clerk.goPublic'))}
          {ask('close', t('clerk.close'))}
        </>
      )}
      {phase === 'closed' && ask('approve', t('clerk.approve'), 'primary')}
      {asking !== null && <Asked what={asking} onClose={() => setAsking(null)} />}
    </div>
  );
}

function Asked({ what, onClose }: { readonly what: Asking; readonly onClose: () => void }) {
  switch (what) {
    case 'interrupt':
      return <InterruptDialog onClose={onClose} />;
    case 'close':
      return <CloseDialog onClose={onClose} />;
    case 'discard':
      return <DiscardDialog onClose={onClose} />;
    case 'public':
      return <GoPublic onClose={onClose} />;
    case 'approve':
      return <Approve onClose={onClose} />;
  }
}

interface DialogProps {
  readonly onClose: () => void;
}

function InterruptDialog({ onClose }: DialogProps) {
  const t = useT();
  const { run, isPending } = useCommands();
  const [reason, setReason] = useState('');
  const input = given({ reason });
  return (
    <FormDialog
      title={t('clerk.interrupt')}
      submit={t('clerk.interruptYes')}
      isDirty={false}
      busy={isPending('sitting/interrupt', input)}
      onSubmit={() =>
        void run('sitting/interrupt', input, t('clerk.interrupt')).then((done) => {
          if (done) onClose();
        })
      }
      onClose={onClose}
    >
      <TextField
        label={t('clerk.interruptReason')}
        hint={t('clerk.interruptHint')}
        value={reason}
        maxLength={300}
        onChange={setReason}
      />
    </FormDialog>
  );
}

function GoPublic({ onClose }: DialogProps) {
  const t = useT();
  const { run } = useCommands();
  return (
    <Confirm
      title={t('clerk.goPublicTitle')}
      text={t('clerk.goPublicText')}
      yes={t('clerk.goPublicYes')}
      onYes={() => void run('sitting/go-public', { confirmed: true }, t('clerk.goPublic'))}
      onClose={onClose}
    />
  );
}

function Approve({ onClose }: DialogProps) {
  const t = useT();
  const { run } = useCommands();
  return (
    <Confirm
      title={t('clerk.approve')}
      text={t('clerk.approveText')}
      yes={t('clerk.approveYes')}
      onYes={() => void run('sitting/approve', {}, t('clerk.approve'))}
      onClose={onClose}
    />
  );
}

/** What was prepared comes back as a draft, so that a mistake costs nothing. */
function DiscardDialog({ onClose }: DialogProps) {
  const t = useT();
  const { run } = useCommands();
  const { begin } = useDraft();
  const sitting = useClerk((view) => view.sitting);
  const detail = useClerk((view) => view.detail);
  async function discard(): Promise<void> {
    const draft =
      sitting === undefined || detail === undefined ? null : draftOfSitting(sitting, detail, createId());
    const done = await run('sitting/discard', {}, t('clerk.discard'));
    if (done && draft !== null) begin(draft);
  }
  return (
    <Confirm
      title={t('clerk.discardTitle')}
      text={t('clerk.discardText')}
      yes={t('clerk.discardYes')}
      danger
      onYes={() => void discard()}
      onClose={onClose}
    />
  );
}

/** What is still open stands in front of the clerk before the sitting ends; it does not keep it from ending. */
function CloseDialog({ onClose }: DialogProps) {
  const t = useT();
  const words = useWords();
  const { run, isPending } = useCommands();
  const points = useClerk((view) => view.detail?.openPoints) ?? [];
  const input = { confirmed: true } as const;
  return (
    <Dialog title={t('clerk.closeTitle')} onClose={onClose}>
      {points.length === 0 ? (
        <p className="all-settled">
          <Icon name="ok" /> {t('clerk.nothingOpen')}
        </p>
      ) : (
        <div className="stack">
          <p>{t('clerk.stillOpen', { count: points.length })}</p>
          <ul
            className="open-points"
            tabIndex={0}
            aria-label={t('clerk.stillOpen', { count: points.length })}
          >
            {points.map((point, index) => (
              <li key={index}>
                <Icon name="warning" />
                <span>{words('openPoint', point.code, point.params)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="dialog-actions">
        <button type="button" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
        <button
          type="button"
          className="danger-fill"
          aria-busy={isPending('sitting/close', input)}
          onClick={() =>
            void run('sitting/close', input, t('clerk.close')).then((done) => {
              if (done) onClose();
            })
          }
        >
          {t(points.length === 0 ? 'clerk.closeYes' : 'clerk.closeAnyway')}
        </button>
      </div>
    </Dialog>
  );
}
