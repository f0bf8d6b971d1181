/** What clerk and chair may do with the sitting as a whole: make it, open it, interrupt it, close it. */
import type { CommandInput } from '../../../protocols/api/commands.ts';
import type { ErrorCode } from '../../../protocols/api/errors.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import { definedOnly } from '../defined.ts';
import type { ChamberCommand, ChamberDecision, ChamberRoot } from '../root.ts';
import { decideAgenda } from './agenda.ts';
import type { SittingEvent } from './events.ts';
import { decidePresence } from './presence.ts';
import { currentItem, isRunning, type Sitting } from './state.ts';

export const refused = (error: ErrorCode): ChamberDecision => ({ ok: false, error });
export const issued = (...events: readonly SittingEvent[]): ChamberDecision => ({ ok: true, events });

export const phase = (
  to: Extract<SittingEvent, { type: 'sitting/phase' }>['data']['to'],
  reason?: string,
): SittingEvent => ({
  type: 'sitting/phase',
  version: 1,
  data: { to },
  ...(reason === undefined ? {} : { personal: { reason } }),
});

export function decideSitting(
  root: ChamberRoot,
  observed: Observed,
  command: ChamberCommand,
  at: WallMs,
): ChamberDecision | undefined {
  const { current } = root.sitting;
  switch (command.name) {
    case 'sitting/prepare':
      return decidePrepare(root, command.input);
    case 'sitting/approve': {
      const id = command.input.sitting ?? current?.id;
      const sitting = current?.id === id ? current : root.sitting.past.find((each) => each.id === id);
      if (!sitting) return refused('no-sitting');
      if (sitting.phase !== 'closed') return refused('wrong-phase');
      return issued({ type: 'sitting/approved', version: 1, data: { id: sitting.id } });
    }
    default:
      return decideCurrent(root, observed, command, at);
  }
}

function decideCurrent(
  root: ChamberRoot,
  observed: Observed,
  command: ChamberCommand,
  at: WallMs,
): ChamberDecision | undefined {
  const { current } = root.sitting;
  const inPhase = (allowed: readonly Sitting['phase'][], event: SittingEvent): ChamberDecision => {
    if (!current) return refused('no-sitting');
    return allowed.includes(current.phase) ? issued(event) : refused('wrong-phase');
  };
  switch (command.name) {
    case 'sitting/discard':
      return inPhase(['prepared'], { type: 'sitting/discarded', version: 1, data: {} });
    case 'sitting/open':
      if (current?.phase === 'prepared' && current.chair === null) return refused('chair-missing');
      return inPhase(['prepared'], phase('open'));
    case 'sitting/interrupt':
      return inPhase(['open', 'non-public'], phase('interrupted', command.input.reason));
    case 'sitting/resume':
      return inPhase(['interrupted'], phase(current?.resumesTo ?? 'non-public'));
    case 'sitting/go-non-public':
      return inPhase(['open', 'interrupted'], phase('non-public'));
    case 'sitting/go-public':
      // The item that runs would be read out to the public.
      if (currentItem(root)?.isPublic === false) return refused('item-running');
      return inPhase(['non-public'], phase('open'));
    case 'sitting/close':
      return inPhase(['open', 'interrupted', 'non-public'], phase('closed'));
    case 'log/correct': {
      const { at: trueAt, text, isPublic } = command.input;
      if (!current || current.openedAt === null) return refused('no-sitting');
      if (trueAt > at) return refused('in-the-future');
      const data = { at: trueAt, isPublic };
      return issued({ type: 'sitting/corrected', version: 1, data, personal: { text } });
    }
    default:
      return decideAgenda(root, observed, command) ?? decidePresence(root, command, at);
  }
}

function decidePrepare(root: ChamberRoot, input: CommandInput<'sitting/prepare'>): ChamberDecision {
  const { current, past } = root.sitting;
  // A second try with the same id changes nothing.
  if (current?.id === input.id || past.some(({ id }) => id === input.id)) return issued();
  if (current && (current.phase === 'prepared' || isRunning(current))) return refused('sitting-current');
  const body = root.register.bodies[input.body];
  if (!body) return refused('unknown-body');
  const chair = input.chair ?? body.members.find(({ role }) => role === 'chair')?.person;
  if (chair !== undefined && !Object.hasOwn(root.register.persons, chair)) return refused('unknown-person');
  if (new Set(input.items.map(({ id }) => id)).size < input.items.length) return refused('item-exists');
  const { title, date, time, place, source } = input;
  return issued({
    type: 'sitting/prepared',
    version: 1,
    data: {
      id: input.id,
      date,
      isSecond: input.second,
      items: input.items.map(({ id, isPublic, onStream }) => ({ id, isPublic, onStream })),
    },
    personal: {
      body,
      title,
      ...definedOnly({ time, place, source, chair }),
      texts: Object.fromEntries(
        input.items.map(({ id, isPublic: _public, onStream: _stream, ...text }) => [id, definedOnly(text)]),
      ),
    },
  });
}
