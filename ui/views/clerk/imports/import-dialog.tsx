/** Importing: from where, how far it is, the difference, and only then anything changes. */
import { useState } from 'react';
import type { ImportState } from '../../../../protocols/api/imports.ts';
import { Confirm, Dialog } from '../../../components/dialog.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useWords } from '../view.ts';
import { ChooseSource } from './choose-source.tsx';
import { Difference } from './difference.tsx';
import { useImportJob } from './import-job.ts';

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const { job, start, cancel } = useImportJob();
  const [asking, setAsking] = useState(false);
  function leave(): void {
    if (job.step === 'running') cancel();
    if (job.step === 'over' && job.state.result !== undefined) setAsking(true);
    else onClose();
  }
  return (
    <Dialog title={t('clerk.importTitle')} onClose={leave} className="wide-dialog import-dialog">
      {(job.step === 'choose' || job.step === 'starting') && (
        <ChooseSource
          start={start}
          busy={job.step === 'starting'}
          error={job.step === 'choose' ? job.error : null}
        />
      )}
      {job.step === 'running' && <Running state={job.state} cancel={cancel} />}
      {job.step === 'over' &&
        (job.state.result === undefined ? (
          <Failed state={job.state} again={cancel} onClose={onClose} />
        ) : (
          <Difference state={job.state} found={job.state.result} onDone={onClose} onCancel={leave} />
        ))}
      {asking && (
        <Confirm
          title={t('clerk.importLeaveTitle')}
          text={t('clerk.importLeaveText')}
          yes={t('clerk.importLeaveYes')}
          onYes={onClose}
          onClose={() => setAsking(false)}
        />
      )}
    </Dialog>
  );
}

function Running({ state, cancel }: { readonly state: ImportState | null; readonly cancel: () => void }) {
  const t = useT();
  const words = useWords();
  const progress = state?.progress;
  const { done, total } = progress ?? {};
  return (
    <div className="stack">
      <output className="import-progress">
        {progress === undefined ? t('clerk.importStarting') : words('stage', progress.stage)}{' '}
        {done !== undefined && (
          <span className="digits">{total === undefined ? done : `${done} / ${total}`}</span>
        )}
      </output>
      <progress
        aria-label={t('clerk.importProgress')}
        max={total ?? 1}
        value={total === undefined ? undefined : Math.min(done ?? 0, total)}
      />
      <p className="dim">{t('clerk.importNothingYet')}</p>
      <div className="dialog-actions">
        <button type="button" onClick={cancel}>
          {t('clerk.importCancel')}
        </button>
      </div>
    </div>
  );
}

function Failed({
  state,
  again,
  onClose,
}: {
  readonly state: ImportState;
  readonly again: () => void;
  readonly onClose: () => void;
}) {
  const t = useT();
  const words = useWords();
  return (
    <div className="stack">
      <p className="note" role="alert">
        <b>{t('clerk.importFailed')}</b>{' '}
        {state.error === undefined ? '' : words('doubt', state.error.code, state.error.params)}
      </p>
      <p className="dim">{t('clerk.importUnchanged')}</p>
      <div className="dialog-actions">
        <button type="button" onClick={onClose}>
          {t('dialog.close')}
        </button>
        <button type="button" className="primary" onClick={again}>
          {t('clerk.importAgain')}
        </button>
      </div>
    </div>
  );
}
