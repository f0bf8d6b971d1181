/** The journal as the daemon sees it: append and wait for the sync, nothing else. SQLite is one way to keep it. */
export interface NewRecord {
  readonly seq: number;
  readonly wallMs: number;
  readonly monoMs: number;
  readonly actor: string;
  readonly type: string;
  readonly version: number;
  readonly data: object;
  readonly personal?: object;
}

/** A record as it is read back; `personal` is absent where there is none or it was deleted. */
export interface StoredRecord {
  readonly seq: number;
  readonly wallMs: number;
  readonly type: string;
  readonly version: number;
  readonly data: object;
  readonly personal?: object;
}

export interface Journal {
  /** Resolves after the sync. A rejection means the data may be gone: end the process, never try again. */
  append(records: readonly NewRecord[]): Promise<void>;
  /** Syncs, closes and releases the file. */
  close(): Promise<void>;
}

/** Damage that SQLite or the chain finds on opening. Nothing is repaired silently. */
export class JournalDamaged extends Error {
  readonly kind: 'sqlite' | 'gap' | 'hash' | 'payload' | 'durability';
  readonly seq: number;
  constructor(kind: JournalDamaged['kind'], seq: number, detail: string) {
    super(`journal damaged (${kind}) at record ${seq}: ${detail}`);
    this.kind = kind;
    this.seq = seq;
  }
}
