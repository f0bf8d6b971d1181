/** Traces that concern no other feature: the daemon's start and the links of devices. */
export type LogEvent =
  | {
      readonly type: 'log/started';
      readonly version: 1;
      readonly data: {
        readonly safeMode: boolean;
        /** The same sitting goes on: the last record is not long ago. */
        readonly resumed: boolean;
      };
    }
  /** Personal parts of these records were deleted, because their time was over. */
  | {
      readonly type: 'journal/payloads-deleted';
      readonly version: 1;
      readonly data: { readonly seqs: readonly number[] };
    }
  | {
      readonly type: 'log/device';
      readonly version: 1;
      readonly data: { readonly device: string; readonly up: boolean };
    }
  | {
      readonly type: 'log/alarm';
      readonly version: 1;
      readonly data: { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
    };
