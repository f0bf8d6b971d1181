/**
 * A Bosch DCN-NG central unit with its Open Interface, without its sockets. Units have the seats' numbers;
 * the chair's stands in the notebook, not on the speakers' list. Assumed where nothing is public: the numbers
 * of application errors, and that a client that changed something is notified like every other. Documents and
 * clients disagree about the layout of messages: whoever begins as printed is answered as printed. Faults
 * besides those of every hall: `extra-fields {on}`, `unasked`, `out-of-range`, `repeat {on}`, `no-access {on}`.
 */
import { concat } from '../../protocols/bytes.ts';
import { noBytes } from '../../protocols/codec.ts';
import { metLayout, printedLayout, type DcnLayout } from '../../protocols/bosch-dcn/frames.ts';
import { anyDelegate, type DcnFunction, type OperationMode } from '../../protocols/bosch-dcn/functions.ts';
import { badFunction, createDcnReports, type DcnReport } from '../../protocols/bosch-dcn/reports.ts';
import { createDcnRequests, type DcnRequest } from '../../protocols/bosch-dcn/requests.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import { type ButtonMode, createDesk, type DeskChange, type Refused } from '../desk.ts';
import type { DeviceOptions, LinkDevice, Peer } from '../device.ts';

const maxClients = 4;
const aliveEveryMs = 5000;
const silenceLimitMs = 15_000;
const knownFaults = [...deskFaults, 'extra-fields', 'unasked', 'out-of-range', 'repeat', 'no-access'];

/** Of these only the last is public. */
const errors = { list: 0x0a01, unit: 0x0a02, microphone: 0x0a03, access: 0x2a9b } as const;
const errorOf: Readonly<Record<Refused, number>> = {
  'no-such-seat': errors.unit,
  'not-connected': errors.unit,
  already: errors.list,
  full: errors.list,
};
const operationModes: Readonly<Record<ButtonMode, OperationMode>> = {
  open: 'push-to-talk',
  override: 'override',
  request: 'operator-requests',
  queue: 'delegate-requests',
  voice: 'voice',
};
const buttons: Readonly<Record<OperationMode, ButtonMode>> = {
  'operator-requests': 'request',
  'delegate-requests': 'queue',
  override: 'override',
  voice: 'voice',
  'operator-comments': 'request',
  'push-to-talk': 'open',
};

interface Wire {
  readonly requests: ReturnType<typeof createDcnRequests>;
  readonly reports: ReturnType<typeof createDcnReports>;
}
const wireOf = (layout: DcnLayout): Wire => ({
  requests: createDcnRequests(layout),
  reports: createDcnReports(layout),
});

interface Client {
  wire: Wire;
  readonly peer: Peer<Uint8Array>;
  isStarted: boolean;
  saidAt: number;
  heardAt: number;
}

