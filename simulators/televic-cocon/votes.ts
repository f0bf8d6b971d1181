/**
 * The voting of a CoCon Room Server, from the CoCon API Description v6.9. Assumed where it is silent: an instant
 * vote is the active agenda item at once, a template whose title is taken is refused, a seat where nobody is
 * logged in votes as delegate 0 with its seat's number, votes may be corrected until the stop, and single results
 * can be read from the first vote on. An agenda item that another is put after has ended.
 *
 * Faults: `lose-votes {count}` (as many votes are never told), `double-votes {on}`, `swap-votes` (the next two news
 * change places), `late-vote {seat, key}` (counted in time, and named 0.7 s after the stop), `stale-vote` (a vote of
 * an earlier item is told again), `stray-vote {seat, key}` (told after the end, and counted by nobody), `wrong-key
 * {seat}` (an option that the item does not have), `both-keys {seat}` (two options at once), `stranger {key}` (a
 * delegate whom no list has), `printed-votes {on}` (spelled as in the document: no seats), `silent-votes {on}`
 * (nothing to be read before the stop), `hidden-votes {on}` (choices are 0), `start-vote`, `stop-vote`,
 * `other-item` (an operator at the server), `no-meeting {on}`, `new-meeting` (with another agenda).
 */
import type { Clock } from '../../protocols/clock.ts';
import type { HttpAnswer } from '../../protocols/http.ts';
import type { BodyOptions } from '../../protocols/televic-cocon/bodies.ts';
import type { TemplateOption } from '../../protocols/televic-cocon/templates.ts';
import {
  encodeCoConVotingAnswer,
  encodeCoConVotingEvent,
  type CoConVotingAnswer,
  type CoConVotingRequest,
  type SingleVote,
  type ToldState,
  type VotingAction,
  type VotingItem,
  type VotingStateWord,
} from '../../protocols/televic-cocon/voting.ts';
import type { VotesTruth } from '../device.ts';

export interface CoConVotesOptions {
  readonly clock: Clock;
  readonly bodies: BodyOptions;
  seats(): readonly number[];
  /** 0: nobody is logged in there. */
  delegateAt(seat: number): number;
  tell(event: HttpAnswer): void;
}

export interface CoConVotes {
  answer(request: CoConVotingRequest | { readonly type: 'malformed' }): HttpAnswer;
  press(keypad: string, key: number): void;
  /** False: not one of these. */
  fault(name: string, parameters: Record<string, unknown>): boolean;
  truth(): VotesTruth;
  coldStart(): void;
}

export const voteFaults = [
  'lose-votes',
  'double-votes',
  'swap-votes',
  'late-vote',
  'stale-vote',
  'stray-vote',
  'wrong-key',
  'both-keys',
  'stranger',
  'printed-votes',
  'silent-votes',
  'hidden-votes',
  'start-vote',
  'stop-vote',
  'other-item',
  'no-meeting',
  'new-meeting',
];

interface Item {
  readonly idInDb: number;
  readonly place: string;
  readonly title: string;
  readonly options: readonly { readonly id: number; readonly name: string }[];
  state: VotingStateWord;
  isOver: boolean;
  readonly votes: Map<string, SingleVote>;
  /** What the voters pressed. */
  readonly keys: Map<number, number>;
  /** Counted, and not yet named. */
  readonly late: Set<string>;
}

const lateMs = 700;
const result = (code: number): CoConVotingAnswer => ({ type: 'result', code });

