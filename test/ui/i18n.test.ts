import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ballotKinds, majorities } from '../../protocols/api/commands/ballot.ts';
import { ballotStates } from '../../protocols/api/views/ballot.ts';
import { outcomes } from '../../protocols/api/commands/sitting.ts';
import { errorCatalogue } from '../../protocols/api/errors.ts';
import { phaseSchema, speechKindSchema } from '../../protocols/api/views/sitting.ts';
import type { StatusCode } from '../../drivers/session.ts';
import { slateKinds } from '../../protocols/api/commands/broadcast.ts';
import { shotKinds } from '../../protocols/api/views/reason.ts';
import { checkIds, checkSchema, preflightIds, publicitySchema } from '../../protocols/api/views/broadcast.ts';
import { outputNames, type SwitcherAbility } from '../../protocols/models/switcher.ts';
import '../../ui/i18n/broadcast-sentences.ts';
import '../../ui/i18n/camera-sentences.ts';
import '../../ui/i18n/chair-sentences.ts';
import '../../ui/i18n/clerk-sentences.ts';
import '../../ui/i18n/decision-sentences.ts';
import '../../ui/i18n/link-sentences.ts';
import '../../ui/i18n/members-sentences.ts';
import '../../ui/i18n/operator-sentences.ts';
import '../../ui/i18n/seat-sentences.ts';
import '../../ui/i18n/voting-sentences.ts';
import { deBallot } from '../../ui/i18n/de-ballot.ts';
import { deBroadcast } from '../../ui/i18n/de-broadcast.ts';
import { deCameras } from '../../ui/i18n/de-cameras.ts';
import { deChair } from '../../ui/i18n/de-chair.ts';
import { deClerk } from '../../ui/i18n/de-clerk.ts';
import { deDecisions } from '../../ui/i18n/de-decisions.ts';
import { deImports } from '../../ui/i18n/de-imports.ts';
import { deLinks } from '../../ui/i18n/de-links.ts';
import { deMembers } from '../../ui/i18n/de-members.ts';
import { deOperator } from '../../ui/i18n/de-operator.ts';
import { deSeat } from '../../ui/i18n/de-seat.ts';
import { deResult } from '../../ui/i18n/de-result.ts';
import { deVoting } from '../../ui/i18n/de-voting.ts';
import { de as deEverywhere } from '../../ui/i18n/de.ts';
import { enBallot } from '../../ui/i18n/en-ballot.ts';
import { enBroadcast } from '../../ui/i18n/en-broadcast.ts';
import { enCameras } from '../../ui/i18n/en-cameras.ts';
import { enChair } from '../../ui/i18n/en-chair.ts';
import { enClerk } from '../../ui/i18n/en-clerk.ts';
import { enDecisions } from '../../ui/i18n/en-decisions.ts';
import { enImports } from '../../ui/i18n/en-imports.ts';
import { enLinks } from '../../ui/i18n/en-links.ts';
import { enMembers } from '../../ui/i18n/en-members.ts';
import { enOperator } from '../../ui/i18n/en-operator.ts';
import { enSeat } from '../../ui/i18n/en-seat.ts';
import { enResult } from '../../ui/i18n/en-result.ts';
import { enVoting } from '../../ui/i18n/en-voting.ts';
import { en as enEverywhere } from '../../ui/i18n/en.ts';
import {
  codeSentence,
  formatDuration,
  languages,
  plainName,
  reasonSentence,
  translator,
} from '../../ui/i18n/translate.ts';

const de = {
  ...deEverywhere,
  ...deBroadcast,
  ...deCameras,
  ...deChair,
  ...deClerk,
  ...deDecisions,
  ...deImports,
  ...deLinks,
  ...deMembers,
  ...deOperator,
  ...deSeat,
  ...deBallot,
  ...deResult,
  ...deVoting,
};
const en = {
  ...enEverywhere,
  ...enBroadcast,
  ...enCameras,
  ...enChair,
  ...enClerk,
  ...enDecisions,
  ...enImports,
  ...enLinks,
  ...enMembers,
  ...enOperator,
  ...enSeat,
  ...enBallot,
  ...enResult,
  ...enVoting,
};

const braces = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([all]) => all).sort();

