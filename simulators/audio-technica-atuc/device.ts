/**
 * An ATUC-50 control unit with its clients. It acknowledges orders, answers questions, refuses with a NAK and
 * its number, and announces changes to everybody by datagrams (where "Notification" is on). Assumed where the
 * sources are silent: in free talk a request with room is speech at once; a permit needs a waiting unit; an
 * announcement of a unit's connection carries its serial number. Faults besides the desk's: `unasked` (an ACK
 * and an answer for nobody), `out-of-range`, `extra-fields {on}`, `repeat {on}`, `busy {on}` (NAK 90),
 * `timer` (the mode timer asks, RQ), `mute-notices {on}`.
 */
import { noBytes } from '../../protocols/codec.ts';
import {
  atucAnswers,
  atucCommands,
  encodeNotice,
  type AtucAnswer,
  type AtucCommand,
  type Parameters,
  type Part,
} from '../../protocols/audio-technica-atuc/frames.ts';
import {
  defaultLayout,
  encodeSettings,
  encodeTalk,
  encodeUnit,
  nakCode,
  parseSettings,
  type AtucSettings,
  type AtucTalk,
} from '../../protocols/audio-technica-atuc/meaning.ts';
import { createDesk, type ButtonMode, type DeskChange, type Refused } from '../desk.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import type { DeviceOptions, LinkDevice, Peer } from '../device.ts';

const knownFaults = [
  ...deskFaults,
  'unasked',
  'out-of-range',
  'extra-fields',
  'repeat',
  'busy',
  'timer',
  'mute-notices',
];
/** The maker's limit. */
const maxClients = 5;
/** Serial numbers as printed on the units: made up, with a fixed beginning. */
export const serialOf = (seat: number): string => `00A${String(seat).padStart(5, '0')}`;
const seatOf = (serial: string): number => Number(/^00A(\d{5})$/.exec(serial)?.[1] ?? Number.NaN);

const coldSettings: AtucSettings = {
  mode: 'free',
  autoOffSeconds: 0,
  openMicrophones: 4,
  queue: 10,
  priorityMutes: false,
  overrideFree: 0,
  overrideRequest: 1,
  overrideRemote: 1,
  holdMs: 500,
};
/** The maker's names have ten characters; ours may be longer, to see what a client makes of them. */
const unitsPerPart = 1;

