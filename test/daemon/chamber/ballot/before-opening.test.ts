/** What the pages are told before a ballot is opened: the words to vote on, who may open it, and what it can be pressed on. */
import { describe, expect, test } from 'vitest';
import { chairView, displayView, operatorView, type ViewSource } from '../../../../daemon/chamber/project.ts';
import { chairViewSchema, operatorViewSchema } from '../../../../protocols/api/views.ts';
import { nothingObserved } from '../../../../protocols/models/observed.ts';
import { createCouncil, keypadsDevice, member, totalsDevice, type Council } from './council.ts';

const source = (council: Council): ViewSource => ({
  root: council.root(),
  observed: nothingObserved,
  direction: null,
  devices: {},
  unreached: [],
  capabilities: { microphoneModes: [] },
  safeMode: null,
  reachable: null,
  isStorageFull: false,
  isCopyLost: false,
  wallMs: 1_000_000,
});

describe('before a ballot is opened', () => {
  test('the chair has the drafted decision first, by nobody, then the motions of the item that runs', () => {
    const council = createCouncil();
    expect(chairView(source(council))).not.toHaveProperty('proposals');
    council.command({
      name: 'agenda/motion',
      input: { item: 'top', by: 'Gruppe B', text: 'Die Nordroute zuerst.' },
    });
    council.command({
      name: 'agenda/settle',
      input: { item: 'top', outcome: null, decision: 'Das Konzept wird beschlossen.' },
    });
    const view = chairView(source(council));
    expect(view.proposals).toEqual([
      { text: 'Das Konzept wird beschlossen.' },
      { by: 'Gruppe B', text: 'Die Nordroute zuerst.' },
    ]);
    expect(chairViewSchema.safeParse(view).error?.issues ?? []).toEqual([]);
    expect(JSON.stringify(displayView(source(council)))).not.toContain('Nordroute');
    council.command({ name: 'agenda/end', input: {} });
    expect(chairView(source(council))).not.toHaveProperty('proposals');
  });

  test('whoever presides and is excluded is told so, until that is taken back', () => {
    const council = createCouncil();
    expect(chairView(source(council))).not.toHaveProperty('isChairExcluded');
    // No command leads there any more: what older journals say counts all the same.
    const exclude = (person: string, excluded: boolean): void =>
      council.record({
        type: 'conflict/changed',
        version: 1,
        data: { item: 'top', excluded },
        personal: { person },
      });
    exclude(member(2), true);
    expect(chairView(source(council))).not.toHaveProperty('isChairExcluded');
    exclude(member(1), true);
    expect(chairView(source(council)).isChairExcluded).toBe(true);
    expect(council.open()).toBe('chair-excluded');
    exclude(member(1), false);
    expect(chairView(source(council))).not.toHaveProperty('isChairExcluded');
  });

  test('the technician is told what each device guarantees, and nothing where there is none', () => {
    const view = operatorView(source(createCouncil({ voting: [keypadsDevice, totalsDevice] })));
    expect(view.votingDevices).toEqual([
      {
        device: 'keypads',
        label: 'Abstimmgeräte',
        ready: false,
        individual: true,
        forgeable: true,
        accepted: 'after-store',
        delivery: 'at-least-once',
      },
      expect.objectContaining({ device: 'ccu', individual: false, delivery: 'totals-only' }),
    ]);
    expect(operatorViewSchema.safeParse(view).error?.issues ?? []).toEqual([]);
    expect(operatorView(source(createCouncil({ voting: [] })))).not.toHaveProperty('votingDevices');
  });
});