/** A record, so that a new status code of the drivers does not compile until it stands here. */
const statusCodes: Record<StatusCode | 'offline', true> = {
  offline: true,
  ready: true,
  synchronising: true,
  slow: true,
  silent: true,
  'not-ready': true,
  'wrong-password': true,
  'wrong-version': true,
  kicked: true,
  'never-arrives': true,
  'unknown-model': true,
  'power-off': true,
  'wrong-device': true,
  'address-twice': true,
  'keypad-twice': true,
  'keypad-missing': true,
  'unknown-certificate': true,
  'no-licence': true,
};

/** Every reason and log code the daemon may send, with its parameters. */
const reasons: Record<string, readonly string[]> = {
  'cut-speaker': ['seat'],
  'cut-wide-silence': [],
  'cut-wide-no-camera': ['seat'],
  'cut-group': ['a', 'b'],
  'cut-room': ['seat'],
  'cut-chair': [],
  hold: ['seat'],
  manual: [],
  'manual-wide': [],
  'slate-not-public': [],
  'slate-pause': [],
  'slate-unknown': [],
  'safe-start': [],
  'camera-not-still': ['camera'],
  'camera-on-air': ['camera'],
  'no-image-consent': ['seat'],
  'not-recognisable': ['seat'],
  'unknown-person': ['seat'],
  'not-public': [],
  'no-permitted-shot': [],
  'sound-not-public': [],
  'sound-off-by-operator': [],
  'sound-unknown-person': ['seat'],
  'sound-no-consent': ['seat'],
  'sound-microphones-unknown': [],
  'sound-not-confirmed': [],
  'alarm-switcher-fights': ['device'],
  'alarm-mute-failed': ['device'],
  'alarm-output-not-followed': ['device'],
  'alarm-device-offline': ['device'],
  'alarm-foreign-move': ['camera'],
  'alarm-preset-moved': ['device', 'preset'],
  'zone-visible': ['camera', 'zone'],
  'free-not-asked': ['camera'],
  'free-unknown-position': ['camera'],
  'free-might-show': ['seat'],
  'camera-reserved': ['camera'],
  'log-camera-reserved': ['device'],
  'log-camera-released': ['device'],
  'log-preset-taught': ['device', 'preset', 'seats'],
  'log-preset-forgotten': ['device', 'preset'],
  'log-calibration-begun': ['device'],
  'log-calibration-stopped': ['device'],
  'no-close-up-taught': ['seat'],
  'log-calibrated': ['device'],
  'cut-next': ['seat'],
  'cut-reaction': ['listener', 'seat'],
  'move-speaker': ['seat'],
  'move-called': ['seat'],
  'move-next-in-list': ['seat', 'place'],
  'move-open': ['seat'],
  'move-interrupted': ['seat'],
  'move-previous': ['seat'],
  'move-chair': [],
  'move-likely': ['seat'],
  'move-both': ['a', 'b'],
  'move-manual': [],
  'log-calibration-failed': ['device', 'preset'],
  'alarm-journal': [],
  'alarm-safe-mode': [],
  'alarm-storage-full': [],
  'alarm-copy-lost': [],
  'floor-taken': ['seat'],
  'floor-ended': ['seat'],
  request: ['seat'],
  'request-ended': ['seat'],
  publicity: ['to'],
  'device-up': ['device'],
  'device-down': ['device'],
  'took-over': [],
  'handed-back': [],
  assigned: ['seat'],
  'consent-changed': ['person'],
  started: [],
  'sound-off': [],
  'sound-on': [],
  cut: ['shot'],
  'off-stream': [],
  'sound-off-stream': [],
  'slate-off-stream': [],
  'alarm-microphone-fights': ['device'],
  'alarm-clock-changed': ['seconds'],
  'personal-data-deleted': ['count'],
  'sitting-phase': ['phase'],
  'item-begun': ['number'],
  'item-ended': ['number'],
  'attendance-room': ['person'],
  'attendance-remote': ['person'],
  'attendance-absent': ['person'],
  'attendance-excused': ['person'],
  'attendance-left': ['person'],
  quorum: ['present', 'required'],
  'quorum-lost': ['present', 'required'],
  'chair-handed-over': ['person'],
  conflict: ['number'],
  'list-closed': [],
  'list-opened': [],
  'debate-closed': [],
  'speech-given': [],
  'seat-logged-in': ['seat'],
  'seat-contradicted': ['seat'],
  'slate-pre': [],
  'slate-off': [],
  'slate-hold': [],
  slides: [],
  'slides-not-released': [],
  'desktop-visible': [],
  'remote-speaker': [],
  'conference-no-consent': [],
  'sound-no-recording-consent': ['seat'],
  'no-recording-consent': ['seat'],
  'sound-consent-hold': [],
  'alarm-output-not-public': ['device', 'output'],
  'alarm-microphone-in-pause': ['seat'],
  'alarm-stream-lost': [],
  'alarm-stream-silent': [],
  'alarm-picture-frozen': [],
  'alarm-stream-dropping': ['percent'],
  'alarm-stream-congested': [],
  'alarm-not-recorded': [],
  'alarm-recording-not-allowed': ['device'],
  'alarm-closed-part-broken': ['check'],
  'log-broadcast-prepared': [],
  'log-broadcast-hold': [],
  'log-broadcast-end': [],
  'log-discarded': [],
  'log-secured': [],
  'log-override': ['count'],
  'log-check-confirmed': ['check'],
  'log-check-withdrawn': ['check'],
  'log-stream-wanted': [],
  'log-stream-unwanted': [],
  'log-recording-on': [],
  'log-recording-off': [],
  'log-microphones-off': [],
  'log-slides-on': [],
  'log-slides-off': [],
  'log-slate-text': ['slate'],
  'log-alone': [],
  'alarm-member-disturbed': ['name'],
  'alarm-member-gone': ['name'],
  'log-ballot-opened': ['number'],
  'log-ballot-closed': ['number'],
  'log-ballot-announced': ['number'],
  'log-ballot-voided': ['number'],
  'log-ballot-drained-anyway': ['device'],
  'log-keypads-test': [],
  'log-member-locked': ['person'],
  'log-member-second-device': ['person'],
  'log-member-gone': ['person'],
  'log-member-back': ['person'],
  'log-member-disturbed': ['person'],
};

