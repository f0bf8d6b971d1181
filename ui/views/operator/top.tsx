/** The operator's top: chamber, publicity, “AUF SENDUNG: Bild, Ton” (always in view), who directs, alarms. */
import { useCommands } from '../../components/commands.tsx';
import { Icon } from '../../components/icons.tsx';
import { Preferences } from '../../components/preferences.tsx';
import { PublicityBadge } from '../../components/publicity.tsx';
import { SignOut } from '../../components/sign-out.tsx';
import { WallClock } from '../../components/time.tsx';
import { shortened, useWords } from '../../components/words.ts';
import { useCodes, useT } from '../../i18n/language.tsx';
import { formatDuration } from '../../i18n/translate.ts';
import { useIsLost, useSecondsSince } from '../../live/context.tsx';
import { Microphones } from './microphones.tsx';
import { useNames, useOperator } from './view.ts';
import { StreamLost } from './broadcast/stream-lost.tsx';
import { useLingering } from './lingering.ts';
import { whatIsOut } from './on-air.ts';

export function Top() {
  const chamber = useOperator((view) => view.chamber);
  const title = useOperator((view) => view.title);
  const publicity = useOperator((view) => view.publicity);
  const untilAt = useOperator((view) => view.broadcast.untilAt);
  return (
    <header className="top">
      <div className="top-titles">
        <h1>{title}</h1>
        <Sitting />
        {title !== chamber && <span className="top-chamber dim">{chamber}</span>}
      </div>
      <OnAir place="top" />
      <PublicityBadge publicity={publicity} untilAt={untilAt} />
      <DirectionMode />
      <Microphones />
      <span className="spacer" />
      <WallClock />
      <Preferences />
      <SignOut />
    </header>
  );
}

const itemChars = 58;

/** How far the sitting is, and the item that runs. */
function Sitting() {
  const t = useT();
  const words = useWords();
  const phase = useOperator((view) => view.sitting?.phase);
  const item = useOperator((view) => view.sitting?.item);
  if (phase === undefined) return null;
  const number = item === undefined || item.number === '' ? '' : t('item.number', { number: item.number });
  return (
    <span className="top-sitting">
      <b>{words('phase', phase)}</b>
      {item !== undefined && (
        <span title={item.title}>
          {' · '}
          {[number, shortened(item.title, itemChars)].filter((word) => word !== '').join(' · ')}
          {!item.isPublic && ` (${t('item.nonPublic')})`}
          {!item.onStream && ` (${t('item.offStream')})`}
        </span>
      )}
    </span>
  );
}

/** What leaves the mixer's program, whether or not a stream runs, and the stream's own state beside it. On the phone it stays at the top on its own. */
export function OnAir({ place }: { readonly place: 'top' | 'phone' }) {
  const t = useT();
  const onAir = useOperator((view) => view.onAir);
  const lost = useIsLost();
  const { state, parts } = whatIsOut(onAir);
  const words = parts.map((part) => t(`air.${part}`)).join(', ');
  return (
    <output className={`on-air at-${place} is-${state}${lost ? ' is-old' : ''}`}>
      <Icon name={state === 'out' ? 'onAir' : state === 'safe' ? 'offAir' : 'question'} />
      <span>
        {state === 'safe' ? (
          <strong>{words}</strong>
        ) : (
          <>
            <strong>{t(`air.${state}`)}:</strong> {words}
          </>
        )}{' '}
        <small>
          <span className="on-air-dot">· </span>
          {t(`stream.${onAir.stream}`)}
        </small>
      </span>
    </output>
  );
}

function DirectionMode() {
  const t = useT();
  const sinceAt = useOperator((view) =>
    view.direction.mode === 'manual' ? view.direction.sinceAt : undefined,
  );
  const mode = useOperator((view) => view.direction.mode);
  if (mode === 'automatic') return <span className="dim">{t('direction.automatic')}</span>;
  return (
    <span className="badge badge-manual">
      <Icon name="hand" />{' '}
      {sinceAt === undefined ? t('direction.manual', { age: '–' }) : <ManualAge at={sinceAt} />}
    </span>
  );
}

function ManualAge({ at }: { readonly at: number }) {
  return <>{useT()('direction.manual', { age: formatDuration(useSecondsSince(at)) })}</>;
}

/** What must not be overlooked: safe mode, alarms, and the offer to hand back. */
export function Notices() {
  const t = useT();
  const codes = useCodes();
  const nameOf = useNames();
  const safeMode = useOperator((view) => view.safeMode);
  const alarms = useLingering(useOperator((view) => view.alarms));
  const offer = useOperator((view) => view.direction.offerHandBack);
  const sinceAt = useOperator((view) => view.direction.sinceAt);
  return (
    <div className="notices">
      <div role="alert" className="banner-place">
        {safeMode !== undefined && (
          <div className="banner banner-safe">
            <Icon name="fault" />
            <p>
              <strong>{t('safeMode.title')}</strong> <span>{codes.reason(safeMode, nameOf)}</span>
            </p>
          </div>
        )}
        {alarms.length > 0 && (
          <div className="banner banner-alarm">
            <Icon name="warning" />
            <div className="alarms">
              <strong>{t('alarms.title')}</strong>
              <ul>
                {alarms.map((alarm) => {
                  const sentence = codes.reason(alarm, nameOf);
                  return <li key={JSON.stringify(alarm)}>{sentence}</li>;
                })}
              </ul>
            </div>
          </div>
        )}
      </div>
      <StreamLost />
      {offer && sinceAt !== undefined && safeMode === undefined && <HandBackOffer at={sinceAt} />}
    </div>
  );
}

function HandBackOffer({ at }: { readonly at: number }) {
  const t = useT();
  const { run, isPending } = useCommands();
  const lost = useIsLost();
  return (
    <div className="banner banner-offer">
      <Icon name="hand" />
      <p>{t('direction.offer', { age: formatDuration(useSecondsSince(at)) })}</p>
      <button
        type="button"
        className="primary"
        disabled={lost}
        aria-busy={isPending('direction/hand-back')}
        onClick={() => void run('direction/hand-back', {}, t('direction.handBack'))}
      >
        {t('direction.handBack')}
      </button>
    </div>
  );
}
