/**
 * What happens in the virtual chamber while nobody does anything: members press their buttons, the chair
 * gives the floor. It opens the public part once; after that it leaves what people decide alone, and stops
 * giving the floor while the part is not public.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { OperatorView } from '../../protocols/api/views.ts';
import { signIn } from './daemon-api.ts';

export interface ScriptOptions {
  readonly api: string;
  readonly control: string;
  readonly pins: { readonly operator: string; readonly chair: string };
  readonly signal: AbortSignal;
  readonly seed: number;
}

const stepMs = 500;
const speechMs = { shortest: 7000, longest: 20_000 } as const;
const pauseBetweenMs = 2500;
const wantedQueue = 3;

export async function playSitting(options: ScriptOptions): Promise<void> {
  const { signal } = options;
  let state = options.seed >>> 0 || 1;
  const random = (): number => {
    // Marsaglia's xorshift: the same sitting for the same seed.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const { api, pins } = options;
  // A PIN that is not right gives nothing: every command is refused.
  const operator = (await signIn(api, 'operator', pins.operator, signal)) ?? '';
  const chair = (await signIn(api, 'chair', pins.chair, signal)) ?? '';
  const view = async (): Promise<OperatorView> =>
    (await (
      await fetch(`${options.api}/api/views/operator`, { headers: { cookie: operator }, signal })
    ).json()) as OperatorView;
  const command = async (cookie: string, name: string, input: object): Promise<void> => {
    // A refused command is part of a sitting: somebody else may have been faster.
    await fetch(`${options.api}/api/commands/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(input),
      signal,
    });
  };
  const press = (seat: number, verb: 'press' | 'release'): Promise<unknown> =>
    fetch(`${options.control}/seats/${seat}/${verb}`, { method: 'POST', signal });

  // Everything that is needed for pictures is there first; then the public part opens.
  for (
    let now = await view();
    Object.values(now.devices).some((device) => device.code !== 'ready');
    now = await view()
  )
    await sleep(stepMs, undefined, { signal });
  await command(operator, 'microphones/set', { mode: 'manual', maxOpen: 4 });
  if ((await view()).publicity === 'unknown') await command(operator, 'broadcast/open', { confirmed: true });

  let endsAt = 0;
  let nextAt = Date.now() + 2000;
  while (!signal.aborted) {
    await sleep(stepMs, undefined, { signal });
    const now = await view();
    if (now.publicity !== 'public') continue;
    const seats = Object.entries(now.seats).filter(([, seat]) => seat.role === 'delegate');
    if (now.queue.length < wantedQueue && random() < 0.35) {
      const idle = seats.filter(([, seat]) => seat.microphone === 'closed' && seat.waiting === undefined);
      const [chosen] = idle[Math.floor(random() * idle.length)] ?? [];
      if (chosen) await press(Number(chosen), 'press');
    }
    if (now.floor) {
      endsAt ||= Date.now() + speechMs.shortest + random() * (speechMs.longest - speechMs.shortest);
      if (Date.now() >= endsAt) {
        if (now.floor.seat !== undefined) await press(now.floor.seat, 'release');
        nextAt = Date.now() + pauseBetweenMs + random() * pauseBetweenMs;
        endsAt = 0;
      }
    } else if (now.queue.length > 0 && Date.now() >= nextAt) {
      await command(chair, 'floor/next', {});
      endsAt = 0;
      nextAt = Date.now() + pauseBetweenMs;
    }
  }
}
