/**
 * A Taiden HCS-3600 class main unit without its line: commands in, reports out once it was told to report,
 * as the maker's page and the manual describe it. Assumed where they are silent: the state is reported when
 * reporting is started and at every change; the lower bits of the state are the limit; a status names the
 * microphones in the order of their numbers. Whom a camera should show follows the page's four rules.
 *
 * Faults besides a desk's: `unasked` (the result of a vote), `out-of-range` (a microphone 0, seven open
 * ones), `extra-fields {on}` (two bytes more behind a status), `repeat {on}` (names everybody twice).
 */
import { concat, hex } from '../../protocols/bytes.ts';
import { noBytes } from '../../protocols/codec.ts';
import { taidenCommands, type TaidenCommand } from '../../protocols/taiden-hcs/commands.ts';
import {
  createTaidenReports,
  defaultStatusForm,
  type StatusForm,
  type TaidenReport,
} from '../../protocols/taiden-hcs/reports.ts';
import { type ButtonMode, createDesk, type DeskChange } from '../desk.ts';
import { acceptClient } from '../clients.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import type { DeviceOptions, LinkDevice, Peer } from '../device.ts';

const knownFaults = [...deskFaults, 'unasked', 'out-of-range', 'extra-fields', 'repeat'];
const maxClients = 4;
/** Ours: the documents do not give the codes. */
const operations: Readonly<Record<ButtonMode, number>> = {
  open: 0,
  override: 1,
  voice: 2,
  request: 3,
  queue: 3,
};

export interface TaidenDeviceOptions extends DeviceOptions {
  readonly form?: StatusForm;
}

export function createTaidenDevice(options: TaidenDeviceOptions): LinkDevice<Uint8Array> {
  const codec = createTaidenReports(options.form ?? defaultStatusForm);
  const peers = new Set<Peer<Uint8Array>>();
  let [reportsStatus, tracks, extraFields, repeats] = [false, false, false, false];
  let vote: { readonly present: number } | null = null;

  const desk = createDesk({
    seats: options.seats,
    mode: 'open',
    maxOpen: 4,
    maxRequests: 50,
    changed,
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  function say(report: TaidenReport): void {
    const bytes = codec.encode(report);
    const more = extraFields && report.type === 'status' ? Uint8Array.of(0, 0) : noBytes;
    for (const peer of peers) peer.send(concat(bytes, more));
  }

  function changed(changes: readonly DeskChange[]): void {
    const isAboutMicrophones = changes.some(({ type }) => type !== 'seat' && type !== 'order');
    if (reportsStatus && isAboutMicrophones) say(status());
    if (!tracks) return;
    for (const change of changes) {
      if (change.type === 'opened') say({ type: 'tracking', seat: change.seat });
      if (change.type === 'closed') say({ type: 'tracking', seat: afterClosing() });
    }
  }

  function status(): TaidenReport {
    const open = [...desk.speakers].sort((a, b) => a - b);
    return {
      type: 'status',
      operation: operations[desk.mode],
      activeMicrophones: desk.maxOpen & 0x0f,
      open: repeats ? open.flatMap((seat) => [seat, seat]) : open,
    };
  }

  /** The chair if it speaks, else the lowest number, else the whole room. */
  function afterClosing(): number {
    const chair = desk.speakers.find((seat) => desk.seat(seat)?.chair);
    return chair ?? (desk.speakers.length > 0 ? Math.min(...desk.speakers) : 0);
  }

  function carryOut(command: TaidenCommand): void {
    switch (command.type) {
      case 'mic-on':
        desk.open(command.seat);
        return;
      case 'mic-off':
        desk.close(command.seat);
        return;
      case 'all-off':
        desk.closeAll();
        return;
      case 'start-status':
        reportsStatus = true;
        say(status());
        return;
      case 'stop-status':
        reportsStatus = false;
        return;
      case 'start-tracking':
        tracks = true;
        say({ type: 'tracking', seat: desk.speakers.at(-1) ?? 0 });
        return;
      case 'stop-tracking':
        tracks = false;
        return;
      case 'start-vote':
        vote = { present: desk.seats().filter(({ connected }) => connected).length };
        return;
      case 'stop-vote':
        if (vote) say({ type: 'vote-result', ...vote, yes: 0, no: 0, abstain: 0 });
        vote = null;
        return;
      case 'select-video':
        return;
    }
  }

  return {
    bootMs: 3000,
    accept: (peer) => acceptClient(peers, maxClients, peer, taidenCommands, carryOut),
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    fault(name, parameters) {
      const isOn = parameters['on'] !== false;
      switch (name) {
        case 'unasked':
          say({ type: 'vote-result', present: 40, yes: 21, no: 13, abstain: 6 });
          break;
        case 'out-of-range':
          for (const peer of peers) peer.send(hex(`e6 04 01 ${'00'.repeat(12)} e6 04 07`));
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
      [reportsStatus, tracks] = [false, false];
      vote = null;
    },
  };
}
