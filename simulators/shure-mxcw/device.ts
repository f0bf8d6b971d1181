/**
 * A Shure MXCW access point without its sockets, as the command strings describe it. Assumed where they are
 * silent: a setting is answered with its value to whoever set it, also when nothing changed; requests are
 * cleared and microphones called without an answer where there are none. Faults besides those of every hall:
 * `extra-fields {on}`, `unasked`, `out-of-range`, `repeat {on}`, and those of voting (votes.ts).
 */
import { ascii, concat } from '../../protocols/bytes.ts';
import { noBytes } from '../../protocols/codec.ts';
import type { InterruptMode, MicrophoneMode } from '../../protocols/models/microphones.ts';
import { mxcwReports, type MxcwReport } from '../../protocols/shure-mxcw/reports.ts';
import { mxcwRequests, type MxcwRequest } from '../../protocols/shure-mxcw/requests.ts';
import { isVotingRequest } from '../../protocols/shure-mxcw/voting.ts';
import {
  seatProperties,
  systemProperties,
  type SeatProperty,
  type SystemProperty,
} from '../../protocols/shure-mxcw/words.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import { type ButtonMode, createDesk, type DeskChange } from '../desk.ts';
import type { DeviceOptions, LinkDevice, Peer } from '../device.ts';
import { createMxcwVotes, voteFaults } from './votes.ts';

const maxClients = 8;
/** The protocol's bound of a name. */
const maxNameBytes = 128;
const knownFaults = [...deskFaults, ...voteFaults, 'extra-fields', 'unasked', 'out-of-range', 'repeat'];

const buttons: Readonly<Record<MicrophoneMode, ButtonMode>> = {
  auto: 'open',
  fifo: 'override',
  manual: 'request',
  voice: 'voice',
};
const modes: Readonly<Record<ButtonMode, MicrophoneMode>> = {
  open: 'auto',
  override: 'fifo',
  request: 'manual',
  queue: 'auto',
  voice: 'voice',
};
const chairPriority = 5;
const delegatePriority = 1;

