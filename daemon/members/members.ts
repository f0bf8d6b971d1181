/** The members' side of the daemon: links, the door, and what pages ask for, joined to loop and votes. */
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../../protocols/clock.ts';
import { isSeatWish, seatWishes } from '../../protocols/api/seat.ts';
import { waitingOf } from '../chamber/floor/state.ts';
import { definedOnly } from '../chamber/defined.ts';
import type { ChamberCommand, ChamberRoot } from '../chamber/root.ts';
import type { ConfigFile } from '../config/schema.ts';
import { createDoor, type Door } from '../http/members/door.ts';
import type { MemberLinksOptions } from '../http/member-links.ts';
import type { CommandAnswer } from '../runtime/loop.ts';
import type { Votes } from '../votes/votes.ts';
import { doorCertificate } from './certificate.ts';
import { createLinks } from './links.ts';

export interface MembersOptions {
  /** Absent in the config: there is no door. */
  readonly config: ConfigFile['members'];
  readonly folder: string;
  readonly secret: Buffer;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly pagesDir: string | null;
  readonly safeMode: boolean;
  readonly cast: Votes['cast'];
  root(): ChamberRoot;
  command(command: ChamberCommand, actor: string): Promise<CommandAnswer>;
}

export interface Members {
  readonly links: MemberLinksOptions;
  /** Opens the door; rejects when the port is taken. Resolves with where it listens, null without a door. */
  listen(): Promise<string | null>;
  changed(): void;
  stop(): Promise<void>;
}

/** A page that lost its line is often back in a moment: only what lasts longer is a fact. */
const lineGraceMs = 3000;

export async function createMembers(options: MembersOptions): Promise<Members> {
  const { config, clock, root } = options;
  const links = createLinks(options.secret);
  const certificate = config
    ? await doorCertificate({
        folder: options.folder,
        names: namesOf(config),
        ...(config.certificate ? { own: config.certificate } : {}),
        nowMs: clock.wall(),
      })
    : null;
  let address: string | null = null;

  const lines = new Map<string, () => void>();
  function linked(person: string, up: boolean): void {
    lines.get(person)?.();
    lines.delete(person);
    const tell = (): void => void options.command({ name: 'seat/link', input: { person, up } }, 'seat');
    if (up) tell();
    else lines.set(person, clock.after(lineGraceMs, tell));
  }

  const door: Door | null =
    config && certificate
      ? await createDoor({
          logger: options.logger,
          certificate,
          access: {
            secret: options.secret,
            links,
            root,
            command: (command) => options.command(command, 'seat'),
          },
          live: {
            clock,
            root,
            cast: (person, input) =>
              options.safeMode
                ? Promise.resolve({ ok: false, error: 'safe-mode' } as const)
                : options.cast(person, input),
            wish: (person, wish, input) => carryOut(options, person, wish, input),
            linked,
          },
          pagesDir: options.pagesDir,
        })
      : null;

  return {
    links: {
      authority: certificate?.authority ?? null,
      async grant(person) {
        const base = config?.url ?? address;
        if (base === null || base === undefined) return { ok: false, error: 'no-remote-page' };
        const { link, marks } = links.make(base.replace(/\/$/, ''));
        const answer = await options.command({ name: 'access/grant', input: { person, ...marks } }, 'clerk');
        return answer.ok ? { ok: true, link } : answer;
      },
      revoke: (person) => options.command({ name: 'access/revoke', input: { person } }, 'clerk'),
    },
    async listen() {
      if (!door || !config) return null;
      address = await door.app.listen({ host: config.host, port: config.port });
      return address;
    },
    changed: () => door?.live.changed(),
    async stop() {
      for (const cancel of lines.values()) cancel();
      door?.live.stop();
      await door?.app.close();
    },
  };
}

function namesOf(config: NonNullable<ConfigFile['members']>): readonly string[] {
  const named = config.url === undefined ? [] : [new URL(config.url).hostname];
  const own = config.host === '0.0.0.0' || config.host === '::' ? [] : [config.host];
  return [...new Set([...named, ...config.names, ...own, 'localhost'])];
}

/** A member's wish, as the command that carries it out. */
async function carryOut(
  { root, command, safeMode }: MembersOptions,
  person: string,
  wish: string,
  input: unknown,
): Promise<CommandAnswer> {
  if (safeMode) return { ok: false, error: 'safe-mode' };
  if (!isSeatWish(wish)) return { ok: false, error: 'unknown-command' };
  const actor = 'seat';
  switch (wish) {
    case 'confirm':
    case 'disturbance-over': {
      const parsed = seatWishes[wish].safeParse(input);
      if (!parsed.success) return { ok: false, error: 'invalid-input' };
      return command(
        { name: wish === 'confirm' ? 'seat/confirm' : 'seat/disturbance-over', input: { person } },
        actor,
      );
    }
    case 'disturbance': {
      const parsed = seatWishes.disturbance.safeParse(input);
      if (!parsed.success) return { ok: false, error: 'invalid-input' };
      const { kind, note } = parsed.data;
      return command({ name: 'seat/disturbance', input: { person, kind, ...definedOnly({ note }) } }, actor);
    }
    case 'alone': {
      const parsed = seatWishes.alone.safeParse(input);
      if (!parsed.success) return { ok: false, error: 'invalid-input' };
      return command({ name: 'broadcast/alone', input: { person, alone: parsed.data.alone } }, actor);
    }
    case 'raise-hand': {
      const parsed = seatWishes['raise-hand'].safeParse(input);
      if (!parsed.success) return { ok: false, error: 'invalid-input' };
      const { pointOfOrder } = parsed.data;
      // Chair and clerk may still add to a closed list; a member's own hand may not.
      if (root().floor.list.isClosed && !pointOfOrder) return { ok: false, error: 'list-closed' };
      return command(
        { name: 'floor/add', input: { person, kind: pointOfOrder ? 'point-of-order' : 'speech' } },
        actor,
      );
    }
    case 'lower-hand': {
      const own = waitingOf(root().floor).find(({ who }) => who.person === person);
      return own
        ? command({ name: 'floor/remove', input: { entry: own.id } }, actor)
        : { ok: false, error: 'not-waiting' };
    }
  }
}
