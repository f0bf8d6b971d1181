/** Facts about who sits where and what people consent to. Personal parts lie beside the chain. */
import type { Consent } from '../../../protocols/api/views.ts';

export type PeopleEvent =
  | {
      readonly type: 'people/assigned';
      readonly version: 1;
      readonly data: { readonly seat: number };
      readonly personal?: { readonly person: string | null };
    }
  | {
      readonly type: 'people/consent-changed';
      readonly version: 1;
      /** Whether anything was withdrawn: such an event acts before it is on disk. */
      readonly data: { readonly withdrawn: boolean };
      readonly personal?: { readonly person: string; readonly consent: Consent };
    };
