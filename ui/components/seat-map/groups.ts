/** The groups of a chamber on the map: a colour for the bar and a short name beside it, because colour alone tells nobody enough. */
import type { SeatView } from '../../../protocols/api/views.ts';

export interface GroupMark {
  readonly name: string;
  /** At most four letters, different for every group of the chamber. */
  readonly short: string;
  /** One of the colours of map.css, 0..7; further groups begin again. */
  readonly colour: number;
}

const colours = 8;
const longestShort = 4;
const longestLegendName = 24;

/** A mark for each group that has a seat, in alphabetical order, so that colours stay put as people change places. */
export function markGroups(seats: Readonly<Record<string, SeatView>>): ReadonlyMap<string, GroupMark> {
  const names = [...new Set(Object.values(seats).flatMap(({ group }) => group ?? []))].sort((a, b) =>
    a.localeCompare(b, 'de', { numeric: true }),
  );
  const common = commonWord(names);
  const taken = new Set<string>();
  return new Map(
    names.map((name, index) => {
      const short = unused(shorten(name.slice(common.length)), taken);
      taken.add(short);
      return [name, { name, short, colour: index % colours }];
    }),
  );
}

/** “Gruppe ” in front of every name says nothing. */
function commonWord(names: readonly string[]): string {
  const word = /^\S+\s+/.exec(names[0] ?? '')?.[0] ?? '';
  return names.length > 1 && names.every((name) => name.startsWith(word) && name.length > word.length)
    ? word
    : '';
}

function shorten(name: string): string {
  if (name.length <= longestShort) return name;
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => /^[\p{Lu}\p{N}]/u.test(word));
  const initials = words.map((word) => word.slice(0, 1)).join('');
  return initials.length > 1 ? initials.slice(0, 3) : (words[0] ?? name).slice(0, 3);
}

function unused(short: string, taken: ReadonlySet<string>): string {
  if (!taken.has(short)) return short;
  for (let number = 2; ; number++) {
    const numbered = `${short.slice(0, longestShort - String(number).length)}${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}

/** For the legend, which has one line: cut at a word. The seat's dialog has the whole name. */
export function legendName(name: string): string {
  if (name.length <= longestLegendName) return name;
  const cut = name.slice(0, longestLegendName);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > 8 ? space : longestLegendName).replace(/[\s,–-]+$/u, '')} …`;
}
