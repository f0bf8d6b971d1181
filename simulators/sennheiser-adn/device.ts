/**
 * A Sennheiser ADN CU1 without its sockets: messages in from each client, updates out to all, as the
 * "MediaCtrl" document describes it. Seat numbers are places on the bus; the seats of `wireless` are units
 * by serial number instead. Assumed where the document is silent: a command that changes nothing is met
 * with silence, an unknown place is "value out of range", and in request mode a press by command asks to
 * speak, as a press by hand does. The real unit takes 45 s to start.
 *
 * Faults besides a desk's: `unasked` (a limit that nobody asked for),
 * `out-of-range` (places and values that cannot be), `extra-fields {on}`, `repeat {on}` (says everything twice).
 */
import { ascii, concat } from '../../protocols/bytes.ts';
import { noBytes } from '../../protocols/codec.ts';
import { adnCommands, type AdnCommand } from '../../protocols/sennheiser-adn/commands.ts';
import { adnReports, type AdnReport } from '../../protocols/sennheiser-adn/reports.ts';
import {
  type Attribute,
  attributeRanges,
  type ErrorCode,
  errorTexts,
  statusOff,
  statusOn,
  statusRequest,
} from '../../protocols/sennheiser-adn/words.ts';
import { type ButtonMode, createDesk, type DeskChange } from '../desk.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import type { DeviceOptions, LinkDevice, Peer } from '../device.ts';

const maxClients = 8;
const knownFaults = [...deskFaults, 'unasked', 'out-of-range', 'extra-fields', 'repeat'];
const buttonModes: Readonly<Record<number, ButtonMode>> = {
  1: 'open',
  2: 'override',
  3: 'request',
  4: 'open',
};
const modeNumbers: Readonly<Record<ButtonMode, number>> = {
  open: 1,
  override: 2,
  request: 3,
  queue: 3,
  voice: 1,
};

type StoredAttribute = Exclude<Attribute, 'ConferenceMode' | 'MaxOpenMic' | 'MaxSpeakReqListLength'>;
const coldAttributes: Readonly<Record<StoredAttribute, number>> = {
  LimitOfTalkTime: 0,
  TalkTimeLimitIsActive: 0,
  TalkTimeExpirationHardCutOff: 0,
  PremonitionTime: 3,
  OpenAccessMode: 0,
  ClearDoesCleanRequestList: 0,
  BlinkOnReq: 0,
  HdRecordIsActive: 0,
  FloorVolume: 7,
};

export interface AdnDeviceOptions extends DeviceOptions {
  /** Seat → serial number. */
  readonly wireless?: ReadonlyMap<number, string>;
}

