/** Retention and the export of one person's data, over the journal as it lies on disk. */
import type { PrivacyOptions } from '../http/privacy.ts';
import { recover } from '../journal/recover.ts';
import { payloadsDeleted, type Journal, type StoredRecord } from '../journal/store.ts';
import type { ChamberEvent, ChamberRoot } from '../chamber/root.ts';
import { isRunning } from '../chamber/sitting/state.ts';
import type { Recorded } from '../chamber/feature.ts';
import { exportPerson } from './person-export.ts';
import { dueRecords, type Due, type RetentionRule } from './retention.ts';

/** The part of the loop that deleting needs. */
interface Fold {
  durable(): ChamberRoot;
  record(events: readonly ChamberEvent[], actor: string): void;
  flushed(): Promise<void>;
  forget(): void;
  replay(recorded: Recorded<ChamberEvent>): void;
}

export interface PrivacyParts {
  readonly journal: Journal;
  readonly fold: Fold;
  readonly rules: readonly RetentionRule[];
  wall(): number;
  changed(): void;
}

export function createPrivacy({ journal, fold, rules, wall, changed }: PrivacyParts): PrivacyOptions {
  async function readAll(): Promise<StoredRecord[]> {
    const records: StoredRecord[] = [];
    await fold.flushed();
    await journal.readAgain((batch) => records.push(...batch));
    return records;
  }

  function due(records: readonly StoredRecord[]): Due {
    const { register, sitting } = fold.durable();
    const { current } = sitting;
    return dueRecords(records, {
      rules,
      nowMs: wall(),
      protectedFrom: current && current.phase !== 'closed' ? current.sinceSeq : Number.POSITIVE_INFINITY,
      registered: new Set([...Object.keys(register.persons), ...Object.keys(register.bodies)]),
    });
  }

  return {
    async retention() {
      const { classes } = due(await readAll());
      const days = new Map(rules.map((rule) => [rule.id, rule.days]));
      return {
        classes: classes.map((each) => {
          const kept = days.get(each.id);
          return { ...each, ...(kept == null ? {} : { days: kept }) };
        }),
      };
    },
    async deleteDue() {
      const { current } = fold.durable().sitting;
      // The journal is read anew afterwards: not while cameras and votes hang on it.
      if (current && isRunning(current)) return { error: 'wrong-phase' };
      const { seqs } = due(await readAll());
      if (seqs.length === 0) return { deleted: 0 };
      fold.record([{ type: payloadsDeleted, version: 1, data: { seqs } }], 'clerk');
      await fold.flushed();
      // What was deleted on disk is forgotten in memory too.
      let isFirst = true;
      await journal.readAgain((batch) => {
        if (isFirst) fold.forget();
        isFirst = false;
        for (const record of batch) fold.replay(recover<ChamberEvent>(record));
      });
      changed();
      return { deleted: seqs.length };
    },
    async exportPerson(person) {
      if (!Object.hasOwn(fold.durable().register.persons, person)) return undefined;
      const records = exportPerson(await readAll(), person);
      return { format: 'saalregie-person', version: 1, person, records };
    },
  };
}
