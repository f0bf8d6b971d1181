/**
 * Whose name stood under whose face, and for how long: from pictures that were read, and from when each microphone
 * was open. In a close-up a name has to be of somebody whose placard is in the picture; in the room's picture it has
 * to be of somebody who speaks. Pure.
 */
import type { Marks } from '../../simulators/world/marks.ts';
import type { NameRead } from './name-marks.ts';

export interface NamedPicture {
  /** ms, on a clock of its own. */
  readonly at: number;
  readonly marks: Marks | null;
  readonly name: NameRead;
}

/** A microphone that was open, in world time, ms. */
export interface Speech {
  readonly seat: number;
  readonly from: number;
  readonly to: number;
}

export interface Lie {
  readonly name: number | 'unreadable';
  /** Placards in the picture; empty: the room. */
  readonly faces: readonly number[];
  /** World time of the first, ms. */
  readonly world: number;
  /** From the first such picture to the last, ms. */
  readonly stoodMs: number;
  /** From the last picture before to the first one after, ms: it cannot have stood longer. */
  readonly atMostMs: number;
}

export interface NameFigures {
  readonly pictures: number;
  readonly closeUps: number;
  readonly lies: readonly Lie[];
  readonly unreadable: number;
  /** Close-ups, standing for a second, of somebody who alone speaks, and how many of them have the name. */
  readonly settled: number;
  readonly settledNamed: number;
}

interface Lying {
  readonly first: NamedPicture;
  readonly key: string;
  /** When the picture before the first was taken. */
  readonly before: number;
}

/**
 * The room's picture says when it was taken and not when the name was put over it: a name may be of who spoke just
 * before, or of who speaks already when the picture is shown.
 */
const roomEarlyMs = 500;
const roomLateMs = 1500;
/** A close-up counts as standing from here on. */
const settledMs = 1000;

export function judgeNames(
  pictures: readonly NamedPicture[],
  speeches: readonly Speech[],
  wide: number,
): NameFigures {
  const lies: Lie[] = [];
  let closeUps = 0;
  let unreadable = 0;
  let settled = 0;
  let settledNamed = 0;
  let standing = null as { readonly face: string; readonly since: number } | null;
  let lying = null as Lying | null;
  let previous = null as NamedPicture | null;

  const spoke = (seat: number, from: number, to: number): boolean =>
    speeches.some((speech) => speech.seat === seat && speech.from <= to && speech.to >= from);

  function isLie({ marks, name }: NamedPicture): boolean {
    if (name === 'none' || marks?.cameraId == null || marks.worldTimeMs === null) return false;
    // Something stands there, and nobody can say that it is the right name.
    if (name === 'unreadable') return true;
    if (marks.cameraId === wide)
      return !spoke(name, marks.worldTimeMs - roomEarlyMs, marks.worldTimeMs + roomLateMs);
    // A face whose placard cannot be read proves nothing.
    return marks.seats.length > 0 && !marks.seats.includes(name);
  }

  function closeLie(end: number): void {
    if (!lying || !previous) return;
    const { first, before } = lying;
    lies.push({
      name: first.name === 'none' ? 'unreadable' : first.name,
      faces: first.marks?.cameraId === wide ? [] : (first.marks?.seats ?? []),
      world: first.marks?.worldTimeMs ?? 0,
      stoodMs: previous.at - first.at,
      atMostMs: end - before,
    });
    lying = null;
  }

  for (const picture of pictures) {
    const { marks, name, at } = picture;
    if (name === 'unreadable') unreadable++;
    const isCloseUp = marks?.cameraId != null && marks.cameraId !== wide && marks.seats.length > 0;
    const face = isCloseUp ? `${marks.cameraId}: ${marks.seats.join()}` : null;
    if (isCloseUp) closeUps++;
    if (face === null) standing = null;
    else if (standing?.face !== face) standing = { face, since: at };

    const key = isLie(picture) ? `${name} ${face ?? 'room'}` : null;
    if (lying && lying.key !== key) closeLie(at);
    if (key !== null) lying ??= { first: picture, key, before: previous?.at ?? at };

    const world = marks?.worldTimeMs ?? 0;
    const speakers = new Set(
      speeches.filter(({ from, to }) => from <= world && to >= world).map(({ seat }) => seat),
    );
    const speaker = speakers.size === 1 ? marks?.seats.find((seat) => speakers.has(seat)) : undefined;
    const since =
      speeches.findLast((speech) => speech.seat === speaker && speech.from <= world)?.from ?? world;
    // Whoever speaks only now, in a close-up that stood there before, has a second as well.
    if (standing && speaker !== undefined && at - standing.since > settledMs && world - since > settledMs) {
      settled++;
      if (name === speaker) settledNamed++;
    }
    previous = picture;
  }
  closeLie(previous?.at ?? 0);
  return { pictures: pictures.length, closeUps, lies, unreadable, settled, settledNamed };
}

/** Longer than this nobody's name stands under another face, ms. */
export const longestLieMs = 200;
const leastNamedShare = 0.95;

/** Names that stood too long where they do not belong, in words. */
export function wrongLies({ lies }: NameFigures): string[] {
  return lies
    .filter(({ stoodMs }) => stoodMs > longestLieMs)
    .map(({ name, faces, stoodMs }) => {
      const what = name === 'unreadable' ? 'what is no name' : `the name of ${name}`;
      const where = faces.length === 0 ? 'in the room' : `under the face of ${faces.join()}`;
      return `${what} stood ${where} for ${Math.round(stoodMs)} ms`;
    });
}

/** What is wrong with these figures; empty: nothing. */
export function wrongNames(figures: NameFigures): string[] {
  const { closeUps, pictures, settled, settledNamed } = figures;
  const wrong = wrongLies(figures);
  if (closeUps < pictures / 5) wrong.push(`only ${closeUps} of ${pictures} pictures are close-ups`);
  if (settled === 0 || settledNamed / settled < leastNamedShare)
    wrong.push(`the right name in ${settledNamed} of ${settled} close-ups that stood`);
  return wrong;
}
