/**
 * Every order of events to a depth, each followed by every proposal that an adversary might make: breadth first,
 * so that the first violation found has the shortest history. A world that was seen is not gone into again.
 */
import type { guard as Guard, Proposal } from '../../../../daemon/director/guard.ts';
import { devices, shots } from './hall.ts';
import { mishap, omission, violation } from './judge.ts';
import { carryOut, events, factsIn, keyOf, starts, type World } from './world.ts';

/** Beside these all cameras are sent somewhere: whether a camera may be sent depends on the shot's scene alone. */
const withMoves = ['wide:wide', 'slides', 'slides:cam-0:1', 'cam-0:1', 'cam-0:free', 'cam-1:2', 'cam-2:1'];

/** Every shot there is, with no camera sent anywhere; and all cameras sent to one preset or the other. */
const proposals: readonly (readonly [string, Proposal])[] = shots.flatMap((shot) =>
  (withMoves.includes(shot.id) ? [null, 1, 2] : [null]).map((preset): readonly [string, Proposal] => [
    preset === null ? shot.id : `${shot.id} and all cameras to ${preset}`,
    { shot, moves: preset === null ? [] : devices.map((camera) => ({ camera, preset })) },
  ]),
);

export interface Found {
  readonly what: string;
  /** What happened and was proposed, in words. */
  readonly trace: readonly string[];
}

export interface Searched {
  /** Worlds seen after the daemon had acted. */
  readonly states: number;
  readonly verdicts: number;
  /** By the kind of the shot that was decided on: a guard that always shows the slate would be found out here. */
  readonly shown: Readonly<Record<string, number>>;
  readonly soundOpen: number;
  readonly found: Found | null;
}

interface Node {
  readonly world: World;
  readonly before: Node | null;
  readonly how: string;
}

const historyOf = (node: Node | null): readonly string[] =>
  node === null ? [] : [...historyOf(node.before), ...(node.how ? [node.how] : [])];

export interface Limits {
  readonly depth: number;
  readonly maxStates?: number;
  /** Absent: all of `starts`. */
  readonly from?: readonly World[];
}

export function search(
  guard: typeof Guard,
  { depth, maxStates = Infinity, from = starts }: Limits,
): Searched {
  const seen = new Set<string>(from.map(keyOf));
  const judged = new Set<string>();
  const shown: Record<string, number> = {};
  let verdicts = 0;
  let soundOpen = 0;
  let frontier = from.map((world, index): Node => ({ world, before: null, how: `start ${index}` }));
  const result = (found: Found | null): Searched => ({
    states: seen.size,
    verdicts,
    shown,
    soundOpen,
    found,
  });

  for (let level = 0; level < depth; level++) {
    const next: Node[] = [];
    for (const node of frontier)
      for (const [happened, world] of events(node.world)) {
        const mishaps = mishap(happened, world);
        if (mishaps !== null) return result({ what: mishaps, trace: [...historyOf(node), happened] });
        // Orders that do not matter lead to the same world.
        const before = keyOf(world);
        if (judged.has(before)) continue;
        judged.add(before);
        const facts = factsIn(world);
        for (const [proposed, proposal] of proposals) {
          const verdict = guard(proposal, facts);
          verdicts++;
          shown[verdict.shot.kind] = (shown[verdict.shot.kind] ?? 0) + 1;
          if (!verdict.muted) soundOpen++;
          const after = carryOut(world, verdict);
          const what = omission(world, proposal, verdict) ?? violation(after);
          const how = `${happened}; proposed: ${proposed}; decided: ${verdict.shot.id}`;
          if (what !== null) return result({ what, trace: [...historyOf(node), how] });
          const key = keyOf(after);
          if (seen.has(key)) continue;
          seen.add(key);
          if (seen.size > maxStates) return result(null);
          if (level + 1 < depth) next.push({ world: after, before: node, how });
        }
      }
    frontier = next;
  }
  return result(null);
}

/** What seldom happens in a sitting, and if it does, leaves nothing but a slate for a long time. */
const isUsual = (happened: string): boolean =>
  !/^(seat|the part|the item|the daemon|sound|open|the mixer is not)/.test(happened) ||
  /(: all|is public|is transmitted|as usual|sound on by the operator|: 2|: none)$/.test(happened);

/** A long way through the world by chance: orders that are longer than any search reaches. */
export function walk(
  guard: typeof Guard,
  options: { readonly steps: number; readonly random: () => number },
): Searched {
  const shown: Record<string, number> = {};
  const seen = new Set<string>();
  const recent: string[] = [];
  let soundOpen = 0;
  const [start] = starts;
  if (!start) throw new Error('no world to begin with');
  let world = start;
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(options.random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  for (let step = 0; step < options.steps; step++) {
    const [happened, happening] = pick(
      [...events(world)].filter(([name]) => isUsual(name) || options.random() < 0.02),
    );
    const [proposed, proposal] = pick(proposals);
    const verdict = guard(proposal, factsIn(happening));
    shown[verdict.shot.kind] = (shown[verdict.shot.kind] ?? 0) + 1;
    if (!verdict.muted) soundOpen++;
    const after = carryOut(happening, verdict);
    recent.push(`${happened}; proposed: ${proposed}; decided: ${verdict.shot.id}`);
    if (recent.length > 30) recent.shift();
    const what = mishap(happened, happening) ?? omission(happening, proposal, verdict) ?? violation(after);
    seen.add(keyOf(after));
    if (what !== null)
      return { states: seen.size, verdicts: step + 1, shown, soundOpen, found: { what, trace: recent } };
    world = after;
  }
  return { states: seen.size, verdicts: options.steps, shown, soundOpen, found: null };
}
