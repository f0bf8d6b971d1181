/**
 * What we know after a command to a device. Silence is a legal answer of some devices, an acknowledgement
 * of others means only "accepted": the evidence says which it was, and a failure says whether the device
 * may have acted all the same.
 */
export type Evidence = 'sent' | 'acknowledged' | 'completed' | 'read-back';

export type FailureCode =
  /** No link to the device at the moment. */
  | 'device-offline'
  /** No answer before the command's deadline. */
  | 'device-deadline'
  /** The device said no. */
  | 'device-refused'
  /** The device answered with something else than what was asked for. */
  | 'device-mismatch'
  /** This model cannot do it. */
  | 'device-unsupported'
  /** Too many commands wait already. */
  | 'device-busy'
  /** Our own rules refuse it (a preset outside the whitelist, a value out of range). */
  | 'device-forbidden';

export type Outcome =
  | { readonly ok: true; readonly evidence: Evidence }
  | { readonly ok: false; readonly code: FailureCode; readonly effect: 'none' | 'unknown' };

export const outcome = {
  done: (evidence: Evidence): Outcome => ({ ok: true, evidence }),
  failed: (code: FailureCode, effect: 'none' | 'unknown' = 'none'): Outcome => ({ ok: false, code, effect }),
};