/** A record, so that a new ability of mixers does not compile until it stands here. */
const mixerAbilities: Record<SwitcherAbility, true> = {
  stream: true,
  record: true,
  virtualCamera: true,
  replayBuffer: true,
  discard: true,
  'output-list': true,
  texts: true,
  captions: true,
  chapters: true,
  'desktop-scenes': true,
  pictures: true,
};

/** What a view carries as a code, held against the schemas. */
const wireWords = {
  phase: phaseSchema.options,
  speech: speechKindSchema.options,
  outcome: outcomes,
  publicity: publicitySchema.options,
  shot: shotKinds,
  check: checkIds,
  'closed.state': checkSchema.shape.state.options,
  slate: slateKinds,
  output: outputNames,
  majority: majorities,
  ballotKind: ballotKinds,
  ballotState: ballotStates,
  preflight: preflightIds.flatMap((id) => [id, `${id}.ok`, `${id}.not`, `${id}.fix`]),
  lacks: Object.keys(mixerAbilities),
} as const;

describe('the catalogues', () => {
  test('English has the keys of German, no more and no fewer', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(de).sort());
  });

  test('each sentence takes the same parameters in both languages', () => {
    for (const [key, sentence] of Object.entries(de))
      expect({ key, braces: braces(en[key as keyof typeof de]) }).toEqual({ key, braces: braces(sentence) });
  });

  test('no sentence is empty or left in the other language by mistake', () => {
    for (const catalogue of [de, en])
      for (const sentence of Object.values(catalogue)) expect(sentence.trim()).not.toBe('');
    const same = Object.keys(de).filter((key) => {
      const sentence: string = de[key as keyof typeof de];
      return sentence === en[key as keyof typeof de] && / \w/.test(sentence.replace(/\{\w+\}/g, ''));
    });
    expect(same).toEqual([]);
  });

  test.each(Object.keys(errorCatalogue))('the error %s has a sentence', (code) => {
    expect(Object.hasOwn(de, `error.${code}`)).toBe(true);
  });

  test.each(Object.keys(statusCodes))('the device state %s has words', (code) => {
    expect(Object.hasOwn(de, `status.${code}`)).toBe(true);
  });

  test.each(Object.entries(wireWords))('every code of %s has words', (family, codes) => {
    for (const code of codes) expect(Object.keys(de)).toContain(`${family}.${code}`);
  });

  test.each(Object.entries(reasons))(
    'the reason %s has a sentence that uses its parameters',
    (code, params) => {
      const sentence = de[`reason.${code}` as keyof typeof de];
      expect(sentence).toBeDefined();
      expect(braces(sentence)).toEqual(params.map((name) => `{${name}}`).sort());
    },
  );
});

