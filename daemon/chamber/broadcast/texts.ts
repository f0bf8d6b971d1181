/**
 * What the mixer's text sources say: the lower third of whoever is on air, the slates' words, captions. The name of
 * the one before must never stand under the next face: a shot that is asked for and not yet reported has no name.
 * Pure.
 */
import type { WallMs } from '../../../protocols/clock.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import { unknownSwitcher } from '../../../protocols/models/switcher.ts';
import type { Wish } from '../feature.ts';
import type { Who } from '../floor/entry.ts';
import { holderOf } from '../floor/state.ts';
import { whoAt } from '../floor/who.ts';
import { noConsent } from '../people/state.ts';
import { speakerInPublic } from '../people/project.ts';
import type { ChamberRoot } from '../root.ts';
import type { Shot } from '../shots.ts';
import { publicItem } from '../sitting/project.ts';
import { filledSlate, slateChangesAt, slateKindOf } from './slates.ts';
import type { SlateKind } from '../../../protocols/api/commands/broadcast.ts';

/** Stretched by the mixer to the bar behind the name. */
const fullBlock = '█';

/** Longer lines are cut: nothing wider fits the picture. */
const longestName = 60;
const longestLine = 110;

export interface OnAirNow {
  readonly shot: Shot;
  /** Words of the slate, where the shot is one for another reason than the state of the broadcast. */
  readonly slate: SlateKind | null;
  readonly isMuted: boolean;
}

export interface TextsStep {
  readonly wishes: readonly Wish[];
  /** The words change by themselves then. */
  readonly changesAt: WallMs | null;
}

export function stepTexts(root: ChamberRoot, observed: Observed, onAir: OnAirNow, wall: WallMs): TextsStep {
  const { hall } = root;
  const switcher = observed.switchers[hall.switcher] ?? unknownSwitcher;
  const kind = slateKindOf(root) ?? onAir.slate;
  const { slateInput, pauseInput, lowerThird } = hall.transmission;
  const isReported = switcher.program === onAir.shot.scene;
  const lines = isReported ? lowerThirdOf(root, onAir.shot, wall) : nothingSaid;
  const wanted: Record<string, string> = {
    ...(kind === null
      ? {}
      : { [onAir.shot.kind === 'pause' ? pauseInput : slateInput]: filledSlate(root, kind, wall) }),
    [lowerThird.bar]: lines.name === '' ? '' : fullBlock,
    [lowerThird.name]: lines.name,
    [lowerThird.role]: lines.role,
    [lowerThird.item]: lines.item,
    [lowerThird.time]: lines.time,
    [lowerThird.title]: lines.title,
    [lowerThird.captions]:
      isPublic(root) && !onAir.isMuted ? (observed.captions?.lines.join('\n') ?? '') : '',
  };
  // Only what the mixer has: the rest is told by the check before a sitting.
  const texts = Object.fromEntries(
    Object.entries(wanted).filter(([name]) => switcher.texts[name] !== undefined),
  );
  const spoken = lines.time === '' ? null : wall + 1000 - (wall % 1000);
  const changesAt = earlier(kind === null ? null : slateChangesAt(root, wall), spoken);
  if (Object.keys(texts).length === 0) return { wishes: [], changesAt };
  const reported = Object.fromEntries(Object.keys(texts).map((name) => [name, switcher.texts[name] ?? '']));
  return {
    wishes: [
      {
        key: `${hall.switcher}/texts`,
        wanted: JSON.stringify(texts),
        reported: JSON.stringify(reported),
        command: { device: hall.switcher, model: 'switcher', command: { type: 'texts', texts } },
        insist: false,
      },
    ],
    changesAt,
  };
}

const isPublic = ({ broadcast }: ChamberRoot): boolean => broadcast.publicity === 'public';

interface LowerThird {
  readonly name: string;
  readonly role: string;
  readonly item: string;
  readonly time: string;
  readonly title: string;
}

