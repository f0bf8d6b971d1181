/**
 * A Sennheiser SDC 8000/8200 central unit on its control panel port, without its line, as appendix B of the
 * manuals describes it. Assumed where they are silent: `T` toggles and the small letter switches off only
 * (both are accepted); a request taken back is told by nothing; "override" and the groups are as open.
 *
 * Faults besides a desk's: `unasked` (an "off" for a microphone that is off), `out-of-range` (a microphone
 * 0, five digits, a wrong sum), `extra-fields {on}` (digits behind the number), `repeat {on}` (says
 * everything twice).
 */
import { ascii, concat } from '../../protocols/bytes.ts';
import { sdcCommands, type SdcCommand } from '../../protocols/sennheiser-sdc/commands.ts';
import { frameOf, seatDigits } from '../../protocols/sennheiser-sdc/framing.ts';
import { createSdcReports, type SdcReport } from '../../protocols/sennheiser-sdc/reports.ts';
import { type ButtonMode, createDesk, type DeskChange } from '../desk.ts';
import { acceptClient } from '../clients.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import type { DeviceOptions, LinkDevice, Peer } from '../device.ts';

const knownFaults = [...deskFaults, 'unasked', 'out-of-range', 'extra-fields', 'repeat'];
const maxClients = 4;
const buttonModes: readonly ButtonMode[] = [
  'open', // 00 no request
  'request', // 01 with request
  'request', // 02 with request, no clear
  'open', // 03 direct access
  'override', // 04 FIFO
  'open', // 05-08 groups
  'open',
  'open',
  'open',
  'override', // 09 override
];

type SeatReport = SdcReport & { readonly type: 'panel-on' | 'panel-off' | 'panel-request' };

export function createSdcDevice(options: DeviceOptions): LinkDevice<Uint8Array> {
  const codec = createSdcReports();
  const peers = new Set<Peer<Uint8Array>>();
  let [extraFields, repeats] = [false, false];

  const desk = createDesk({
    seats: options.seats,
    mode: 'open',
    maxOpen: 4,
    maxRequests: 50,
    changed: (changes) => say(reportsOf(changes)),
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  const letters = { 'panel-on': '1L', 'panel-off': '1l', 'panel-request': '1D' } as const;

  function encode(report: SdcReport): Uint8Array {
    if (!extraFields || !(report.type in letters)) return codec.encode(report);
    const { type, seat } = report as SeatReport;
    return ascii(frameOf(`${letters[type]}${seatDigits(seat)}01`));
  }

  function say(reports: readonly SdcReport[]): void {
    const bytes = concat(
      ...reports.flatMap((report) => (repeats ? [encode(report), encode(report)] : [encode(report)])),
    );
    if (bytes.length > 0) for (const peer of peers) peer.send(bytes);
  }

  /** Everybody at once is one message. */
  function reportsOf(changes: readonly DeskChange[]): readonly SdcReport[] {
    const closed = changes.filter(({ type }) => type === 'closed');
    if (closed.length > 1 && closed.length === changes.length && desk.speakers.length === 0)
      return [{ type: 'panel-all-off' }];
    return changes.flatMap((change): readonly SdcReport[] => {
      switch (change.type) {
        case 'opened':
          return [{ type: 'panel-on', seat: change.seat }];
        case 'closed':
          return [{ type: 'panel-off', seat: change.seat }];
        case 'requested':
          return [{ type: 'panel-request', seat: change.seat }];
        default:
          return [];
      }
    });
  }

  function carryOut(command: SdcCommand): void {
    switch (command.type) {
      case 'activate':
        if (desk.speakers.includes(command.seat)) desk.close(command.seat);
        else desk.open(command.seat);
        return;
      case 'deactivate':
        desk.close(command.seat);
        return;
      case 'resynchronise': {
        const inOrder = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
        say([
          // Assumed: the documents do not say what comes when nobody speaks.
          ...(desk.speakers.length === 0 ? [{ type: 'panel-all-off' } as const] : []),
          ...inOrder(desk.speakers).map((seat): SdcReport => ({ type: 'panel-on', seat })),
          ...inOrder(desk.requests).map((seat): SdcReport => ({ type: 'panel-request', seat })),
        ]);
        return;
      }
      case 'set-mode': {
        const mode = buttonModes[command.mode];
        if (mode) desk.set({ mode });
        return;
      }
      case 'set-sound':
      case 'test-tone':
        return;
    }
  }

  return {
    bootMs: 3000,
    accept: (peer) => acceptClient(peers, maxClients, peer, sdcCommands, carryOut),
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    fault(name, parameters) {
      const isOn = parameters['on'] !== false;
      switch (name) {
        case 'unasked': {
          const silent = desk.seats().find(({ seat }) => !desk.speakers.includes(seat));
          if (silent) say([{ type: 'panel-off', seat: silent.seat }]);
          break;
        }
        case 'out-of-range':
          for (const peer of peers) peer.send(ascii(`${frameOf('1L0000')}${frameOf('1Lx001')}%1L0001FFFF\r`));
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
    coldStart: () => desk.coldStart(),
  };
}
