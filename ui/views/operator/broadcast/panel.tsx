/**
 * The broadcast on the operator's page: stream, recording and slate in words, and the keys that must be at
 * hand. What is set before a sitting opens in a dialog of its own.
 */
import { useState, type ReactNode } from 'react';
import type { OperatorView } from '../../../../protocols/api/views.ts';
import { CommandKey } from '../../../components/command-key.tsx';
import { Icon, type IconName } from '../../../components/icons.tsx';
import { useLanguage, useT } from '../../../i18n/language.tsx';
import { formatTimeOfDay } from '../../../i18n/translate.ts';
import { useLocked, useOperator } from '../view.ts';
import { BroadcastKeys } from './keys.tsx';
import { RecordedFor } from './recorded-for.tsx';
import { BroadcastSetup, type SetupSection } from './setup.tsx';
import { healthWords, isPoorly } from './words.ts';
import './broadcast.css';

/** What is wrong; before the beginning also what nobody knows, for then there is time to find out. */
const openFindings = ({ publicity, broadcast }: OperatorView): number => {
  const hasBegun = publicity === 'public' || publicity === 'paused' || publicity === 'consent-hold';
  return broadcast.preflight.filter(({ state }) => state !== 'ok' && !(hasBegun && state === 'unknown'))
    .length;
};

export function BroadcastPanel() {
  const t = useT();
  const safe = useOperator((view) => view.safeMode !== undefined);
  const toCheck = useOperator(openFindings);
  const [section, setSection] = useState<SetupSection | null>(null);
  return (
    <section className="panel broadcast" aria-labelledby="broadcast-title">
      <div className="panel-head">
        <h2 id="broadcast-title">{t('broadcast.title')}</h2>
        <button
          type="button"
          className="quiet"
          disabled={safe}
          aria-haspopup="dialog"
          onClick={() => setSection('stream')}
        >
          {t('broadcast.setUp')}
        </button>
      </div>
      <div className="broadcast-lines scroll" role="group" aria-labelledby="broadcast-title" tabIndex={0}>
        <Closing />
        <StreamLine />
        <RecordingLine />
        <SlateLine />
        {toCheck > 0 && (
          <button
            type="button"
            className="quiet broadcast-check"
            disabled={safe}
            aria-haspopup="dialog"
            onClick={() => setSection('preflight')}
          >
            <Icon name="list" /> {t('broadcast.preflightOpen', { count: toCheck })}
          </button>
        )}
        <Slides />
      </div>
      <BroadcastKeys />
      {section !== null && <BroadcastSetup first={section} onClose={() => setSection(null)} />}
    </section>
  );
}

function Line({
  icon,
  tone,
  children,
}: {
  readonly icon: IconName;
  readonly tone: 'calm' | 'on' | 'warn' | 'bad';
  readonly children: ReactNode;
}) {
  return (
    <p className={`broadcast-line tone-is-${tone}`}>
      <Icon name={icon} /> <span>{children}</span>
    </p>
  );
}

function StreamLine() {
  const { t, language } = useLanguage();
  const stream = useOperator((view) => view.broadcast.stream);
  const { state, health, isEncrypted } = stream;
  const isOut = state !== 'inactive';
  const isBad = state === 'unknown' || (health !== undefined && isPoorly(health));
  return (
    <>
      <Line
        icon={isBad ? 'warning' : isOut ? 'onAir' : 'offAir'}
        tone={isBad ? 'bad' : isOut ? 'on' : 'calm'}
      >
        <b>{t(`stream.${state}`)}</b>
        {health !== undefined && ` · ${healthWords(t, language, health).join(' · ')}`}
      </Line>
      {isEncrypted === false && (
        <Line icon="warning" tone="warn">
          {t('broadcast.section.stream')}: {t('streaming.plainShort')}
        </Line>
      )}
    </>
  );
}

function RecordingLine() {
  const t = useT();
  const { state, sinceAt } = useOperator((view) => view.broadcast.recording);
  return (
    <Line
      icon={state === 'inactive' ? 'offAir' : state === 'unknown' ? 'question' : 'onAir'}
      tone={state === 'inactive' ? 'calm' : state === 'unknown' ? 'bad' : 'on'}
    >
      <b>
        {state === 'active' && sinceAt !== undefined ? <RecordedFor at={sinceAt} /> : t(`recording.${state}`)}
      </b>
    </Line>
  );
}

function SlateLine() {
  const { t, language } = useLanguage();
  const slate = useOperator((view) => view.broadcast.slate);
  const untilAt = useOperator((view) => view.broadcast.untilAt);
  if (slate === undefined) return null;
  const time = untilAt === undefined ? undefined : formatTimeOfDay(language, untilAt);
  return (
    <Line icon="picture" tone="calm">
      {t('broadcast.slateNow', { slate: t(`slate.${slate.kind}`) })}
      {time !== undefined &&
        ` · ${t(slate.kind === 'begin' ? 'broadcast.beginsAt' : 'broadcast.goesOnAt', { time })}`}
    </Line>
  );
}

function Closing() {
  const t = useT();
  const closing = useOperator((view) => view.broadcast.closing);
  return (
    <output>
      {closing !== undefined && (
        <Line
          icon={closing === 'blind' ? 'warning' : 'microphone'}
          tone={closing === 'blind' ? 'bad' : 'warn'}
        >
          {t(`broadcast.closing.${closing}`)}
        </Line>
      )}
    </output>
  );
}

/** To take the slides off restricts; to let them on air needs a live view. */
function Slides() {
  const t = useT();
  const slides = useOperator((view) => view.broadcast.slides);
  const isPublic = useOperator((view) => view.publicity === 'public');
  const safe = useOperator((view) => view.safeMode !== undefined);
  const locked = useLocked();
  if (slides === 'none') return null;
  const isReleased = slides === 'released';
  return (
    <div className="broadcast-slides">
      {isReleased && (
        <Line icon="paper" tone="on">
          {t('broadcast.slidesReleased')}
        </Line>
      )}
      <CommandKey
        name="broadcast/slides"
        input={{ on: !isReleased }}
        action={t(isReleased ? 'broadcast.slidesOff' : 'broadcast.slidesOn')}
        disabled={isReleased ? safe : locked || !isPublic}
      />
    </div>
  );
}
