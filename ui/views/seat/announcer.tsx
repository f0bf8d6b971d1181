/**
 * What is told without being looked for: the opening at once, with a sound and a trembling where the device can;
 * ten seconds before the end, the close and the result politely. Each once.
 */
import { useEffect, useRef, useState } from 'react';
import { strike } from '../../components/chime.ts';
import { shortened, useWords } from '../../components/words.ts';
import { useT } from '../../i18n/language.tsx';
import { useSeat, useSecondsUntil } from '../../live/seat-context.tsx';
import { shortSeconds } from './countdown.tsx';
import { optionName, useVoided } from './vote.ts';

const saidChars = 200;
/** Long, short, long: ms on and off. */
const trembling = [250, 120, 250];

export function Announcer({ isSoundOn }: { readonly isSoundOn: boolean }) {
  const t = useT();
  const words = useWords();
  const ballot = useSeat(({ shared }) => shared?.ballot);
  const votesHere = useSeat(({ own }) => own?.vote?.channel === 'page');
  const isOwnCurrent = useSeat((state) => state.isOwnCurrent);
  const voided = useVoided();
  const ring = useRing(isSoundOn);
  const opened = ballot?.state === 'open' && isOwnCurrent ? ballot.id : null;
  const rungFor = useRef<string | null>(null);
  useEffect(() => {
    if (opened === null || rungFor.current === opened) return;
    rungFor.current = opened;
    if (votesHere) ring();
  }, [opened, votesHere, ring]);
  // A live region says what changes in it: words that stay are said once.
  return (
    <>
      <div className="visually-hidden said-at-once" aria-live="assertive" aria-atomic="true">
        {ballot !== undefined &&
          opened !== null &&
          t('own.openedSaid', {
            text: shortened(ballot.text, saidChars),
            options: ballot.options.map((option) => optionName(t, option)).join(', '),
          })}
      </div>
      <div className="visually-hidden said-calmly" aria-live="polite" aria-atomic="true">
        {ballot?.state === 'open' && ballot.closesAt !== undefined && votesHere && (
          <Warning key={ballot.id} at={ballot.closesAt} />
        )}
        {ballot === undefined && voided}
        {ballot?.state === 'closed' && t('own.closedSaid')}
        {ballot?.state === 'announced' &&
          ballot.result !== undefined &&
          t('own.resultSaid', { outcome: words('outcome', ballot.result.outcome) })}
      </div>
    </>
  );
}

/** When the time becomes short; nothing in a ballot that is shorter than that from the start. */
function Warning({ at }: { readonly at: number }) {
  const t = useT();
  const seconds = useSecondsUntil(at);
  const isDue = seconds <= shortSeconds && seconds > 0;
  const [wasDue] = useState(isDue);
  return isDue && !wasDue ? t('own.tenSeconds') : null;
}

/** A gong and a trembling. Browsers allow sound only after somebody has touched the page, and forget it over a sleep. */
function useRing(isSoundOn: boolean): () => void {
  const context = useRef<AudioContext | null>(null);
  useEffect(() => {
    if (!isSoundOn) return;
    const touched = (): void => {
      context.current ??= new AudioContext();
      void context.current.resume().catch(() => undefined);
    };
    window.addEventListener('pointerup', touched, true);
    window.addEventListener('keydown', touched, true);
    return () => {
      window.removeEventListener('pointerup', touched, true);
      window.removeEventListener('keydown', touched, true);
      void context.current?.close().catch(() => undefined);
      context.current = null;
    };
  }, [isSoundOn]);
  const ring = useRef((): void => undefined);
  useEffect(() => {
    ring.current = () => {
      if (!isSoundOn) return;
      if (context.current !== null) strike(context.current);
      // Safari has no such function, and others refuse it to a page nobody has touched.
      if (typeof navigator.vibrate === 'function' && context.current !== null) navigator.vibrate(trembling);
    };
  }, [isSoundOn]);
  const [stable] = useState(() => (): void => ring.current());
  return stable;
}
