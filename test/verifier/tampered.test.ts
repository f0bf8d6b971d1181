/** Files that were changed after they were sealed, or sealed with another key; and which checks are still made then. */
import { describe, expect, test } from 'vitest';
import { verifyResult } from '../../ui/verifier/verify.ts';
import { ballots, lineOf } from './ballots.ts';
import {
  bytesOf,
  checkpointText,
  fingerprintOf,
  hall,
  seal,
  sha256,
  signNote,
  signerOf,
  type Draft,
  type ResultJson,
} from './builder.ts';
import { at, expectFailure, patch, type Failure } from './forge.ts';

const named = 'electronic, by name';

const resign = (file: ResultJson, text: string): void => {
  file.checkpoint = signNote(text, hall);
};
const textOf = (file: ResultJson): string => file.checkpoint.slice(0, file.checkpoint.indexOf('\n\n') + 1);
const leavesOf = (file: ResultJson, draft: Draft): string[] => [...draft.earlier, ...file.log.lines];
/** Puts a key into the file, with the right identifier, and a signature of its own. */
function useKey(file: ResultJson, key: Buffer, signature = Buffer.alloc(64, 1)): void {
  const id = sha256(`${file.origin}\n`, Uint8Array.of(1), key).subarray(0, 4);
  file.key = `${file.origin}+${id.toString('hex')}+${Buffer.concat([Uint8Array.of(1), key]).toString('base64')}`;
  const blob = Buffer.concat([id, signature]).toString('base64');
  file.checkpoint = `${textOf(file)}\n— ${file.origin} ${blob}\n`;
}

const stranger = signerOf(hall.origin, 8);
const other = signerOf('saalregie/0000', 7);

