import { expect, test } from 'vitest';
import { fittingText } from '../../../drivers/obs-websocket/text-inputs.ts';
import type { SwitcherCommand } from '../../../protocols/models/switcher.ts';
import {
  byHand,
  createInput,
  createModelStudio,
  readBack,
  submit,
  type ModelStudio,
} from './model-studio.ts';

const ft2 = 'text_ft2_source_v2';
const write = (texts: Readonly<Record<string, string>>): SwitcherCommand => ({ type: 'texts', texts });
const shown = (studio: ModelStudio, name: string): unknown =>
  studio.model.studio.inputs.get(name)?.settings['text'];

async function studioWithTexts(...names: readonly string[]): Promise<ModelStudio> {
  return createModelStudio((model) => {
    for (const inputName of names)
      model.byHand({
        requestType: 'CreateInput',
        requestData: { sceneName: 'wide', inputName, inputKind: ft2, inputSettings: { text: 'alt' } },
      });
  });
}

test('texts are in the snapshot, and followed when a source comes, is renamed and goes', async () => {
  const studio = await studioWithTexts('Name');
  expect(studio.reported().texts).toEqual({ Name: 'alt' });
  await createInput(studio, 'Rolle', ft2);
  expect(studio.reported().texts).toEqual({ Name: 'alt', Rolle: '' });
  byHand(studio, 'SetInputName', { inputName: 'Name', newInputName: 'Titel' });
  byHand(studio, 'RemoveInput', { inputName: 'Rolle' });
  await studio.clock.advance(50);
  expect(studio.reported().texts).toEqual({ Titel: 'alt' });
});

test('texts are written in one message and read back', async () => {
  const studio = await studioWithTexts('Name', 'Rolle');
  studio.sent.length = 0;
  expect(await submit(studio, write({ Name: 'Dr. Ö. Şahin 😀', Rolle: 'ראש העיר' }))).toEqual(readBack);
  expect(studio.sent.slice(0, 4)).toEqual([
    'SetInputSettings',
    'SetInputSettings',
    'GetInputSettings',
    'GetInputSettings',
  ]);
  expect(studio.reported().texts).toEqual({ Name: 'Dr. Ö. Şahin 😀', Rolle: 'ראש העיר' });
  expect(studio.model.studio.inputs.get('Name')?.settings['font']).toBeUndefined();
});

test('a name that does not exist is a refusal, and what exists is written all the same', async () => {
  const studio = await studioWithTexts('Name');
  expect(await submit(studio, write({ niemand: 'x', Name: 'neu' }))).toEqual({
    ok: false,
    code: 'device-refused',
    effect: 'unknown',
  });
  expect(studio.reported().texts).toEqual({ Name: 'neu' });
  expect(await submit(studio, write({ niemand: 'x' }))).toMatchObject({ effect: 'none' });
});

test('a text that OBS does not take is a mismatch', async () => {
  const studio = await studioWithTexts('Name');
  studio.model.faults.ignored.add('SetInputSettings');
  expect(await submit(studio, write({ Name: 'neu' }))).toMatchObject({ code: 'device-mismatch' });
  expect(studio.reported().texts).toEqual({ Name: 'alt' });
});

test('a scene change and its texts leave in the same moment', async () => {
  const studio = await studioWithTexts('Name');
  studio.sent.length = 0;
  studio.model.faults.slowMs = 300;
  void studio.driver.submit({ type: 'program', scene: 'slate' });
  void studio.driver.submit(write({ Name: '' }));
  expect(studio.sent).toEqual(expect.arrayContaining(['SetCurrentProgramScene', 'SetInputSettings']));
  expect(shown(studio, 'Name')).toBe('');
});

test('while texts are unanswered later ones are merged: none is lost, and the newest of each stands', async () => {
  const studio = await studioWithTexts('Name', 'Rolle');
  studio.model.faults.slowMs = 50;
  const outcomes: unknown[] = [];
  for (const texts of [{ Name: 'A' }, { Name: 'B', Rolle: 'b' }, { Name: 'C' }] as const)
    void studio.driver.submit(write(texts)).then((outcome) => outcomes.push(outcome));
  await studio.clock.advance(300);
  expect(outcomes).toEqual([readBack, readBack, readBack]);
  expect(studio.reported().texts).toEqual({ Name: 'C', Rolle: 'b' });
  expect([shown(studio, 'Name'), shown(studio, 'Rolle')]).toEqual(['C', 'b']);
});

