import type { Floor } from '../../../protocols/api/views.ts';
import type { ListEntryView, Speaker, SpeakersView } from '../../../protocols/api/views/sitting.ts';
import { speakerInHall } from '../people/project.ts';
import type { ChamberRoot } from '../root.ts';
import { statusOf } from '../sitting/state.ts';
import type { Entry, Who } from './entry.ts';
import { returnable } from './list.ts';
import { holderOf } from './state.ts';

type Naming = (root: ChamberRoot, who: Who) => Speaker;

export function floorView(root: ChamberRoot, naming: Naming): { floor?: Floor } {
  const holder = holderOf(root.floor);
  if (!holder) return {};
  const { id, kind, who, beganAt, runsSince, usedMs, limitMs } = holder;
  const seat = holder.microphone ?? who.seat;
  return {
    floor: {
      ...naming(root, seat === undefined ? who : { ...who, seat }),
      entry: id,
      kind,
      sinceAt: runsSince ?? beganAt,
      usedMs,
      held: runsSince === null,
      ...(limitMs === null ? {} : { limitMs, amberMs: root.hall.amberMs }),
    },
  };
}

export const queueView = (root: ChamberRoot): ListEntryView[] =>
  root.floor.list.waiting.map((entry) => entryView(root, entry));

export const speakersView = (root: ChamberRoot): SpeakersView => ({
  residents: root.floor.list.residents.map((entry) => entryView(root, entry)),
  closed: root.floor.list.isClosed,
  returnable: returnable(root.floor.list) !== undefined,
  groups: { ...root.floor.list.groups },
});

function entryView(root: ChamberRoot, { id, kind, who, note, sinceAt }: Entry): ListEntryView {
  const { current } = root.sitting;
  const isRemote = who.person !== undefined && current && statusOf(current, who.person)?.status === 'remote';
  return {
    ...speakerInHall(root, who),
    entry: id,
    kind,
    where: isRemote ? 'remote' : who.guest === undefined ? 'room' : 'guest',
    ...(who.person === undefined ? {} : { person: who.person }),
    ...(note === undefined ? {} : { note }),
    sinceAt,
  };
}
