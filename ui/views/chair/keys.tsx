/**
 * The keys at the bottom: the state of the sitting, the microphones, the chair itself. What restricts may be
 * tried on a lost connection too; what permits only on a live view.
 */
import { useState, type ReactNode } from 'react';
import { CommandKey } from '../../components/command-key.tsx';
import { useCommands } from '../../components/commands.tsx';
import { useT } from '../../i18n/language.tsx';
import { BroadcastDialog } from './broadcast-dialog.tsx';
import { HandOverDialog } from './hand-over.tsx';
import { PhaseDialog, type PhaseQuestion } from './phase-dialogs.tsx';
import { useChair, useLocked } from './view.ts';

type Asking = PhaseQuestion | 'hand-over' | 'broadcast';

export function Keys() {
  const t = useT();
  const locked = useLocked();
  const { isPending } = useCommands();
  const safe = useChair((view) => view.safeMode !== undefined);
  const publicity = useChair((view) => view.publicity);
  const phase = useChair((view) => view.sitting?.phase);
  const chairName = useChair((view) => view.sitting?.chair?.name);
  const itemIsSecret = useChair((view) => view.sitting?.item?.isPublic === false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const ask = (what: Asking, words: ReactNode, disabled: boolean, className = '', busy = false) => (
    <button
      type="button"
      className={className}
      disabled={disabled}
      aria-haspopup="dialog"
      aria-busy={busy}
      onClick={() => setAsking(what)}
    >
      {words}
    </button>
  );
  // Without a sitting, or around one: only what the transmission can be told.
  const mayBeOut = phase === undefined || publicity === 'public';
  /** Something may go out, or does again by one key. */
  const isOpened = publicity === 'public' || publicity === 'paused' || publicity === 'consent-hold';
  const runs = phase === 'open' || phase === 'interrupted' || phase === 'non-public';
  return (
    <footer className="chair-keys" aria-label={t('chair.keys')}>
      {phase === 'prepared' && ask('open', t('chair.open'), locked, 'primary', isPending('sitting/open'))}
      {phase === 'interrupted' && (
        <CommandKey
          name="sitting/resume"
          input={{}}
          action={t('chair.resume')}
          className="primary"
          disabled={locked}
        />
      )}
      {phase === 'non-public' &&
        ask('public', t('chair.goPublic'), locked || itemIsSecret, '', isPending('sitting/go-public'))}
      {(phase === 'open' || phase === 'non-public') &&
        ask('interrupt', t('chair.interrupt'), safe, '', isPending('sitting/interrupt'))}
      {isOpened && ask('broadcast', t('chair.broadcast'), safe, '', isPending('broadcast/hold'))}
      {phase !== 'non-public' &&
        (runs || mayBeOut) &&
        ask(
          runs ? 'non-public' : 'broadcast-non-public',
          t('key.nonPublic'),
          safe || (!runs && publicity === 'non-public'),
          'danger',
        )}
      {ask(
        'mute',
        <span>
          {t('chair.mute')} <small>{t('chair.muteKeeps')}</small>
        </span>,
        locked,
        '',
        isPending('floor/mute-delegates'),
      )}
      {phase !== undefined &&
        phase !== 'closed' &&
        phase !== 'approved' &&
        ask(
          'hand-over',
          <span>
            {t('chair.handOver')}{' '}
            {chairName !== undefined && <small>{t('chair.presides', { name: chairName })}</small>}
          </span>,
          locked,
          'chair-hand-over',
        )}
      {runs && ask('close', t('chair.close'), locked, '', isPending('sitting/close', { confirmed: true }))}
      <Hint />
      {asking === 'hand-over' && <HandOverDialog onClose={() => setAsking(null)} />}
      {asking === 'broadcast' && <BroadcastDialog onClose={() => setAsking(null)} />}
      {asking !== null && asking !== 'hand-over' && asking !== 'broadcast' && (
        <PhaseDialog question={asking} onClose={() => setAsking(null)} />
      )}
    </footer>
  );
}

/** What the chair waits for: the transmission is the operator's to open. */
function Hint() {
  const t = useT();
  const publicity = useChair((view) => view.publicity);
  const phase = useChair((view) => view.sitting?.phase);
  const itemIsSecret = useChair((view) => view.sitting?.item?.isPublic === false);
  if (phase === 'prepared' || phase === 'closed' || phase === 'approved' || phase === 'interrupted')
    return null;
  const hint =
    phase === 'non-public'
      ? itemIsSecret
        ? t('chair.endSecretFirst')
        : undefined
      : publicity === 'paused' || publicity === 'consent-hold'
        ? t('chair.resumeHint')
        : publicity === 'public'
          ? undefined
          : t('chair.reopenHint');
  return hint === undefined ? null : <p className="dim chair-hint">{hint}</p>;
}
