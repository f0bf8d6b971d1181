/** What leaves the mixer's program, in the words of the pages. Whether anybody streams it is another question. */
import type { OperatorView } from '../../../protocols/api/views.ts';

type Part = 'pictureLive' | 'pictureSlate' | 'pictureUnknown' | 'soundOpen' | 'soundClosed' | 'soundUnknown';

export interface Out {
  /** `out`: something of the hall leaves it; `safe`: nothing does; `unclear`: the mixer does not say. */
  readonly state: 'out' | 'safe' | 'unclear';
  /** What to name: while out only what is out or may be, else both. */
  readonly parts: readonly Part[];
}

const pictures = { live: 'pictureLive', slate: 'pictureSlate', unknown: 'pictureUnknown' } as const;
const sounds = { open: 'soundOpen', closed: 'soundClosed', unknown: 'soundUnknown' } as const;

export function whatIsOut({ picture, sound }: Pick<OperatorView['onAir'], 'picture' | 'sound'>): Out {
  const both = [pictures[picture], sounds[sound]];
  if (picture === 'live' || sound === 'open')
    return { state: 'out', parts: both.filter((part) => part !== 'pictureSlate' && part !== 'soundClosed') };
  return { state: picture === 'unknown' || sound === 'unknown' ? 'unclear' : 'safe', parts: both };
}
