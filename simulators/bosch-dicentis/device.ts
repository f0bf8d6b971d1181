/**
 * A Bosch DICENTIS server without its sockets, as the facts describe it: one JSON object per message, events
 * that fire once until their data is fetched, literal error texts. Assumed where nothing is public: a seat
 * that is added to a full list of speakers waits instead, and `status` of a lost seat is `disconnected`. Faults
 * besides those of every hall: `extra-fields {on}`, `unasked`, `out-of-range`, `repeat {on}`, `mute {seat}`,
 * `refuse {operation}` (that operation fails from now on).
 */
import {
  encodeMessage,
  type DicentisMessage,
  type DiscussionEntry,
} from '../../protocols/bosch-dicentis/answers.ts';
import {
  alreadyLoggedIn,
  cannot,
  type DicentisRequest,
  loginFirst,
  noSuchEvent,
  readRequest,
} from '../../protocols/bosch-dicentis/requests.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import { createDesk, type DeskChange } from '../desk.ts';
import type { DeviceOptions, LinkDevice, Peer } from '../device.ts';

export const simulatedLogin = { user: 'admin', password: 'geheim' } as const;
export const seatIdOf = (seat: number): string => `seat-${seat}`;
const numberOf = (seatId: string): number => Number(/^seat-(\d{1,5})$/.exec(seatId)?.[1] ?? Number.NaN);

const maxClients = 10;
const knownFaults = [...deskFaults, 'extra-fields', 'unasked', 'out-of-range', 'repeat', 'mute', 'refuse'];
/** Events that a client may register for; those without data here never fire. */
const knownEvents = [
  'DiscussionListChanged',
  'SeatsChanged',
  'VotingStateChanged',
  'MeetingInfoChanged',
  'AgendaTopicsChanged',
  'ParticipantsChanged',
  'MasterVolumeChanged',
];

interface Client {
  readonly peer: Peer<string>;
  isLoggedIn: boolean;
  readonly registered: Set<string>;
  readonly armed: Set<string>;
}

