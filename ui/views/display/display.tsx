/** The hall's screen: the item, who speaks and for how long, huge. While not public there is nothing but the slate. */
import { useEffect } from 'react';
import type { DisplayView } from '../../../protocols/api/views.ts';
import { Captions } from '../../components/captions.tsx';
import { Gong } from '../../components/gong.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import { LostBanner, WithView } from '../../components/link.tsx';
import { Preferences } from '../../components/preferences.tsx';
import { SpeakingTime, Spoken, WallClock, timeLevel, useSpokenSeconds } from '../../components/time.tsx';
import { useWords } from '../../components/words.ts';
import { useLanguage, useT } from '../../i18n/language.tsx';
import { formatTimeOfDay } from '../../i18n/translate.ts';
import { LiveProvider, useIsLost, useServerSecond, viewHook } from '../../live/context.tsx';
import { Ballot } from './ballot.tsx';
import { announcedBy, minutesUntil, slateOf, type Slate as SlateName } from './slate.ts';
import './display.css';

const useDisplay = viewHook('display');

const slateIcons: Readonly<Record<SlateName, IconName | null>> = {
  before: null,
  opened: null,
  paused: 'pause',
  'non-public': 'closed',
  closed: null,
  off: null,
  break: 'pause',
  fault: 'warning',
  objection: 'barred',
  end: null,
};

function Slate() {
  const t = useT();
  const chamber = useDisplay((view) => view.chamber);
  const slate = useDisplay(slateOf);
  const icon = slateIcons[slate];
  return (
    <main className="display-main display-slate">
      <p className="dim">{chamber}</p>
      {icon !== null && <Icon name={icon} className="display-sign" />}
      <Words slate={slate} />
      {slate === 'objection' && <p className="dim">{t('display.objection')}</p>}
    </main>
  );
}

/** “Beginn in 4 Minuten”, “weiter um 19:45”; once the time has come never a time that is over. */
function Words({ slate }: { readonly slate: SlateName }) {
  const { t, language } = useLanguage();
  const untilAt = useDisplay((view) => view.slate?.untilAt);
  const now = useServerSecond();
  const usual = t(`display.slate.${slate}`);
  const about = announcedBy(slate);
  if (about === null || untilAt === undefined) return <h1>{usual}</h1>;
  const minutes = minutesUntil(untilAt, now);
  if (about === 'begin')
    return (
      <h1>
        {minutes === 0
          ? t('display.beginsSoon')
          : minutes === 1
            ? t('display.beginsInOne')
            : t('display.beginsIn', { minutes })}
      </h1>
    );
  return (
    <>
      <h1>{usual}</h1>
      <p className="display-announced">
        {minutes === 0
          ? t('display.goesOnSoon')
          : t('display.goesOnAt', { time: formatTimeOfDay(language, untilAt) })}
      </p>
    </>
  );
}

/** From so many characters on a title is set smaller: it wraps, and nothing of it is cut off. */
const longTitles = [60, 160, 500] as const;

function Item() {
  const t = useT();
  const item = useDisplay((view) => view.item);
  if (item === undefined) return null;
  const size = longTitles.filter((chars) => item.title.length > chars).length;
  return (
    <p className={`display-item length-${size}`}>
      {item.number !== '' && <b>{t('item.number', { number: item.number })}</b>} {item.title}
    </p>
  );
}

type Speech = NonNullable<DisplayView['floor']>;

function Time({ speech }: { readonly speech: Speech }) {
  const level = timeLevel(useSpokenSeconds(speech), speech);
  return (
    <>
      <p className={`display-time level-${level}${speech.held ? ' is-held' : ''}`}>
        <Spoken time={speech} />
      </p>
      {(speech.limitMs !== undefined || speech.held) && <SpeakingTime time={speech} />}
    </>
  );
}

const longName = 36;

function Name({ speech: { name, seat } }: { readonly speech: Speech }) {
  const t = useT();
  if (name === undefined)
    return (
      <h1 className="display-name is-unnamed">
        {seat === undefined ? t('display.unnamed') : t('seat.name', { seat })}
      </h1>
    );
  return <h1 className={name.length > longName ? 'display-name is-long' : 'display-name'}>{name}</h1>;
}

function Speaking() {
  const t = useT();
  const words = useWords();
  const lost = useIsLost();
  const floor = useDisplay((view) => view.floor);
  const queueLength = useDisplay((view) => view.queueLength);
  const ballot = useDisplay((view) => view.ballot);
  if (ballot !== undefined)
    return (
      <main className={lost ? 'display-main stale' : 'display-main'}>
        <Ballot ballot={ballot} />
        {floor !== undefined && ballot.state === 'announced' && <Now speech={floor} />}
      </main>
    );
  return (
    <main className={lost ? 'display-main stale' : 'display-main'}>
      <Item />
      <div className="display-floor">
        {floor === undefined ? (
          <h1 className="display-nobody dim">{t('display.nobody')}</h1>
        ) : (
          <>
            <p className="display-label dim">
              {floor.kind === 'speech'
                ? t('display.speaks')
                : t('display.speaksAs', { kind: words('speech', floor.kind) })}
            </p>
            <Name speech={floor} />
            {floor.group !== undefined && <p className="display-group dim">{floor.group}</p>}
            <Time speech={floor} />
          </>
        )}
      </div>
      {queueLength !== undefined && queueLength > 0 && (
        <p className="display-queue dim">{t('display.queue', { count: queueLength })}</p>
      )}
    </main>
  );
}

/** The debate goes on under a result that is still shown. */
function Now({ speech }: { readonly speech: Speech }) {
  const t = useT();
  const { name, seat } = speech;
  const who = name ?? (seat === undefined ? t('display.unnamed') : t('seat.name', { seat }));
  return (
    <p className="hall-now dim">
      {t('result.speaks', { name: who })} · <Spoken time={speech} />
    </p>
  );
}

function Page() {
  const t = useT();
  const publicity = useDisplay((view) => view.publicity);
  const chamber = useDisplay((view) => view.chamber);
  const title = useDisplay((view) => view.title);
  const floor = useDisplay((view) => view.floor);
  const captions = useDisplay((view) => view.captions);
  const pageTitle = `${t('role.display')} · ${t('app.name')}`;
  useEffect(() => {
    document.title = pageTitle;
  }, [pageTitle]);
  return (
    <div className="display">
      <LostBanner />
      {publicity === 'public' ? (
        <>
          <header className="display-head dim">
            <span>{title ?? chamber}</span>
            <WallClock />
          </header>
          <Speaking />
          <Captions lines={captions} className="display-captions" />
        </>
      ) : (
        <Slate />
      )}
      <footer className="display-foot">
        <Gong speech={floor} />
        <Preferences />
      </footer>
    </div>
  );
}

export default function DisplayPage() {
  return (
    <LiveProvider view="display">
      <WithView signedIn={false}>
        <Page />
      </WithView>
    </LiveProvider>
  );
}