describe('filling sentences', () => {
  test('parameters are put in, named by the page', () => {
    const sentence = reasonSentence(
      'de',
      { code: 'camera-not-still', params: { camera: 'cam3' } },
      (param, value) => (param === 'camera' && value === 'cam3' ? 'Kamera 3' : '?'),
    );
    expect(sentence).toBe('Kamera 3 steht noch nicht still');
  });

  test('an unknown code becomes a general sentence, never the bare code', () => {
    for (const language of languages) {
      for (const code of ['brand-new', '__proto__', 'constructor', '?']) {
        const sentence = reasonSentence(language, { code }, plainName);
        expect(sentence.length).toBeGreaterThan(code.length + 20);
        expect(codeSentence(language, 'error', code)).not.toBe(code);
      }
    }
  });

  test('a parameter the daemon left out shows as a question mark, not as a brace', () => {
    expect(reasonSentence('en', { code: 'cut-speaker' }, plainName)).toBe('Seat ? speaks');
  });

  test('a value that looks like a parameter is not filled again', () => {
    expect(translator('en')('queue.give', { name: '{name}' })).toBe('Give the floor: {name}');
  });

  test('durations read as minutes and seconds, with hours only when there are some', () => {
    expect([0, 9, 61, 3599, 3600, 3725].map(formatDuration)).toEqual([
      '0:00',
      '0:09',
      '1:01',
      '59:59',
      '1:00:00',
      '1:02:05',
    ]);
  });
});

describe('pages without the sentences of others', () => {
  const root = join(import.meta.dirname, '../../ui');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      /\.tsx?$/.test(name) &&
      !name.startsWith('views/clerk') &&
      // The verifier is a page by itself, with its own words.
      !name.startsWith('verifier') &&
      !name.startsWith('i18n'),
  );

  const showsBallots = /^(views\/(operator|chair|display|overlay)|components\/ballot)\//;
  const leadsBallots = /^(views\/(operator|chair)|components\/ballot)\//;
  /** Parts that public pages show too: they say nothing that only whoever leads has. */
  const isPublicPart = /^components\/ballot\/(bars|outcome|sign|countdown|words|formula|calls)\.tsx?$/;

  /** The operator's page brings the sentences about cameras, every page that leads those about the broadcast. */
  const brings = (name: string): Readonly<Record<string, string>> => ({
    ...deEverywhere,
    ...(showsBallots.test(name) ? { ...deDecisions, ...deResult } : {}),
    ...(leadsBallots.test(name) && !isPublicPart.test(name) ? deBallot : {}),
    ...(name.startsWith('views/operator') ? { ...deOperator, ...deVoting } : {}),
    ...(/^(views\/(operator|chair)|components\/broadcast)\//.test(name) ? deBroadcast : {}),
    ...(name.startsWith('views/operator') ? deCameras : {}),
    ...(name.startsWith('views/chair') ? deChair : {}),
    ...(name.startsWith('views/seat') ? { ...deDecisions, ...deSeat } : {}),
    ...(name.startsWith('components/members') ? deMembers : {}),
  });

  test('use none of them', () => {
    expect(files.length).toBeGreaterThan(40);
    const used = files.flatMap((name) =>
      [...readFileSync(join(root, name), 'utf8').matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key = '']) => ({
        name,
        key,
      })),
    );
    expect(used.length).toBeGreaterThan(150);
    expect(used.filter(({ name, key }) => !Object.hasOwn(brings(name), key))).toEqual([]);
  });

  test('have every family of codes that they say', () => {
    const families = files.flatMap((name) =>
      [
        ...readFileSync(join(root, name), 'utf8').matchAll(
          /(?:words\(|codeSentence\(\w+, |`)'?([a-z]+)(?:'|\.\$)/g,
        ),
      ].map(([, family = '']) => ({ name, family })),
    );
    expect(new Set(families.map(({ family }) => family)).size).toBeGreaterThan(4);
    const missing = families.filter(
      ({ name, family }) => !Object.keys(brings(name)).some((key) => key.startsWith(`${family}.`)),
    );
    expect(missing).toEqual([]);
  });
});
