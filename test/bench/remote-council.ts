/** A council of which everybody takes part from elsewhere, as config and as a journal in which they have signed in. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fastifyCookie } from '@fastify/cookie';
import type { ConfigInput } from '../../daemon/cli/rehearsal-config.ts';
import { openDatabase } from '../../daemon/journal/database.ts';
import type { NewRecord } from '../../daemon/journal/store.ts';

export const councilPins = { operator: '111111', chair: '222222', clerk: '333333' } as const;
const person = (index: number): string => `mitglied-${index}`;
const closed = 'tcp://127.0.0.1:9';

export function remoteCouncil(size: number): ConfigInput {
  const people = Array.from({ length: size }, (_none, index) => ({
    id: person(index),
    name: `Mitglied ${index}`,
    consent: { image: 'yes', sound: true, name: true } as const,
  }));
  return {
    chamber: {
      name: 'Stadtvertretung',
      title: 'Messung',
      layout: { kind: 'rows', rows: [10] },
      microphones: 'mikrofone',
    },
    people,
    bodies: [
      {
        id: 'rat',
        name: 'Rat',
        kind: 'council',
        profile: 'mv',
        statutorySeats: size,
        members: people.map(({ id }, index) => ({ person: id, role: index === 0 ? 'chair' : 'member' })),
      },
    ],
    devices: [
      // Nothing answers there.
      { id: 'mikrofone', kind: 'shure-dis-ccu', address: closed },
      { id: 'obs', kind: 'obs-websocket', address: 'ws://127.0.0.1:9' },
    ],
    broadcast: {
      switcher: 'obs',
      slate: { scene: 'Tafel' },
      pause: { scene: 'Pause' },
      wides: [{ id: 'totale', scene: 'Totale' }],
      soundInputs: ['Mic/Aux'],
    },
    access: { pins: councilPins },
    http: { port: 0 },
    members: { port: 0, secondChannel: '0000' },
  };
}

/**
 * Fills the data folder: an open sitting, everybody remote and signed in. Returns their cookies. Signing in one by
 * one is not what is measured.
 */
export function signEverybodyIn(
  folder: string,
  size: number,
  // The one who presides sits in the hall.
  isInRoom: (person: string) => boolean = (who) => who === person(0),
): readonly string[] {
  const secret = randomBytes(48);
  writeFileSync(join(folder, 'session-secret'), secret, { mode: 0o600 });
  const wallMs = Date.now();
  const facts: { type: string; data: object; personal?: object }[] = [
    {
      type: 'sitting/prepared',
      data: { id: 's', date: '2026-11-25', isSecond: false, items: [] },
      personal: {
        body: {
          ...remoteCouncil(size).bodies?.[0],
          members: Array.from({ length: size }, (_none, index) => ({
            person: person(index),
            role: index === 0 ? 'chair' : 'member',
            votingRight: true,
          })),
          unfillableSeats: 0,
          seatPlan: {},
        },
        title: 'Messung',
        chair: person(0),
        texts: {},
      },
    },
    { type: 'sitting/phase', data: { to: 'open' } },
  ];
  for (let index = 0; index < size; index++) {
    const who = { person: person(index) };
    facts.push(
      {
        type: 'attendance/changed',
        data: { status: isInRoom(who.person) ? 'room' : 'remote' },
        personal: who,
      },
      {
        type: 'access/granted',
        data: {},
        personal: { ...who, token: `token-${index}`, pin: `pin-${index}` },
      },
      { type: 'access/signed-in', data: { session: 2, isSecondDevice: false }, personal: who },
    );
  }
  const database = openDatabase(join(folder, 'journal.sqlite'), () => undefined);
  database.commit(
    facts.map(({ type, data, personal }, index): NewRecord => ({
      seq: index + 1,
      wallMs,
      monoMs: 0,
      actor: 'clerk',
      type,
      version: 1,
      data,
      ...(personal ? { personal } : {}),
    })),
  );
  database.close();
  const expires = wallMs + 3_600_000;
  return Array.from({ length: size }, (_none, index) => {
    const value = fastifyCookie.sign(`${encodeURIComponent(person(index))}|2|${expires}`, secret);
    return `saalregie-seat=${encodeURIComponent(value)}`;
  });
}
