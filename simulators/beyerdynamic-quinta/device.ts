/**
 * A beyerdynamic Quinta CU without its ports: commands in, blocks out, as the "Control Protocol" (edition
 * 3.0) describes it. Microphone units have the ids 0x200 + seat; those of `double` serve two seats. The
 * desk's request mode is "PC-controlled" here, every other one "stand-alone". A port that has not logged in
 * is told what units say and gets no prompt.
 *
 * Assumed where the document is silent: a login with a wrong password gets no prompt; a request taken back is
 * a `q` with 00; a unit for which there is no free stream is told so by a de-allocation; one stream is
 * reserved for the chair. Faults besides a desk's: `unasked` (a place of the list that nobody asked for),
 * `out-of-range` (ids, streams and places that cannot be), `extra-fields {on}`, `repeat {on}` (every line
 * twice).
 */
import { ascii, concat } from '../../protocols/bytes.ts';
import { quintaCommands, type QuintaCommand } from '../../protocols/beyerdynamic-quinta/commands.ts';
import { quintaReports, type QuintaReport } from '../../protocols/beyerdynamic-quinta/reports.ts';
import type { Role, UnitFlags } from '../../protocols/beyerdynamic-quinta/words.ts';
import type { Cancel } from '../../protocols/clock.ts';
import { noBytes } from '../../protocols/codec.ts';
import { createDesk, type DeskChange } from '../desk.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import type { DeviceOptions, LinkDevice, Peer } from '../device.ts';
import { createStreams } from './streams.ts';

const knownFaults = [...deskFaults, 'unasked', 'out-of-range', 'extra-fields', 'repeat'];
const maxClients = 4;
const statusMs = 20_000;
const positions = 150;
const firstUnit = 0x200;
const zone = 3;
const afterFields = ['allocation', 'request', 'request-echo', 'unit-status', 'unit'];

export interface QuintaDeviceOptions extends DeviceOptions {
  readonly password?: string;
  /** Right seat → left seat of the same unit. */
  readonly double?: ReadonlyMap<number, number>;
}

interface Port {
  readonly peer: Peer<Uint8Array>;
  /** The unit that the next commands mean; null: all. */
  addressed: number | null;
}

export const unitOfSeat = (seat: number): number => firstUnit + seat;

