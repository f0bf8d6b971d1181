/**
 * The chain of records, pure: each record's hash covers the hash before it, and personal payloads lie
 * beside the chain, which carries only a salted commitment to them. So a payload can be deleted and the
 * chain still verifies, and nobody guesses a name from its hash. The digest function is handed in.
 */
export type Digest = (text: string) => string;

/** One row as it lies on disk. `data` and the personal `json` are JSON text, hashed as they stand. */
export interface ChainedRecord {
  readonly seq: number;
  readonly wallMs: number;
  readonly monoMs: number;
  readonly actor: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  /** Digest of salt and payload; empty where the record has none. */
  readonly commitment: string;
  readonly hash: string;
}

export interface PersonalPayload {
  readonly salt: string;
  readonly json: string;
}

/** Hash of the record before the first. */
export const genesis = '0'.repeat(64);

export const commitmentOf = (payload: PersonalPayload, digest: Digest): string =>
  digest(`${payload.salt}\n${payload.json}`);

export function hashOf(previous: string, record: Omit<ChainedRecord, 'hash'>, digest: Digest): string {
  const { seq, wallMs, monoMs, actor, type, version, data, commitment } = record;
  return digest(JSON.stringify([previous, seq, wallMs, monoMs, actor, type, version, data, commitment]));
}

export type Damage =
  | { readonly kind: 'gap'; readonly seq: number }
  | { readonly kind: 'hash'; readonly seq: number }
  | { readonly kind: 'payload'; readonly seq: number };

/**
 * What is wrong with this record as the successor of `previous`; undefined: nothing. A missing payload is
 * damage unless its deletion was recorded.
 */
export function verify(
  previous: { readonly seq: number; readonly hash: string },
  record: ChainedRecord,
  payload: PersonalPayload | null,
  isDeleted: boolean,
  digest: Digest,
): Damage | undefined {
  const { seq } = record;
  if (seq !== previous.seq + 1) return { kind: 'gap', seq: previous.seq + 1 };
  if (hashOf(previous.hash, record, digest) !== record.hash) return { kind: 'hash', seq };
  if (record.commitment === '') return payload ? { kind: 'payload', seq } : undefined;
  if (!payload) return isDeleted ? undefined : { kind: 'payload', seq };
  return commitmentOf(payload, digest) === record.commitment ? undefined : { kind: 'payload', seq };
}
