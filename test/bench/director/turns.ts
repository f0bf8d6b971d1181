/**
 * Recorded turns as input for the director: RTTM lines to turns, turns to who has the floor when. The rules are
 * those of the standard world: a speaker's pauses of up to 1 s are closed, turns under 1.5 s dropped, the last
 * who opened has the floor and it falls back to one still open, and floor of less than 0.3 s counts for nothing.
 */

/** One open microphone; `seat` counts the speakers from 1, sorted by name. */
export interface Turn {
  readonly seat: number;
  readonly startMs: number;
  readonly endMs: number;
}

export interface Recording {
  readonly name: string;
  /** Seats are 1 to this. */
  readonly seats: number;
  /** In the order of opening. */
  readonly turns: readonly Turn[];
  /** Who has the floor; one at a time, in order. */
  readonly floor: readonly Turn[];
}

/** What somebody said without a pause, as a recording names it. */
export interface Utterance {
  readonly speaker: string;
  readonly startMs: number;
  readonly endMs: number;
}

const closedPauseMs = 1000;
const shortestTurnMs = 1500;
const shortestFloorMs = 300;
const fewestSpeakers = 3;
/** A recording needs more turns than this. */
const tooFewTurns = 10;

const maxLines = 100_000;
/** A week: beyond that it is no recording of a meeting. */
const maxSeconds = 604_800;

/** Lines `SPEAKER <file> 1 <start s> <duration s> <NA> <NA> <speaker> …`. Throws on a line that is none. */
export function parseRttm(text: string): readonly Utterance[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > maxLines) throw new Error(`more than ${maxLines} lines`);
  return lines.map((line, index) => {
    const [kind, , , start, duration, , , speaker] = line.trim().split(/\s+/);
    const [startMs, durationMs] = [milliseconds(start), milliseconds(duration)];
    if (kind !== 'SPEAKER' || startMs === null || durationMs === null || !speaker)
      throw new Error(`line ${index + 1} is no RTTM: ${line.slice(0, 80)}`);
    return { speaker, startMs, endMs: startMs + durationMs };
  });
}

function milliseconds(seconds: string | undefined): number | null {
  const value = Number(seconds);
  return seconds !== undefined && value >= 0 && value <= maxSeconds ? Math.round(value * 1000) : null;
}

/** null where there are too few speakers or turns to say anything about cameras. */
export function recordingOf(name: string, utterances: readonly Utterance[]): Recording | null {
  const kept = [...Map.groupBy(utterances, ({ speaker }) => speaker).values()].flatMap(turnsOf);
  const speakers = [...new Set(kept.map(({ speaker }) => speaker))].sort();
  // Two who open at the same instant: in the order in which the recording first hears them.
  const turns = kept
    .map(({ speaker, startMs, endMs }): Turn => ({ seat: speakers.indexOf(speaker) + 1, startMs, endMs }))
    .sort((a, b) => a.startMs - b.startMs);
  const seats = speakers.length;
  if (seats < fewestSpeakers || turns.length <= tooFewTurns) return null;
  return { name, seats, turns, floor: floorOf(turns) };
}

/** One speaker's turns. */
function turnsOf(utterances: readonly Utterance[]): readonly Utterance[] {
  const turns: Utterance[] = [];
  for (const utterance of utterances.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = turns.at(-1);
    if (last && utterance.startMs - last.endMs <= closedPauseMs)
      turns[turns.length - 1] = { ...last, endMs: Math.max(last.endMs, utterance.endMs) };
    else turns.push(utterance);
  }
  return turns.filter((turn) => turn.endMs - turn.startMs >= shortestTurnMs);
}

/** Who has the floor from each opening or closing to the next. */
export function floorOf(turns: readonly Turn[]): readonly Turn[] {
  const times = [...new Set(turns.flatMap(({ startMs, endMs }) => [startMs, endMs]))].sort((a, b) => a - b);
  const floor: Turn[] = [];
  let open: readonly Turn[] = [];
  let next = 0;
  for (const [index, at] of times.entries()) {
    open = open.filter(({ endMs }) => endMs > at);
    for (let turn = turns[next]; turn && turn.startMs === at; turn = turns[++next]) open = [...open, turn];
    const holder = open.at(-1);
    const until = times[index + 1];
    if (!holder || until === undefined) continue;
    const last = floor.at(-1);
    if (last?.seat === holder.seat && last.endMs === at) floor[floor.length - 1] = { ...last, endMs: until };
    else floor.push({ seat: holder.seat, startMs: at, endMs: until });
  }
  return floor.filter(({ startMs, endMs }) => endMs - startMs >= shortestFloorMs);
}

/** Speech: the sum of the floor, hours. */
export const hoursOf = ({ floor }: Recording): number =>
  floor.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / 3_600_000;
