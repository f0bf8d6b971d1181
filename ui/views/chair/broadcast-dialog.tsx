/** Holding the broadcast, by the chair: all three keys restrict, so they may be tried on a lost connection too. */
import { CommandKey } from '../../components/command-key.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useT } from '../../i18n/language.tsx';
import { useChair } from './view.ts';

export function BroadcastDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const safe = useChair((view) => view.safeMode !== undefined);
  const publicity = useChair((view) => view.publicity);
  return (
    <Dialog title={t('chair.broadcastTitle')} onClose={onClose}>
      <div className="chair-choices">
        <CommandKey
          name="broadcast/hold"
          input={{}}
          action={t('broadcast.hold')}
          disabled={safe || publicity !== 'public'}
          onDone={onClose}
        >
          <span>
            {t('broadcast.hold')} <small>{t('chair.holdText')}</small>
          </span>
        </CommandKey>
        <CommandKey
          name="broadcast/pause"
          input={{}}
          action={t('key.pause')}
          disabled={safe || publicity !== 'public'}
          onDone={onClose}
        >
          <span>
            {t('key.pause')} <small>{t('chair.pauseText')}</small>
          </span>
        </CommandKey>
        <CommandKey
          name="broadcast/discard"
          input={{}}
          action={t('broadcast.discard')}
          className="danger"
          disabled={safe}
          onDone={onClose}
        >
          <span>
            {t('chair.discardKey')} <small>{t('chair.discardText')}</small>
          </span>
        </CommandKey>
      </div>
      <p className="dim">{t('chair.endsHint')}</p>
    </Dialog>
  );
}
