/** Facts about microphones, the queue and who has the floor. No names: a seat is not a person. */
interface Seat {
  readonly seat: number;
}
export type FloorEvent =
  | { readonly type: 'floor/opened'; readonly version: 1; readonly data: Seat }
  | { readonly type: 'floor/closed'; readonly version: 1; readonly data: Seat }
  | {
      readonly type: 'floor/requested';
      readonly version: 1;
      readonly data: Seat & { readonly kind: 'request' | 'reply' };
    }
  | { readonly type: 'floor/request-ended'; readonly version: 1; readonly data: Seat }
  | { readonly type: 'floor/extended'; readonly version: 1; readonly data: Seat & { readonly byMs: number } };
