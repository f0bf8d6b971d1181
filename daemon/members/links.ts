/**
 * Personal links and PINs: made of chance, shown once, and kept only as keyed digests. A link alone opens nothing,
 * nor does a PIN; too many wrong PINs and the link is dead until the clerk gives out another one.
 */
import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { renderSVG } from 'uqr';
import type { GrantMarks } from '../chamber/access/events.ts';
import type { ChamberRoot } from '../chamber/root.ts';

export interface FreshLink {
  readonly url: string;
  readonly pin: string;
  /** The link as a picture (SVG). The PIN is not in it: it goes another way. */
  readonly qr: string;
}

/** Of 1,000,000 PINs so many may be tried before the link is dead. */
const maxWrongPins = 10;
const tokenBytes = 16;

export type Recognised =
  | { readonly ok: true; readonly person: string }
  | {
      readonly ok: false;
      readonly error: 'wrong-link' | 'link-unusable' | 'wrong-pin';
      readonly lock?: string;
    };

export interface Links {
  /** `base`: what links begin with. */
  make(base: string): { readonly link: FreshLink; readonly marks: GrantMarks };
  /** Whose link and PIN these are. Counts wrong PINs; `lock`: one too many for this person. */
  recognise(root: ChamberRoot, token: string, pin: string): Recognised;
}

export function createLinks(secret: Buffer): Links {
  const mark = (what: string): string => createHmac('sha256', secret).update(what).digest('hex');
  /** By the link's mark; a restart forgets them, and nobody outside can bring one about. */
  const wrong = new Map<string, number>();

  return {
    make(base) {
      const token = randomBytes(tokenBytes).toString('base64url');
      const pin = String(randomInt(1_000_000)).padStart(6, '0');
      // Behind the #: it is in no log of any server or proxy.
      const url = `${base}/seat#${token}`;
      return {
        link: { url, pin, qr: renderSVG(url) },
        marks: { token: mark(`token:${token}`), pin: mark(`pin:${token}:${pin}`) },
      };
    },
    recognise(root, token, pin) {
      const tokenMark = mark(`token:${token}`);
      const person = root.access.byToken.get(tokenMark);
      const access = person === undefined ? undefined : root.access.persons[person];
      if (person === undefined || !access?.grant) return { ok: false, error: 'wrong-link' };
      if (access.isLocked) return { ok: false, error: 'link-unusable' };
      const isRight = timingSafeEqual(
        Buffer.from(mark(`pin:${token}:${pin}`), 'hex'),
        Buffer.from(access.grant.pin, 'hex'),
      );
      if (isRight) {
        wrong.delete(tokenMark);
        return { ok: true, person };
      }
      const count = (wrong.get(tokenMark) ?? 0) + 1;
      wrong.set(tokenMark, count);
      return count >= maxWrongPins
        ? { ok: false, error: 'link-unusable', lock: person }
        : { ok: false, error: 'wrong-pin' };
    },
  };
}
