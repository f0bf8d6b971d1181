/**
 * What the operator asks of the daemon and what is no fact of the sitting: a look at the stream's server, and the
 * mixer made ready.
 */
import type { FastifyBaseLogger } from 'fastify';
import type { SwitcherKind } from '../../drivers/driver.ts';
import { reach } from '../../drivers/transports/reach.ts';
import type { Command } from '../../protocols/api/commands.ts';
import type { Clock } from '../../protocols/clock.ts';
import type { ConfigFile } from '../config/schema.ts';
import { LogoError, provisionPlan } from '../config/provision-plan.ts';
import type { CommandAnswer } from '../runtime/loop.ts';

export interface ErrandsOptions {
  readonly file: ConfigFile;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly mixer: { readonly kind: SwitcherKind<unknown>; readonly config: unknown };
  /** Something a page may show has changed. */
  changed(): void;
}

export interface Errands {
  /** undefined: none of these. */
  run(command: Command): Promise<CommandAnswer> | undefined;
  /** What the last look at the server found; null: nobody looked. Gone with the daemon. */
  reachable(): boolean | null;
}

export function createErrands({ file, clock, logger, mixer, changed }: ErrandsOptions): Errands {
  let reachable: boolean | null = null;

  async function probe(): Promise<CommandAnswer> {
    const { server } = file.broadcast.stream;
    if (server === undefined) return { ok: false, error: 'nothing-to-probe' };
    reachable = await reach(server);
    changed();
    return { ok: true };
  }

  async function provision(): Promise<CommandAnswer> {
    if (!mixer.kind.provision) return { ok: false, error: 'device-unsupported' };
    try {
      const { created, updated } = await mixer.kind.provision(mixer.config, clock, provisionPlan(file));
      logger.info({ created, updated }, 'the mixer was made ready');
      return { ok: true, evidence: 'acknowledged' };
    } catch (error) {
      logger.warn(
        { error: error instanceof Error ? error.message : String(error) },
        'the mixer was not made ready',
      );
      return { ok: false, error: error instanceof LogoError ? 'logo-unusable' : 'device-refused' };
    }
  }

  return {
    run(command) {
      if (command.name === 'broadcast/probe') return probe();
      return command.name === 'broadcast/provision' ? provision() : undefined;
    },
    reachable: () => reachable,
  };
}
