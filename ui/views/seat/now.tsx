/** What goes on: the item, who speaks and for how long, who waits. Calm, and never in the way of a vote. */
import type { SeatShared } from '../../../protocols/api/seat.ts';
import { Icon } from '../../components/icons.tsx';
import { useWords } from '../../components/words.ts';
import { useT } from '../../i18n/language.tsx';
import { formatDuration } from '../../i18n/translate.ts';
import { useSeat, useSeatSecond } from '../../live/seat-context.tsx';
import { LongText } from './long-text.tsx';

const shownWaiting = 5;

export function Now() {
  const t = useT();
  const words = useWords();
  const item = useSeat(({ shared }) => shared?.item);
  const phase = useSeat(({ shared }) => shared?.phase);
  const floor = useSeat(({ shared }) => shared?.floor);
  return (
    <section className="panel now" aria-labelledby="now-title">
      <div className="panel-head">
        <h2 id="now-title">{t('own.now')}</h2>
        {phase !== undefined && <span className="dim">{words('phase', phase)}</span>}
      </div>
      {item === undefined ? (
        <p className="dim">{t('own.noItem')}</p>
      ) : (
        <h3 className="now-item">
          {item.number !== '' && <span>{t('item.number', { number: item.number })} · </span>}
          <LongText text={item.title} short={160} />
        </h3>
      )}
      {floor === undefined ? (
        <p className="dim">{t('own.nobodySpeaks')}</p>
      ) : (
        <div className="now-floor">
          <p>
            <span className="dim">{t('own.speaks')}:</span> <b>{floor.name ?? t('own.unnamed')}</b>
          </p>
          <SpeakingTime floor={floor} />
        </div>
      )}
      <Queue />
    </section>
  );
}

function SpeakingTime({ floor }: { readonly floor: NonNullable<SeatShared['floor']> }) {
  const t = useT();
  const now = useSeatSecond();
  const { sinceAt, usedMs, held, limitMs } = floor;
  const spokenMs = held ? usedMs : Math.max(0, usedMs + now - sinceAt);
  const time = formatDuration(Math.floor(spokenMs / 1000));
  if (held) return <p className="dim speaking-time">{t('own.timeHeld', { time })}</p>;
  if (limitMs === undefined) return <p className="dim speaking-time">{t('own.timeFree', { time })}</p>;
  const limit = formatDuration(Math.round(limitMs / 1000));
  const leftSeconds = Math.ceil((limitMs - spokenMs) / 1000);
  return leftSeconds > 0 ? (
    <p className="dim speaking-time">{t('own.timeLeft', { time: formatDuration(leftSeconds), limit })}</p>
  ) : (
    <p className="time-over speaking-time">
      <Icon name="warning" /> {t('own.timeOver', { time: formatDuration(-leftSeconds), limit })}
    </p>
  );
}

function Queue() {
  const t = useT();
  const words = useWords();
  const queue = useSeat(({ shared }) => shared?.queue);
  const place = useSeat(({ own }) => own?.waiting);
  if (queue === undefined || queue.length === 0) return <p className="dim">{t('own.queueEmpty')}</p>;
  return (
    <div className="now-queue">
      <h3>{t('own.queueCount', { count: queue.length })}</h3>
      <ol>
        {queue.slice(0, shownWaiting).map(({ name, kind }, index) => (
          // The same person may wait twice: with a speech and a point of order.
          <li key={`${index} ${name} ${kind}`}>
            <b className="digits">{index + 1}</b> <span>{name === '' ? t('own.unnamed') : name}</span>
            {place === index + 1 && <strong> ({t('own.you')})</strong>}
            {kind !== 'speech' && <span className="dim"> · {words('speech', kind)}</span>}
          </li>
        ))}
      </ol>
      {queue.length > shownWaiting && (
        <p className="dim">{t('own.queueMore', { count: queue.length - shownWaiting })}</p>
      )}
    </div>
  );
}
