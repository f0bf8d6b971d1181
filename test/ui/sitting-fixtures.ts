/** What the fixtures of several pages share: one sitting, its list of speakers, and words as long as they get. */
import type { Floor } from '../../protocols/api/views.ts';
import type { ItemHead, ListEntryView, SittingHead } from '../../protocols/api/views/sitting.ts';

/** The stand-in daemon's wall time at the start, ms: 2026-11-23 18:42:07 UTC. */
export const fixtureNow = Date.UTC(2026, 10, 23, 18, 42, 7);

export const longName =
  'Prof. Dr. Maximiliane-Charlotte Freifrau von Donaudampfschifffahrtsgesellschaftshausen';
export const longGroup =
  'Bürgerinitiative Verkehrsberuhigung und Innenstadtentwicklung – Freie Wählergemeinschaft';
export const longTitle =
  'Beschluss über die Aufstellung der 3. vereinfachten Änderung des Bebauungsplans Nr. 14 „Gewerbegebiet Obermusterhausen-Nord“ einschließlich der Abwägung der im Rahmen der Öffentlichkeits- und Behördenbeteiligung eingegangenen Stellungnahmen, Satzungsbeschluss und Bekanntmachung im Amtlichen Mitteilungsblatt';

/** Somebody in the room who waits since `secondsAgo`. */
export const waiting = (
  entry: number,
  seat: number,
  secondsAgo: number,
  part: Partial<ListEntryView> = {},
): ListEntryView => ({
  entry,
  seat,
  name: `Mitglied ${seat}`,
  group: 'Gruppe A',
  person: `m${seat}`,
  known: true,
  kind: 'speech',
  where: 'room',
  sinceAt: fixtureNow - secondsAgo * 1000,
  ...part,
});

/** Two minutes and 41 seconds of five are used. */
export const speech: Floor = {
  seat: 12,
  name: 'Mitglied 12',
  group: 'Gruppe B',
  known: true,
  kind: 'speech',
  entry: 90,
  sinceAt: fixtureNow - 161_000,
  usedMs: 0,
  held: false,
  limitMs: 300_000,
  amberMs: 60_000,
};

export const item = (number: number, title: string, part: Partial<ItemHead> = {}): ItemHead => ({
  id: `i${number}`,
  number: String(number),
  title,
  isPublic: true,
  onStream: true,
  ...part,
});

export const items = [
  item(1, 'Eröffnung und Feststellung der Beschlussfähigkeit'),
  item(2, 'Einwohnerfragestunde', { onStream: false }),
  item(3, 'Radwegekonzept'),
  item(4, 'Haushaltssatzung für das kommende Jahr'),
  item(5, 'Benennung einer Straße'),
  item(6, 'Anfragen und Mitteilungen'),
  item(7, 'Grundstücksangelegenheit', { isPublic: false, onStream: false }),
] as const;

/** Public, the third item runs. */
export const runningSitting: SittingHead = {
  id: 's14',
  title: 'Stadtvertretung · 14. Sitzung',
  body: 'Stadtvertretung',
  phase: 'open',
  openedAt: fixtureNow - 2_500_000,
  phaseAt: fixtureNow - 2_500_000,
  item: items[2],
  next: items[3],
  chair: { person: 'chair', name: 'Vorsitzendes Mitglied', sinceAt: fixtureNow - 2_500_000 },
  quorum: {
    at: fixtureNow - 2_400_000,
    present: 37,
    required: 21,
    members: 40,
    isQuorate: true,
    rule: 'normal',
    cause: 'opened',
  },
};
