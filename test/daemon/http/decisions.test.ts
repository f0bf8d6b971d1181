/** Thirty decisions of every kind through the whole house: results, files, minutes and display are what the script says. */
import { afterAll, expect, test } from 'vitest';
import type { DisplayView } from '../../../protocols/api/views.ts';
import { verifyResult } from '../../../ui/verifier/verify.ts';
import { councilPins } from '../../bench/remote-council.ts';
import { createEndings, eventually, sendCommand, signIn } from '../../running.ts';
import { choiceOf, countsOf, decisions, yesNoAbstain, type Decision } from '../../votes/evening-script.ts';
import { openMixedCouncil } from '../../votes/mixed-council.ts';

const endings = createEndings();
afterAll(() => endings.run());

/** One for each voter: letters and dots, nothing longer than one unit. */
const lettersOf = (script = ''): readonly string[] => script.split('');

test('an evening of thirty decisions', { timeout: 180_000 }, async () => {
  const council = await openMixedCouncil(endings, { pages: 6, sunvote: 3, mqtt: 3 }, { seed: 5 });
  await council.start();
  await council.devicesReady();
  const { url } = council.daemon();
  const chair = await signIn(url, 'chair', councilPins.chair);
  const operator = await signIn(url, 'operator', councilPins.operator);
  const asChair = async (name: string, input: object): Promise<void> => {
    const { status, body } = await sendCommand(url, chair, name, input);
    expect([status, body.error], name).toEqual([200, undefined]);
  };
  await council.command('agenda/add', { id: 'top', number: '7', title: 'Beschlüsse', isPublic: true });
  await council.command('agenda/begin', { item: 'top' });
  expect((await sendCommand(url, operator, 'broadcast/open', { confirmed: true })).status).toBe(200);
  const display = async (): Promise<DisplayView> =>
    (await (await fetch(`${url}/api/views/display`)).json()) as DisplayView;

  /** Everybody votes as the script says, each on their own way. */
  async function voteOn(ballot: string, decision: Decision): Promise<void> {
    const options = decision.options ?? yesNoAbstain;
    if (decision.kind === 'device')
      await eventually('keypads take votes', () => council.isOpenOnDevices(ballot), 15_000);
    for (const [index, letter] of lettersOf(decision.keypads).entries()) {
      const choice = choiceOf(letter, options);
      const keypad = council.keypads[index];
      if (choice === undefined || !keypad) continue;
      const key = options.findIndex(({ id }) => id === choice) + 1;
      // A keypad that the radio has not woken yet stays dark: its member presses again.
      await eventually('the keypad has it', () => {
        if (council.pressedOn(keypad) !== key) keypad.press(key);
        return council.pressedOn(keypad) === key;
      });
    }
    lettersOf(decision.pages).forEach((letter, index) => {
      const choice = choiceOf(letter, options);
      if (choice !== undefined) council.pages[index]?.press(ballot, choice);
    });
    await eventually('the pages have their receipts', () => council.pages.every((page) => page.isSettled()));
    const order = (await council.view()).ballot?.order ?? [];
    for (const [index, letter] of lettersOf(decision.roll).entries())
      await council.command('ballot/enter', {
        ballot,
        person: order[index],
        choice: choiceOf(letter, options),
      });
    if (decision.kind === 'roll-call') await asChair('ballot/read-back', { ballot });
    let counts = decision.totals;
    if (decision.csv !== undefined) {
      const answer = await fetch(`${url}/api/ballots/${ballot}/totals.csv`, {
        method: 'POST',
        headers: { cookie: chair, 'content-type': 'application/json' },
        body: JSON.stringify({ text: decision.csv }),
      });
      ({ counts } = (await answer.json()) as { counts: Record<string, number> });
    }
    const totals = { ballot, counts, invalid: decision.invalid ?? 0, confirmed: true };
    if (counts) await asChair('ballot/count', totals);
    if (decision.kind === 'paper') await council.command('ballot/count', totals);
    // Nobody sees a part of a result.
    expect((await display()).ballot?.result).toBeUndefined();
    await asChair('ballot/close', { ballot });
    await eventually(
      'it is counted and signed',
      async () => (await council.view()).ballot?.fingerprint,
      20_000,
    );
  }

  const fingerprints: (string | undefined)[] = [];
  for (const [index, decision] of decisions.entries()) {
    let ballot = `b${index}`;
    const { text, kind, named = false, item = 'top', majority, options } = decision;
    const question = {
      text,
      kind,
      named,
      item,
      ...(majority ? { majority } : {}),
      ...(options ? { options } : {}),
    };
    await asChair('ballot/open', { id: ballot, ...question });
    // Opening clears what was shown before, and every surface has the exact words.
    expect((await display()).ballot, text).toMatchObject({ text, state: 'open', kind });
    await voteOn(ballot, decision);
    if (decision.voidedFirst) {
      await asChair('ballot/void', { ballot, cause: 'objection', repeat: `${ballot}-neu` });
      ballot = `${ballot}-neu`;
      await voteOn(ballot, decision);
    }
    if (decision.lot !== undefined) await asChair('ballot/lot', { ballot, option: decision.lot });
    expect((await display()).ballot?.result, text).toBeUndefined();
    await asChair('ballot/announce', { ballot });

    const counts = countsOf(decision);
    const truth = {
      counts,
      outcome: decision.outcome,
      elected: decision.elected ?? [],
      invalid: decision.invalid ?? 0,
    };
    const view = (await council.view()).ballot;
    expect(view?.result, text).toMatchObject(truth);
    expect((await display()).ballot, text).toMatchObject({ state: 'announced', result: truth });
    fingerprints.push(view?.fingerprint);
    const { verdict, result } = verifyResult(Buffer.from(await council.resultFile(ballot)), {
      fingerprint: view?.fingerprint,
    });
    expect([verdict, result?.outcome], text).toEqual(['good', decision.outcome]);
  }
  expect(new Set(fingerprints).size).toBe(decisions.length);

  const minutes = (await (
    await fetch(`${url}/api/sittings/s/minutes/public.json`, { headers: { cookie: chair } })
  ).json()) as { items: { ballots: MinutesBallot[] }[]; ballots: MinutesBallot[] };
  const told = [...(minutes.items[0]?.ballots ?? []), ...minutes.ballots].sort((a, b) => a.number - b.number);
  expect(told.filter(({ voided }) => voided !== undefined)).toHaveLength(
    decisions.filter(({ voidedFirst }) => voidedFirst).length,
  );
  const valid = told.filter(({ voided }) => voided === undefined);
  expect(valid.map(({ text, outcome }) => [text, outcome])).toEqual(
    decisions.map(({ text, outcome }) => [text, outcome]),
  );
  for (const [index, { text, counts, fingerprint }] of valid.entries()) {
    const decision = decisions[index];
    const options = decision?.options ?? yesNoAbstain;
    const expected = decision ? countsOf(decision) : {};
    expect(counts, text).toEqual(options.map(({ id, label }) => ({ label, votes: expected[id] })));
    expect(fingerprint, text).toBe(fingerprints[index]);
  }
});

interface MinutesBallot {
  readonly number: number;
  readonly text: string;
  readonly outcome: string | null;
  readonly voided?: string;
  readonly counts: readonly { readonly label: string; readonly votes: number }[];
  readonly fingerprint?: string;
}
