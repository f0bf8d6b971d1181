/** The words of every slate, each with its own field; what was typed stays until it is saved, whatever arrives meanwhile. */
import { useId, useState } from 'react';
import { CommandKey } from '../../../components/command-key.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useLocked, useOperator } from '../view.ts';
import { slateKinds, type SlateKind } from './slates.ts';

const longest = 400;

export function SlateTexts() {
  const t = useT();
  return (
    <section className="stack" aria-label={t('broadcast.section.slates')}>
      <p>{t('slates.text', { minutes: '{minutes}', time: '{time}' })}</p>
      <ul className="slate-texts">
        {slateKinds.map((kind) => (
          <SlateText key={kind} kind={kind} />
        ))}
      </ul>
    </section>
  );
}

function SlateText({ kind }: { readonly kind: SlateKind }) {
  const t = useT();
  const id = useId();
  const locked = useLocked();
  const shown = useOperator((view) => view.broadcast.slate?.kind === kind);
  const said = useOperator((view) => view.broadcast.slateTexts[kind]);
  const [typed, setTyped] = useState<string | null>(null);
  const slate = t(`slate.${kind}`);
  const text = (typed ?? said).trim();
  return (
    <li className="field">
      <label htmlFor={id}>
        {slate}{' '}
        {shown && (
          <span className="slate-shown">
            <Icon name="onAir" /> {t('slates.shown')}
          </span>
        )}
      </label>
      <textarea
        id={id}
        className="broadcast-input"
        rows={2}
        maxLength={longest}
        value={typed ?? said}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="slate-keys">
        <CommandKey
          name="broadcast/slate-text"
          input={{ slate: kind, text: null }}
          action={t('slates.reset')}
          label={t('slates.resetOf', { slate })}
          className="quiet"
          disabled={locked}
          onDone={() => setTyped(null)}
        >
          {t('slates.reset')}
        </CommandKey>
        <CommandKey
          name="broadcast/slate-text"
          input={{ slate: kind, text }}
          action={t('slates.save')}
          label={t('slates.saveOf', { slate })}
          disabled={locked || typed === null || text === said}
          onDone={() => setTyped(null)}
        >
          {t('slates.save')}
        </CommandKey>
      </div>
    </li>
  );
}
