/** How an item ended without a ballot: one tap where nothing else is to be said, and taken back as easily. */
import { useState } from 'react';
import type { CommandInput } from '../../../../protocols/api/commands.ts';
import type { AgendaItemView } from '../../../../protocols/api/views/sitting.ts';
import { useT } from '../../../i18n/language.tsx';
import { TextField } from '../fields.tsx';
import { given } from '../given.ts';
import { CommandKey } from '../keys.tsx';
import { clipped } from '../long-text.tsx';
import { itemName, useClerk, useItems, useWords } from '../view.ts';

const oneTap = ['unanimous', 'noted', 'done', 'dropped', 'withdrawn'] as const;
const withWords = ['postponed', 'referred', 'joined'] as const;
type WithWords = (typeof withWords)[number];

export function Settle({ id, item }: { readonly id: string; readonly item: AgendaItemView }) {
  const t = useT();
  const words = useWords();
  const [asking, setAsking] = useState<WithWords | null>(null);
  const decision = given({ decision: item.decision });
  return (
    <section className="detail-part" aria-labelledby="settle-title">
      <h4 id="settle-title">{t('clerk.settleTitle')}</h4>
      <div className="outcomes">
        {oneTap.map((outcome) => (
          <CommandKey
            key={outcome}
            name="agenda/settle"
            input={{ item: id, outcome, ...decision }}
            action={words('outcome', outcome)}
            pressed={item.outcome === outcome}
            onDone={() => setAsking(null)}
          />
        ))}
        {withWords.map((outcome) => (
          <button
            key={outcome}
            type="button"
            aria-pressed={item.outcome === outcome}
            aria-expanded={asking === outcome}
            onClick={() => setAsking(asking === outcome ? null : outcome)}
          >
            {words('outcome', outcome)} …
          </button>
        ))}
      </div>
      {asking !== null && (
        <Words key={asking} id={id} outcome={asking} decision={decision} onDone={() => setAsking(null)} />
      )}
      {item.outcome !== undefined && (
        <div className="settled">
          <p>
            {t('clerk.settledAs', { outcome: words('outcome', item.outcome) })}
            {item.outcomeNote === undefined ? '' : ` · ${item.outcomeNote}`}
          </p>
          <CommandKey name="agenda/settle" input={{ item: id, outcome: null }} action={t('clerk.takeBack')} />
        </div>
      )}
    </section>
  );
}

interface WordsProps {
  readonly id: string;
  readonly outcome: WithWords;
  readonly decision: { readonly decision?: string };
  readonly onDone: () => void;
}

/** Where to, until when, with what: what is known is one tap, anything else is typed. */
function Words(props: WordsProps) {
  return props.outcome === 'joined' ? <Join {...props} /> : <Elsewhere {...props} outcome={props.outcome} />;
}

function Join({ id, decision, onDone }: WordsProps) {
  const t = useT();
  const items = useItems();
  // What is joined itself cannot lead another item.
  const others = items.filter(([other, { joinedWith }]) => other !== id && joinedWith === undefined);
  return (
    <div className="stack">
      <p className="field-label">{t('clerk.joinInto')}</p>
      <ul className="one-tap-list">
        {others.map(([other, item]) => (
          <li key={other}>
            <CommandKey
              name="agenda/settle"
              input={{ item: id, outcome: 'joined', into: other, ...decision }}
              action={t('clerk.joinWith', { item: itemName(t, item) })}
              className="row-key"
              onDone={onDone}
            >
              <b className="agenda-number">{item.number}</b>
              <span className="row-main">{clipped(item.title, 90)}</span>
            </CommandKey>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Elsewhere({
  id,
  outcome,
  decision,
  onDone,
}: Omit<WordsProps, 'outcome'> & { readonly outcome: 'postponed' | 'referred' }) {
  const t = useT();
  const words = useWords();
  const bodies = useClerk((view) => view.bodies);
  const own = useClerk((view) => view.detail?.bodyId);
  const [note, setNote] = useState('');
  const inputOf = (text: string): CommandInput<'agenda/settle'> => ({
    item: id,
    outcome,
    ...given({ note: text }),
    ...decision,
  });
  const known =
    outcome === 'postponed'
      ? [{ key: '', text: t('clerk.noDate') }]
      : Object.entries(bodies)
          .filter(([body]) => body !== own)
          .map(([key, { name }]) => ({ key, text: name }));
  return (
    <div className="stack">
      <p className="field-label">{t(outcome === 'referred' ? 'clerk.referredTo' : 'clerk.postponedTo')}</p>
      <div className="row-actions">
        {known.map(({ key, text }) => (
          <CommandKey
            key={key}
            name="agenda/settle"
            input={inputOf(key === '' ? '' : text)}
            action={text}
            onDone={onDone}
          />
        ))}
      </div>
      <div className="field-with-key">
        <TextField
          label={t(outcome === 'referred' ? 'clerk.otherBody' : 'clerk.otherDate')}
          value={note}
          maxLength={300}
          onChange={setNote}
        />
        <CommandKey
          name="agenda/settle"
          input={inputOf(note)}
          action={words('outcome', outcome)}
          disabled={note.trim() === ''}
          onDone={onDone}
        />
      </div>
    </div>
  );
}