const tampered: readonly (readonly [what: string, failure: Failure, tamper: (file: ResultJson) => void])[] = [
  ['of another format', 'file', (file) => void (file.format = 'saalregie-minutes')],
  ['of a later version', 'file', (file) => void (file.version = 2)],
  ['with something beside', 'file', (file) => void Object.assign(file, { note: 'approved' })],
  ['without its openings', 'file', (file) => void Reflect.deleteProperty(file, 'openings')],
  ['without lines', 'file', (file) => void (file.log.lines = [])],
  ['with a salt that is no salt', 'file', (file) => void (at(file.openings, 0).salt = 'ab')],
  ['with an opening of a line that is not there', 'file', (file) => void (at(file.openings, 0).line = 5000)],
  [
    'with a hash in capitals',
    'file',
    (file) => void (file.log.before[0] = at(file.log.before, 0).toUpperCase()),
  ],
  ['with a fraction of a line', 'file', (file) => void (at(file.openings, 0).line = 0.5)],

  ['with a key that is none', 'signature.badKey', (file) => void (file.key = file.key.slice(0, -4))],
  ['with the key of another name', 'signature.otherName', (file) => void (file.key = other.spelled)],
  [
    'with the identifier of another key',
    'signature.wrongKeyId',
    (file) => void (file.key = file.key.replace(hall.keyId.toString('hex'), '00000000')),
  ],
  [
    'of another installation than its seal',
    'signature.otherOrigin',
    (file) => {
      file.origin = other.origin;
      file.key = other.spelled;
    },
  ],
  [
    'with a foreign key under the right seal',
    'signature.otherSigner',
    (file) => void (file.key = stranger.spelled),
  ],
  [
    'sealed by a foreign key',
    'signature.otherSigner',
    (file) => void (file.checkpoint = signNote(textOf(file), stranger)),
  ],
  [
    'sealed by a foreign key with the right identifier',
    'signature.forged',
    (file) => void (file.checkpoint = signNote(textOf(file), { ...stranger, keyId: hall.keyId })),
  ],
  [
    'sealed by somebody of another name',
    'signature.otherSigner',
    (file) => void (file.checkpoint = signNote(textOf(file), { ...hall, origin: 'saalregie/1111' })),
  ],
  [
    'with a seal that was changed',
    'signature.forged',
    (file) => void (file.checkpoint = file.checkpoint.replace(/\n\d+\n/, '\n999\n')),
  ],
  [
    'with the signature of another note',
    'signature.forged',
    (file) => {
      const [, signature = ''] = signNote('saalregie/7f3a\n1\nAAAA\n', hall).split('\n\n');
      file.checkpoint = `${textOf(file)}\n${signature}`;
    },
  ],
  [
    'with a second signature',
    'signature.signers',
    (file) => {
      const [, signature = ''] = signNote(textOf(file), stranger).split('\n\n');
      file.checkpoint += signature;
    },
  ],
  [
    'with the same signature twice',
    'signature.signers',
    (file) => {
      const [, signature = ''] = file.checkpoint.split('\n\n');
      file.checkpoint += signature;
    },
  ],
  ['with a line behind its signature', 'signature.badNote', (file) => void (file.checkpoint += 'approved\n')],
  [
    'with a signature that has idle bits',
    'signature.badNote',
    (file) => {
      const last = file.checkpoint.at(-3) ?? '';
      file.checkpoint = `${file.checkpoint.slice(0, -3)}${String.fromCharCode(last.charCodeAt(0) + 1)}=\n`;
    },
  ],
  [
    'with a word behind its signature',
    'signature.badNote',
    (file) => void (file.checkpoint = `${file.checkpoint.slice(0, -1)} approved\n`),
  ],
  [
    'with a signature that is cut',
    'signature.forged',
    (file) => {
      const [, , blob = ''] = (file.checkpoint.split('\n\n')[1] ?? '').trim().split(' ');
      const cut = Buffer.from(blob, 'base64').subarray(0, 61).toString('base64');
      file.checkpoint = `${textOf(file)}\n— ${hall.origin} ${cut}\n`;
    },
  ],
  ['with a seal of an empty fourth line', 'signature.badNote', (file) => resign(file, `${textOf(file)}\n`)],
  [
    'with a key that is no point of the curve',
    'signature.forged',
    (file) => useKey(file, Buffer.alloc(32, 0xff)),
  ],
  [
    'with a key that signs whatever there is',
    'signature.forged',
    (file) => {
      // The neutral element as key and as half of the signature: lenient readers take it for any text.
      const neutral = Buffer.concat([Uint8Array.of(1), Buffer.alloc(31)]);
      useKey(file, neutral, Buffer.concat([neutral, Buffer.alloc(32)]));
    },
  ],
  ['without a signature', 'signature.badNote', (file) => void (file.checkpoint = `${textOf(file)}\n`)],
  ['with a seal of four lines', 'signature.badNote', (file) => resign(file, `${textOf(file)}approved\n`)],
  [
    'with a size that begins with 0',
    'signature.badNote',
    (file) => resign(file, textOf(file).replace(/\n(\d+)\n/, '\n0$1\n')),
  ],

  ['that lies about its size', 'tree.otherSize', (file) => void (file.log.size += 1)],
  [
    'whose seal has another size',
    'tree',
    (file) => {
      file.log.size += 1;
      resign(file, textOf(file).replace(/\n\d+\n/, `\n${file.log.size}\n`));
    },
  ],
  [
    'larger than its seal',
    'tree.tooSmall',
    (file) => {
      file.log.size = 3;
      resign(file, textOf(file).replace(/\n\d+\n/, '\n3\n'));
    },
  ],
  [
    'with another hash of what was before',
    'tree.otherRoot',
    (file) => void (file.log.before[1] = 'ab'.repeat(32)),
  ],
  ['with a hash less of what was before', 'tree.before', (file) => void file.log.before.pop()],
  [
    'with a hash more of what was before',
    'tree.before',
    (file) => void file.log.before.push('ab'.repeat(32)),
  ],
  ['with those hashes in another order', 'tree', (file) => void file.log.before.reverse()],
  ['without its first line', 'tree', (file) => void file.log.lines.shift()],
  ['without its last line', 'tree', (file) => void file.log.lines.pop()],
  [
    'without its last line, and with a size to fit',
    'tree',
    (file) => {
      file.log.lines.pop();
      file.log.size -= 1;
    },
  ],
  ['without a line in the middle', 'tree', (file) => void file.log.lines.splice(5, 1)],
  ['with a line twice', 'tree', (file) => void file.log.lines.splice(5, 0, at(file.log.lines, 5))],
  [
    'with two lines in another order',
    'tree',
    (file) => {
      file.log.lines.splice(5, 2, at(file.log.lines, 6), at(file.log.lines, 5));
    },
  ],
  [
    'with a vote changed in its line',
    'tree',
    (file) => {
      const index = file.log.lines.findIndex((line) => line.includes('ballot/cast'));
      file.log.lines[index] = at(file.log.lines, index).replace(/"tag":\d+/, '"tag":7');
    },
  ],
  [
    'with another result in its line',
    'tree',
    (file) => {
      file.log.lines.push((file.log.lines.pop() ?? '').replace('carried', 'rejected'));
    },
  ],

  ['for another ballot', 'records.otherBallot', (file) => void (file.ballot = 'b-18')],

  [
    'with a vote opened as another',
    'openings',
    (file) => {
      const opening = file.openings.find(({ json }) => json.includes('"ja"}'));
      if (opening) opening.json = opening.json.replace('"ja"', '"nein"');
    },
  ],
  [
    'with two openings exchanged',
    'openings',
    (file) => {
      const [one, two] = file.openings.filter(({ json }) => json.startsWith('{"choice'));
      if (one && two) [one.line, two.line] = [two.line, one.line];
    },
  ],
  [
    'with two salts exchanged',
    'openings',
    (file) => {
      const [one, two] = file.openings;
      if (one && two) [one.salt, two.salt] = [two.salt, one.salt];
    },
  ],
  ['with an opening twice', 'openings.twice', (file) => void file.openings.push(at(file.openings, 3))],
  ['with an opening less', 'openings', (file) => void file.openings.pop()],
  [
    'with the opening of a line that has nothing to open',
    'openings',
    (file) => {
      const line = file.log.lines.findIndex((each) => each.includes('ballot/closed'));
      file.openings.push({ line, salt: '0'.repeat(32), json: '{}' });
    },
  ],
];

