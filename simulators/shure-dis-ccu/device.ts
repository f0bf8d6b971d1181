/**
 * The DIS-CCU unit with its clients: lines in from each, reports out to all. Faults besides the common ones:
 * `extra-fields {on}` (adds a field behind seat numbers), `lose-seat {seat, lost}`, `rename {seat, name}`,
 * `set {mode, maxOpen}` (at the unit), `unasked` (the end of a status block that nobody asked for),
 * `out-of-range` (seats that cannot be), `unknown-seat` (a further unit speaks), `repeat` (says all twice), and
 * those of voting (votes.ts).
 */
import { ascii, concat } from '../../protocols/bytes.ts';
import { noBytes } from '../../protocols/codec.ts';
import { disCommands } from '../../protocols/shure-dis-ccu/commands.ts';
import { isVotingCommand } from '../../protocols/shure-dis-ccu/voting.ts';
import { disReports, type DisReport } from '../../protocols/shure-dis-ccu/reports.ts';
import type { DeviceOptions, LinkDevice, Peer } from '../device.ts';
import type { ButtonMode } from '../desk.ts';
import { createUnit } from './model.ts';
import { createDisVotes, voteFaults } from './votes.ts';

const knownFaults = [
  ...voteFaults,
  'extra-fields',
  'lose-seat',
  'rename',
  'set',
  'unasked',
  'out-of-range',
  'unknown-seat',
  'repeat',
];
const maxClients = 16;
const wordOf: Readonly<Record<ButtonMode, string>> = {
  open: 'auto',
  override: 'fifo',
  request: 'manual',
  queue: 'auto',
  voice: 'vox',
};

export function createDisDevice(options: DeviceOptions): LinkDevice<Uint8Array> {
  const peers = new Set<Peer<Uint8Array>>();
  let extraField = false;
  let repeats = false;
  const broadcast = (reports: readonly DisReport[]): void => {
    const bytes = encodeAll(repeats ? reports.flatMap((report) => [report, report]) : reports);
    for (const peer of peers) peer.send(bytes);
  };
  const unit = createUnit({
    seats: options.seats,
    broadcast,
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });
  const votes = createDisVotes({
    clock: options.clock,
    isThere: (seat) => options.seats.some((one) => one.seat === seat) && !unit.truth().lost.includes(seat),
    say: broadcast,
  });

  function encodeAll(reports: readonly DisReport[]): Uint8Array {
    return concat(
      ...reports.map((report) => {
        const bytes = disReports.encode(report);
        return extraField && report.type === 'mic_on'
          ? concat(bytes.subarray(0, -2), ascii(' 1\r\n'))
          : bytes;
      }),
    );
  }

  return {
    bootMs: 3000,
    accept(peer) {
      if (peers.size >= maxClients) return null;
      peers.add(peer);
      let pending = noBytes;
      return {
        received(data) {
          const decoded = disCommands.decode(pending, data);
          pending = decoded.pending;
          for (const command of decoded.messages) {
            const answer = isVotingCommand(command) ? votes.carryOut(command) : unit.command(command);
            if (answer.length > 0) peer.send(encodeAll(answer));
          }
          if (decoded.garbage > 0) peer.send(encodeAll([{ type: 'command_error', text: 'syntax error' }]));
        },
        closed: () => void peers.delete(peer),
      };
    },
    press: (seat) => unit.press(seat),
    release: (seat) => unit.release(seat),
    pressKey: (keypad, key) => votes.press(keypad, key),
    fault(name, parameters) {
      if (votes.fault(name, parameters)) return { ok: true };
      const seat = Number(parameters['seat']);
      switch (name) {
        case 'extra-fields':
          extraField = parameters['on'] !== false;
          break;
        case 'lose-seat':
          unit.connect(seat, parameters['lost'] === false);
          break;
        case 'rename':
          unit.rename(seat, typeof parameters['name'] === 'string' ? parameters['name'] : '');
          break;
        case 'set': {
          const { mode, maxOpen } = parameters;
          if (typeof mode === 'string' && Object.hasOwn(wordOf, mode))
            unit.command({ type: 'mic_mode', word: wordOf[mode as ButtonMode] });
          if (typeof maxOpen === 'number') unit.command({ type: 'max_speakers', value: maxOpen });
          break;
        }
        case 'unasked':
          for (const peer of peers) peer.send(encodeAll([{ type: 'mic_status_done' }]));
          break;
        case 'out-of-range':
          for (const peer of peers) peer.send(ascii('mic_on 0\r\nmic_on 70000\r\nmax_speakers 99\r\n'));
          break;
        case 'unknown-seat':
          unit.add({ seat: 500, name: 'Gast', chair: false });
          break;
        case 'repeat':
          repeats = parameters['on'] !== false;
          break;
        default:
          return { ok: false, known: knownFaults };
      }
      return { ok: true };
    },
    truth: () => ({ ...unit.truth(), votes: votes.truth() }),
    coldStart() {
      unit.coldStart();
      votes.coldStart();
    },
  };
}
