/**
 * A Shure DIS-CCU / DCS 6000 / MXC unit without its sockets: lines in, lines out to every client, as the
 * documents describe it (Shure MXC command strings, DCS 6000 and CU 6105 manuals). The unit answers only
 * if something happened. Assumed where they are silent: the chair counts in the total but not among the
 * delegates' limit, and a cold start comes up in auto mode with 4 open microphones.
 */
import type { InterruptMode } from '../../protocols/models/microphones.ts';
import type { DisCommand } from '../../protocols/shure-dis-ccu/commands.ts';
import type { DisReport } from '../../protocols/shure-dis-ccu/reports.ts';
import {
  type Firmware,
  type Mode,
  interruptWord,
  parseInterrupt,
  parseMode,
} from '../../protocols/shure-dis-ccu/words.ts';

export interface UnitSeat {
  readonly seat: number;
  readonly name: string;
  readonly chair: boolean;
}

export interface UnitOptions {
  readonly seats: readonly UnitSeat[];
  /** `new`: DIS-CCU and MXC; `old`: CU 6105 wording and its `mic_next_on`. */
  readonly firmware?: Firmware;
  /** Reports for every client, in order. */
  readonly broadcast: (reports: readonly DisReport[]) => void;
  /** A microphone went on or off: the room sees its red ring. */
  readonly onMicrophone?: (seat: number, open: boolean) => void;
}

export interface Unit {
  /** Carries out a client's line; the returned reports are for that client alone. */
  command(command: DisCommand): readonly DisReport[];
  press(seat: number): void;
  release(seat: number): void;
  /** A further unit, and somebody speaks at it. */
  add(seat: UnitSeat): void;
  /** A unit loses its cable or gets it back. */
  connect(seat: number, connected: boolean): void;
  rename(seat: number, name: string): void;
  coldStart(): void;
  truth(): {
    speakers: number[];
    requests: number[];
    replies: number[];
    mode: Mode;
    maxOpen: number;
    lost: number[];
  };
}

interface Limits {
  max_total_speakers: number;
  max_speakers: number;
  max_requests: number;
  max_replies: number;
}

const coldLimits: Limits = { max_total_speakers: 5, max_speakers: 4, max_requests: 50, max_replies: 50 };
const chairPriority = 5;
const delegatePriority = 2;

