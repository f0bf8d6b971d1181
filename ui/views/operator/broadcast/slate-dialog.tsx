/**
 * Another slate than the big keys show at once: a pause or a fault with the time at which it goes on, the
 * slate before the beginning with a countdown, and the end. Showing a slate restricts, but for the way out of
 * the non-public part: that is the first of two steps and needs a live view.
 */
import { useId, useState } from 'react';
import { useCommands } from '../../../components/commands.tsx';
import { Confirm, Dialog } from '../../../components/dialog.tsx';
import { Icon, type IconName } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useServerSecond } from '../../../live/context.tsx';
import { useLocked, useOperator } from '../view.ts';
import { nextTimeOfDay, timeField } from './words.ts';

const offeredMinutes = [5, 10, 15, 30] as const;

export function SlateDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const { run, isPending } = useCommands();
  const locked = useLocked();
  const safe = useOperator((view) => view.safeMode !== undefined);
  const publicity = useOperator((view) => view.publicity);
  const untilAt = useOperator((view) => view.broadcast.untilAt);
  const now = useServerSecond();
  const [text, setText] = useState(() => (untilAt !== undefined && untilAt > now ? timeField(untilAt) : ''));
  const [isEnding, setIsEnding] = useState(false);
  const at = text === '' ? null : nextTimeOfDay(now, text);
  const isBad = text !== '' && at === null;
  const isOpened = publicity === 'public' || publicity === 'paused' || publicity === 'consent-hold';

  const until = at === null ? {} : { until: at };
  async function pause(cause: 'break' | 'fault'): Promise<void> {
    if (await run('broadcast/pause', { cause, ...until }, t(`slateDialog.${cause}`))) onClose();
  }
  async function prepare(): Promise<void> {
    const input = at === null ? {} : { beginsAt: at };
    if (await run('broadcast/prepare', input, t('slateDialog.begin'))) onClose();
  }
  const key = (icon: IconName, words: string, disabled: boolean, busy: boolean, onClick: () => void) => (
    <button type="button" disabled={disabled || isBad} aria-busy={busy} onClick={onClick}>
      <Icon name={icon} /> {words}
    </button>
  );
  return (
    <Dialog title={t('slateDialog.title')} onClose={onClose}>
      <TimeOfDay text={text} onChange={setText} now={now} isBad={isBad} />
      <div className="broadcast-choices">
        {key(
          'pause',
          t('slateDialog.break'),
          safe || !isOpened,
          isPending('broadcast/pause', { cause: 'break', ...until }),
          () => void pause('break'),
        )}
        {key(
          'warning',
          t('slateDialog.fault'),
          safe || !isOpened,
          isPending('broadcast/pause', { cause: 'fault', ...until }),
          () => void pause('fault'),
        )}
        {key(
          'clock',
          t('slateDialog.begin'),
          locked || isOpened,
          isPending('broadcast/prepare', at === null ? {} : { beginsAt: at }),
          () => void prepare(),
        )}
        <button
          type="button"
          className="danger"
          disabled={safe || publicity === 'off' || publicity === 'non-public'}
          aria-busy={isPending('broadcast/end')}
          onClick={() => setIsEnding(true)}
        >
          {t('slateDialog.end')}
        </button>
      </div>
      {isEnding && (
        <Confirm
          title={t('slateDialog.endTitle')}
          text={t('slateDialog.endText')}
          yes={t('slateDialog.endYes')}
          danger
          onYes={() =>
            void run('broadcast/end', {}, t('slateDialog.endTitle')).then((done) => {
              if (done) onClose();
            })
          }
          onClose={() => setIsEnding(false)}
        />
      )}
    </Dialog>
  );
}

interface TimeOfDayProps {
  /** `HH:MM` or empty. */
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly now: number;
  readonly isBad: boolean;
}

function TimeOfDay({ text, onChange, now, isBad }: TimeOfDayProps) {
  const t = useT();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('slateDialog.time')}</label>
      <input
        id={id}
        type="time"
        className="broadcast-input"
        value={text}
        aria-invalid={isBad}
        aria-describedby={`${id}-below`}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="broadcast-minutes">
        {offeredMinutes.map((minutes) => (
          <button key={minutes} type="button" onClick={() => onChange(timeField(now + minutes * 60_000))}>
            {t('slateDialog.inMinutes', { minutes })}
          </button>
        ))}
      </div>
      <span id={`${id}-below`} className={isBad ? 'broadcast-problem' : 'dim'}>
        {isBad ? t('slateDialog.timeBad') : t('slateDialog.timeHint')}
      </span>
    </div>
  );
}
