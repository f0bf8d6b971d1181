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

/** The type of the record that logs a deletion; its data names the records whose payload is gone: `{seqs}`. */
export const payloadsDeleted = 'journal/payloads-deleted';

/** A record as it is read back; `personal` is absent where there is none or it was deleted. */
export interface StoredRecord {
  readonly seq: number;
  readonly wallMs: number;
  readonly type: string;
  readonly version: number;
  readonly data: object;
  readonly personal?: object;
}

/** A record of the log of votes, as the result file shows it. */
export interface LeafRecord {
  readonly line: string;
  /** Absent: it has no personal part, or that was deleted. */
  readonly payload?: { readonly salt: string; readonly json: string };
}

/** A record with everything that makes it, for a copy. */
export interface CopiedRecord {
  readonly seq: number;
  readonly wallMs: number;
  readonly monoMs: number;
  readonly actor: string;
  readonly type: string;
  readonly version: number;
  /** JSON text, as it was hashed. */
  readonly data: string;
  readonly commitment: string;
  readonly hash: string;
  /** Absent: it has no personal part, or that was deleted. */
  readonly personal?: { readonly salt: string; readonly json: string };
}

/** One leaf of the log of votes: which record it is, and its hash (RFC 6962). */
export interface Leaf {
  readonly seq: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** The log of votes as far as it is on disk. */
export interface VoteLog {
  readonly size: number;
  /** Over the first `size` leaves, hexadecimal. Throws a RangeError beyond the end. */
  root(size: number): string;
  /** Perfect subtrees over the first `size` leaves, largest first, hexadecimal. */
  peaks(size: number): readonly string[];
}

/** Where the chain ends: what a document made from it can be held against. */
export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}

export interface Journal {
  /** Resolves after the sync. A rejection means the data may be gone: end the process, never try again. */
  append(records: readonly NewRecord[]): Promise<void>;
  /** The last record that is on disk. */
  head(): JournalHead;
  /**
   * Hands out every record that is on disk by now, in order, as when it was opened. A record of type
   * `payloadsDeleted` deletes the personal parts it names in its own transaction: read again after it.
   */
  readAgain(onRecords: (records: readonly StoredRecord[]) => void): Promise<void>;
  readonly votes: VoteLog;
  /** The leaves from `from` up to `to` (not included), with what they commit to. */
  leaves(from: number, to: number): Promise<readonly LeafRecord[]>;
  /** At most `count` whole records from this number on. */
  copied(from: number, count: number): Promise<readonly CopiedRecord[]>;
  /** The disk was full: what is written lives on room that was kept free to end what runs. */
  isOnReserve(): boolean;
  /** Keeps that room free, or again, if there is any. */
  keepReserve(): void;
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
