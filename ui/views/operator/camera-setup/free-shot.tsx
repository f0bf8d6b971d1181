/** The camera on air as somebody drove it: standing, or live while it is driven, and why it may not. */
import { useState } from 'react';
import { CommandKey } from '../../../components/command-key.tsx';
import { useCommands } from '../../../components/commands.tsx';
import { Confirm } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useCodes, useT } from '../../../i18n/language.tsx';
import { useNames, useOperator } from '../view.ts';
import type { SetupProps } from './camera-setup.tsx';

export function FreeShot({ id, camera }: SetupProps) {
  const t = useT();
  const codes = useCodes();
  const nameOf = useNames();
  const { run, isPending } = useCommands();
  const isPublic = useOperator((view) => view.publicity === 'public');
  const [asking, setAsking] = useState(false);
  const isBarred = camera.barred !== undefined;
  const live = { camera: id, live: true };
  return (
    <section className="stack">
      <p>{t('free.text')}</p>
      {camera.barred !== undefined && (
        <p className="setup-note">
          <Icon name="barred" /> {t('free.barred', { reason: codes.reason(camera.barred, nameOf) })}
        </p>
      )}
      {!isPublic && <p className="dim">{t('free.notPublic')}</p>}
      <CommandKey
        name="direction/show-free"
        input={{ camera: id, live: false }}
        action={t('free.show')}
        className="primary"
        disabled={isBarred}
      />
      <p className="setup-note">
        <Icon name="warning" /> {t('free.liveText')}
      </p>
      <button
        type="button"
        className="danger"
        disabled={isBarred || !camera.canDrive}
        aria-busy={isPending('direction/show-free', live)}
        onClick={() => setAsking(true)}
      >
        {t('free.live')}
      </button>
      {asking && (
        <Confirm
          title={t('free.liveTitle')}
          text={t('free.liveText')}
          yes={t('free.liveYes')}
          danger
          onYes={() => void run('direction/show-free', live, t('free.live'))}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