test('a lost answer fails by its deadline, and what waits behind it is written', async () => {
  const studio = await studioWithTexts('Name');
  studio.model.faults.lostAnswers = 1;
  const first = submit(studio, write({ Name: 'A' }), 0);
  expect(await first).toBe('nothing yet');
  expect(await submit(studio, write({ Name: 'B' }), 700)).toEqual(readBack);
  expect(shown(studio, 'Name')).toBe('B');
});

test('while the scene collection changes, texts that were under way or waited end refused', async () => {
  const studio = await studioWithTexts('Name');
  studio.model.faults.slowMs = 100;
  const outcomes: unknown[] = [];
  for (const Name of ['A', 'B'])
    void studio.driver.submit(write({ Name })).then((outcome) => outcomes.push(outcome));
  await studio.clock.advance(10);
  studio.model.collection(true);
  await studio.clock.advance(10);
  const refused = { ok: false, code: 'device-refused', effect: 'unknown' };
  expect(outcomes).toEqual([refused, refused]);
});

test('an edit by hand is seen with every fifth poll, at once where OBS tells of it', async () => {
  const studio = await studioWithTexts('Name');
  const edit = (text: string): void =>
    byHand(studio, 'SetInputSettings', { inputName: 'Name', inputSettings: { text } });
  edit('von Hand');
  await studio.clock.advance(900);
  expect(studio.reported().texts).toEqual({ Name: 'alt' });
  await studio.clock.advance(4200);
  expect(studio.reported().texts).toEqual({ Name: 'von Hand' });
  studio.model.studio.version = '5.4.2';
  edit('noch einmal');
  await studio.clock.advance(50);
  expect(studio.reported().texts).toEqual({ Name: 'noch einmal' });
});

test('a reading from before our own writing does not count', async () => {
  const studio = await studioWithTexts('Name');
  // The fifth poll is answered late, and our own writing meanwhile.
  await studio.clock.advance(4900);
  studio.model.faults.slowMs = 100;
  await studio.clock.advance(60);
  studio.model.faults.slowMs = 0;
  expect(await submit(studio, write({ Name: 'neu' }), 20)).toEqual(readBack);
  await studio.clock.advance(300);
  const seen = studio.events.flatMap((event) => (event.type === 'text' ? [event.text] : []));
  expect(seen).toEqual(['neu']);
});

test.each([
  ['a\u0000b\u001bc\u0085d', 'abcd'],
  ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ['a\tb', 'a b'],
  ['a\ud800b', 'a\ufffdb'],
  ['👩‍👩‍👧‍👦 שלום', '👩‍👩‍👧‍👦 שלום'],
  ['x'.repeat(500), 'x'.repeat(500)],
])('what reaches OBS is fit for a picture: %j', (text, fitting) => {
  expect(fittingText(text)).toBe(fitting);
});

test('a long text is cut between whole characters, with an ellipsis', () => {
  const family = '👩‍👩‍👧‍👦';
  const cut = fittingText(family.repeat(100));
  expect(cut.length).toBeLessThanOrEqual(500);
  expect(cut).toBe(`${family.repeat(Math.floor(499 / family.length))}…`);
  expect(fittingText('x'.repeat(100_000))).toBe(`${'x'.repeat(499)}…`);
});

test('captions go out while a stream runs, and are refused while none does', async () => {
  const studio = await createModelStudio();
  const caption: SwitcherCommand = { type: 'caption', text: 'Grüße\u0007' };
  expect(await submit(studio, caption)).toMatchObject({ code: 'device-refused', effect: 'none' });
  byHand(studio, 'StartStream', {});
  await studio.clock.advance(500);
  expect(await submit(studio, caption)).toEqual({ ok: true, evidence: 'acknowledged' });
  expect(studio.model.studio.captions).toEqual(['Grüße']);
});

test('chapters only where OBS knows them', async () => {
  const chapter: SwitcherCommand = { type: 'chapter', name: 'Top 3' };
  const old = await createModelStudio();
  expect(old.reported().lacks).toContain('chapters');
  expect(await submit(old, chapter)).toMatchObject({ code: 'device-unsupported' });
  const studio = await createModelStudio((model) => (model.studio.version = '5.5.1'));
  expect(studio.reported().lacks).not.toContain('chapters');
  expect(await submit(studio, chapter)).toMatchObject({ code: 'device-refused' });
  byHand(studio, 'StartRecord', {});
  await studio.clock.advance(500);
  expect(await submit(studio, chapter)).toEqual({ ok: true, evidence: 'acknowledged' });
  expect(studio.model.studio.chapters).toEqual(['Top 3']);
});
