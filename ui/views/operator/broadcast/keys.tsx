/**
 * The broadcast's keys that must be at hand: objection, discard, another slate. The first two restrict, so
 * they may be tried on a lost connection; discard asks once more, or is held by its shortcut like N.
 */
import { useState } from 'react';
import { useCommands } from '../../../components/commands.tsx';
import { Confirm } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { holdMs } from '../big-keys.tsx';
import { useShortcuts } from '../shortcuts.ts';
import { useOperator } from '../view.ts';
import { SlateDialog } from './slate-dialog.tsx';
import { delayWords } from './words.ts';

export function BroadcastKeys() {
  const t = useT();
  const { run, isPending } = useCommands();
  const safe = useOperator((view) => view.safeMode !== undefined);
  const publicity = useOperator((view) => view.publicity);
  const delayMs = useOperator((view) => view.broadcast.stream.delayMs);
  const [asking, setAsking] = useState<'discard' | 'slate' | null>(null);
  const [held, setHeld] = useState<string | null>(null);
  const mayHold = publicity === 'public';
  const isUnderWay = mayHold || publicity === 'paused' || publicity === 'consent-hold';
  const hold = (): void => void run('broadcast/hold', {}, t('broadcast.hold'));
  const discard = (): void => void run('broadcast/discard', {}, t('broadcast.discard'));
  useShortcuts(
    [
      { key: 'e', disabled: safe || !mayHold, holdMs: 0, run: hold },
      { key: 'x', disabled: safe || !isUnderWay, holdMs, run: discard },
    ],
    setHeld,
  );
  return (
    <div className="broadcast-keys">
      <button
        type="button"
        className={publicity === 'consent-hold' ? 'tone-warn is-on' : 'tone-warn'}
        disabled={safe || !mayHold}
        aria-busy={isPending('broadcast/hold')}
        aria-keyshortcuts="E"
        title={t('broadcast.holdHint')}
        onClick={hold}
      >
        <Icon name="barred" /> {t('broadcast.hold')} <kbd aria-hidden="true">E</kbd>
      </button>
      <button
        type="button"
        className={held === 'x' ? 'danger is-held' : 'danger'}
        disabled={safe || !isUnderWay}
        aria-busy={isPending('broadcast/discard')}
        aria-keyshortcuts="X"
        title={t('key.hold', { key: 'X' })}
        onClick={() => setAsking('discard')}
      >
        <Icon name="close" /> {t('broadcast.discard')} <kbd aria-hidden="true">X</kbd>
      </button>
      <button type="button" disabled={safe} aria-haspopup="dialog" onClick={() => setAsking('slate')}>
        <Icon name="pause" /> {t('broadcast.slate')}
      </button>
      {asking === 'discard' && (
        <Confirm
          title={t('broadcast.discardTitle')}
          text={t('broadcast.discardText', { delay: delayWords(t, delayMs) })}
          yes={t('broadcast.discardYes')}
          danger
          onYes={discard}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'slate' && <SlateDialog onClose={() => setAsking(null)} />}
    </div>
  );
}