export function createAtucDevice(options: DeviceOptions): LinkDevice<Uint8Array> {
  const peers = new Set<Peer<Uint8Array>>();
  let announce: Peer<Uint8Array> | null = null;
  let settings = coldSettings;
  let extraFields = false;
  let repeats = false;
  let busy = false;
  let muted = false;
  const desk = createDesk({
    seats: options.seats,
    mode: 'open',
    maxOpen: coldSettings.openMicrophones,
    maxRequests: coldSettings.queue,
    changed: (changes) => changed(changes),
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  const withExtra = (parameters: Parameters): Parameters => (extraFields ? [...parameters, '7'] : parameters);

  function notify(command: string, parameters: Parameters): void {
    if (muted) return;
    const datagram = encodeNotice({ command, part: 'NC', parameters });
    announce?.send(datagram);
    if (repeats) announce?.send(datagram);
  }

  const talkOf = (seat: number): AtucTalk => {
    const serial = serialOf(seat);
    const speaking = desk.speakers.indexOf(seat);
    const waiting = desk.requests.indexOf(seat);
    if (speaking >= 0) return { serial, state: 'talk', slot: speaking + 1 };
    return waiting >= 0 ? { serial, state: 'wait', slot: waiting + 1 } : { serial, state: 'idle', slot: 0 };
  };

  function changed(changes: readonly DeskChange[]): void {
    for (const change of changes)
      switch (change.type) {
        case 'settings':
          settings = {
            ...settings,
            mode: desk.mode === 'request' ? 'request' : 'free',
            overrideFree: desk.mode === 'override' ? 1 : 0,
            openMicrophones: desk.maxOpen,
          };
          notify('gconf', encodeSettings(settings));
          break;
        case 'seat':
          notify('gconn', [serialOf(change.seat)]);
          break;
        case 'order':
          break;
        default:
          notify('gtalk', encodeTalk(talkOf(change.seat), defaultLayout));
      }
  }

  const unitFields = (seat: number): Parameters => {
    const unit = desk.seat(seat);
    const chair = unit?.chair ?? false;
    return encodeUnit(
      {
        serial: serialOf(seat),
        name: unit?.name ?? '',
        priority: chair ? '1' : '2',
        rights: chair ? '1' : '0',
        group: '1',
        trigger: '0',
        type: '0',
      },
      defaultLayout,
    );
  };

  /** In parts, first to last, as long answers are split. */
  function inParts(command: string, records: readonly Parameters[]): readonly AtucAnswer[] {
    if (records.length === 0) return [{ type: 'data', command, part: 'NC', parameters: [] }];
    const groups: Parameters[] = [];
    for (let at = 0; at < records.length; at += unitsPerPart)
      groups.push(records.slice(at, at + unitsPerPart).flat());
    const partOf = (index: number): Part =>
      groups.length === 1 ? 'NC' : index === 0 ? 'CS' : index === groups.length - 1 ? 'CE' : 'CM';
    return groups.map((parameters, index) => ({ type: 'data', command, part: partOf(index), parameters }));
  }

  function question({ command, parameters }: AtucCommand): readonly AtucAnswer[] | undefined {
    switch (command) {
      case 'gconf':
        return [{ type: 'data', command, part: 'NC', parameters: withExtra(encodeSettings(settings)) }];
      case 'gdust': {
        const seats = desk.seats().filter(({ connected }) => connected);
        const asked = parameters[0] ?? 'all';
        const wanted = asked === 'all' ? seats : seats.filter(({ seat }) => serialOf(seat) === asked);
        const fields = wanted.map(({ seat }) => unitFields(seat));
        return inParts(command, repeats ? fields.flatMap((one) => [one, one]) : fields);
      }
      case 'gtalk': {
        const busySeats = [...desk.speakers, ...desk.requests];
        return inParts(
          command,
          busySeats.map((seat) => encodeTalk(talkOf(seat), defaultLayout)),
        );
      }
      default:
        return undefined;
    }
  }

  /** The number of the NAK, or undefined for an ACK. */
  function order({ command, parameters }: AtucCommand): number | undefined {
    const [first, serial = '', type] = parameters;
    const seat = seatOf(serial);
    const refusal = (reason: Refused | undefined): number | undefined =>
      reason === undefined || reason === 'already' ? undefined : nakCode.parameter;
    if (command === 'sconf') return change(parameters);
    const isOne = first === '1';
    if (isOne && (!desk.seat(seat) || type === undefined)) return nakCode.parameter;
    if (!isOne && first !== '0') return nakCode.parameter;
    switch (command) {
      case 'takof':
        if (!isOne) desk.closeAll();
        else if (!desk.seat(seat)?.connected) return nakCode.parameter;
        else desk.close(seat);
        return undefined;
      case 'reqon':
        if (!isOne) return nakCode.parameter;
        if (settings.mode === 'free') return refusal(desk.open(seat));
        return refusal(desk.request(seat));
      case 'reqof':
        if (isOne) desk.endRequest(seat);
        else desk.endAllRequests();
        return undefined;
      case 'prmit':
        if (!isOne) return desk.openNext() ? undefined : nakCode.parameter;
        if (!desk.requests.includes(seat)) return nakCode.parameter;
        return refusal(desk.open(seat));
      default:
        return nakCode.invalidCommand;
    }
  }

  function change(parameters: Parameters): number | undefined {
    const wanted = parameters.length >= 9 ? parseSettings(parameters) : undefined;
    if (!wanted) return nakCode.parameter;
    settings = wanted;
    const freeMode: ButtonMode = wanted.overrideFree === 1 ? 'override' : 'open';
    const mode = wanted.mode === 'free' ? freeMode : 'request';
    desk.set({ mode, maxOpen: wanted.openMicrophones, maxRequests: wanted.queue });
    return undefined;
  }

  function answerTo(command: AtucCommand): readonly AtucAnswer[] {
    const answers = question(command);
    if (answers) return answers;
    const code = busy ? nakCode.busy : order(command);
    // One way: nobody is told.
    if (command.handshake === 'O') return [];
    return [
      code === undefined
        ? { type: 'ack', command: command.command }
        : { type: 'nak', command: command.command, code },
    ];
  }

  const sayAll = (answers: readonly AtucAnswer[]): void => {
    for (const peer of peers) for (const answer of answers) peer.send(atucAnswers.encode(answer));
  };

  return {
    bootMs: 3000,
    announceTo(peer) {
      announce = peer;
    },
    accept(peer) {
      if (peers.size >= maxClients) return null;
      peers.add(peer);
      let pending = noBytes;
      return {
        received(data) {
          const decoded = atucCommands.decode(pending, data);
          pending = decoded.pending;
          for (const command of decoded.messages)
            for (const answer of answerTo(command)) peer.send(atucAnswers.encode(answer));
          // What it cannot read it cannot name: the sources show no other form.
          for (let count = 0; count < decoded.garbage; count++)
            peer.send(atucAnswers.encode({ type: 'nak', command: 'error', code: nakCode.syntax }));
        },
        closed: () => void peers.delete(peer),
      };
    },
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    fault(name, parameters) {
      if (deskFault(desk, name, parameters)) return { ok: true };
      const on = parameters['on'] !== false;
      switch (name) {
        case 'unasked':
          sayAll([
            { type: 'ack', command: 'takof' },
            { type: 'data', command: 'gtalk', part: 'NC', parameters: ['00A00002', '0', '1', '1'] },
          ]);
          break;
        case 'out-of-range':
          notify('gconf', ['9', '0', '99', '999', '0', '0', '0', '0', '0']);
          notify('gtalk', ['', '0', '1', '1', '!!', '0', '7', '70000']);
          break;
        case 'extra-fields':
          extraFields = on;
          break;
        case 'repeat':
          repeats = on;
          break;
        case 'busy':
          busy = on;
          break;
        case 'timer':
          sayAll([{ type: 'question', command: 'confm' }]);
          break;
        case 'mute-notices':
          muted = on;
          break;
        default:
          return { ok: false, known: knownFaults };
      }
      return { ok: true };
    },
    truth: () => desk.truth(),
    coldStart() {
      desk.coldStart();
      settings = coldSettings;
    },
  };
}
