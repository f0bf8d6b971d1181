/** Chapters and captions of a recording: what was said when, named as consented to. */
import { describe, expect, test } from 'vitest';
import { recordingFile } from '../../../../daemon/stream/recording-files.ts';
import { everything, smallHall } from '../../director/small-hall.ts';
import { openBroadcast, type OpenBroadcast } from './hall.ts';

const item = (id: string, title: string, isPublic = true) => ({
  id,
  number: id,
  title,
  isPublic,
  onStream: true,
});

async function recorded(): Promise<OpenBroadcast> {
  const { transmission } = smallHall;
  const hall = await openBroadcast({
    hall: {
      transmission: { ...transmission, recording: { isAllowed: true, isInternalAllowed: true } },
      people: { ...smallHall.people, p3: { name: 'Mitglied 3', consent: { ...everything, name: false } } },
      bodies: [
        {
          id: 'rat',
          name: 'Rat',
          kind: 'council',
          profile: 'own',
          statutorySeats: 3,
          unfillableSeats: 0,
          seatPlan: {},
          members: [{ person: 'p1', role: 'chair', votingRight: true }],
        },
      ],
    },
  });
  const items = [
    item('1', 'Eröffnung <b> --> & mehr'),
    item('2', 'Grundstück', false),
    item('3', 'Haushalt'),
  ];
  await hall.give('sitting/prepare', {
    id: 's',
    body: 'rat',
    title: 'S',
    date: '2026-11-26',
    second: false,
    items,
  });
  await hall.give('sitting/open', {});
  await hall.give('broadcast/open', { confirmed: true });
  await hall.give('broadcast/start-recording', {}, 1000);
  return hall;
}

const file = (hall: OpenBroadcast, name: Parameters<typeof recordingFile>[2]): string =>
  recordingFile(hall.root(), 'r1', name, hall.clock.wall()) ?? '';

async function evening(): Promise<OpenBroadcast> {
  const hall = await recorded();
  await hall.give('agenda/begin', { item: '1' });
  hall.open([2]);
  await hall.clock.advance(30_000);
  hall.open([3]);
  await hall.clock.advance(4000);
  hall.open([]);
  await hall.give('agenda/begin', { item: '2' }, 20_000);
  // Who speaks in the closed part stands in no chapter.
  hall.open([2]);
  await hall.clock.advance(20_000);
  hall.open([]);
  await hall.give('agenda/end', {});
  await hall.give('sitting/go-public', { confirmed: true });
  await hall.give('broadcast/open', { confirmed: true });
  await hall.give('agenda/begin', { item: '3' });
  await hall.clock.advance(3_700_000);
  await hall.give('broadcast/stop-recording', {});
  return hall;
}

describe('chapters', () => {
  test('tell items and speakers in their order, the closed part by that name only', async () => {
    const { chapters } = JSON.parse(file(await evening(), 'chapters.json')) as {
      chapters: { title: string; fromMs: number; toMs: number; kind: string }[];
    };
    expect(chapters.map(({ title }) => title)).toEqual([
      'Zwischen den Tagesordnungspunkten',
      'TOP 1 Eröffnung <b> --> & mehr',
      'Mitglied 2',
      'Wortbeitrag',
      'Nichtöffentlicher Teil',
      'Vor der Übertragung',
      'Zwischen den Tagesordnungspunkten',
      'TOP 3 Haushalt',
    ]);
    for (const [index, { fromMs, toMs }] of chapters.entries()) {
      expect(fromMs).toBeLessThanOrEqual(toMs);
      expect(chapters[index + 1]?.fromMs ?? toMs).toBe(toMs);
    }
    const speech = chapters.find(({ title }) => title === 'Mitglied 2');
    expect((speech?.toMs ?? 0) - (speech?.fromMs ?? 0)).toBe(30_000);
  });

  test('as WebVTT are cues of their own, whatever stands in a title', async () => {
    const vtt = file(await evening(), 'chapters.vtt');
    expect(vtt.startsWith('WEBVTT\n\n1\n00:00:00.000 --> ')).toBe(true);
    expect(vtt).toContain('\nTOP 1 Eröffnung &lt;b> → &amp; mehr\n');
    const cues = vtt.trim().split('\n\n').slice(1);
    for (const cue of cues)
      expect(cue).toMatch(/^\d+\n\d\d:\d\d:\d\d\.\d{3} --> \d\d:\d\d:\d\d\.\d{3}\n[^\n]+$/);
  });

  test('for platforms begin at 0:00 and are never shorter than ten seconds', async () => {
    const lines = file(await evening(), 'chapters.txt')
      .trim()
      .split('\n');
    expect(lines[0]).toMatch(/^0:00 /);
    const seconds = lines.map((line) => {
      const [minutes = 0, second = 0] = (line.split(' ')[0] ?? '').split(':').map(Number);
      return minutes * 60 + second;
    });
    for (const [index, second] of seconds.slice(1).entries())
      expect(second - (seconds[index] ?? 0)).toBeGreaterThanOrEqual(10);
    expect(lines.at(-1)).toContain('TOP 3 Haushalt');
    expect(lines.join()).toContain('& mehr');
  });

  test('of an item that was made non-public afterwards have no title', async () => {
    const hall = await evening();
    await hall.give('agenda/edit', { item: '1', isPublic: false });
    for (const name of ['chapters.vtt', 'chapters.json', 'chapters.txt'] as const)
      expect(file(hall, name)).not.toContain('Eröffnung');
  });

  test('of a recording that does not exist are none', async () => {
    const hall = await recorded();
    expect(recordingFile(hall.root(), 'r9', 'chapters.vtt', 0)).toBeUndefined();
  });

  test('are the same after the journal is read again', async () => {
    const hall = await evening();
    const again = await openBroadcast({ hall: hall.root().hall, before: hall.written });
    // Wall times of the records are what counts.
    expect(again.root().broadcast.recordings).toEqual(hall.root().broadcast.recordings);
  });
});

test('captions are kept beside a recording that runs, and nowhere else', async () => {
  const hall = await recorded();
  const said = (text: string): void =>
    hall.loop.record([{ type: 'captions/said', version: 1, data: {}, personal: { text } }], 'daemon');
  said('Guten <i>Abend</i>');
  await hall.clock.advance(3000);
  said('meine Damen');
  await hall.clock.advance(100);
  expect(file(hall, 'captions.vtt')).toMatch(
    /^WEBVTT\n\n1\n00:00:0\d\.\d{3} --> 00:00:0\d\.\d{3}\nGuten &lt;i>Abend&lt;\/i>\n\n2\n/,
  );
  await hall.give('broadcast/stop-recording', {}, 1000);
  said('nach dem Ende');
  await hall.clock.advance(100);
  expect(file(hall, 'captions.vtt')).not.toContain('nach dem Ende');
});
