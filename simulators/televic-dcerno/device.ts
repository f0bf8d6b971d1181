/**
 * A Televic D-Cerno without its sockets, as its one known client takes it. Assumed where that client is
 * silent: the question for microphones is answered by one event for each unit, a setting by an event to
 * every client, a command that changes nothing by nothing, and an odd packet by nothing as well. Faults besides
 * those of every hall: `extra-fields {on}`, `unasked`, `out-of-range`, `repeat {on}`.
 */
import { ascii, concat } from '../../protocols/bytes.ts';
import { noBytes } from '../../protocols/codec.ts';
import type { CameraReport } from '../../protocols/televic-dcerno/camera-reports.ts';
import { nextPacketNumber, type Packet } from '../../protocols/televic-dcerno/frames.ts';
import { dcernoReports, type DcernoReport } from '../../protocols/televic-dcerno/reports.ts';
import { dcernoRequests, type DcernoRequest } from '../../protocols/televic-dcerno/requests.ts';
import { modeOptions, type ModeSettings } from '../../protocols/televic-dcerno/words.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import { type ButtonMode, createDesk, type DeskChange } from '../desk.ts';
import type { DeviceOptions, LinkDevice, Peer } from '../device.ts';

const maxClients = 4;
const knownFaults = [...deskFaults, 'extra-fields', 'unasked', 'out-of-range', 'repeat'];
const firstSerial = 0x100800;

/** Delegates' serials begin with 10, chairmen's with 11. */
export const uidOf = (seat: number, chair: boolean): string =>
  `${chair ? '11' : '10'}${(firstSerial + seat).toString(16).toUpperCase()}`;
const seatOf = (uid: string): number => Number.parseInt(uid.slice(2), 16) - firstSerial;

const settingsOf: Readonly<Record<ButtonMode, ModeSettings>> = {
  open: { mode: 'direct', options: 0, activation: 'toggle' },
  override: { mode: 'direct', options: modeOptions.override, activation: 'toggle' },
  request: { mode: 'operator', options: modeOptions.request, activation: 'toggle' },
  queue: { mode: 'direct', options: modeOptions.request, activation: 'toggle' },
  voice: { mode: 'direct', options: 0, activation: 'voice' },
};

function buttonOf({ mode, options, activation }: ModeSettings): ButtonMode {
  if (mode !== 'direct') return 'request';
  if (activation === 'voice') return 'voice';
  if ((options & modeOptions.override) !== 0) return 'override';
  return (options & modeOptions.request) === 0 ? 'open' : 'queue';
}