export function createDicentisDevice(options: DeviceOptions): LinkDevice<string> {
  const clients = new Set<Client>();
  const muted = new Set<number>();
  let extraFields = false;
  let repeats = false;
  let refusing: string | null = null;

  const desk = createDesk({
    seats: options.seats,
    mode: 'queue',
    maxOpen: 4,
    maxRequests: 10,
    changed: fireChanges,
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  function fireChanges(changes: readonly DeskChange[]): void {
    for (const change of changes) if (change.type === 'closed') muted.delete(change.seat);
    const isSeats = (change: DeskChange): boolean => change.type === 'seat';
    fire([
      ...(changes.some(isSeats) ? ['SeatsChanged'] : []),
      ...(changes.some((change) => !isSeats(change)) ? ['DiscussionListChanged'] : []),
    ]);
  }

  function fire(names: readonly string[]): void {
    for (const client of clients) {
      const due = names.filter((name) => client.armed.delete(name));
      if (due.length > 0) send(client.peer, { type: 'event', events: due });
    }
  }

  function send(peer: Peer<string>, message: DicentisMessage): void {
    const extras = {
      token: message.type === 'login' && message.loggedIn ? 'simulated-token' : '',
      ...(message.type === 'login' && message.loggedIn ? { userId: 'user-1' } : {}),
      referenceTime: options.clock.now(),
    };
    const text = encodeMessage(message, 'parameters', extras);
    // A member at the front of every object within: what a newer server might add.
    peer.send(extraFields ? text.replaceAll(/\{(?=")/g, '{"brandNew":[1,{}],') : text);
  }

  function entries(): readonly DiscussionEntry[] {
    const list = [
      ...desk.speakers.map((seat): DiscussionEntry => ({
        ...entryOf(seat),
        microphoneState: muted.has(seat) ? 'mute' : 'on',
        speakerType: 'isSpeaker',
        isFirst: false,
      })),
      ...desk.requests.map((seat, at): DiscussionEntry => ({
        ...entryOf(seat),
        microphoneState: 'off',
        speakerType: 'isRequest',
        isFirst: at === 0,
      })),
    ];
    return repeats ? list.flatMap((entry) => [entry, entry]) : list;
  }

  const entryOf = (seat: number) => ({
    seatId: seatIdOf(seat),
    participantId: `participant-${seat}`,
    screenLine: desk.seat(seat)?.name ?? '',
  });

  /** An answer, or the server's words for why not. */
  function carryOut(client: Client, request: DicentisRequest): DicentisAnswer | string {
    if (request.operation === 'Login') {
      if (client.isLoggedIn) return alreadyLoggedIn;
      client.isLoggedIn =
        request.user === simulatedLogin.user && request.password === simulatedLogin.password;
      return { type: 'login', loggedIn: client.isLoggedIn };
    }
    if (!client.isLoggedIn) return loginFirst;
    if (request.operation === refusing) return cannot(request.operation);
    switch (request.operation) {
      case 'GetPermissions':
        return { type: 'permissions', permissions: ['canManageMeeting', 'canDeactivateMicrophone'] };
      case 'RegisterEvents':
        return registerEvents(client, request.events);
      case 'GetSeats':
        arm(client, 'SeatsChanged');
        return {
          type: 'seats',
          seats: desk.seats().map(({ seat, name, chair, connected }) => ({
            seatId: seatIdOf(seat),
            seatName: `Seat ${seat}`,
            screenLine: name,
            status: connected ? 'connected' : 'disconnected',
            canPrio: chair,
            ...(connected ? { seatedParticipantId: `participant-${seat}` } : {}),
          })),
        };
      case 'GetDiscussionList':
        arm(client, 'DiscussionListChanged');
        return { type: 'discussion', entries: entries() };
      case 'GetDiscussionOptions':
        return { type: 'options', discussionMode: 1, maxRequests: desk.maxRequests, maxResponses: 10 };
      default:
        return onSeats(request);
    }
  }

  function arm(client: Client, event: string): void {
    if (client.registered.has(event)) client.armed.add(event);
  }

  function registerEvents(client: Client, names: readonly string[]): DicentisAnswer | string {
    const found = names.map((name) =>
      knownEvents.find((known) => known.toLowerCase() === name.toLowerCase()),
    );
    const bad = found.indexOf(undefined);
    if (bad >= 0) return noSuchEvent(names[bad] ?? '', bad);
    for (const event of found) {
      if (event === undefined) continue;
      client.registered.add(event);
      client.armed.add(event);
    }
    return { type: 'done' };
  }

  function onSeats(
    request: Extract<DicentisRequest, { readonly seatId: string } | { readonly seatIds: readonly string[] }>,
  ): DicentisAnswer | string {
    const seats = ('seatIds' in request ? request.seatIds : [request.seatId]).map(numberOf);
    if (seats.some((seat) => !desk.seat(seat)?.connected)) return cannot(request.operation);
    const isRefused = seats.map((seat) => onSeat(request.operation, seat)).includes(false);
    return isRefused ? cannot(request.operation) : { type: 'done' };
  }

  /** False: the server says that it cannot. */
  function onSeat(operation: DicentisRequest['operation'], seat: number): boolean {
    const [speaks, waits] = [desk.speakers.includes(seat), desk.requests.includes(seat)];
    switch (operation) {
      case 'AddSeatToSpeakers':
      case 'GrantSpeech': {
        if (speaks) return operation === 'GrantSpeech';
        const refused = desk.open(seat);
        if (refused !== 'full') return refused === undefined;
        return !waits && desk.request(seat) === undefined;
      }
      case 'RemoveSeatFromDiscussionList':
      case 'RemoveSpeech':
        if (speaks) desk.close(seat);
        else if (waits) desk.endRequest(seat);
        else return operation === 'RemoveSpeech';
        return true;
      case 'RequestSpeech':
        desk.request(seat);
        return true;
      case 'DeactivateMicrophone':
        return speaks && mute(seat, true);
      case 'ActivateMicrophone':
        return muted.has(seat) && mute(seat, false);
      // No replies are configured: without effect, and nothing to remove.
      case 'RemoveResponse':
        return false;
      default:
        return true;
    }
  }

  function mute(seat: number, on: boolean): boolean {
    if (on) muted.add(seat);
    else muted.delete(seat);
    options.onMicrophone(seat, !on);
    fire(['DiscussionListChanged']);
    return true;
  }

  function received(client: Client, text: string): void {
    const read = readRequest(text);
    if (read.type === 'close') {
      client.peer.close();
      return;
    }
    const { messageId } = read;
    const answer = read.type === 'refused' ? read.message : carryOut(client, read.request);
    if (typeof answer === 'string') send(client.peer, { type: 'error', messageId, message: answer });
    else if (read.type === 'request') send(client.peer, { ...answer, messageId, operation: read.operation });
  }

  const everybody = (message: DicentisMessage): void => {
    for (const { peer } of clients) send(peer, message);
  };

  return {
    bootMs: 5000,
    accept(peer) {
      if (clients.size >= maxClients) return null;
      const client: Client = { peer, isLoggedIn: false, registered: new Set(), armed: new Set() };
      clients.add(client);
      return {
        received: (text) => received(client, text),
        closed: () => void clients.delete(client),
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
        case 'mute':
          mute(Number(parameters['seat']), true);
          return { ok: true };
        case 'refuse':
          refusing = typeof parameters['operation'] === 'string' ? parameters['operation'] : null;
          return { ok: true };
        case 'unasked':
          everybody({
            type: 'discussion',
            messageId: 1_000_000,
            operation: 'GetDiscussionList',
            entries: [],
          });
          everybody({ type: 'event', events: ['DiscussionListChanged', 'DiscussionListChanged'] });
          return { ok: true };
        case 'out-of-range':
          for (const { peer } of clients)
            peer.send('{"messageId":0,"operation":"event","parameters":{"events":[7,"SeatsChanged"]}}');
          for (const { peer } of clients)
            peer.send(
              '{"messageId":-1,"operation":"GetDiscussionList","parameters":{"discussionList":[{"seatId":0}]}}',
            );
          return { ok: true };
        default:
          return deskFault(desk, name, parameters) ? { ok: true } : { ok: false, known: knownFaults };
      }
    },
    truth: () => {
      const truth = desk.truth();
      return { ...truth, speakers: truth.speakers.filter((seat) => !muted.has(seat)) };
    },
    coldStart() {
      desk.coldStart();
      muted.clear();
    },
  };
}

/** What an operation is answered with; number and operation are the request's. */
type DicentisAnswer =
  Exclude<DicentisMessage, { readonly type: 'event' | 'error' }> extends infer Message
    ? Message extends DicentisMessage
      ? Omit<Message, 'messageId' | 'operation'>
      : never
    : never;
