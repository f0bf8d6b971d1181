/** The operator's side: program and preview as moving pictures with the reason, the floor, the queue. */
import type { Waiting } from '../../../protocols/api/views.ts';
import { useCommands } from '../../components/commands.tsx';
import { Icon } from '../../components/icons.tsx';
import { MovingPicture } from '../../components/picture.tsx';
import { Since, SpeakingTime } from '../../components/time.tsx';
import { useCodes, useT } from '../../i18n/language.tsx';
import { seatLabel, seatPhrase, shotName, speakerName, useNames, useOperator } from './view.ts';

export function Pictures() {
  const t = useT();
  const codes = useCodes();
  const nameOf = useNames();
  const seats = useOperator((view) => view.seats);
  const cameras = useOperator((view) => view.cameras);
  const direction = useOperator((view) => view.direction);
  const reasons = useOperator((view) => view.onAir.reasons);
  const words = (shot: typeof direction.program): string =>
    shot === undefined ? t('shot.none') : shotName(t, cameras, seats, shot);
  const why = [...(direction.reason ? [direction.reason] : []), ...direction.refused, ...reasons];
  const sentences = [...new Set(why.map((reason) => codes.reason(reason, nameOf)))];
  return (
    <section className="pictures" aria-label={`${t('picture.program')}, ${t('picture.preview')}`}>
      <div className="picture-pair">
        {(['program', 'preview'] as const).map((kind) => (
          <figure key={kind} className={`figure-${kind}`}>
            <MovingPicture kind={kind} />
            <figcaption>
              <b>{t(`picture.${kind}`)}</b> <span>{words(direction[kind])}</span>
            </figcaption>
          </figure>
        ))}
      </div>
      {sentences.length > 0 && (
        <ul className="why dim" aria-label={t('air.why')}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function FloorAndQueue() {
  const t = useT();
  const floor = useOperator((view) => view.floor);
  const seats = useOperator((view) => view.seats);
  const queue = useOperator((view) => view.queue);
  return (
    <section className="panel floor-queue" aria-labelledby="floor-title" tabIndex={0}>
      <h2 id="floor-title">{t('floor.title')}</h2>
      {floor === undefined ? (
        <p className="floor-now nobody">{t('floor.nobody')}</p>
      ) : (
        <div className="floor-now">
          <div className="floor-who">
            <b>{speakerName(t, floor)}</b>
            <span className="dim">
              {[
                floor.group,
                floor.name === undefined ? undefined : seatPhrase(t, seatLabel(seats, floor.seat)),
                floor.known ? undefined : t('floor.unknown'),
              ]
                .filter((word) => word !== undefined)
                .join(' · ')}
            </span>
          </div>
          <span className="floor-time">
            <Since at={floor.sinceAt} />
          </span>
          <SpeakingTime sinceAt={floor.sinceAt} limitMs={floor.limitMs} />
        </div>
      )}
      <h2>{t('queue.title', { count: queue.length })}</h2>
      {queue.length === 0 ? (
        <p className="empty">{t('queue.empty')}</p>
      ) : (
        <ol className="queue">
          {queue.map((waiting, index) => (
            <QueueRow key={`${waiting.kind}-${waiting.seat}`} waiting={waiting} place={index + 1} />
          ))}
        </ol>
      )}
    </section>
  );
}

function QueueRow({ waiting, place }: { readonly waiting: Waiting; readonly place: number }) {
  const t = useT();
  const { run, isPending } = useCommands();
  const safe = useOperator((view) => view.safeMode !== undefined);
  const image = useOperator((view) => view.seats[String(waiting.seat)]?.consent?.image);
  const ready = useOperator(
    (view) =>
      Object.values(view.cameras).find(
        ({ motion, seats, tally }) =>
          motion === 'still' && tally !== 'program' && seats.length === 1 && seats[0] === waiting.seat,
      )?.label,
  );
  const name = speakerName(t, waiting);
  const { seat } = waiting;
  const notes = [
    waiting.group,
    waiting.kind === 'reply' ? t('queue.reply') : undefined,
    image === 'no' ? t('queue.noImage') : undefined,
    ready === undefined ? undefined : t('queue.ready', { camera: ready }),
  ].filter((word) => word !== undefined);
  return (
    <li className={place === 1 ? 'is-first' : ''}>
      <b className="queue-place">{place}</b>
      <span className="queue-who">
        <span>{name}</span>
        {(notes.length > 0 || place === 1) && (
          <span className="dim">
            {place === 1 && <b className="queue-next">{t('queue.next')}</b>}
            {place === 1 && notes.length > 0 && ' · '}
            {notes.join(' · ')}
          </span>
        )}
      </span>
      <button
        type="button"
        className="quiet square"
        disabled={safe}
        aria-label={t('queue.give', { name })}
        title={t('queue.give', { name })}
        aria-busy={isPending('floor/give', { seat })}
        onClick={() => void run('floor/give', { seat }, t('queue.give', { name }))}
      >
        <Icon name="microphone" />
      </button>
      <button
        type="button"
        className="quiet square"
        disabled={safe}
        aria-label={t('queue.drop', { name })}
        title={t('queue.drop', { name })}
        aria-busy={isPending('floor/drop-request', { seat })}
        onClick={() => void run('floor/drop-request', { seat }, t('queue.drop', { name }))}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