const nothingSaid: LowerThird = { name: '', role: '', item: '', time: '', title: '' };

function lowerThirdOf(root: ChamberRoot, shot: Shot, wall: WallMs): LowerThird {
  if (!isPublic(root) || shot.kind === 'slate' || shot.kind === 'pause') return nothingSaid;
  const item = publicItem(root).item;
  const frame = {
    item: item ? cut(`${item.number === '' ? '' : `TOP ${item.number}  `}${item.title}`, longestLine) : '',
    title: cut(root.sitting.current?.title ?? root.hall.title, longestLine),
  };
  const speaking = speakingIn(root, shot);
  if (!speaking) return { ...nothingSaid, ...frame };
  const { who, holder } = speaking;
  const { name, group } = speakerInPublic(root, who);
  if (name === undefined) return { ...nothingSaid, ...frame };
  const position = positionOf(root, who.person ?? occupantOf(root, who.seat));
  const role = [position, group].filter((word) => word !== undefined && word !== '').join(' · ');
  return {
    ...frame,
    name: cut(name, longestName),
    role: cut(role, longestLine),
    time: holder ? spokenTime(holder, wall) : '',
  };
}

/** Who speaks and is in the picture: whoever has the floor, else the chair or another who speaks between. */
function speakingIn(
  root: ChamberRoot,
  shot: Shot,
): { readonly who: Who; readonly holder: Holder | null } | undefined {
  const holder = holderOf(root.floor);
  const seat = holder && (holder.microphone ?? holder.who.seat);
  if (holder && shows(shot, seat))
    return { who: seat === undefined ? holder.who : { ...holder.who, seat }, holder };
  const subject = shot.kind === 'close-up' ? shot.subjects[0] : undefined;
  const isHeard = root.floor.open.some((open) => open.seat === subject);
  return subject !== undefined && isHeard ? { who: whoAt(root, subject), holder: null } : undefined;
}

/** A close-up or a group has the speaker's name only with the speaker in it; the room and the slides always. */
function shows(shot: Shot, seat: number | undefined): boolean {
  switch (shot.kind) {
    case 'close-up':
      return shot.subjects[0] === seat;
    case 'group':
    case 'slides-speaker':
      return seat !== undefined && shot.subjects.includes(seat);
    case 'wide':
    case 'slides':
      return true;
    case 'remote':
      return seat === undefined;
    default:
      return false;
  }
}

const occupantOf = ({ people }: ChamberRoot, seat: number | undefined): string | undefined =>
  seat === undefined ? undefined : people.occupants[seat]?.person;

const positionOf = ({ register, people }: ChamberRoot, person: string | undefined): string | undefined =>
  person !== undefined && (people.consents[person] ?? noConsent).name
    ? register.persons[person]?.position
    : undefined;

type Holder = NonNullable<ReturnType<typeof holderOf>>;

/** Minutes and seconds spoken, and what is allowed. */
function spokenTime({ usedMs, runsSince, limitMs }: Holder, wall: WallMs): string {
  const spoken = usedMs + (runsSince === null ? 0 : Math.max(0, wall - runsSince));
  return limitMs === null ? clock(spoken) : `${clock(spoken)} / ${clock(limitMs)}`;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** UTF-16 units of a long emoji. */
const unitsPerCharacter = 16;

/** What people take for one character, such as an emoji of several. */
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function cut(text: string, length: number): string {
  // Mixers hang up on half a character.
  // A title may have thousands of characters, and this is asked at every report: what cannot fit is not looked at.
  const plain = text
    .slice(0, unitsPerCharacter * length)
    .toWellFormed()
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (plain.length <= length) return plain;
  const letters = Array.from(characters.segment(plain), ({ segment }) => segment);
  return letters.length <= length
    ? plain
    : `${letters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

const earlier = (a: WallMs | null, b: WallMs | null): WallMs | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
