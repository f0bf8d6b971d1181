/** The camera's side of WS-Security: a digest of its own password, fresh by its own clock, and never twice. */
import { createHash } from 'node:crypto';
import type { UsernameToken } from '../../protocols/onvif/envelope.ts';
import { parseDateTime } from '../../protocols/onvif/times.ts';

export const credentials = { username: 'saalregie', password: 'Kamera im Saal' } as const;

/** How far a message's time may be from the camera's. */
const maxAgeMs = 60_000;
const maxNonces = 4096;

export interface Gatekeeper {
  admits(token: UsernameToken | null, cameraMs: number): boolean;
  forget(): void;
}

export function createGatekeeper(): Gatekeeper {
  const seen = new Set<string>();
  return {
    admits(token, cameraMs) {
      if (!token || token.username !== credentials.username || seen.has(token.nonce)) return false;
      const createdMs = parseDateTime(token.created);
      if (createdMs === undefined || Math.abs(createdMs - cameraMs) > maxAgeMs) return false;
      const digest = createHash('sha1')
        .update(Buffer.from(token.nonce, 'base64'))
        .update(token.created)
        .update(credentials.password)
        .digest('base64');
      if (digest !== token.digest) return false;
      if (seen.size >= maxNonces) seen.clear();
      seen.add(token.nonce);
      return true;
    },
    forget: () => seen.clear(),
  };
}
