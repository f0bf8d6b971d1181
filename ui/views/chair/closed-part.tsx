/**
 * The non-public part on the chair's page: only while there is one. The chair may go on though not everything
 * is confirmed, after reading what is missing and saying why.
 */
import { useId, useState } from 'react';
import type { ClosedPart as ClosedPartView } from '../../../protocols/api/views/broadcast.ts';
import { ClosedPart, isOverridden, useCheckName } from '../../components/broadcast/closed-part.tsx';
import { CommandKey } from '../../components/command-key.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { useChair, useLocked } from './view.ts';

export function ClosedPartPanel() {
  const t = useT();
  const locked = useLocked();
  const part = useChair((view) => view.closedPart);
  const [asking, setAsking] = useState(false);
  if (part === undefined) return null;
  const mayOverride = !part.isGreen && !isOverridden(part);
  return (
    <ClosedPart part={part}>
      {mayOverride && (
        <button
          type="button"
          className="danger closed-part-key"
          disabled={locked}
          aria-haspopup="dialog"
          onClick={() => setAsking(true)}
        >
          {t('closed.overrideKey')}
        </button>
      )}
      {asking && mayOverride && <OverrideDialog part={part} onClose={() => setAsking(false)} />}
    </ClosedPart>
  );
}

const longestReason = 300;

function OverrideDialog({ part, onClose }: { readonly part: ClosedPartView; readonly onClose: () => void }) {
  const t = useT();
  const nameOf = useCheckName();
  const locked = useLocked();
  const [reason, setReason] = useState('');
  const id = useId();
  const words = reason.trim();
  return (
    <Dialog title={t('closed.overrideTitle')} onClose={onClose} closesBeside={words === ''}>
      <p>{t('closed.overrideText')}</p>
      <ul className="chair-missing">
        {part.checks
          .filter(({ state }) => state !== 'confirmed')
          .map((check) => (
            <li key={`${check.id} ${check.person ?? ''}`}>
              <Icon name="fault" />
              <span>
                {nameOf(check)} – {t(`closed.state.${check.state}`)}
              </span>
            </li>
          ))}
      </ul>
      <div className="field">
        <label htmlFor={id}>{t('closed.overrideReason')}</label>
        <input
          id={id}
          type="text"
          className="text-input"
          required
          maxLength={longestReason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="dialog-actions">
        <button type="button" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
        <CommandKey
          name="broadcast/override"
          input={{ reason: words }}
          action={t('closed.overrideTitle')}
          className="danger-fill"
          disabled={locked || words === ''}
          onDone={onClose}
        >
          {t('closed.overrideYes')}
        </CommandKey>
      </div>
    </Dialog>
  );
}