export function createQuintaDevice(options: QuintaDeviceOptions): LinkDevice<Uint8Array> {
  const double = options.double ?? new Map<number, number>();
  const ports = new Set<Port>();
  const streams = createStreams();
  let owner: Port | null = null;
  /** While a command is carried out: what it brings about stands in front of its own prompt. */
  let brought: QuintaReport[] | null = null;
  let [extraFields, repeats] = [false, false];
  let cancelStatus: Cancel | null = null;

  const desk = createDesk({
    seats: options.seats,
    mode: 'open',
    maxOpen: 3,
    maxRequests: 50,
    changed,
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  const isRight = (seat: number): boolean => double.has(seat);
  const unitOf = (seat: number): number => unitOfSeat(double.get(seat) ?? seat);
  const isDouble = (seat: number): boolean => isRight(seat) || [...double.values()].includes(seat);

  function roleOf(seat: number): Role {
    if (desk.seat(seat)?.chair) return 'chair';
    if (isRight(seat)) return 'right';
    return isDouble(seat) ? 'left' : 'single';
  }

  function flagsOf(seat: number): UnitFlags {
    const role = roleOf(seat);
    const hardware = { single: 0, left: 1, right: 1, chair: 2 }[role];
    return { hardware, zone, role };
  }

  /** The seat that a unit and a side stand for. */
  function seatAt(unit: number, right: boolean): number | undefined {
    return desk.seats().find(({ seat }) => unitOf(seat) === unit && isRight(seat) === right)?.seat;
  }

  function encode(report: QuintaReport): Uint8Array {
    const bytes = quintaReports.encode(report);
    return extraFields && afterFields.includes(report.type)
      ? concat(bytes.subarray(0, -2), ascii(' 00 00\r\n'))
      : bytes;
  }

  /** A block: CR LF, the lines, the prompt. */
  function block(reports: readonly QuintaReport[]): Uint8Array {
    const lines = reports.map(encode);
    return concat(ascii('\r\n'), ...lines.flatMap((line) => (repeats ? [line, line] : [line])), ascii('>'));
  }

  function tellAll(reports: readonly QuintaReport[]): void {
    if (reports.length === 0) return;
    brought?.push(...reports);
    for (const port of ports) if (!brought || port !== owner) port.peer.send(block(reports));
  }

  const isPcControlled = (): boolean => desk.mode === 'request';

  function requestReports(seat: number, speak: boolean): readonly QuintaReport[] {
    const message = { unit: unitOf(seat), speak, flags: flagsOf(seat) };
    return [
      { type: 'request', ...message },
      ...(isPcControlled() ? [{ type: 'request-echo', ...message } as const] : []),
    ];
  }

  const allocation = (seat: number, allocated: boolean, stream: number): QuintaReport => ({
    type: 'allocation',
    unit: unitOf(seat),
    right: isRight(seat),
    allocated,
    stream,
  });

  /** What happens to streams is told at once; what units say is told with it. */
  function changed(changes: readonly DeskChange[]): void {
    const reports = changes.flatMap((change): readonly QuintaReport[] => {
      switch (change.type) {
        case 'opened': {
          const stream = streams.take(change.seat, desk.seat(change.seat)?.chair ?? false);
          return [allocation(change.seat, true, stream)];
        }
        case 'closed': {
          const stream = streams.free(change.seat);
          return [...requestReports(change.seat, false), allocation(change.seat, false, stream)];
        }
        case 'requested':
          return requestReports(change.seat, true);
        case 'request-ended':
          return desk.speakers.includes(change.seat) ? [] : requestReports(change.seat, false);
        case 'seat':
          return desk.seat(change.seat)?.connected ? [statusOf(change.seat)] : [];
        default:
          return [];
      }
    });
    tellAll(reports);
  }

  const statusOf = (seat: number): QuintaReport => ({
    type: 'unit-status',
    unit: unitOf(seat),
    flags: flagsOf(seat),
  });

  function startStatus(): void {
    cancelStatus = options.clock.after(statusMs, () => {
      for (const { seat, connected } of desk.seats())
        if (connected && !isRight(seat)) tellAll([statusOf(seat)]);
      startStatus();
    });
  }

  /** The list in the order of seats; a double unit has one place. */
  const listed = (position: number): number | undefined =>
    desk.seats().filter(({ seat }) => !isRight(seat))[position]?.seat;

  function unitReport(position: number): QuintaReport {
    const seat = listed(position);
    if (seat === undefined) return { type: 'no-unit', position };
    const inRange = desk.seat(seat)?.connected ?? false;
    return {
      type: 'unit',
      position,
      unit: unitOf(seat),
      ghost: false,
      flags: flagsOf(seat),
      inRange,
      voting: false,
    };
  }

  function nameReport(position: number): QuintaReport {
    const seat = listed(position);
    const right = desk.seats().find((other) => double.get(other.seat) === seat);
    const named = right ?? (seat === undefined ? undefined : desk.seat(seat));
    return { type: 'name', position, name: named?.name ?? '' };
  }

  function streamReports(): readonly QuintaReport[] {
    return [1, 2, 3, 4].map((stream): QuintaReport => {
      const seat = streams.seatOn(stream);
      const reservedForChair = stream === streams.chairStream;
      return {
        type: 'stream',
        stream,
        active: reservedForChair || stream <= desk.maxOpen,
        unit: seat === undefined ? null : unitOf(seat),
        left: seat !== undefined && !isRight(seat),
        right: seat !== undefined && isRight(seat),
        reservedForChair,
      };
    });
  }

  /** undefined: not a valid command, and no prompt. */
  function carryOut(command: QuintaCommand, port: Port): readonly QuintaReport[] | undefined {
    switch (command.type) {
      case 'get-version':
        return [{ type: 'version', version: 'V3.0.00' }];
      case 'get-mode':
        return [{ type: 'mode', full: true }];
      case 'get-streams':
        return streamReports();
      case 'get-unit':
        return command.position < positions ? [unitReport(command.position)] : undefined;
      case 'get-name':
        return command.position < positions ? [nameReport(command.position)] : undefined;
      case 'start-speaking': {
        const seat = seatAt(command.unit, command.flags.role === 'right');
        if (seat === undefined) return [];
        // Told by the allocation itself; only a refusal is to be told here.
        return desk.open(seat) === 'full' ? [allocation(seat, false, 4)] : [];
      }
      case 'stop-speaking': {
        const seat = seatAt(command.unit, command.flags.role === 'right');
        if (seat !== undefined) desk.close(seat);
        return [];
      }
      case 'clear-speaking':
        desk.closeAll();
        return [];
      case 'clear-requests':
        for (const seat of desk.requests)
          if (isRight(seat) === command.right && (port.addressed ?? unitOf(seat)) === unitOf(seat))
            desk.endRequest(seat);
        return [];
      case 'address':
        port.addressed = command.unit;
        return [];
      case 'login':
      case 'lock-ports':
      case 'unknown':
        return undefined;
    }
  }

  function hear(command: QuintaCommand, port: Port): void {
    if (command.type === 'login') {
      if (command.password !== options.password) return;
      owner = port;
    } else if (command.type === 'lock-ports') {
      owner = null;
      return;
    }
    if (owner !== port) return;
    brought = [];
    const answer = command.type === 'login' ? [] : carryOut(command, port);
    const before = brought;
    brought = null;
    if (answer) port.peer.send(block([...before, ...answer]));
  }

  return {
    bootMs: 3000,
    accept(peer) {
      if (ports.size >= maxClients) return null;
      const port: Port = { peer, addressed: null };
      ports.add(port);
      if (!cancelStatus) startStatus();
      let pending = noBytes;
      return {
        received(data) {
          const decoded = quintaCommands.decode(pending, data);
          pending = decoded.pending;
          for (const command of decoded.messages) hear(command, port);
        },
        closed() {
          ports.delete(port);
          if (owner === port) owner = null;
          if (ports.size > 0) return;
          cancelStatus?.();
          cancelStatus = null;
        },
      };
    },
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    fault(name, parameters) {
      const isOn = parameters['on'] !== false;
      switch (name) {
        case 'unasked':
          tellAll([unitReport(0)]);
          break;
        case 'out-of-range':
          for (const { peer } of ports)
            peer.send(
              ascii(
                '\r\nQ 00000000 01 0C\r\nQ 01000201 01 0C\r\nQ 00000202 01 0B\r\nSList[0x96] 00000202 30 00 FC 00\r\n>',
              ),
            );
          break;
        case 'extra-fields':
          extraFields = isOn;
          break;
        case 'repeat':
          repeats = isOn;
          break;
        default:
          if (!deskFault(desk, name, parameters)) return { ok: false, known: knownFaults };
      }
      return { ok: true };
    },
    truth: () => desk.truth(),
    coldStart() {
      desk.coldStart();
      streams.clear();
      owner = null;
    },
  };
}
