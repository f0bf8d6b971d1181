/** States of an import for the clerk's page: running, done, ended early, failed. Checked in clerk-fixtures.test.ts. */
import type { ImportState } from '../../protocols/api/imports.ts';

const importedItem = (id: string, number: string, title: string, isPublic: boolean) => ({
  id,
  number,
  title,
  isPublic,
  onStream: true,
});

const foundBefore = {
  people: [
    {
      change: 'new' as const,
      fields: [],
      person: { id: 'm50', name: 'Mitglied 50', kind: 'member' as const },
    },
    {
      change: 'changed' as const,
      fields: ['name', 'position'],
      person: { id: 'm3', name: 'Mitglied 3a', kind: 'member' as const },
    },
    {
      change: 'same' as const,
      fields: [],
      person: { id: 'm4', name: 'Mitglied 4', kind: 'member' as const },
    },
  ],
  bodies: [],
  sittings: [
    {
      body: 'council',
      title: '15. Sitzung der Stadtvertretung',
      date: '2026-12-14',
      time: '18:00',
      place: 'Ratssaal Musterstadt',
      source: 'https://example.org/oparl/meeting/15',
      items: [
        importedItem('top-1', '1', 'Eröffnung', true),
        importedItem('top-2', '2', 'Haushalt 2027', true),
        importedItem('top-3', '3', 'Vergabeangelegenheit', false),
      ],
    },
  ],
  doubts: [{ code: 'no-public-flag', params: { number: '3', title: 'Vergabeangelegenheit' } }],
  isComplete: true,
};

const importState = (part: Partial<ImportState>): ImportState => ({
  id: 'import-1',
  state: 'running',
  progress: { stage: 'people', done: 12, total: 60 },
  ...part,
});

export const importRunning = importState({});
export const importDone = importState({
  state: 'done',
  progress: { stage: 'meetings', done: 3, total: 3 },
  result: foundBefore,
});
export const importPartial = importState({
  state: 'failed',
  error: { code: 'gave-up' },
  result: { ...foundBefore, isComplete: false },
});
export const importFailed = importState({
  state: 'failed',
  error: { code: 'unreachable', params: { where: 'Ratsinformationssystem' } },
});

export const importFixtures = { importRunning, importDone, importPartial, importFailed } as const;
