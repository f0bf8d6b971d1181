/** The operator's side: program and preview as moving pictures with the reason, the floor, the queue. */
import type { ListEntryView } from '../../../protocols/api/views/sitting.ts';
import { CommandKey } from '../../components/command-key.tsx';
import { Icon } from '../../components/icons.tsx';
import { MovingPicture } from '../../components/picture.tsx';
import { SpeechMarks, speakerName } from '../../components/speech.tsx';
import { SpeakingTime, Spoken } from '../../components/time.tsx';
import { useCodes, useT } from '../../i18n/language.tsx';
import { seatLabel, seatPhrase, shotName, useNames, useOperator } from './view.ts';

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
  const { residents, closed } = useOperator((view) => view.speakers);
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
                floor.name === undefined || floor.seat === undefined
                  ? undefined
                  : seatPhrase(t, seatLabel(seats, floor.seat)),
                floor.known ? undefined : t('floor.unknown'),
              ]
                .filter((word) => word !== undefined)
                .join(' · ')}
            </span>
            <SpeechMarks kind={floor.kind} />
          </div>
          <span className="floor-time">
            <Spoken time={floor} />
          </span>
          <SpeakingTime time={floor} />
        </div>
      )}
      <div className="queue-head">
        <h2>{t('queue.title', { count: queue.length })}</h2>
        {closed && (
          <span className="queue-closed">
            <Icon name="closed" /> {t('queue.closed')}
          </span>
        )}
      </div>
      {queue.length === 0 ? <p className="empty">{t('queue.empty')}</p> : <Queue entries={queue} />}
      {residents.length > 0 && (
        <>
          <h2>{t('queue.residents', { count: residents.length })}</h2>
          <Queue entries={residents} />
        </>
      )}
    </section>
  );
}

function Queue({ entries }: { readonly entries: readonly ListEntryView[] }) {
  return (
    <ol className="queue">
      {entries.map((entry, index) => (
        <QueueRow key={entry.entry} entry={entry} place={index + 1} />
      ))}
    </ol>
  );
}

function QueueRow({ entry, place }: { readonly entry: ListEntryView; readonly place: number }) {
  const t = useT();
  const { seat, kind, where, note } = entry;
  const safe = useOperator((view) => view.safeMode !== undefined);
  const image = useOperator((view) => view.seats[String(seat)]?.consent?.image);
  const ready = useOperator(
    (view) =>
      Object.values(view.cameras).find(
        ({ motion, seats, tally }) =>
          seat !== undefined &&
          motion === 'still' &&
          tally !== 'program' &&
          seats.length === 1 &&
          seats[0] === seat,
      )?.label,
  );
  const name = speakerName(t, entry);
  const input = { entry: entry.entry };
  const notes = [
    entry.group,
    image === 'no' ? t('queue.noImage') : undefined,
    ready === undefined ? undefined : t('queue.ready', { camera: ready }),
  ].filter((word) => word !== undefined);
  return (
    <li className={place === 1 ? 'is-first' : ''}>
      <b className="queue-place">{place}</b>
      <span className="queue-who">
        <span>{name}</span>
        <SpeechMarks kind={kind} where={where} note={note} />
        {(notes.length > 0 || place === 1) && (
          <span className="dim">
            {place === 1 && <b className="queue-next">{t('queue.next')}</b>}
            {place === 1 && notes.length > 0 && ' · '}
            {notes.join(' · ')}
          </span>
        )}
      </span>
      <CommandKey
        name="floor/start"
        input={input}
        action={t('queue.give', { name })}
        label={t('queue.give', { name })}
        className="quiet square"
        disabled={safe}
      >
        <Icon name="microphone" />
      </CommandKey>
      <CommandKey
        name="floor/remove"
        input={input}
        action={t('queue.drop', { name })}
        label={t('queue.drop', { name })}
        className="quiet square"
        disabled={safe}
      >
        <Icon name="close" />
      </CommandKey>
    </li>
  );
}
