/** The chair's page: calm, for a tablet. Floor and time, the queue in order, one big key for the next thing to do. */
import { useEffect, useState } from 'react';
import type { Publicity, Speaker, Waiting } from '../../../protocols/api/views.ts';
import { CommandsProvider, useCommands } from '../../components/commands.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import { LostBanner, WithView } from '../../components/link.tsx';
import { Preferences } from '../../components/preferences.tsx';
import { SignOut } from '../../components/sign-out.tsx';
import { Since, SpeakingTime } from '../../components/time.tsx';
import { useCodes, useT } from '../../i18n/language.tsx';
import { plainName, type Translate } from '../../i18n/translate.ts';
import { LiveProvider, useIsLost, viewHook } from '../../live/context.tsx';
import './chair.css';

const useChair = viewHook('chair');
const minuteSeconds = 60;

const nameOf = (t: Translate, speaker: Speaker): string =>
  speaker.name ?? t('seat.name', { seat: speaker.seat });

function Head() {
  const t = useT();
  const title = useChair((view) => view.title);
  const chamber = useChair((view) => view.chamber);
  const publicity = useChair((view) => view.publicity);
  const transmitted = useChair((view) => view.transmitted);
  const icons: Readonly<Record<Publicity, IconName>> = {
    unknown: 'question',
    public: 'public',
    paused: 'pause',
    'non-public': 'closed',
  };
  const words = {
    yes: t('chair.transmittedYes'),
    no: t('chair.transmittedNo'),
    unknown: t('chair.transmittedUnknown'),
  };
  return (
    <header className="chair-head">
      <div className="chair-titles">
        <h1>{title}</h1>
        {title !== chamber && <span className="dim">{chamber}</span>}
      </div>
      <span className={`badge publicity-${publicity}`}>
        <Icon name={icons[publicity]} /> {t(`publicity.${publicity}`)}
      </span>
      <output className={`badge transmitted-${transmitted}`}>
        <Icon name={transmitted === 'yes' ? 'onAir' : 'offAir'} /> {words[transmitted]}
      </output>
      <span className="spacer" />
      <Preferences />
      <SignOut />
    </header>
  );
}

function FloorPanel({ disabled }: { readonly disabled: boolean }) {
  const t = useT();
  const { run, isPending } = useCommands();
  const floor = useChair((view) => view.floor);
  const open = useChair((view) => view.open);
  const others = open.filter(({ seat }) => seat !== floor?.seat);
  return (
    <section className="panel chair-floor" aria-labelledby="floor-title">
      <h2 id="floor-title">{t('floor.title')}</h2>
      {floor === undefined ? (
        <p className="chair-name dim">{t('floor.nobody')}</p>
      ) : (
        <>
          <p className="chair-name">
            {nameOf(t, floor)} {floor.group !== undefined && <span className="dim">{floor.group}</span>}
          </p>
          <p className="chair-time">
            <Since at={floor.sinceAt} />
          </p>
          <SpeakingTime sinceAt={floor.sinceAt} limitMs={floor.limitMs} />
        </>
      )}
      {others.length > 0 && (
        <p className="dim">
          {t('chair.openMics')}: {others.map((speaker) => nameOf(t, speaker)).join(', ')}
        </p>
      )}
      <div className="chair-actions">
        <button
          type="button"
          disabled={disabled || floor?.limitMs === undefined}
          aria-busy={isPending('floor/extend', { seconds: minuteSeconds })}
          onClick={() => void run('floor/extend', { seconds: minuteSeconds }, t('chair.extend'))}
        >
          {t('chair.extend')}
        </button>
        <button
          type="button"
          className="danger"
          disabled={disabled || floor === undefined}
          aria-busy={floor !== undefined && isPending('floor/withdraw', { seat: floor.seat })}
          onClick={() => {
            if (floor) void run('floor/withdraw', { seat: floor.seat }, t('seat.withdraw'));
          }}
        >
          {t('seat.withdraw')}
        </button>
      </div>
    </section>
  );
}

function QueuePanel({ disabled }: { readonly disabled: boolean }) {
  const t = useT();
  const { run, isPending } = useCommands();
  const queue = useChair((view) => view.queue);
  const first = queue[0];
  return (
    <section className="panel chair-queue" aria-labelledby="queue-title">
      <h2 id="queue-title">{t('queue.title', { count: queue.length })}</h2>
      {first === undefined ? (
        <p className="empty">{t('queue.empty')}</p>
      ) : (
        <ol>
          {queue.map((waiting, index) => (
            <Row
              key={`${waiting.kind}-${waiting.seat}`}
              waiting={waiting}
              place={index + 1}
              disabled={disabled}
            />
          ))}
        </ol>
      )}
      <button
        type="button"
        className="primary chair-next"
        disabled={disabled || first === undefined}
        aria-busy={isPending('floor/next')}
        onClick={() => void run('floor/next', {}, t('seat.give'))}
      >
        {first === undefined ? t('chair.nobodyWaits') : t('chair.next', { name: nameOf(t, first) })}
      </button>
    </section>
  );
}

