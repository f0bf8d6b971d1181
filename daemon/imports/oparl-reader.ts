/**
 * What both halves of an OParl walk share: following a field to its objects, whether they are embedded, one
 * address each, or the address of a list; and saying how far the walk is.
 */
import type { Doubts, Progress, Stage } from '../../protocols/oparl/doubts.ts';
import { parseLink } from '../../protocols/oparl/links.ts';
import type { RawList } from '../../protocols/oparl/people.ts';
import type { Linked } from '../../protocols/oparl/values.ts';
import type { OparlClient } from './oparl-client.ts';
import type { Walk, WalkOptions } from './oparl-lists.ts';

export type Parse<Value> = (value: unknown, doubts: Doubts) => Value | undefined;

export interface OparlReader {
  readonly doubts: Doubts;
  /** Begins a stage; `total` where it is known how much there is to read. */
  enter(stage: Stage, total?: number): void;
  step(): void;
  /** One object, fetched where only its address is known. */
  one<Value>(linked: Linked<Value>, parse: Parse<Value>): Promise<Value | undefined>;
  /** Every object of a list. */
  each<Value>(
    entries: RawList,
    parse: Parse<Value>,
    take: (value: Value) => void,
    options?: Pick<WalkOptions, 'modifiedSince'>,
  ): Promise<void>;
  /** Nothing can be asked any more. */
  isStopped(): boolean;
  /** So far nothing failed that may be there another time. */
  isComplete(): boolean;
}

export interface ReaderOptions {
  readonly client: OparlClient;
  readonly walk: Walk;
  readonly doubts: Doubts;
  progress(progress: Progress): void;
}

export function createReader({ client, walk, doubts, progress }: ReaderOptions): OparlReader {
  let current: Progress = { stage: 'source', done: 0 };
  let isWhole = true;

  function show(next: Progress): void {
    current = next;
    progress(next);
  }
  const step = (): void => show({ ...current, done: current.done + 1 });

  async function one<Value>(linked: Linked<Value>, parse: Parse<Value>): Promise<Value | undefined> {
    if (typeof linked !== 'string') return linked;
    const answer = await client.get(linked);
    // What the server says it does not have is not there; anything else may be there another time.
    if (!answer.ok && answer.code !== 'missing-object' && answer.code !== 'link-off-host') isWhole = false;
    return answer.ok ? parse(answer.value, doubts) : undefined;
  }

  return {
    doubts,
    one,
    step,
    enter: (stage, total) => show({ stage, done: 0, ...(total === undefined ? {} : { total }) }),
    async each(entries, parse, take, options = {}) {
      const addresses: string[] = [];
      function takeEntry(entry: unknown): void {
        step();
        const address = parseLink(entry);
        if (address !== undefined) {
          addresses.push(address);
          return;
        }
        const value = parse(entry, doubts);
        if (value !== undefined) take(value);
      }
      const list = entries.length === 1 ? parseLink(entries[0]) : undefined;
      if (list === undefined) for (const entry of entries) takeEntry(entry);
      else if (!(await walk(list, takeEntry, { mayBeObject: true, ...options }))) isWhole = false;
      for (const address of addresses) {
        if (client.stopped()) break;
        const value = await one(address, parse);
        if (value !== undefined) take(value);
      }
    },
    isStopped: () => client.stopped() !== undefined,
    isComplete: () => isWhole && client.stopped() === undefined,
  };
}
