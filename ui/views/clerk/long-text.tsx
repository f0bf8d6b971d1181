/** Text that may be 5,000 characters long: its beginning, and the rest when asked for. */
import { useState } from 'react';
import { useT } from '../../i18n/language.tsx';

/** About two lines of a list. */
const shortChars = 160;

export function LongText({ text, short = shortChars }: { readonly text: string; readonly short?: number }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (text.length <= short + 20) return <span className="long-text">{text}</span>;
  return (
    <span className="long-text">
      {open ? text : `${text.slice(0, short).trimEnd()} …`}{' '}
      <button type="button" className="more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'clerk.less' : 'clerk.more')}
      </button>
    </span>
  );
}

/** The beginning only, where the whole text stands elsewhere. */
export const clipped = (text: string, chars = shortChars): string =>
  text.length <= chars ? text : `${text.slice(0, chars).trimEnd()} …`;