/** `onCamera`: what the unit sends to its camera output. */
export function createDcernoDevice(
  options: DeviceOptions,
  onCamera: (report: CameraReport) => void = () => undefined,
): LinkDevice<Uint8Array> {
  const peers = new Set<Peer<Uint8Array>>();
  let settings = settingsOf.open;
  let number = 0;
  let extraFields = false;
  let repeats = false;

  const desk = createDesk({
    seats: options.seats,
    mode: 'open',
    maxOpen: 4,
    maxRequests: 50,
    changed(changes) {
      say([...peers], changes.flatMap(eventsOf));
      for (const change of changes) tellCamera(change);
    },
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  function say(to: readonly Peer<Uint8Array>[], reports: readonly DcernoReport[], replyTo?: number): void {
    const all = repeats ? reports.flatMap((report) => [report, report]) : reports;
    if (all.length === 0) return;
    const packets = all.map((message): Uint8Array => {
      const isReply = message.type === 'connected' || message.as === 'rep';
      const packet = { number: (isReply ? replyTo : undefined) ?? number, message };
      number = isReply ? number : nextPacketNumber(number);
      return encode(packet);
    });
    for (const peer of to) peer.send(concat(...packets));
  }

  function encode(packet: Packet<DcernoReport>): Uint8Array {
    const bytes = dcernoReports.encode(packet);
    return extraFields ? concat(bytes.subarray(0, -2), ascii(',"led":[1,{}]}\x03')) : bytes;
  }

  function eventsOf(change: DeskChange): readonly DcernoReport[] {
    switch (change.type) {
      case 'settings':
        return [modeReport('evt'), maxOpenReport('evt')];
      // Neither units nor the order of requests are told.
      case 'seat':
      case 'order':
        return [];
      // Who gets the microphone from the list has one new state, not two.
      case 'request-ended':
        return desk.speakers.includes(change.seat) ? [] : [microphoneReport(change.seat)];
      default:
        return [microphoneReport(change.seat)];
    }
  }

  function tellCamera(change: DeskChange): void {
    const totals = { totalOn: desk.speakers.length, totalRequests: desk.requests.length };
    if (change.type === 'settings') onCamera({ type: 'mode-changed', ...totals });
    for (const report of eventsOf(change))
      if (report.type === 'microphone')
        onCamera({ type: 'unit', uid: report.uid, status: report.state, ...totals });
  }

  function microphoneReport(seat: number): DcernoReport {
    const waits = desk.requests.includes(seat) ? 'request' : 'off';
    return {
      type: 'microphone',
      as: 'evt',
      uid: uidOf(seat, desk.seat(seat)?.chair ?? false),
      state: desk.speakers.includes(seat) ? 'on' : waits,
    };
  }
  const modeReport = (as: 'evt' | 'rep'): DcernoReport => ({
    type: 'mode',
    as,
    ...(buttonOf(settings) === desk.mode ? settings : settingsOf[desk.mode]),
  });
  const maxOpenReport = (as: 'evt' | 'rep'): DcernoReport => ({ type: 'max-open', as, value: desk.maxOpen });

  /** The returned reports are for the asking client alone; changes go to all by themselves. */
  function carryOut(request: DcernoRequest): readonly DcernoReport[] {
    switch (request.type) {
      case 'connect':
        return [
          { type: 'connected', info: 'connected', product: 'D-Cerno', name: 'D-Cerno CU', version: '1.0' },
        ];
      case 'get-microphones':
        return desk
          .seats()
          .filter(({ connected }) => connected)
          .map(({ seat }) => microphoneReport(seat));
      case 'get-mode':
        return [modeReport('rep')];
      case 'get-max-open':
        return [maxOpenReport('rep')];
      case 'set-microphone':
        setMicrophone(request.uid, request.state);
        return [];
      case 'all-off':
        desk.closeDelegates();
        return [];
      case 'set-mode': {
        const { type: _type, ...wanted } = request;
        settings = wanted;
        desk.set({ mode: buttonOf(wanted) });
        return [];
      }
      case 'set-max-open':
        desk.set({ maxOpen: request.value });
        return [];
      case 'other':
        return [];
    }
  }

  function setMicrophone(uid: string, state: 'off' | 'on' | 'request' | 'toggle'): void {
    const seat = seatOf(uid);
    if (uidOf(seat, desk.seat(seat)?.chair ?? false) !== uid) return;
    if (state === 'on') desk.open(seat);
    else if (state === 'toggle') desk.press(seat);
    else if (state === 'request') desk.request(seat);
    else desk.release(seat);
  }

  return {
    bootMs: 4000,
    accept(peer) {
      if (peers.size >= maxClients) return null;
      peers.add(peer);
      let pending = noBytes;
      return {
        received(data) {
          const decoded = dcernoRequests.decode(pending, data);
          pending = decoded.pending;
          for (const packet of decoded.messages) say([peer], carryOut(packet.message), packet.number);
        },
        closed: () => void peers.delete(peer),
      };
    },
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    fault(name, parameters) {
      switch (name) {
        case 'extra-fields':
          extraFields = parameters['on'] !== false;
          return { ok: true };
        case 'repeat':
          repeats = parameters['on'] !== false;
          return { ok: true };
        case 'unasked':
          say([...peers], [maxOpenReport('rep'), modeReport('rep')], 4711);
          return { ok: true };
        case 'out-of-range': {
          const bodies = [
            '{"nam":"micstat","uid":"10-08","stat":1}',
            '{"nam":"micstat","uid":"101008D2","stat":9}',
          ];
          for (const body of [...bodies, '{"nam":"mam","mam":99}'])
            for (const peer of peers) peer.send(ascii(`\x0202:evt0000021C00000O00000000000000:${body}\x03`));
          return { ok: true };
        }
        default:
          return deskFault(desk, name, parameters) ? { ok: true } : { ok: false, known: knownFaults };
      }
    },
    truth: () => desk.truth(),
    coldStart() {
      desk.coldStart();
      settings = settingsOf.open;
    },
  };
}
