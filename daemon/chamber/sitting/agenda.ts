/** What may be done with agenda items, before and during the sitting. */
import type { CommandInput } from '../../../protocols/api/commands.ts';
import type { Outcome } from '../../../protocols/api/commands/sitting.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import { mayCallClosedItem } from '../broadcast/checks.ts';
import { definedOnly } from '../defined.ts';
import type { ChamberCommand, ChamberDecision, ChamberRoot } from '../root.ts';
import { issued, phase, refused } from './decide.ts';
import type { ItemText, SittingEvent } from './events.ts';
import type { Item, Sitting } from './state.ts';

/** An item with one of these is off the agenda. */
const goneOutcomes: readonly (Outcome | null)[] = ['postponed', 'referred', 'dropped', 'withdrawn', 'joined'];
export const isGone = ({ outcome }: Pick<Item, 'outcome'>): boolean => goneOutcomes.includes(outcome);

type NewItem = CommandInput<'agenda/import'>['add'][number];

export function decideAgenda(
  root: ChamberRoot,
  observed: Observed,
  command: ChamberCommand,
): ChamberDecision | undefined {
  if (!command.name.startsWith('agenda/')) return undefined;
  const { current } = root.sitting;
  if (!current) return refused('no-sitting');
  if (current.phase === 'closed') return decideAfterwards(current, command);
  switch (command.name) {
    case 'agenda/add': {
      const { after, urgent, ...item } = command.input;
      if (current.items[item.id]) return issued();
      if (after !== null && !current.items[after]) return refused('unknown-item');
      return issued(added(item, after, urgent));
    }
    case 'agenda/import': {
      const { add, change } = command.input;
      const isUntouched = ({ id }: NewItem): boolean => current.items[id]?.isTouched === false;
      return issued(
        ...add.filter(({ id }) => !current.items[id]).map((item) => added(item, null, false)),
        ...change
          .filter(isUntouched)
          .map(({ id, isPublic, onStream, ...text }) =>
            edited(id, { isPublic, onStream }, definedOnly(text)),
          ),
      );
    }
    case 'agenda/edit': {
      const { item: id, isPublic, onStream, ...text } = command.input;
      const item = current.items[id];
      if (!item) return refused('unknown-item');
      const isNow = current.item === id;
      if (isNow && isPublic === true && current.phase === 'non-public') return refused('item-running');
      const goesNonPublic = isNow && isPublic === false && current.phase === 'open';
      return issued(
        ...(goesNonPublic ? [phase('non-public')] : []),
        edited(id, definedOnly({ isPublic, onStream }), definedOnly(text)),
      );
    }
    case 'agenda/move': {
      const { item, before } = command.input;
      if (!current.items[item] || (before !== null && !current.items[before])) return refused('unknown-item');
      return issued({ type: 'agenda/moved', version: 1, data: { item, before } });
    }
    case 'agenda/begin':
      return decideBegin(root, observed, current, command.input.item);
    case 'agenda/end':
      // Nothing runs yet, but an item waits to be called: it is not any more.
      if (current.awaits !== null)
        return issued({ type: 'agenda/awaited', version: 1, data: { item: null } });
      if (current.item === null) return refused('no-item-runs');
      return issued({ type: 'agenda/ended', version: 1, data: { item: current.item } });
    default:
      return decideAfterwards(current, command);
  }
}

/** What may be written about an item until the minutes are approved. */
function decideAfterwards(current: Sitting, command: ChamberCommand): ChamberDecision {
  switch (command.name) {
    case 'agenda/settle':
      return decideSettle(current, command.input);
    case 'agenda/motion':
    case 'agenda/note': {
      if (!current.items[command.input.item]) return refused('unknown-item');
      const data = { item: command.input.item };
      if (command.name === 'agenda/note')
        return issued({ type: 'agenda/note', version: 1, data, personal: { text: command.input.text } });
      const { by, text } = command.input;
      return issued({ type: 'agenda/motion', version: 1, data, personal: { by, text } });
    }
    default:
      return refused('wrong-phase');
  }
}

function decideBegin(root: ChamberRoot, observed: Observed, current: Sitting, id: string): ChamberDecision {
  const item = current.items[id];
  if (!item) return refused('unknown-item');
  if (current.phase !== 'open' && current.phase !== 'non-public') return refused('wrong-phase');
  if (current.item === id) return refused('item-running');
  if (isGone(item)) return refused('item-settled');
  if (item.isPublic && current.phase === 'non-public') return refused('sitting-not-public');
  if (current.chair !== null && item.conflicts[current.chair]) return refused('chair-excluded');
  const begun: SittingEvent = {
    type: 'agenda/begun',
    version: 1,
    data: { item: id, onStream: item.onStream },
  };
  if (item.isPublic || isFree(root, observed, current)) return issued(begun);
  // Before the item is called: nothing of it may be heard outside. It is called once that is confirmed.
  const awaited: SittingEvent = { type: 'agenda/awaited', version: 1, data: { item: id } };
  return current.phase === 'non-public' ? issued(awaited) : issued(phase('non-public'), awaited);
}

const isFree = (root: ChamberRoot, observed: Observed, { phase: now }: Sitting): boolean =>
  now === 'non-public' && mayCallClosedItem(root, observed);

function decideSettle(current: Sitting, input: CommandInput<'agenda/settle'>): ChamberDecision {
  const { item: id, outcome, into, note, decision } = input;
  if (!current.items[id]) return refused('unknown-item');
  if (outcome === 'joined') {
    const target = into === undefined ? undefined : current.items[into];
    if (!target || target.id === id || target.joinedWith !== undefined) return refused('unknown-item');
  }
  const settled: SittingEvent = {
    type: 'agenda/settled',
    version: 1,
    data: { item: id, outcome, ...(outcome === 'joined' && into !== undefined ? { into } : {}) },
    personal: definedOnly({ note, decision }),
  };
  const isOver = current.item === id && isGone({ outcome });
  return isOver ? issued(settled, { type: 'agenda/ended', version: 1, data: { item: id } }) : issued(settled);
}

function added(
  { id, isPublic, onStream, ...text }: NewItem,
  after: string | null,
  urgent: boolean,
): SittingEvent {
  const data = { id, isPublic, onStream, after, urgent };
  return { type: 'agenda/added', version: 1, data, personal: definedOnly(text) satisfies ItemText };
}

const edited = (
  item: string,
  flags: { readonly isPublic?: boolean; readonly onStream?: boolean },
  text: Partial<ItemText>,
): SittingEvent => ({ type: 'agenda/edited', version: 1, data: { item, ...flags }, personal: text });