export function createDcnDevice(options: DeviceOptions, layout?: DcnLayout): LinkDevice<Uint8Array> {
  const { clock } = options;
  const [met, printed] = [wireOf(layout ?? metLayout), wireOf(layout ?? printedLayout)];
  const clients = new Set<Client>();
  let extraFields = false;
  let repeats = false;
  let isBarred = false;

  const desk = createDesk({
    seats: options.seats,
    mode: 'queue',
    maxOpen: 4,
    maxRequests: 100,
    changed: (changes) => notify(changes.flatMap(notificationsOf)),
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });
  const isChair = (seat: number): boolean => desk.seat(seat)?.chair ?? false;

  function say(client: Client, all: readonly DcnReport[]): void {
    if (all.length === 0) return;
    client.saidAt = clock.now();
    client.peer.send(concat(...all.map((report) => encode(client.wire, report))));
  }

  function encode({ reports }: Wire, report: DcnReport): Uint8Array {
    const bytes = reports.encode(report);
    if (!extraFields || report.type === 'keep-alive') return bytes;
    const longer = concat(bytes, new Uint8Array(4).fill(0xaa));
    new DataView(longer.buffer).setUint32(4, longer.length, true);
    return longer;
  }

  function notify(all: readonly DcnReport[]): void {
    const said = repeats ? all.flatMap((report) => [report, report]) : all;
    for (const client of clients) if (client.isStarted) say(client, said);
  }

  function notificationsOf(change: DeskChange): readonly DcnReport[] {
    switch (change.type) {
      case 'opened':
      case 'closed': {
        const open = change.type === 'opened';
        if (!isChair(change.seat))
          return [{ type: open ? 'speaker-added' : 'speaker-removed', unit: change.seat }];
        return [
          { type: 'microphone', unit: change.seat, open },
          { type: 'chair-microphones', open: desk.speakers.filter(isChair).length },
        ];
      }
      case 'requested':
        return [{ type: 'requests-changed', by: 'requestInserted' }];
      case 'request-ended':
        return [{ type: 'request-removed', unit: change.seat }];
      case 'settings':
        return [
          { type: 'mode', mode: operationModes[desk.mode] },
          { type: 'active', count: desk.maxOpen },
        ];
      case 'order':
        return [{ type: 'requests-changed', by: 'requestsSet' }];
      // Units that come and go are another application's subject.
      case 'seat':
        return [{ type: 'other', functionId: 0x1009 }];
    }
  }

  const listed = <Entry>(entries: readonly Entry[]): readonly Entry[] =>
    repeats ? entries.flatMap((entry) => [entry, entry]) : entries;

  function carryOut(client: Client, request: DcnRequest): DcnReport | undefined {
    const done = (of: DcnFunction, refused: Refused | undefined): DcnReport =>
      refused === undefined ? { type: 'done', of } : { type: 'refused', of, error: errorOf[refused] };
    switch (request.type) {
      case 'keep-alive':
        return undefined;
      case 'other':
        return { type: 'protocol-error', code: badFunction, position: 0 };
      case 'start':
        if (isBarred) return { type: 'refused', of: 'start', error: errors.access };
        client.isStarted = true;
        return { type: 'done', of: 'start' };
      case 'stop':
        client.isStarted = false;
        return { type: 'done', of: 'stop' };
      case 'getSettings':
        return {
          type: 'settings',
          mode: operationModes[desk.mode],
          active: desk.maxOpen,
          maxRequests: desk.maxRequests,
        };
      case 'getSpeakers': {
        const units = desk.speakers.filter((seat) => !isChair(seat));
        return { type: 'speakers', entries: listed(units).map((unit) => ({ unit, open: true })) };
      }
      case 'getRequests':
        return {
          type: 'requests',
          entries: listed(desk.requests).map((unit) => ({ unit, delegate: anyDelegate })),
        };
      case 'getNotebook': {
        const chairs = desk.seats().filter(({ chair }) => chair);
        const entries = chairs.map(({ seat }) => ({
          unit: seat,
          sort: 0,
          open: desk.speakers.includes(seat),
        }));
        return { type: 'notebook', entries: listed(entries) };
      }
      case 'setMicrophone':
        return done(request.type, request.open ? desk.open(request.unit) : desk.close(request.unit));
      case 'appendSpeaker':
        if (isChair(request.unit)) return { type: 'refused', of: request.type, error: errors.microphone };
        return done(request.type, desk.open(request.unit));
      case 'removeSpeaker':
        return done(request.type, desk.close(request.unit));
      case 'clearSpeakers':
        desk.closeDelegates();
        return { type: 'done', of: request.type };
      case 'shift':
        return done(request.type, desk.requests.includes(request.unit) ? desk.open(request.unit) : 'already');
      case 'appendRequest':
        return done(request.type, desk.request(request.unit));
      case 'removeRequest':
        return done(request.type, desk.endRequest(request.unit));
      case 'clearRequests':
        desk.endAllRequests();
        return { type: 'done', of: request.type };
      case 'setMode':
        desk.set({ mode: buttons[request.mode] });
        return { type: 'done', of: request.type };
      case 'setActive':
        desk.set({ maxOpen: request.count });
        return { type: 'done', of: request.type };
    }
  }

  /** A keep-alive when nothing was said for 5 s; after 15 s of silence the unit gives the link up. */
  function keepAlive(client: Client): () => void {
    let cancel = clock.after(aliveEveryMs, tick);
    function tick(): void {
      if (clock.now() - client.heardAt >= silenceLimitMs) {
        client.peer.close();
        return;
      }
      if (clock.now() - client.saidAt >= aliveEveryMs) say(client, [{ type: 'keep-alive' }]);
      cancel = clock.after(aliveEveryMs, tick);
    }
    return () => cancel();
  }

  return {
    bootMs: 5000,
    accept(peer) {
      if (clients.size >= maxClients) return null;
      const client: Client = {
        peer,
        wire: met,
        isStarted: false,
        saidAt: clock.now(),
        heardAt: clock.now(),
      };
      clients.add(client);
      const rest = keepAlive(client);
      let pending = noBytes;
      return {
        received(data) {
          client.heardAt = clock.now();
          // 0x43 marks a command: in front as printed, or behind as met.
          if (pending.length === 0 && data[0] === 0x43) client.wire = printed;
          const decoded = client.wire.requests.decode(pending, data);
          pending = decoded.pending;
          for (const request of decoded.messages) {
            const answer = carryOut(client, request);
            if (answer) say(client, [answer]);
          }
          if (decoded.garbage > 0) say(client, [{ type: 'protocol-error', code: badFunction, position: 0 }]);
        },
        closed() {
          rest();
          clients.delete(client);
        },
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
        case 'no-access':
          isBarred = parameters['on'] !== false;
          return { ok: true };
        case 'unasked':
          for (const client of clients)
            say(client, [
              { type: 'speakers', entries: [] },
              { type: 'done', of: 'shift' },
            ]);
          return { ok: true };
        case 'out-of-range':
          notify([
            { type: 'speaker-added', unit: 0 },
            { type: 'microphone', unit: 0, open: true },
          ]);
          return { ok: true };
        default:
          return deskFault(desk, name, parameters) ? { ok: true } : { ok: false, known: knownFaults };
      }
    },
    truth: () => desk.truth(),
    coldStart: () => desk.coldStart(),
  };
}