export function createMxcwDevice(options: DeviceOptions): LinkDevice<Uint8Array> {
  const peers = new Set<Peer<Uint8Array>>();
  let interrupt: InterruptMode = 'none';
  let maxTotal = 8;
  let meterRateMs = 0;
  let extraFields = false;
  let repeats = false;
  const priorities = new Map<number, number>();

  const desk = createDesk({
    seats: options.seats,
    mode: 'open',
    maxOpen: 4,
    maxRequests: 25,
    changed: (changes) => say([...peers], changes.flatMap(reportsOf)),
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  const votes = createMxcwVotes({
    clock: options.clock,
    seats: () => desk.seats().flatMap(({ seat, connected }) => (connected ? [seat] : [])),
    say: (reports) => say([...peers], reports),
  });

  function encode(report: MxcwReport): Uint8Array {
    const bytes = mxcwReports.encode(report);
    return extraFields && report.type === 'microphone'
      ? concat(bytes.subarray(0, -1), ascii('7 NEW >'))
      : bytes;
  }

  function say(to: readonly Peer<Uint8Array>[], reports: readonly MxcwReport[]): void {
    if (reports.length === 0) return;
    const all = repeats ? reports.flatMap((report) => [report, report]) : reports;
    const bytes = concat(...all.map(encode));
    for (const peer of to) peer.send(bytes);
  }

  function reportsOf(change: DeskChange): readonly MxcwReport[] {
    switch (change.type) {
      case 'opened':
      case 'closed':
        return [seatReport('MIC_STATUS', change.seat), seatReport('SPEAK_LIST_STATUS', change.seat)];
      case 'requested':
      case 'request-ended':
        return [seatReport('REQUEST_LIST_STATUS', change.seat)];
      case 'seat':
        return [
          seatReport('UNIT_AVAILABLE', change.seat),
          seatReport('ROLE', change.seat),
          seatReport('SEAT_NAME', change.seat),
        ];
      case 'settings':
        return [
          systemReport('OPERATION_MODE'),
          systemReport('MAX_DELEGATE_SPEAKERS'),
          systemReport('MAX_NUM_REQUESTS'),
        ];
      // No list has an order here.
      case 'order':
        return [];
    }
  }

  function seatReport(property: SeatProperty, seat: number): MxcwReport {
    const unit = desk.seat(seat);
    switch (property) {
      case 'MIC_STATUS': {
        const status = desk.speakers.includes(seat) ? 'on' : 'off';
        return { type: 'microphone', seat, status: unit?.connected ? status : 'unknown' };
      }
      case 'REQUEST_LIST_STATUS':
        return { type: 'request-list', seat, listed: desk.requests.includes(seat) };
      case 'SPEAK_LIST_STATUS':
        return { type: 'speak-list', seat, listed: desk.speakers.includes(seat) };
      case 'MIC_PRIORITY': {
        const priority = priorities.get(seat) ?? (unit?.chair ? chairPriority : delegatePriority);
        return { type: 'priority', seat, priority };
      }
      case 'ROLE':
        return { type: 'role', seat, role: unit?.chair ? 'chair' : 'delegate' };
      case 'SEAT_NAME':
        return { type: 'name', seat, name: bounded(unit?.name ?? '') };
      case 'UNIT_AVAILABLE':
        return { type: 'availability', seat, availability: unit?.connected ? 'available' : 'offline' };
    }
  }

  function systemReport(property: SystemProperty): MxcwReport {
    switch (property) {
      case 'OPERATION_MODE':
        return { type: 'mode', mode: modes[desk.mode] };
      case 'INTERRUPT_MODE':
        return { type: 'interrupt', interrupt };
      case 'MAX_TOTAL_SPEAKERS':
        return { type: 'limit', limit: property, value: maxTotal };
      case 'MAX_DELEGATE_SPEAKERS':
        return { type: 'limit', limit: property, value: desk.maxOpen };
      case 'MAX_NUM_REQUESTS':
        return { type: 'limit', limit: property, value: desk.maxRequests };
      case 'GLOBAL_MUTE':
        return { type: 'global-mute', muted: false };
      case 'AUDIO_METER_RATE':
        return { type: 'meter-rate', everyMs: meterRateMs };
    }
  }

  const error: readonly MxcwReport[] = [{ type: 'error' }];
  const everySeat = (): readonly number[] => desk.seats().map(({ seat }) => seat);
  const isSeat = (seat: number): boolean => desk.seat(seat) !== undefined;

  /** The returned reports are for the asking client alone; changes go to all by themselves. */
  function carryOut(request: MxcwRequest): readonly MxcwReport[] {
    if (isVotingRequest(request)) return votes.carryOut(request);
    switch (request.type) {
      case 'get-all':
        return [
          ...systemProperties.map(systemReport),
          ...votes.all(),
          ...everySeat().flatMap((seat) => seatProperties.map((property) => seatReport(property, seat))),
        ];
      case 'get':
        return [systemReport(request.property)];
      case 'get-seat':
        if (request.seat === 0) return everySeat().map((seat) => seatReport(request.property, seat));
        return isSeat(request.seat) ? [seatReport(request.property, request.seat)] : error;
      case 'set-microphone':
        return setMicrophone(request.seat, request.open);
      case 'speak-request':
        if (!isSeat(request.seat)) return error;
        return desk.request(request.seat) === undefined
          ? []
          : [seatReport('REQUEST_LIST_STATUS', request.seat)];
      case 'speak-release':
        if (!isSeat(request.seat)) return error;
        desk.release(request.seat);
        return [];
      case 'open-next':
        desk.openNext();
        return [];
      case 'clear-requests':
        desk.endAllRequests();
        return [];
      case 'close-delegates':
        desk.closeDelegates();
        return [];
      case 'set-mode':
        desk.set({ mode: buttons[request.mode] });
        return [];
      case 'set-interrupt':
        interrupt = request.interrupt;
        say([...peers], [systemReport('INTERRUPT_MODE')]);
        return [];
      case 'set-limit':
        return setLimit(request.limit, request.value);
      case 'set-priority':
        if (!isSeat(request.seat)) return error;
        priorities.set(request.seat, request.priority);
        say([...peers], [seatReport('MIC_PRIORITY', request.seat)]);
        return [];
      case 'set-meter-rate':
        meterRateMs = request.everyMs;
        return [systemReport('AUDIO_METER_RATE')];
      case 'unknown':
        return error;
    }
  }

  function setMicrophone(seat: number, open: boolean): readonly MxcwReport[] {
    if (seat === 0) {
      if (open) return error;
      desk.closeAll();
      return [];
    }
    const refused = open ? desk.open(seat) : desk.close(seat);
    if (refused === 'no-such-seat') return error;
    return refused === undefined ? [] : [seatReport('MIC_STATUS', seat)];
  }

  function setLimit(limit: Extract<MxcwRequest, { type: 'set-limit' }>['limit'], value: number) {
    if (limit === 'MAX_TOTAL_SPEAKERS') {
      maxTotal = value;
      say([...peers], [systemReport(limit)]);
    } else desk.set(limit === 'MAX_NUM_REQUESTS' ? { maxRequests: value } : { maxOpen: value });
    return [];
  }

  return {
    bootMs: 3000,
    accept(peer) {
      if (peers.size >= maxClients) return null;
      peers.add(peer);
      let pending = noBytes;
      return {
        received(data) {
          const decoded = mxcwRequests.decode(pending, data);
          pending = decoded.pending;
          for (const request of decoded.messages) say([peer], carryOut(request));
          if (decoded.garbage > 0) say([peer], error);
        },
        closed: () => void peers.delete(peer),
      };
    },
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    pressKey: (keypad, key) => votes.press(keypad, key),
    fault(name, parameters) {
      if (votes.fault(name, parameters)) return { ok: true };
      switch (name) {
        case 'extra-fields':
          extraFields = parameters['on'] !== false;
          return { ok: true };
        case 'repeat':
          repeats = parameters['on'] !== false;
          return { ok: true };
        case 'unasked':
          say([...peers], [systemReport('AUDIO_METER_RATE')]);
          return { ok: true };
        case 'out-of-range':
          for (const peer of peers)
            peer.send(
              ascii('< REP 0 MIC_STATUS ON >< REP 70000 MIC_STATUS ON >< REP MAX_TOTAL_SPEAKERS 99 >'),
            );
          return { ok: true };
        default:
          return deskFault(desk, name, parameters) ? { ok: true } : { ok: false, known: knownFaults };
      }
    },
    truth: () => ({ ...desk.truth(), votes: votes.truth() }),
    coldStart() {
      desk.coldStart();
      votes.coldStart();
      // Interrupting, limits and priorities are stored in the unit; sampling is not.
      meterRateMs = 0;
    },
  };
}

/** As many characters as fit into the protocol's bound. */
function bounded(name: string): string {
  const encoder = new TextEncoder();
  let text = name;
  while (encoder.encode(text).length > maxNameBytes) text = text.slice(0, -1);
  return text;
}
