/** Where the seats stand in the plan, from the few layouts German chambers have. Places are 0..1 of the plan's width and height. */

export type Seating =
  /** Concentric arcs open towards the chair; `rows` holds the seats of each arc, innermost first. */
  | { readonly kind: 'hemicycle'; readonly rows: readonly number[]; readonly chair?: number }
  /** Straight rows facing the chair, front row first. */
  | { readonly kind: 'rows'; readonly rows: readonly number[]; readonly chair?: number }
  /** A U open towards the chair. */
  | {
      readonly kind: 'u';
      readonly left: number;
      readonly across: number;
      readonly right: number;
      readonly chair?: number;
    }
  | {
      readonly kind: 'free';
      readonly seats: readonly { readonly seat: number; readonly x: number; readonly y: number }[];
      readonly chair?: number;
    };

export interface Place {
  readonly seat: number;
  /** 0 left to 1 right, as seen from the hall towards the chair's desk at the bottom of the plan. */
  readonly x: number;
  /** 0 top (back of the hall) to 1 bottom (the chair's desk). */
  readonly y: number;
  readonly chair: boolean;
}
