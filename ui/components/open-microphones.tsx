/** Which microphones are open and for how long: whoever leads must not overlook one. */
import { useT } from '../i18n/language.tsx';
import { formatDuration } from '../i18n/translate.ts';
import { useSecondsSince } from '../live/context.tsx';
import { Icon } from './icons.tsx';

export interface OpenMicrophone {
  readonly name: string;
  /** Wall time, ms; undefined: nobody knows since when. */
  readonly sinceAt: number | undefined;
}

/** The one that is known to be open longest goes first, and after `most` only their number is told. */
export function OpenMicrophones({
  label,
  microphones,
  most,
}: {
  readonly label: string;
  readonly microphones: readonly OpenMicrophone[];
  readonly most: number;
}) {
  const t = useT();
  if (microphones.length === 0) return <p className="open-microphones dim">{t('microphones.none')}</p>;
  const sorted = [...microphones].sort(
    (left, right) => (left.sinceAt ?? Infinity) - (right.sinceAt ?? Infinity),
  );
  return (
    <div className="open-microphones">
      <span className="open-microphones-label">
        <Icon name="microphone" /> {label}:
      </span>
      <ul>
        {sorted.slice(0, most).map(({ name, sinceAt }) => (
          <li key={name}>
            {name} {sinceAt !== undefined && <Age at={sinceAt} />}
          </li>
        ))}
        {sorted.length > most && <li>{t('microphones.more', { count: sorted.length - most })}</li>}
      </ul>
    </div>
  );
}

function Age({ at }: { readonly at: number }) {
  return <b className="digits">{formatDuration(useSecondsSince(at))}</b>;
}
