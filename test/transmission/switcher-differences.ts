/**
 * What somebody believes of a mixer against what the mixer itself says: program, mutes, the four outputs, texts; and
 * for how long each difference has lasted. Pure.
 */
export interface MixerFacts {
  readonly program: string | null;
  /** Of inputs that can carry sound, by name; null: not known. */
  readonly muted: Readonly<Record<string, boolean>> | null;
  /** By output: does something come out? null: not known. */
  readonly outputs: Readonly<Record<string, boolean | null>>;
  /** By text source; null: not known. */
  readonly texts: Readonly<Record<string, string>> | null;
}

/** Names of what differs, such as `program` or `muted Mic/Aux`. */
export function differencesOf(believed: MixerFacts, truth: MixerFacts): readonly string[] {
  const of = <Value>(
    what: string,
    a: Readonly<Record<string, Value>> | null,
    b: Readonly<Record<string, Value>> | null,
  ): string[] =>
    [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])]
      .filter((name) => a?.[name] !== b?.[name])
      .map((name) => `${what} ${name}`);
  return [
    ...(believed.program === truth.program ? [] : ['program']),
    ...of('muted', believed.muted, truth.muted),
    ...of('output', believed.outputs, truth.outputs),
    ...of('text', believed.texts, truth.texts),
  ];
}

export interface DifferenceWatch {
  /** What differs now; at a time in ms. */
  sample(at: number, differences: readonly string[]): void;
  /** Nobody can know now: nothing counts, and what lasted before has ended. */
  pause(): void;
  /** Longest that each difference lasted, ms, the longest first. */
  longest(): readonly (readonly [what: string, ms: number])[];
  /** What has not ended. */
  open(): readonly string[];
}

/** A difference has lasted from the sample before the one that found it. */
export function watchDifferences(): DifferenceWatch {
  const since = new Map<string, number>();
  const longest = new Map<string, number>();
  let before: number | null = null;
  return {
    sample(at, differences) {
      for (const what of since.keys()) if (!differences.includes(what)) since.delete(what);
      for (const what of differences) {
        const from = since.get(what) ?? before ?? at;
        since.set(what, from);
        longest.set(what, Math.max(longest.get(what) ?? 0, at - from));
      }
      before = at;
    },
    pause() {
      since.clear();
      before = null;
    },
    longest: () => [...longest].toSorted(([, a], [, b]) => b - a),
    open: () => [...since.keys()],
  };
}
