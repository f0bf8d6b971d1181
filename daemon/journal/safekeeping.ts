/** What keeps the journal safe beside itself: room on a full disk, and the second copy. Both alarm, neither blocks. */
import { resolve } from 'node:path';
import type { Clock } from '../../protocols/clock.ts';
import { startCopy } from './copy.ts';
import { watchReserve } from './reserve.ts';
import type { Journal } from './store.ts';

export interface Safekeeping {
  /** Records of these types are on disk. */
  synced(types: readonly string[]): void;
  /** The reserve was spent, or is there again. */
  reserveChanged(): void;
  isStorageFull(): boolean;
  isCopyLost(): boolean;
  stop(): Promise<void>;
}

export function createSafekeeping(options: {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Where the copy lies; absent: there is none. */
  readonly copyPath: string | undefined;
  alarm(code: 'alarm-storage-full' | 'alarm-copy-lost'): void;
  changed(): void;
}): Safekeeping {
  const { journal, clock, copyPath } = options;
  const copy =
    copyPath === undefined
      ? null
      : startCopy({
          path: resolve(copyPath),
          clock,
          read: journal.copied,
          changed(isLost) {
            if (isLost) options.alarm('alarm-copy-lost');
            options.changed();
          },
        });
  const unwatch = watchReserve(clock, journal);
  return {
    synced: (types) => copy?.grown(types),
    reserveChanged() {
      if (journal.isOnReserve()) options.alarm('alarm-storage-full');
      options.changed();
    },
    isStorageFull: journal.isOnReserve,
    isCopyLost: () => copy?.isLost() ?? false,
    async stop() {
      unwatch();
      await copy?.stop();
    },
  };
}
