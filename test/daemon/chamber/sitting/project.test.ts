/** Each line of defence by itself: a public page shows no item that is not public, whatever the others let through. */
import { expect, test } from 'vitest';
import {
  initialRoot,
  chamberFeatures,
  restricts,
  type ChamberEvent,
  type ChamberRoot,
} from '../../../../daemon/chamber/root.ts';
import { publicItem, sittingHead } from '../../../../daemon/chamber/sitting/project.ts';
import { smallHall } from '../../director/small-hall.ts';

const body = {
  id: 'rat',
  name: 'Rat',
  kind: 'council',
  members: [{ person: 'p1', role: 'chair', votingRight: true }],
  profile: 'own',
  statutorySeats: 3,
  unfillableSeats: 0,
  seatPlan: { 1: 'p1', 2: 'p2' },
} as const;
const prepared: ChamberEvent = {
  type: 'sitting/prepared',
  version: 1,
  data: {
    id: 's',
    date: '2026-11-25',
    isSecond: false,
    items: [
      { id: 'offen', isPublic: true, onStream: true },
      { id: 'geheim', isPublic: false, onStream: true },
    ],
  },
  personal: {
    body,
    title: 'Sitzung',
    chair: 'p1',
    texts: { offen: { number: '1', title: 'Offen' }, geheim: { number: '2', title: 'Geheim' } },
  },
};
const phase = (to: 'open' | 'non-public' | 'interrupted' | 'closed'): ChamberEvent => ({
  type: 'sitting/phase',
  version: 1,
  data: { to },
});
const begun = (item: string): ChamberEvent => ({
  type: 'agenda/begun',
  version: 1,
  data: { item, onStream: true },
});
const fold = (...events: ChamberEvent[]): ChamberRoot =>
  events.reduce(
    (root, event, index) =>
      chamberFeatures.reduce(
        (state, feature) => feature.reduce(state, { event, at: index * 1000, seq: index + 1 }),
        root,
      ),
    initialRoot(smallHall),
  );

test('the public item is a public one in a public part', () => {
  expect(publicItem(fold(prepared, phase('open'), begun('offen')))).toEqual({
    item: { number: '1', title: 'Offen' },
  });
  // Were it ever begun there by mistake.
  expect(publicItem(fold(prepared, phase('open'), begun('geheim')))).toEqual({});
  expect(publicItem(fold(prepared, phase('open'), begun('offen'), phase('non-public')))).toEqual({});
  expect(publicItem(fold(prepared))).toEqual({});
});

test('whoever only serves the hall sees the number of a closed item, and that it comes', () => {
  const root = fold(prepared, phase('open'), begun('offen'));
  expect(sittingHead(root, 'withheld').sitting?.next).toMatchObject({
    number: '2',
    title: '',
    isPublic: false,
  });
  expect(sittingHead(root).sitting?.next).toMatchObject({ title: 'Geheim' });
});

test('what closes acts before it is on disk, what opens does not', () => {
  for (const to of ['non-public', 'interrupted', 'closed'] as const)
    expect(restricts(phase(to)), to).toBe(true);
  expect(restricts(phase('open'))).toBe(false);
  expect(restricts({ ...begun('offen'), data: { item: 'offen', onStream: false } } as ChamberEvent)).toBe(
    true,
  );
  expect(restricts(begun('offen'))).toBe(false);
  expect(restricts(prepared)).toBe(true);
  const attends = (status: 'room' | 'left'): ChamberEvent => ({
    type: 'attendance/changed',
    version: 1,
    data: { status },
    personal: { person: 'p1' },
  });
  expect([restricts(attends('room')), restricts(attends('left'))]).toEqual([false, true]);
});

test('a sitting whose personal part was deleted keeps its frame and nobody’s name', () => {
  const { personal: _gone, ...bare } = prepared;
  const root = fold(bare, phase('open'), begun('offen'), phase('closed'));
  expect(root.sitting.current).toMatchObject({ title: '', chair: null, order: ['offen', 'geheim'] });
  expect(root.sitting.current?.items['offen']).toMatchObject({ title: '', startedAt: 2000, endedAt: 3000 });
});
