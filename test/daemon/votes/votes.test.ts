/** Votes between the domain and the world: countdown, signatures, acknowledgements, and totals from files. */
import { createPublicKey, createPrivateKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createMerkleTree, leafHash } from '../../../daemon/journal/leaves.ts';
import { createSigner, fingerprintOf } from '../../../daemon/votes/note.ts';
import { createVotes, type Votes } from '../../../daemon/votes/votes.ts';
import { totalsFromCsv } from '../../../daemon/votes/csv-totals.ts';
import type { ChamberCommand } from '../../../daemon/chamber/root.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { DeviceCommand } from '../../../protocols/models/commands.ts';
import { outcome } from '../../../protocols/models/outcome.ts';
import { createCouncil, drained, type Council } from '../chamber/ballot/council.ts';

const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });

describe('the tree of the log', () => {
  // The eight leaves of the certificate transparency tests, and their roots by size.
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const roots: readonly (readonly [number, string, string])[] = [
    [0, 'e3b0c442', 'b855'],
    [1, '6e340b9c', '7afa01d'],
    [2, 'fac54203', 'e3c125'],
    [3, 'aeb6bcfe', 'e06e77'],
    [4, 'd37ee418', '9614b7'],
    [5, '4e3bbb1f', '6264d4'],
    [6, '76e67dad', '2087ef'],
    [7, 'ddb89be4', 'a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328', '4328'],
  ];
  const tree = createMerkleTree();
  for (const hex of leaves) tree.append(leafHash(Buffer.from(hex, 'hex')));

  test.each(roots)('has the root of RFC 6962 at size %i', (size, start, end) => {
    const root = tree.root(size).toString('hex');
    expect(root.startsWith(start) && root.endsWith(end), root).toBe(true);
  });

  test('knows the roots of before for ever, and none beyond its end', () => {
    expect(tree.size).toBe(8);
    expect(tree.peaks(7)).toHaveLength(3);
    expect(() => tree.root(9)).toThrow(RangeError);
  });
});

describe('a checkpoint', () => {
  test('is a signed note of three lines that the public key verifies', () => {
    const signer = createSigner(pem);
    const { note, fingerprint } = signer.checkpoint(42, 'ab'.repeat(32));
    const [origin, size, root, empty, line = ''] = note.split('\n');
    expect([origin, size, root, empty]).toEqual([
      signer.origin,
      '42',
      Buffer.alloc(32, 0xab).toString('base64'),
      '',
    ]);
    const blob = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    const key = createPublicKey(createPrivateKey(pem));
    expect(verify(null, Buffer.from(text), key, blob.subarray(4))).toBe(true);
    expect(signer.verifierKey).toMatch(
      new RegExp(`^${signer.origin}\\+${blob.subarray(0, 4).toString('hex')}\\+`),
    );
    expect(fingerprint).toBe(fingerprintOf(text));
    expect(fingerprint).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  });

  test('has another fingerprint for every size and root', () => {
    const signer = createSigner(pem);
    const prints = [1, 2, 3].map((size) => signer.checkpoint(size, '00'.repeat(32)).fingerprint);
    expect(new Set([...prints, signer.checkpoint(1, '01'.repeat(32)).fingerprint]).size).toBe(4);
  });
});

interface Rig {
  readonly council: Council;
  readonly votes: Votes;
  readonly clock: ReturnType<typeof createVirtualClock>;
  readonly submitted: DeviceCommand[];
  /** What the disk says to commands from now on. */
  disk: 'works' | 'failed';
  wallOffset: number;
}

function createRig(): Rig {
  const council = createCouncil({ remote: [5], size: 5 });
  const clock = createVirtualClock();
  const rig: Rig = { council, clock, submitted: [], disk: 'works', wallOffset: 0, votes: undefined as never };
  const votes = createVotes({
    clock: { ...clock, wall: () => clock.wall() + rig.wallOffset },
    journal: { votes: { size: 99, root: () => '00'.repeat(32), peaks: () => [] } },
    signer: createSigner(pem),
    secret: Buffer.alloc(48),
    root: council.root,
    command(command: ChamberCommand) {
      if (rig.disk === 'failed') return Promise.resolve({ ok: false, error: 'journal-failed' });
      council.at(clock.wall());
      const error = council.command(command);
      votes.changed();
      return Promise.resolve(error === undefined ? { ok: true } : { ok: false, error });
    },
    record(events) {
      events.forEach(council.record);
      votes.changed();
    },
    submit(command) {
      rig.submitted.push(command);
      return Promise.resolve(outcome.done('sent'));
    },
    announced: () => undefined,
  });
  return Object.assign(rig, { votes });
}

const opening = { id: 'b1', item: 'top', text: 'x', kind: 'device', named: false, live: false } as const;

