/** The questions before far-reaching keys take effect. */
import { useId, useState } from 'react';
import { CommandKey } from '../../components/command-key.tsx';
import { useCommands } from '../../components/commands.tsx';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { useT } from '../../i18n/language.tsx';
import { useChair } from './view.ts';

export type PhaseQuestion =
  'open' | 'close' | 'interrupt' | 'non-public' | 'broadcast-non-public' | 'public' | 'mute';

interface QuestionProps {
  readonly question: PhaseQuestion;
  readonly onClose: () => void;
}

export function PhaseDialog({ question, onClose }: QuestionProps) {
  const t = useT();
  const { run } = useCommands();
  const notCalled = useChair((view) => view.agenda.filter(({ state }) => state === 'waiting').length);
  switch (question) {
    case 'interrupt':
      return <Interrupt onClose={onClose} />;
    case 'open':
      return (
        <Confirm
          title={t('chair.openTitle')}
          text={t('chair.openText')}
          yes={t('chair.openYes')}
          onYes={() => void run('sitting/open', {}, t('chair.open'))}
          onClose={onClose}
        />
      );
    case 'close':
      return (
        <Confirm
          title={t('chair.closeTitle')}
          text={`${notCalled > 0 ? `${t('chair.notCalled', { count: notCalled })} ` : ''}${t('chair.closeText')}`}
          yes={t('chair.closeYes')}
          danger
          onYes={() => void run('sitting/close', { confirmed: true }, t('chair.close'))}
          onClose={onClose}
        />
      );
    case 'public':
      return (
        <Confirm
          title={t('chair.goPublicTitle')}
          text={t('chair.goPublicText')}
          yes={t('chair.goPublicYes')}
          onYes={() => void run('sitting/go-public', { confirmed: true }, t('chair.goPublic'))}
          onClose={onClose}
        />
      );
    case 'mute':
      return (
        <Confirm
          title={t('confirm.muteTitle')}
          text={t('chair.muteText')}
          yes={t('confirm.muteYes')}
          danger
          onYes={() => void run('floor/mute-delegates', {}, t('chair.mute'))}
          onClose={onClose}
        />
      );
    case 'non-public':
    case 'broadcast-non-public':
      return (
        <Confirm
          title={t('confirm.nonPublicTitle')}
          text={t('confirm.nonPublicText')}
          yes={t('confirm.nonPublicYes')}
          danger
          onYes={() =>
            question === 'non-public'
              ? void run('sitting/go-non-public', {}, t('key.nonPublic'))
              : void run('broadcast/non-public', {}, t('key.nonPublic'))
          }
          onClose={onClose}
        />
      );
  }
}

/** The reason may stay empty: nobody should have to type to interrupt. */
function Interrupt({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const safe = useChair((view) => view.safeMode !== undefined);
  const [reason, setReason] = useState('');
  const id = useId();
  const words = reason.trim();
  return (
    <Dialog title={t('chair.interruptTitle')} onClose={onClose}>
      <p>{t('chair.interruptText')}</p>
      <div className="field">
        <label htmlFor={id}>{t('chair.interruptReason')}</label>
        <input
          id={id}
          type="text"
          className="text-input"
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="dialog-actions">
        <button type="button" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
        <CommandKey
          name="sitting/interrupt"
          input={words === '' ? {} : { reason: words }}
          action={t('chair.interrupt')}
          className="primary"
          disabled={safe}
          onDone={onClose}
        >
          {t('chair.interruptYes')}
        </CommandKey>
      </div>
    </Dialog>
  );
}
