/** The words voted on. They may be 5,000 characters long: their beginning, and the whole text in a dialog of its own. */
import { useState } from 'react';
import { useT } from '../../i18n/language.tsx';
import { Dialog } from '../dialog.tsx';
import { shortened } from '../words.ts';

/** About four lines on a tablet. */
const usualChars = 260;

export function Question({
  text,
  chars = usualChars,
  className = 'ballot-text',
}: {
  readonly text: string;
  readonly chars?: number;
  readonly className?: string;
}) {
  const t = useT();
  const [whole, setWhole] = useState(false);
  const shown = shortened(text, chars);
  return (
    <div className="ballot-question">
      <p className={className}>{shown}</p>
      {shown !== text && (
        <button
          type="button"
          className="quiet ballot-whole"
          aria-haspopup="dialog"
          onClick={() => setWhole(true)}
        >
          {t('ballot.wholeText')}
        </button>
      )}
      {whole && (
        <Dialog title={t('ballot.textTitle')} onClose={() => setWhole(false)} className="ballot-dialog">
          <p className="ballot-whole-text" tabIndex={0}>
            {text}
          </p>
        </Dialog>
      )}
    </div>
  );
}
