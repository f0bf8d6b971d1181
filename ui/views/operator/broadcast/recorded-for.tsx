/** How long a recording has run, ticking. */
import { useT } from '../../../i18n/language.tsx';
import { formatDuration } from '../../../i18n/translate.ts';
import { useSecondsSince } from '../../../live/context.tsx';

/** `at`: when it began, wall time in ms. */
export function RecordedFor({ at }: { readonly at: number }) {
  return <>{useT()('recording.activeSince', { age: formatDuration(useSecondsSince(at)) })}</>;
}
