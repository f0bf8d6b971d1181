/**
 * The member's own page: the way in by personal link and PIN, and then the sitting with its votes. A browser that is
 * signed in goes straight on; one where another link was used before asks for the PIN first.
 */
import './old-tablets.ts';
import { useEffect, useState } from 'react';
import type { ErrorCode } from '../../../protocols/api/errors.ts';
import '../../i18n/decision-sentences.ts';
import '../../i18n/seat-sentences.ts';
import { leaveSeat, pendingCasts, useSeat } from '../../live/seat-context.tsx';
import { onOtherLink, signOutOfSeat, takeLink } from '../../live/seat-session.ts';
import { Entrance, NoLink, Over } from './entrance.tsx';
import { SeatPage } from './page.tsx';
import './seat.css';
import './ballot.css';

/** Taken once, as the page loads: after that the address bar has nothing to give away. */
const link = takeLink();
onOtherLink(() => window.location.reload());

type Stage =
  | { readonly at: 'page' }
  | { readonly at: 'entrance'; readonly token: string }
  | { readonly at: 'no-link' }
  | { readonly at: 'over' };

/** To the PIN, or without a link to the word that there is none. */
const entrance = (): Stage =>
  link.token === null ? { at: 'no-link' } : { at: 'entrance', token: link.token };

export default function Seat() {
  const [stage, setStage] = useState<Stage>(
    link.isDamaged ? { at: 'no-link' } : link.isOther ? entrance() : { at: 'page' },
  );
  switch (stage.at) {
    case 'page':
      return (
        <Connected
          onEnd={(error) => {
            leaveSeat();
            setStage(error === 'signed-in-elsewhere' ? { at: 'over' } : entrance());
          }}
          onSignOut={() => {
            pendingCasts.clear();
            void signOutOfSeat().then(() => {
              leaveSeat();
              setStage(entrance());
            });
          }}
        />
      );
    case 'entrance':
      return (
        <Entrance
          token={stage.token}
          onEntered={(isOtherLink) => {
            // What somebody else pressed on this device and could not send is theirs alone.
            if (isOtherLink) pendingCasts.clear();
            leaveSeat();
            setStage({ at: 'page' });
          }}
        />
      );
    case 'no-link':
      return <NoLink isDamaged={link.isDamaged} />;
    case 'over':
      return <Over {...(link.token === null ? {} : { onSignIn: () => setStage(entrance()) })} />;
  }
}

function Connected({
  onEnd,
  onSignOut,
}: {
  readonly onEnd: (error: ErrorCode) => void;
  readonly onSignOut: () => void;
}) {
  const ended = useSeat((state) => state.ended);
  useEffect(() => {
    if (ended !== null) onEnd(ended);
  }, [ended, onEnd]);
  return <SeatPage onSignOut={onSignOut} />;
}
