/**
 * What every discussion system has in common, without a wire: units with a button and a microphone, a list
 * of those who speak and one of those who wait, a mode and limits. A device's own model says what its
 * protocol calls them, which refusals it tells, and where it differs. It knows nothing of our drivers.
 *
 * The chair may always speak and does not count among the delegates (assumed where the makers are silent).
 */

export interface DeskSeat {
  readonly seat: number;
  readonly name: string;
  readonly chair: boolean;
}

/**
 * What a press on the button does: `open` switches on while there is room, `override` pushes the longest
 * speaker out when there is none, `request` puts the seat on the list for the operator or chair to call,
 * `queue` opens while there is room and puts it on the list otherwise, whose first follows by itself, `voice`
 * as `open` (speaking loudly enough is the press).
 */
export type ButtonMode = 'open' | 'override' | 'request' | 'queue' | 'voice';

export type DeskChange =
  | { readonly type: 'opened' | 'closed' | 'requested' | 'request-ended'; readonly seat: number }
  /** A unit came, went, or has another name. */
  | { readonly type: 'seat'; readonly seat: number }
  | { readonly type: 'order' }
  | { readonly type: 'settings' };

export interface DeskOptions {
  readonly seats: readonly DeskSeat[];
  readonly mode: ButtonMode;
  readonly maxOpen: number;
  readonly maxRequests: number;
  /** Everything that one cause brought about, in order; never empty. */
  readonly changed: (changes: readonly DeskChange[]) => void;
  /** The room sees the red ring. */
  readonly onMicrophone?: (seat: number, open: boolean) => void;
}

/** Why nothing happened. */
export type Refused = 'no-such-seat' | 'not-connected' | 'already' | 'full';

export interface DeskTruth {
  readonly speakers: readonly number[];
  readonly requests: readonly number[];
  readonly mode: ButtonMode;
  readonly maxOpen: number;
  /** Units that are not connected. */
  readonly lost: readonly number[];
}

export interface SimulatedDesk {
  readonly speakers: readonly number[];
  readonly requests: readonly number[];
  readonly mode: ButtonMode;
  readonly maxOpen: number;
  readonly maxRequests: number;
  /** In the order of seat numbers. */
  seats(): readonly (DeskSeat & { readonly connected: boolean })[];
  seat(seat: number): (DeskSeat & { readonly connected: boolean }) | undefined;
  /** The member presses the button: opens, requests, ends a speech or takes a request back, by mode. */
  press(seat: number): void;
  /** The member ends a speech or takes a request back. */
  release(seat: number): void;
  /** By the operator: undefined when done. Room is made only where the mode overrides. */
  open(seat: number): Refused | undefined;
  close(seat: number): Refused | undefined;
  closeDelegates(): void;
  closeAll(): void;
  request(seat: number): Refused | undefined;
  endRequest(seat: number): Refused | undefined;
  endAllRequests(): void;
  /** The first who waits may speak; false: nobody waits, or there is no room. */
  openNext(): boolean;
  /** False unless it is the same list in another order. */
  reorder(seats: readonly number[]): boolean;
  set(settings: {
    readonly mode?: ButtonMode;
    readonly maxOpen?: number;
    readonly maxRequests?: number;
  }): void;
  /** A unit that the room's plan does not have. */
  add(seat: DeskSeat): void;
  connect(seat: number, connected: boolean): void;
  rename(seat: number, name: string): void;
  /** Power was off: lists empty, mode and limits as at the start. Says nothing to anybody. */
  coldStart(): void;
  truth(): DeskTruth;
}

