/** The list of speakers in its order, guests of the residents' question time apart, and one big key for who is next. */
import { useState } from 'react';
import type { ListEntryView } from '../../../protocols/api/views/sitting.ts';
import { CommandKey } from '../../components/command-key.tsx';
import { useCommands } from '../../components/commands.tsx';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { SpeechMarks, speakerName } from '../../components/speech.tsx';
import { shortened } from '../../components/words.ts';
import { useT } from '../../i18n/language.tsx';
import { useChair, useLocked } from './view.ts';

/** On a key; the whole name stands in the list. */
const longestName = 40;

export function QueuePanel() {
  const t = useT();
  const locked = useLocked();
  const queue = useChair((view) => view.queue);
  const closed = useChair((view) => view.speakers.closed);
  const returnable = useChair((view) => view.speakers.returnable);
  const first = queue[0];
  return (
    <section className="panel chair-queue" aria-labelledby="queue-title">
      <div className="panel-head">
        <h2 id="queue-title">{t('queue.title', { count: queue.length })}</h2>
        {closed && (
          <span className="badge list-closed">
            <Icon name="closed" /> {t('queue.closed')}
          </span>
        )}
      </div>
      {first === undefined ? <p className="empty">{t('queue.empty')}</p> : <Rows entries={queue} />}
      <div className="chair-queue-keys">
        <NextKey first={first} />
        <CommandKey
          name="floor/close-list"
          input={{ closed: !closed }}
          action={t(closed ? 'chair.reopenList' : 'chair.closeList')}
          disabled={locked}
        />
      </div>
      <div className="chair-queue-more">
        <CommandKey
          name="floor/return"
          input={{}}
          action={t('chair.returnSpeech')}
          className="quiet"
          disabled={locked || !returnable}
        />
        <CloseDebate />
      </div>
    </section>
  );
}

/** A point of order stands at the top by rule; the key says that it takes that first. */
function NextKey({ first }: { readonly first: ListEntryView | undefined }) {
  const t = useT();
  const locked = useLocked();
  const isOrder = first?.kind === 'point-of-order';
  const words =
    first === undefined
      ? t('chair.nobodyWaits')
      : t(isOrder ? 'chair.nextOrder' : 'chair.next', {
          name: shortened(speakerName(t, first), longestName),
        });
  return (
    <CommandKey
      name="floor/next"
      input={{}}
      action={t('seat.give')}
      className={`primary chair-next${isOrder ? ' is-order' : ''}`}
      disabled={locked || first === undefined}
    >
      {isOrder && <Icon name="hand" />} <span>{words}</span>
    </CommandKey>
  );
}

function CloseDebate() {
  const t = useT();
  const locked = useLocked();
  const { run, isPending } = useCommands();
  const waiting = useChair((view) => view.queue.length);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        className="quiet"
        disabled={locked}
        aria-haspopup="dialog"
        aria-busy={isPending('floor/close-debate')}
        onClick={() => setAsking(true)}
      >
        {t('chair.closeDebate')}
      </button>
      {asking && (
        <Confirm
          title={t('chair.closeDebateTitle')}
          text={t('chair.closeDebateText', { count: waiting })}
          yes={t('chair.closeDebateYes')}
          onYes={() => void run('floor/close-debate', {}, t('chair.closeDebate'))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

export function Residents() {
  const t = useT();
  const locked = useLocked();
  const residents = useChair((view) => view.speakers.residents);
  const first = residents[0];
  if (first === undefined) return null;
  const words = t('chair.nextResident', { name: shortened(speakerName(t, first), longestName) });
  return (
    <section className="panel chair-queue chair-residents" aria-labelledby="residents-title">
      <h2 id="residents-title">{t('queue.residents', { count: residents.length })}</h2>
      <Rows entries={residents} />
      <CommandKey
        name="floor/start"
        input={{ entry: first.entry }}
        action={words}
        className="chair-next-resident"
        disabled={locked}
      />
    </section>
  );
}

function Rows({ entries }: { readonly entries: readonly ListEntryView[] }) {
  const first = entries[0]?.entry;
  return (
    <ol>
      {entries.map((entry, index) => (
        <Row key={entry.entry} entry={entry} place={index + 1} first={first ?? entry.entry} />
      ))}
    </ol>
  );
}

interface RowProps {
  readonly entry: ListEntryView;
  readonly place: number;
  /** The entry at the top of this list. */
  readonly first: number;
}

function Row({ entry, place, first }: RowProps) {
  const t = useT();
  const locked = useLocked();
  const [asking, setAsking] = useState(false);
  const name = speakerName(t, entry);
  const give = t('queue.give', { name });
  const input = { entry: entry.entry };
  return (
    <li className={place === 1 ? 'is-first' : ''}>
      <CommandKey
        name="floor/start"
        input={input}
        action={give}
        label={`${place}. ${give}`}
        className="chair-give"
        disabled={locked}
      >
        <b>{place}</b>
        <span>
          {name} {entry.group !== undefined && <span className="dim">{entry.group}</span>}
          <SpeechMarks
            kind={entry.kind === 'residents-question' ? 'speech' : entry.kind}
            where={entry.kind === 'residents-question' ? 'room' : entry.where}
            note={entry.note}
          />
        </span>
        {place === 1 && (
          <span className="chair-first">
            {t(entry.kind === 'point-of-order' ? 'queue.first' : 'queue.next')}
          </span>
        )}
      </CommandKey>
      <button
        type="button"
        className="quiet square"
        disabled={locked}
        aria-label={t('chair.entryMore', { name })}
        aria-haspopup="dialog"
        onClick={() => setAsking(true)}
      >
        <Icon name="dots" />
      </button>
      {asking && (
        <Dialog title={name} onClose={() => setAsking(false)}>
          <div className="chair-choices">
            <CommandKey
              name="floor/start"
              input={input}
              action={give}
              className="primary"
              disabled={locked}
              onDone={() => setAsking(false)}
            >
              <Icon name="microphone" /> {t('seat.give')}
            </CommandKey>
            {place > 1 && (
              <CommandKey
                name="floor/move"
                input={{ entry: entry.entry, before: first }}
                action={t('chair.toTop')}
                disabled={locked}
                onDone={() => setAsking(false)}
              >
                <Icon name="up" /> {t('chair.toTop')}
              </CommandKey>
            )}
            <CommandKey
              name="floor/remove"
              input={input}
              action={t('queue.drop', { name })}
              className="danger"
              disabled={locked}
              onDone={() => setAsking(false)}
            >
              <Icon name="close" /> {t('seat.drop')}
            </CommandKey>
          </div>
        </Dialog>
      )}
    </li>
  );
}
