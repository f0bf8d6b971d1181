/** The last lines of captions. A screen reader in the hall hears the speech itself, so nothing is read out as it comes. */
import { useT } from '../i18n/language.tsx';

/** As many as one reads before they are gone. */
const shownLines = 2;

export function Captions({
  lines,
  className,
}: {
  /** Oldest first. */
  readonly lines: readonly string[] | undefined;
  readonly className: string;
}) {
  const t = useT();
  if (lines === undefined || lines.length === 0) return null;
  return (
    <section className={className} aria-label={t('display.captions')} aria-live="off">
      {lines.slice(-shownLines).map((line, index) => (
        // Lines may say the same twice; they have no identity but their place.
        <p key={index}>{line}</p>
      ))}
    </section>
  );
}