export function createUnit(options: UnitOptions): Unit {
  const firmware = options.firmware ?? 'new';
  const seats = new Map(options.seats.map((seat) => [seat.seat, { ...seat, connected: true }]));
  const isChair = (seat: number): boolean => seats.get(seat)?.chair ?? false;

  let speakers: number[] = [];
  let requests: number[] = [];
  let replies: number[] = [];
  let mode: Mode = { mode: 'auto', withReplies: false };
  let interrupt: InterruptMode = 'none';
  let limits = { ...coldLimits };
  const priorities = new Map<number, number>();
  const priority = (seat: number): number =>
    priorities.get(seat) ?? (isChair(seat) ? chairPriority : delegatePriority);
  let said: DisReport[] = [];

  /** Collects what one cause brings about, and says it to all clients at once. */
  function happen(cause: () => void): void {
    said = [];
    cause();
    if (said.length > 0) options.broadcast(said);
  }

  function close(seat: number): void {
    if (!speakers.includes(seat)) return;
    speakers = speakers.filter((other) => other !== seat);
    options.onMicrophone?.(seat, false);
    said.push({ type: 'mic_off', seat });
  }

  function unqueue(seat: number): void {
    if (requests.includes(seat)) {
      requests = requests.filter((other) => other !== seat);
      said.push({ type: 'mic_request_off', seat });
    }
    if (replies.includes(seat)) {
      replies = replies.filter((other) => other !== seat);
      said.push({ type: 'mic_reply_off', seat });
    }
  }

  const delegatesOpen = (): number[] => speakers.filter((seat) => !isChair(seat));

  function isFull(seat: number): boolean {
    return (
      speakers.length >= limits.max_total_speakers ||
      (!isChair(seat) && delegatesOpen().length >= limits.max_speakers)
    );
  }

  /** Makes room by the interrupt rule; false where the rule does not allow it. */
  function pushOut(seat: number): boolean {
    const mine = priority(seat);
    const victim = delegatesOpen().find((other) =>
      interrupt === 'same-priority'
        ? priority(other) <= mine
        : interrupt === 'lower-priority' && priority(other) < mine,
    );
    if (victim === undefined) return false;
    close(victim);
    return true;
  }

  function open(seat: number): boolean {
    if (!seats.get(seat)?.connected || speakers.includes(seat)) return false;
    if (isFull(seat)) {
      const oldest = delegatesOpen()[0];
      if (mode.mode === 'fifo' && oldest !== undefined && !isChair(seat)) close(oldest);
      else if (!pushOut(seat)) return false;
      if (isFull(seat)) return false;
    }
    const fromRequests = requests.includes(seat);
    speakers = [...speakers, seat];
    options.onMicrophone?.(seat, true);
    said.push({ type: 'mic_on', seat });
    unqueue(seat);
    // Switching on from the request list empties the reply list: its replies were to the last speech.
    if (fromRequests) for (const other of replies) unqueue(other);
    return true;
  }

  function request(seat: number): void {
    if (!seats.get(seat)?.connected || speakers.includes(seat) || requests.includes(seat)) return;
    if (requests.length >= limits.max_requests) return;
    requests = [...requests, seat];
    said.push({ type: 'mic_request_on', seat });
  }

  function reply(seat: number): void {
    if (!mode.withReplies || !seats.get(seat)?.connected || replies.includes(seat)) return;
    if (speakers.includes(seat) || replies.length >= limits.max_replies) return;
    replies = [...replies, seat];
    said.push({ type: 'mic_reply_on', seat });
  }

  function next(): void {
    if (firmware === 'old') {
      const [first] = speakers;
      const [waiting] = requests;
      if (waiting === undefined) return;
      if (first !== undefined) close(first);
      open(waiting);
      return;
    }
    const waiting = replies[0] ?? requests[0];
    if (waiting !== undefined) open(waiting);
  }

  function seatReport(seat: number, inBlock: boolean): DisReport {
    const unit = seats.get(seat);
    const type = firmware === 'old' && inBlock ? 'seat_number' : 'seat_state';
    const named = firmware === 'new' || inBlock;
    return {
      type,
      seat,
      active: unit?.connected ?? false,
      ...(named && unit?.name ? { name: unit.name } : {}),
    };
  }

  function statusBlock(): DisReport[] {
    return [
      ...[...seats.keys()].map((seat) => seatReport(seat, true)),
      { type: 'mic_mode', ...mode },
      { type: 'mic_interrupt', interrupt, word: interruptWord(interrupt, firmware) },
      { type: 'max_total_speakers', value: limits.max_total_speakers },
      { type: 'max_speakers', value: limits.max_speakers },
      { type: 'max_requests', value: limits.max_requests },
      ...speakers.map((seat): DisReport => ({ type: 'mic_on', seat })),
      ...requests.map((seat): DisReport => ({ type: 'mic_request_on', seat })),
      ...replies.map((seat): DisReport => ({ type: 'mic_reply_on', seat })),
      { type: 'mic_status_done' },
    ];
  }

  function carryOut(command: DisCommand): readonly DisReport[] {
    switch (command.type) {
      case 'mic_on':
        open(command.seat);
        return [];
      case 'mic_on_from_request':
        if (requests.includes(command.seat)) open(command.seat);
        return [];
      case 'mic_off':
        close(command.seat);
        return [];
      case 'mic_request_on':
        request(command.seat);
        return [];
      case 'mic_request_off':
        if (requests.includes(command.seat)) unqueue(command.seat);
        return [];
      case 'mic_reply_on':
        reply(command.seat);
        return [];
      case 'mic_reply_off':
        if (replies.includes(command.seat)) unqueue(command.seat);
        return [];
      case 'mic_all_delegates_off':
        for (const seat of delegatesOpen()) close(seat);
        return [];
      case 'mic_all_off':
        for (const seat of speakers) close(seat);
        return [];
      case 'mic_all_requests_off':
        for (const seat of requests) unqueue(seat);
        return [];
      case 'mic_all_replies_off':
        for (const seat of replies) unqueue(seat);
        return [];
      case 'mic_next_on':
        next();
        return [];
      case 'mic_mode': {
        mode = parseMode(command.word) ?? mode;
        said.push({ type: 'mic_mode', ...mode });
        return [];
      }
      case 'mic_interrupt': {
        interrupt = parseInterrupt(command.word) ?? interrupt;
        said.push({ type: 'mic_interrupt', interrupt, word: interruptWord(interrupt, firmware) });
        return [];
      }
      case 'mic_priority':
        if (!seats.has(command.seat)) return [];
        priorities.set(command.seat, command.priority);
        said.push(command);
        return [];
      case 'max_total_speakers':
      case 'max_speakers':
      case 'max_requests':
      case 'max_replies':
        limits = { ...limits, [command.type]: command.value };
        said.push(command);
        return [];
      case 'mic_status':
        return statusBlock();
      case 'voting_status':
      case 'start_voting':
      case 'stop_voting':
      case 'cancel_voting':
        // Votes have a model of their own (votes.ts).
        return [];
      case 'unknown':
        return [{ type: 'command_error', text: 'unknown command' }];
      case 'malformed':
        return [{ type: 'command_error', text: 'syntax error' }];
    }
  }

  return {
    command(command) {
      let answer: readonly DisReport[] = [];
      happen(() => {
        answer = carryOut(command);
      });
      return answer;
    },
    press(seat) {
      happen(() => {
        if (speakers.includes(seat)) close(seat);
        else if (requests.includes(seat) || replies.includes(seat)) unqueue(seat);
        else if (mode.mode !== 'manual' || isChair(seat)) open(seat);
        else request(seat);
      });
    },
    release(seat) {
      happen(() => {
        close(seat);
        unqueue(seat);
      });
    },
    add(unit) {
      seats.set(unit.seat, { ...unit, connected: true });
      happen(() => {
        said.push(seatReport(unit.seat, false));
        open(unit.seat);
      });
    },
    connect(seat, connected) {
      const unit = seats.get(seat);
      if (!unit || unit.connected === connected) return;
      happen(() => {
        unit.connected = connected;
        if (!connected) {
          close(seat);
          unqueue(seat);
        }
        said.push(seatReport(seat, false));
      });
    },
    rename(seat, name) {
      const unit = seats.get(seat);
      if (!unit) return;
      seats.set(seat, { ...unit, name });
      happen(() => said.push(seatReport(seat, false)));
    },
    coldStart() {
      for (const seat of speakers) options.onMicrophone?.(seat, false);
      [speakers, requests, replies] = [[], [], []];
      mode = { mode: 'auto', withReplies: false };
      interrupt = 'none';
      limits = { ...coldLimits };
      priorities.clear();
    },
    truth: () => ({
      speakers: [...speakers],
      requests: [...requests],
      replies: [...replies],
      mode,
      maxOpen: limits.max_speakers,
      lost: [...seats.values()].filter((seat) => !seat.connected).map((seat) => seat.seat),
    }),
  };
}
