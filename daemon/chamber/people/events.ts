/** Facts about who sits where and what people consent to. Personal parts lie beside the chain. */
import type { Declaration } from './state.ts';

export type PeopleEvent =
  | {
      readonly type: 'people/assigned';
      readonly version: 1;
      /** `home`: the seat a person at a lectern comes from. */
      readonly data: { readonly seat: number; readonly home?: number };
      readonly personal?: { readonly person: string | null; readonly with?: string };
    }
  | {
      readonly type: 'people/consent-changed';
      readonly version: 1;
      /** Whether anything was withdrawn: such an event acts before it is on disk. */
      readonly data: { readonly withdrawn: boolean };
      /** Records of the first releases have no more than image, sound and name. */
      readonly personal?: {
        readonly person: string;
        readonly consent: Pick<Declaration, 'image' | 'sound' | 'name'> & Partial<Declaration>;
      };
    }
  | {
      readonly type: 'people/unit-login';
      readonly version: 1;
      /** `contradicts`: somebody else is confirmed there. */
      readonly data: { readonly seat: number; readonly contradicts: boolean };
      readonly personal?: { readonly login: string; readonly person: string | null };
    }
  | { readonly type: 'people/unit-logout'; readonly version: 1; readonly data: { readonly seat: number } };