export function createDesk(options: DeskOptions): SimulatedDesk {
  const seats = new Map(
    [...options.seats]
      .sort((a, b) => a.seat - b.seat)
      .map((seat) => [seat.seat, { ...seat, connected: true }]),
  );
  let speakers: number[] = [];
  let requests: number[] = [];
  let { mode, maxOpen, maxRequests } = options;
  let changes: DeskChange[] = [];
  let depth = 0;

  function happen<Result>(cause: () => Result): Result {
    depth++;
    const result = cause();
    depth--;
    if (depth === 0 && changes.length > 0) {
      const all = changes;
      changes = [];
      options.changed(all);
    }
    return result;
  }

  const isChair = (seat: number): boolean => seats.get(seat)?.chair ?? false;
  const delegatesOpen = (): number[] => speakers.filter((seat) => !isChair(seat));
  const hasRoom = (seat: number): boolean => isChair(seat) || delegatesOpen().length < maxOpen;

  function refusal(seat: number, list: readonly number[]): Refused | undefined {
    const unit = seats.get(seat);
    if (!unit) return 'no-such-seat';
    if (!unit.connected) return 'not-connected';
    return list.includes(seat) ? 'already' : undefined;
  }

  function dropSpeaker(seat: number): void {
    speakers = speakers.filter((other) => other !== seat);
    options.onMicrophone?.(seat, false);
    changes.push({ type: 'closed', seat });
  }

  function dropRequest(seat: number): void {
    if (!requests.includes(seat)) return;
    requests = requests.filter((other) => other !== seat);
    changes.push({ type: 'request-ended', seat });
  }

  /** In a mode that serves its list by itself, room does not stay empty. */
  function serve(): void {
    if (mode !== 'queue') return;
    for (let [first] = requests; first !== undefined && hasRoom(first); [first] = requests) open(first);
  }

  function open(seat: number): Refused | undefined {
    const refused = refusal(seat, speakers);
    if (refused) return refused;
    if (!hasRoom(seat)) {
      const [longest] = delegatesOpen();
      if (mode !== 'override' || longest === undefined) return 'full';
      dropSpeaker(longest);
    }
    speakers = [...speakers, seat];
    options.onMicrophone?.(seat, true);
    changes.push({ type: 'opened', seat });
    dropRequest(seat);
    return undefined;
  }

  function close(seat: number): Refused | undefined {
    if (!speakers.includes(seat)) return seats.has(seat) ? 'already' : 'no-such-seat';
    dropSpeaker(seat);
    serve();
    return undefined;
  }

  function request(seat: number): Refused | undefined {
    const refused = refusal(seat, [...requests, ...speakers]);
    if (refused) return refused;
    if (requests.length >= maxRequests) return 'full';
    requests = [...requests, seat];
    changes.push({ type: 'requested', seat });
    serve();
    return undefined;
  }

  return {
    get speakers() {
      return speakers;
    },
    get requests() {
      return requests;
    },
    get mode() {
      return mode;
    },
    get maxOpen() {
      return maxOpen;
    },
    get maxRequests() {
      return maxRequests;
    },
    seats: () => [...seats.values()],
    seat: (seat) => seats.get(seat),
    press(seat) {
      happen(() => {
        if (!seats.get(seat)?.connected) return;
        if (speakers.includes(seat)) close(seat);
        else if (requests.includes(seat)) dropRequest(seat);
        else if (isChair(seat)) open(seat);
        else if (mode === 'request') request(seat);
        else if (open(seat) === 'full' && mode === 'queue') request(seat);
      });
    },
    release(seat) {
      happen(() => {
        if (speakers.includes(seat)) close(seat);
        else dropRequest(seat);
      });
    },
    open: (seat) => happen(() => open(seat)),
    close: (seat) => happen(() => close(seat)),
    closeDelegates: () =>
      happen(() => {
        for (const seat of delegatesOpen()) dropSpeaker(seat);
        serve();
      }),
    closeAll: () =>
      happen(() => {
        for (const seat of speakers) dropSpeaker(seat);
        serve();
      }),
    request: (seat) => happen(() => request(seat)),
    endRequest: (seat) =>
      happen(() => {
        if (!requests.includes(seat)) return 'already';
        dropRequest(seat);
        return undefined;
      }),
    endAllRequests: () =>
      happen(() => {
        for (const seat of requests) dropRequest(seat);
      }),
    openNext: () =>
      happen(() => {
        const [first] = requests;
        return first !== undefined && open(first) === undefined;
      }),
    reorder(list) {
      const isSame = list.length === requests.length && requests.every((seat) => list.includes(seat));
      if (isSame)
        happen(() => {
          requests = [...list];
          changes.push({ type: 'order' });
        });
      return isSame;
    },
    set(settings) {
      happen(() => {
        ({ mode = mode, maxOpen = maxOpen, maxRequests = maxRequests } = settings);
        changes.push({ type: 'settings' });
        serve();
      });
    },
    add(unit) {
      happen(() => {
        seats.set(unit.seat, { ...unit, connected: true });
        changes.push({ type: 'seat', seat: unit.seat });
      });
    },
    connect(seat, connected) {
      const unit = seats.get(seat);
      if (!unit || unit.connected === connected) return;
      happen(() => {
        seats.set(seat, { ...unit, connected });
        if (!connected) {
          if (speakers.includes(seat)) dropSpeaker(seat);
          dropRequest(seat);
        }
        changes.push({ type: 'seat', seat });
        serve();
      });
    },
    rename(seat, name) {
      const unit = seats.get(seat);
      if (!unit || unit.name === name) return;
      happen(() => {
        seats.set(seat, { ...unit, name });
        changes.push({ type: 'seat', seat });
      });
    },
    coldStart() {
      for (const seat of speakers) options.onMicrophone?.(seat, false);
      [speakers, requests] = [[], []];
      ({ mode, maxOpen, maxRequests } = options);
    },
    truth: () => ({
      speakers: [...speakers],
      requests: [...requests],
      mode,
      maxOpen,
      lost: [...seats.values()].filter(({ connected }) => !connected).map(({ seat }) => seat),
    }),
  };
}
