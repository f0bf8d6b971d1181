/**
 * A camera output without its line: what a central unit tells a camera control, to every client alike. As
 * `tlvcam1` and `tlvcam2` it is a Televic unit's, as `sdc` the camera port of a Sennheiser SDC 8000/8200.
 * Assumed where the documents are silent: when the last microphone goes off, the reset follows its "off";
 * the 5 s of the synchronisation run from a client's arrival. Clients are not expected to answer.
 *
 * Faults besides a desk's: `unasked` (a reset although nobody stopped, and the synchronisation that puts it
 * right), `out-of-range` (a microphone 0, digits that are none), `extra-fields {on}` (a digit more behind
 * numbers), `repeat {on}` (says everything twice).
 */
import { ascii, concat } from '../../protocols/bytes.ts';
import type { Cancel } from '../../protocols/clock.ts';
import { type Digits, frameOf, seatDigits } from '../../protocols/sennheiser-sdc/framing.ts';
import { createSdcReports, type SdcReport } from '../../protocols/sennheiser-sdc/reports.ts';
import { tlvcam2Reports } from '../../protocols/televic-tlvcam/reports.ts';
import { createDesk, type DeskChange } from '../desk.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import type { DeviceOptions, LinkDevice, Peer } from '../device.ts';

const knownFaults = [...deskFaults, 'unasked', 'out-of-range', 'extra-fields', 'repeat'];
const maxClients = 8;
const syncMs = 5000;

export interface CameraOutputOptions extends DeviceOptions {
  readonly protocol: 'tlvcam1' | 'tlvcam2' | 'sdc';
  /** The digits of `1R` and `1r` as the SDC manuals print them, or by their rule. */
  readonly digits?: Digits;
}

export function createCameraOutput(options: CameraOutputOptions): LinkDevice<Uint8Array> {
  const { protocol, clock } = options;
  const sdcReports = createSdcReports();
  const peers = new Set<Peer<Uint8Array>>();
  let [extraFields, repeats] = [false, false];
  let cancelSync: Cancel | null = null;

  const desk = createDesk({
    seats: options.seats,
    mode: 'open',
    maxOpen: 4,
    maxRequests: 50,
    changed: (changes) => say(messages(changes)),
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  function say(bytes: readonly Uint8Array[], to: Iterable<Peer<Uint8Array>> = peers): void {
    if (bytes.length === 0) return;
    const all = concat(...bytes, ...(repeats ? bytes : []));
    for (const peer of to) peer.send(all);
  }

  const isChair = (seat: number): boolean => desk.seat(seat)?.chair ?? false;
  const reset: SdcReport = {
    type: 'camera-reset',
    letters: protocol === 'sdc' ? '1r00' : 'R',
    digits: protocol === 'sdc' ? (options.digits ?? 'printed') : 'rule',
  };

  /** Everybody at once is one message, one after the other are several and the reset. */
  function messages(changes: readonly DeskChange[]): readonly Uint8Array[] {
    const switched = changes.filter(({ type }) => type === 'opened' || type === 'closed');
    const isAll = switched.length > 1 && switched.every(({ type }) => type === 'closed');
    if (isAll && desk.speakers.length === 0)
      return [
        protocol === 'tlvcam2'
          ? tlvcam2Reports.encode({ type: 'reset' })
          : sdcReports.encode({ type: 'all-off' }),
      ];
    const said = switched.map((change) => one(change));
    if (switched.at(-1)?.type === 'closed' && desk.speakers.length === 0) said.push(resetBytes());
    return said;
  }

  const resetBytes = (): Uint8Array =>
    protocol === 'tlvcam2' ? tlvcam2Reports.encode({ type: 'reset' }) : sdcReports.encode(reset);

  function one(change: DeskChange): Uint8Array {
    const seat = 'seat' in change ? change.seat : 0;
    const isOn = change.type === 'opened';
    const more = extraFields ? '7' : '';
    if (protocol === 'tlvcam2') return ascii(`$${isOn ? 1 : 2}${seatDigits(seat)}${more}\r\n`);
    const letter = isChair(seat) ? 'P' : 'M';
    return ascii(frameOf((isOn ? letter : letter.toLowerCase()) + seatDigits(seat) + more));
  }

  const syncBytes = (): Uint8Array =>
    sdcReports.encode({ type: 'sync', seats: [...desk.speakers].sort((a, b) => a - b) });

  function startSync(): void {
    if (protocol === 'tlvcam2') return;
    cancelSync = clock.after(syncMs, () => {
      say([syncBytes()]);
      startSync();
    });
  }

  return {
    bootMs: 3000,
    accept(peer) {
      if (peers.size >= maxClients) return null;
      peers.add(peer);
      if (protocol === 'sdc')
        say([sdcReports.encode({ type: 'camera-start', digits: options.digits ?? 'printed' })], [peer]);
      if (!cancelSync) startSync();
      return {
        received: () => undefined,
        closed() {
          peers.delete(peer);
          if (peers.size > 0) return;
          cancelSync?.();
          cancelSync = null;
        },
      };
    },
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    fault(name, parameters) {
      const isOn = parameters['on'] !== false;
      switch (name) {
        case 'unasked':
          say(protocol === 'tlvcam2' ? [resetBytes()] : [resetBytes(), syncBytes()]);
          break;
        case 'out-of-range':
          for (const peer of peers)
            peer.send(
              protocol === 'tlvcam2'
                ? ascii('$10000\r\n$1xxxx\r\n')
                : ascii(frameOf('M0000') + frameOf('Mxxxx')),
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
    coldStart: () => desk.coldStart(),
  };
}