function Row({
  waiting,
  place,
  disabled,
}: {
  readonly waiting: Waiting;
  readonly place: number;
  readonly disabled: boolean;
}) {
  const t = useT();
  const { run, isPending } = useCommands();
  const { seat } = waiting;
  const name = nameOf(t, waiting);
  return (
    <li className={place === 1 ? 'is-first' : ''}>
      <button
        type="button"
        className="chair-give"
        disabled={disabled}
        aria-label={`${place}. ${t('queue.give', { name })}`}
        aria-busy={isPending('floor/give', { seat })}
        onClick={() => void run('floor/give', { seat }, t('queue.give', { name }))}
      >
        <b>{place}</b>
        <span>
          {name} {waiting.group !== undefined && <span className="dim">{waiting.group}</span>}
          {place === 1 && <b className="chair-note">{t('queue.next')}</b>}
          {waiting.kind === 'reply' && <span className="chair-note">{t('queue.reply')}</span>}
        </span>
      </button>
      <button
        type="button"
        className="quiet square"
        disabled={disabled}
        aria-label={t('queue.drop', { name })}
        title={t('queue.drop', { name })}
        aria-busy={isPending('floor/drop-request', { seat })}
        onClick={() => void run('floor/drop-request', { seat }, t('queue.drop', { name }))}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

function Keys({ safe, disabled }: { readonly safe: boolean; readonly disabled: boolean }) {
  const t = useT();
  const { run, isPending } = useCommands();
  const publicity = useChair((view) => view.publicity);
  const [asking, setAsking] = useState<'mute' | 'non-public' | null>(null);
  const hint =
    publicity === 'paused'
      ? t('chair.resumeHint')
      : publicity === 'public'
        ? undefined
        : t('chair.reopenHint');
  return (
    <footer className="chair-keys">
      <button
        type="button"
        disabled={disabled}
        aria-haspopup="dialog"
        aria-busy={isPending('floor/mute-delegates')}
        onClick={() => setAsking('mute')}
      >
        {t('chair.mute')}
      </button>
      <button
        type="button"
        disabled={safe || publicity !== 'public'}
        aria-pressed={publicity === 'paused'}
        aria-busy={isPending('broadcast/pause')}
        onClick={() => void run('broadcast/pause', {}, t('key.pause'))}
      >
        {t('key.pause')}
      </button>
      <button
        type="button"
        className="danger"
        disabled={safe || publicity === 'non-public'}
        aria-pressed={publicity === 'non-public'}
        aria-haspopup="dialog"
        aria-busy={isPending('broadcast/non-public')}
        onClick={() => setAsking('non-public')}
      >
        {t('key.nonPublic')}
      </button>
      {hint !== undefined && <p className="dim chair-hint">{hint}</p>}
      {asking === 'mute' && (
        <Confirm
          title={t('confirm.muteTitle')}
          text={t('confirm.muteText')}
          yes={t('confirm.muteYes')}
          danger
          onYes={() => void run('floor/mute-delegates', {}, t('chair.mute'))}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'non-public' && (
        <Confirm
          title={t('confirm.nonPublicTitle')}
          text={t('confirm.nonPublicText')}
          yes={t('confirm.nonPublicYes')}
          danger
          onYes={() => void run('broadcast/non-public', {}, t('key.nonPublic'))}
          onClose={() => setAsking(null)}
        />
      )}
    </footer>
  );
}

function Page() {
  const t = useT();
  const codes = useCodes();
  const lost = useIsLost();
  const safeMode = useChair((view) => view.safeMode);
  const ready = useChair((view) => view.microphonesReady);
  const safe = safeMode !== undefined;
  const title = `${t('role.chair')} · ${t('app.name')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className="chair">
      <Head />
      <div className="chair-notices">
        <LostBanner />
        <div role="alert" className="banner-place">
          {safeMode !== undefined && (
            <div className="banner banner-safe">
              <Icon name="fault" />
              <p>
                <strong>{t('safeMode.title')}</strong> <span>{codes.reason(safeMode, plainName)}</span>
              </p>
            </div>
          )}
          {!ready && (
            <div className="banner banner-alarm">
              <Icon name="warning" />
              <p>{t('chair.micsNotReady')}</p>
            </div>
          )}
        </div>
      </div>
      <main className={lost ? 'chair-main stale' : 'chair-main'}>
        <FloorPanel disabled={safe || lost} />
        <QueuePanel disabled={safe || lost} />
      </main>
      <Keys safe={safe} disabled={safe || lost} />
    </div>
  );
}

export default function ChairPage() {
  return (
    <LiveProvider view="chair">
      <CommandsProvider>
        <WithView signedIn>
          <Page />
        </WithView>
      </CommandsProvider>
    </LiveProvider>
  );
}
