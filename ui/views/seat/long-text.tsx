/** Text of up to 5,000 characters: its beginning, and the whole of it when asked for. */
import { useState } from 'react';
import { shortened } from '../../components/words.ts';
import { useT } from '../../i18n/language.tsx';

/** A key for a few more words would be longer than they are. */
const worthAKey = 40;

export function LongText({ text, short }: { readonly text: string; readonly short: number }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  if (text.length <= short + worthAKey) return <span className="long-text">{text}</span>;
  return (
    <span className="long-text">
      {isOpen ? text : shortened(text, short)}{' '}
      <button type="button" className="more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'own.readLess' : 'own.readAll')}
      </button>
    </span>
  );
}