describe('a countdown', () => {
  const state = ({ council }: Rig) => council.root().ballots.current?.state;
  const open = async (rig: Rig): Promise<void> => {
    await rig.votes.run({ name: 'ballot/open', input: { ...opening, seconds: 30 } }, 'chair');
    rig.votes.changed();
  };

  test('closes the ballot, not before its time', async () => {
    const rig = createRig();
    await open(rig);
    await rig.clock.advance(29_900);
    expect(state(rig)).toBe('open');
    await rig.clock.advance(200);
    expect(state(rig)).toBe('closed');
  });

  test('is not moved by a clock that is set back or forward by an hour', async () => {
    for (const hour of [-3_600_000, 3_600_000]) {
      const rig = createRig();
      await open(rig);
      await rig.clock.advance(10_000);
      rig.wallOffset = hour;
      rig.votes.changed();
      await rig.clock.advance(19_900);
      expect(state(rig), `${hour}`).toBe('open');
      await rig.clock.advance(200);
      expect(state(rig), `${hour}`).toBe('closed');
    }
  });

  test('is extended, and taken away', async () => {
    const rig = createRig();
    await open(rig);
    rig.council.at(rig.clock.wall());
    rig.council.command({ name: 'ballot/extend', input: { ballot: 'b1', seconds: 30 } });
    rig.votes.changed();
    await rig.clock.advance(45_000);
    expect(state(rig)).toBe('open');
    rig.council.at(rig.clock.wall());
    rig.council.command({ name: 'ballot/extend', input: { ballot: 'b1', seconds: 0 } });
    rig.votes.changed();
    await rig.clock.advance(3_600_000);
    expect(state(rig)).toBe('open');
  });
});

describe('a press on a device', () => {
  const press = (rig: Rig, keypad: string, receipt: number): void =>
    rig.votes.pressed('keypads', { ballot: 'b1', keypad, option: 0, id: `${keypad}.1`, receipt });

  test('is acknowledged once it is on disk, and said not to be stored where it does not count', async () => {
    const rig = createRig();
    await rig.votes.run({ name: 'ballot/open', input: opening }, 'chair');
    press(rig, '1', 7);
    press(rig, '77', 8);
    await rig.clock.advance(1);
    expect(rig.submitted.map(({ command }) => command)).toEqual([
      { type: 'acknowledge-cast', receipt: 7, stored: true },
      { type: 'acknowledge-cast', receipt: 8, stored: false },
    ]);
  });

  test('stays with the device while the disk does not take it', async () => {
    const rig = createRig();
    await rig.votes.run({ name: 'ballot/open', input: opening }, 'chair');
    rig.disk = 'failed';
    press(rig, '1', 7);
    await rig.clock.advance(1);
    expect(rig.submitted).toEqual([]);
    rig.disk = 'works';
    press(rig, '1', 9);
    await rig.clock.advance(1);
    expect(rig.submitted.map(({ command }) => command)).toEqual([
      { type: 'acknowledge-cast', receipt: 9, stored: true },
    ]);
    expect(rig.council.root().ballots.current?.castCount).toBe(1);
  });
});

test('a vote after the close has the note of the close with it, and each checkpoint is signed once', async () => {
  const rig = createRig();
  await rig.votes.run({ name: 'ballot/open', input: opening }, 'chair');
  rig.council.close();
  rig.votes.changed();
  rig.votes.changed();
  const answer = await rig.votes.cast('m5', { ballot: 'b1', cast: 'cast-0001', choice: 'yes' });
  expect(answer).toMatchObject({ ok: false, error: 'ballot-closed' });
  expect(!answer.ok && answer.checkpoint).toBe(rig.council.root().ballots.current?.closedCheckpoint?.note);
  drained(rig.council);
  rig.votes.changed();
  rig.votes.changed();
  const signed = rig.council.events.filter(({ type }) => type === 'votes/checkpoint');
  expect(signed.map(({ data }) => data)).toMatchObject([{ of: 'closed' }, { of: 'tallied' }]);
});

describe('totals from a CSV file', () => {
  const ballot = {
    options: [
      { id: 'yes', label: 'Ja', meaning: 'yes' as const },
      { id: 'no', label: 'Nein', meaning: 'no' as const },
    ],
  };
  test.each([
    ['Ja;3\r\nNein;2\r\n', { yes: 3, no: 2 }, 0],
    ['\uFEFFAntwort;Stimmen\nja;3\nNEIN;0\nungültig;1\nSumme;4', { yes: 3, no: 0 }, 1],
    ['Ja\t3\nNein\t2', { yes: 3, no: 2 }, 0],
    ['yes,3\nno,2', { yes: 3, no: 2 }, 0],
  ])('%j', (text, counts, invalid) => {
    expect(totalsFromCsv(ballot, text)).toEqual({ ok: true, counts, invalid });
  });
  test.each([
    '',
    'Ja;3',
    'Ja;3\nJa;4\nNein;1',
    'Ja;drei\nNein;2',
    'Ja;-3\nNein;2',
    'Ja;3\nNein;2\nVielleicht;1',
    'Ja;99999\nNein;1',
    '"Ja;3\nNein;2',
  ])('nothing is guessed from %j', (text) => {
    expect(totalsFromCsv(ballot, text)).toEqual({ ok: false, error: 'result-unusable' });
  });
});
