/** Facts about the register. Everything of it is personal and lies beside the chain. */
import type { Body, Person } from '../../../protocols/models/council.ts';

type Nothing = Readonly<Record<string, never>>;

export type RegisterEvent =
  | {
      readonly type: 'register/person';
      readonly version: 1;
      readonly data: Nothing;
      readonly personal?: Person & { readonly card?: string };
    }
  | {
      readonly type: 'register/person-removed';
      readonly version: 1;
      readonly data: Nothing;
      readonly personal?: { readonly id: string };
    }
  | { readonly type: 'register/body'; readonly version: 1; readonly data: Nothing; readonly personal?: Body }
  | {
      readonly type: 'register/body-removed';
      readonly version: 1;
      readonly data: Nothing;
      readonly personal?: { readonly id: string };
    };