export function createCoConVotes({ clock, bodies, seats, delegateAt, tell }: CoConVotesOptions): CoConVotes {
  const templates = new Map<string, readonly TemplateOption[]>();
  let items: Item[] = [];
  let active: Item | undefined;
  /** Items of earlier meetings are in the database and in no agenda. */
  let agendaFrom = 0;
  let nextId = 100;
  let toLose = 0;
  let swapped: HttpAnswer | 'next' | null = null;
  let [doubles, printed, silent, hidden, noMeeting] = [false, false, false, false, false];

  const stateOf = (): VotingStateWord => active?.state ?? 'Stop';
  const itemOf = ({ idInDb, place, title, options, isOver }: Item): VotingItem => ({
    idInDb,
    place,
    title,
    options,
    state: isOver ? 'ended' : active?.idInDb === idInDb ? 'active' : 'notstarted',
  });

  function enter(item: Item, state: VotingStateWord, told: ToldState): void {
    item.state = state;
    tell(
      encodeCoConVotingEvent({
        type: 'voting-state-changed',
        id: item.idInDb,
        state: told,
        template: item.title,
      }),
    );
  }

  const shown = (vote: SingleVote): SingleVote => (hidden ? { ...vote, optionIds: [0] } : vote);

  function tellVote(item: Item, vote: SingleVote): void {
    if (toLose > 0) {
      toLose--;
      return;
    }
    const event = encodeCoConVotingEvent(
      { type: 'individual', id: item.idInDb, votes: [shown(vote)] },
      printed,
    );
    if (swapped === 'next') {
      swapped = event;
      return;
    }
    tell(event);
    if (doubles) tell(event);
    if (swapped) tell(swapped);
    swapped = null;
  }

  function makeItem(title: string): Item {
    const template = templates.get(title) ?? [];
    const idInDb = nextId++;
    const options = template.map(({ description }) => ({ id: nextId++, name: description }));
    const state: VotingStateWord = 'VotingIdle';
    const item: Item = {
      idInDb,
      place: String(items.length + 1),
      title,
      options,
      state,
      isOver: false,
      votes: new Map(),
      keys: new Map(),
      late: new Set(),
    };
    if (active) active.isOver = true;
    items = [...items, item].slice(-50);
    active = item;
    return item;
  }

  function setState(action: VotingAction): CoConVotingAnswer {
    const item = active;
    if (!item) return result(1);
    const { state } = item;
    switch (action) {
      case 'Start':
        if (state !== 'VotingIdle') return result(1);
        enter(item, 'VotingStarted', 'Start');
        return result(0);
      case 'Stop':
        if (state !== 'VotingStarted' && state !== 'VotingPaused') return result(1);
        enter(item, 'VotingStopped', 'Stop');
        clock.after(lateMs, () => item.late.clear());
        return result(0);
      case 'Pause':
        if (state !== 'VotingStarted') return result(1);
        enter(item, 'VotingPaused', 'Pause');
        return result(0);
      case 'Resume':
        if (state !== 'VotingPaused') return result(1);
        enter(item, 'VotingStarted', 'Start');
        return result(0);
      case 'Restart':
        if (state !== 'VotingStarted' && state !== 'VotingStopped') return result(1);
        for (const map of [item.votes, item.keys]) map.clear();
        enter(item, 'VotingStarted', 'Start');
        return result(0);
      case 'Clear':
        if (state !== 'VotingStopped') return result(1);
        enter(item, 'VotingIdle', 'Clear');
        item.isOver = true;
        active = undefined;
        return result(0);
    }
  }

  function individual(item: Item): CoConVotingAnswer {
    const isRunning = item.state === 'VotingStarted' || item.state === 'VotingPaused';
    if (item.votes.size === 0 || (silent && isRunning)) return result(1);
    const named = [...item.votes].filter(([who]) => !item.late.has(who));
    return { type: 'individual', id: item.idInDb, votes: named.map(([, vote]) => shown(vote)) };
  }

  function general(item: Item): CoConVotingAnswer {
    const votes = [...item.votes.values()];
    const counts = item.options.map(({ id }) => ({
      optionId: id,
      count: votes.filter(({ optionIds }) => optionIds.includes(id)).length,
    }));
    const total = Math.max(seats().length, votes.length);
    return { type: 'general', id: item.idInDb, voted: votes.length, total, counts };
  }

  function answerTo(request: CoConVotingRequest): CoConVotingAnswer {
    switch (request.type) {
      case 'get-voting-state':
        return noMeeting ? result(1) : { type: 'voting-state', state: stateOf() };
      case 'get-agenda':
        return noMeeting
          ? result(1)
          : { type: 'agenda', items: items.filter(({ idInDb }) => idInDb >= agendaFrom).map(itemOf) };
      case 'set-voting-state':
        return setState(request.action);
      case 'add-template':
        if (templates.has(request.title)) return result(1);
        templates.set(request.title, request.options);
        return result(0);
      case 'delete-template':
        return result(templates.delete(request.title) ? 0 : 1);
      case 'add-instant-vote': {
        const isPossible = !noMeeting && templates.has(request.title);
        if (isPossible) makeItem(request.title);
        return { type: 'instant-vote', result: isPossible };
      }
      case 'activate-item': {
        const item = items.find(({ place, isOver }) => place === request.place && !isOver);
        if (!item) return result(1);
        active = item;
        return result(0);
      }
      case 'get-individual':
      case 'get-general': {
        const item = items.find(({ idInDb }) => idInDb === request.id);
        if (!item) return result(1);
        return request.type === 'get-individual' ? individual(item) : general(item);
      }
    }
  }

  function cast(item: Item, seat: number, optionIds: readonly number[]): void {
    const vote: SingleVote = { delegateId: delegateAt(seat), optionIds, seat };
    item.votes.set(String(seat), vote);
    tellVote(item, vote);
  }

  function press(keypad: string, key: number): void {
    const option = active?.options[key - 1];
    const seat = Number(keypad);
    // A button without a lamp does nothing.
    if (active?.state !== 'VotingStarted' || !option || !seats().includes(seat)) return;
    active.keys.set(seat, key);
    cast(active, seat, [option.id]);
  }

  function onRunning(name: string, seat: number, key: number): boolean {
    const item = active?.state === 'VotingStarted' ? active : undefined;
    switch (name) {
      case 'late-vote':
        item?.late.add(String(seat));
        press(String(seat), key);
        return true;
      case 'wrong-key':
      case 'both-keys':
        item?.keys.delete(seat);
        if (item) cast(item, seat, name === 'wrong-key' ? [99_999] : item.options.map(({ id }) => id));
        return true;
      case 'stranger': {
        const option = item?.options[key - 1];
        if (!item || !option) return true;
        const vote: SingleVote = { delegateId: 9999, optionIds: [option.id] };
        item.votes.set('stranger', vote);
        tellVote(item, vote);
        return true;
      }
      default:
        return false;
    }
  }

  return {
    answer: (request) =>
      encodeCoConVotingAnswer(request.type === 'malformed' ? result(1) : answerTo(request), bodies),
    press,
    fault(name, parameters) {
      const on = parameters['on'] !== false;
      const [seat, key] = [Number(parameters['seat']), Number(parameters['key'] ?? 1)];
      if (onRunning(name, seat, key)) return true;
      switch (name) {
        case 'lose-votes':
          toLose = Number(parameters['count'] ?? 1);
          return true;
        case 'double-votes':
          doubles = on;
          return true;
        case 'swap-votes':
          swapped = 'next';
          return true;
        case 'stale-vote': {
          const earlier = items.find((one) => one !== active && one.votes.size > 0);
          const [vote] = earlier?.votes.values() ?? [];
          if (earlier && vote) tellVote(earlier, vote);
          return true;
        }
        case 'stray-vote': {
          const over = items.at(-1);
          const option = over?.options[key - 1];
          if (over && option) tellVote(over, { delegateId: 0, optionIds: [option.id], seat });
          return true;
        }
        case 'printed-votes':
          printed = on;
          return true;
        case 'silent-votes':
          silent = on;
          return true;
        case 'hidden-votes':
          hidden = on;
          return true;
        case 'start-vote':
          if (active?.state === 'VotingStarted') return true;
          templates.set('3_Vote_Public', [{ description: 'Ja', colour: 'Green', symbol: 1, abstain: false }]);
          makeItem('3_Vote_Public');
          setState('Start');
          return true;
        case 'stop-vote':
          setState('Stop');
          return true;
        case 'other-item':
          if (active) active.isOver = true;
          active = undefined;
          return true;
        case 'new-meeting':
          agendaFrom = nextId;
          active = undefined;
          return true;
        case 'no-meeting':
          noMeeting = on;
          return true;
        default:
          return false;
      }
    },
    truth() {
      const item = active ?? items.at(-1);
      const pressed = Object.fromEntries([...(item?.keys ?? [])].map(([seat, key]) => [String(seat), key]));
      return { open: item?.state === 'VotingStarted' && item === active, pressed };
    },
    coldStart() {
      // Items and results are in the server's database; what ran does not run any more.
      for (const item of items) item.isOver = true;
      [active, toLose, swapped] = [undefined, 0, null];
      [doubles, printed, silent, hidden, noMeeting] = [false, false, false, false, false];
    },
  };
}