export function createAdnDevice(options: AdnDeviceOptions): LinkDevice<Uint8Array> {
  const wireless = options.wireless ?? new Map<number, string>();
  const seatOfSerial = new Map([...wireless].map(([seat, serial]) => [serial, seat]));
  const peers = new Set<Peer<Uint8Array>>();
  let attributes = { ...coldAttributes };
  let pushToTalk = false;
  let extraFields = false;
  let repeats = false;

  const desk = createDesk({
    seats: options.seats,
    mode: 'open',
    maxOpen: 4,
    maxRequests: 10,
    changed: (changes) => say([...peers], changes.flatMap(reportsOf)),
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  function say(to: readonly Peer<Uint8Array>[], reports: readonly AdnReport[]): void {
    if (reports.length === 0) return;
    const bytes = concat(
      ...reports.flatMap((report) => (repeats ? [encode(report), encode(report)] : [encode(report)])),
    );
    for (const peer of to) peer.send(bytes);
  }

  function encode(report: AdnReport): Uint8Array {
    const bytes = adnReports.encode(report);
    return extraFields && report.type === 'MicStatus' ? concat(bytes.subarray(0, -1), ascii(' 0;')) : bytes;
  }

  function reportsOf(change: DeskChange): readonly AdnReport[] {
    switch (change.type) {
      case 'settings':
        return (['ConferenceMode', 'MaxOpenMic', 'MaxSpeakReqListLength'] as const).map(attributeReport);
      // The unit tells nothing of units that come and go, or of the queue's order.
      case 'seat':
      case 'order':
        return [];
      // Who gets the microphone from the queue has one new status, not two.
      case 'request-ended':
        return desk.speakers.includes(change.seat) ? [] : [statusReport(change.seat)];
      default:
        return [statusReport(change.seat)];
    }
  }

  function statusReport(seat: number): AdnReport {
    const asks = desk.requests.includes(seat) ? statusRequest : statusOff;
    const status = desk.speakers.includes(seat) ? statusOn : asks;
    const serial = wireless.get(seat);
    return serial === undefined
      ? { type: 'MicStatus', position: seat, status }
      : { type: 'MicStatusSN', serial, status };
  }

  function valueOf(attribute: Attribute): number {
    switch (attribute) {
      case 'ConferenceMode':
        return pushToTalk ? 4 : modeNumbers[desk.mode];
      case 'MaxOpenMic':
        return desk.maxOpen;
      case 'MaxSpeakReqListLength':
        return desk.maxRequests;
      default:
        return attributes[attribute];
    }
  }

  const attributeReport = (attribute: Attribute): AdnReport => ({
    type: 'attribute',
    attribute,
    value: valueOf(attribute),
  });

  const errorReport = (code: ErrorCode): AdnReport => ({ type: 'error', code, text: errorTexts[code] });

  function setAttribute(attribute: Attribute, value: number): readonly AdnReport[] {
    const [lowest, highest] = attributeRanges[attribute];
    if (value < lowest || value > highest) return [errorReport(1020)];
    switch (attribute) {
      case 'ConferenceMode':
        pushToTalk = value === 4;
        desk.set({ mode: buttonModes[value] ?? 'open' });
        return [];
      case 'MaxOpenMic':
        desk.set({ maxOpen: value });
        return [];
      case 'MaxSpeakReqListLength':
        desk.set({ maxRequests: value });
        return [];
      default:
        attributes = { ...attributes, [attribute]: value };
        say([...peers], [attributeReport(attribute)]);
        return [];
    }
  }

  /** The seat of a unit that is there and is addressed as it should be. */
  function seatOf(command: AdnCommand): number | undefined {
    const seat = 'serial' in command ? seatOfSerial.get(command.serial) : undefined;
    const place = 'position' in command && !wireless.has(command.position) ? command.position : seat;
    return place !== undefined && desk.seat(place)?.connected ? place : undefined;
  }

  /** The returned reports are for the asking client alone; changes go to all by themselves. */
  function carryOut(command: AdnCommand): readonly AdnReport[] {
    switch (command.type) {
      case 'MicStatus':
      case 'MicStatusSN': {
        const seat = seatOf(command);
        return [seat === undefined ? errorReport(1020) : statusReport(seat)];
      }
      case 'MicButton':
      case 'MicButtonSN': {
        const seat = seatOf(command);
        if (seat === undefined) return [errorReport(1020)];
        desk.press(seat);
        return [];
      }
      case 'AllMicsOff':
        desk.closeAll();
        return [];
      case 'get':
        return [attributeReport(command.attribute)];
      case 'set':
        return setAttribute(command.attribute, command.value);
      case 'change':
        return setAttribute(command.attribute, valueOf(command.attribute) + command.by);
      case 'refused':
        return [errorReport(command.code)];
    }
  }

  return {
    bootMs: 3000,
    accept(peer) {
      if (peers.size >= maxClients) return null;
      peers.add(peer);
      let pending = noBytes;
      return {
        received(data) {
          const decoded = adnCommands.decode(pending, data);
          pending = decoded.pending;
          for (const command of decoded.messages) say([peer], carryOut(command));
          if (decoded.garbage > 0) say([peer], [errorReport(1000)]);
        },
        closed: () => void peers.delete(peer),
      };
    },
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    fault(name, parameters) {
      const isOn = parameters['on'] !== false;
      switch (name) {
        case 'unasked':
          say([...peers], [attributeReport('MaxOpenMic')]);
          break;
        case 'out-of-range':
          for (const peer of peers)
            peer.send(ascii('MicStatus 0 1;MicStatus 70000 1;MicStatus 1 12;MaxOpenMic 99;'));
          break;
        case 'extra-fields':
          extraFields = isOn;
          break;
        case 'repeat':
          repeats = isOn;
          break;
        default:
          if (name === 'set') pushToTalk = false;
          if (!deskFault(desk, name, parameters)) return { ok: false, known: knownFaults };
      }
      return { ok: true };
    },
    truth: () => desk.truth(),
    coldStart() {
      desk.coldStart();
      attributes = { ...coldAttributes };
      pushToTalk = false;
    },
  };
}