describe('a file that was changed after it was sealed is rejected:', () => {
  test.each(tampered)('%s', (_what, failure, tamper) => {
    const file = seal(ballots[named]());
    tamper(file);
    expectFailure(bytesOf(file), failure);
  });

  test('cut off', () => {
    const text = JSON.stringify(seal(ballots[named]()));
    expectFailure(bytesOf(text.slice(0, -1)), 'file');
    expectFailure(bytesOf(''), 'file');
  });

  test('with a key twice', () => {
    const text = JSON.stringify(seal(ballots[named]()));
    expectFailure(bytesOf(text.replace('"ballot"', '"ballot":"b-17","ballot"')), 'file');
  });

  test('that is no UTF-8', () => {
    const bytes = bytesOf(seal(ballots[named]()));
    bytes[new TextDecoder().decode(bytes).indexOf(hall.origin)] = 0xff;
    expectFailure(bytes, 'file');
  });

  test('too large to look at', () => {
    const text = JSON.stringify(seal(ballots[named]()));
    expectFailure(bytesOf(text + ' '.repeat(33 * 1024 * 1024)), 'file');
  });
});

describe('a whole log that was made up, sealed with a key of its own,', () => {
  const forged = (): ResultJson => {
    const draft = { ...ballots[named](), signer: stranger };
    lineOf(draft, 'cast', 5).personal = { choice: 'ja' };
    patch(draft, 'tallied', { counts: { ja: 4, nein: 2, enthaltung: 0 } });
    return seal(draft);
  };

  test('is good in itself: that is what the fingerprint is for', () => {
    const report = verifyResult(bytesOf(forged()));
    expect(report.verdict).toBe('to-compare');
  });

  test('is rejected by the fingerprint from the hall', () => {
    const fingerprint = fingerprintOf(seal(ballots[named]()).checkpoint);
    const report = expectFailure(bytesOf(forged()), 'fingerprint', { fingerprint });
    expect(report.fingerprint).not.toBe(fingerprint);
  });

  test("is rejected by the installation's public key", () => {
    expectFailure(bytesOf(forged()), 'signature', { key: hall.spelled });
  });

  test('half a fingerprint and half a key are no comparison', () => {
    const file = seal(ballots[named]());
    expectFailure(bytesOf(file), 'fingerprint', { fingerprint: fingerprintOf(file.checkpoint).slice(0, 9) });
    expectFailure(bytesOf(file), 'signature', { key: hall.spelled.slice(0, 30) });
    expectFailure(bytesOf(file), 'fingerprint', { fingerprint: '' });
  });
});

describe('a check that cannot be made', () => {
  const statesOf = (file: ResultJson) =>
    verifyResult(bytesOf(file)).checks.map(({ id, state }) => `${id} ${state}`);

  test('is not shown as passed after one that failed', () => {
    expect(verifyResult(bytesOf('{}')).checks.map(({ state }) => state)).toEqual([
      'failed',
      ...Array.from({ length: 10 }, () => 'not-made'),
    ]);
  });

  test('leaves those that can be made: a broken seal does not hide what is in the file', () => {
    const file = seal(ballots[named]());
    file.checkpoint = signNote(textOf(file), stranger);
    expect(statesOf(file)).toEqual([
      'file passed',
      'signature failed',
      'tree not-made',
      'records passed',
      'openings passed',
      'electorate passed',
      'votes passed',
      'totals not-needed',
      'count passed',
      'rule passed',
      'fingerprint not-made',
    ]);
  });

  test('shows no fingerprint of a seal that its entries do not belong to', () => {
    const file = seal(ballots[named]());
    file.log.lines.pop();
    file.log.size -= 1;
    resign(
      file,
      checkpointText(hall.origin, leavesOf(file, ballots[named]())).replace(
        /\n.*\n$/,
        `\n${'A'.repeat(43)}=\n`,
      ),
    );
    const report = verifyResult(bytesOf(file));
    expect(report.fingerprint).toBeUndefined();
    expect(statesOf(file)).toContain('fingerprint not-made');
  });
});
