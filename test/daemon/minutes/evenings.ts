/** Two sittings as minutes: an evening as it is, and one with everything that may go wrong with text and time. */
import type { SpeechKindView } from '../../../protocols/api/views/sitting.ts';
import type { Minutes, MinutesItem, MinutesPerson } from '../../../daemon/chamber/minutes/minutes.ts';

const start = Date.parse('2026-11-25T17:02:00Z');
const minuteMs = 60_000;
const at = (minutes: number): number => start + Math.round(minutes * minuteMs);

const givenNames = ['Antje', 'Bernd', 'Christa', 'Dörte', 'Emil', 'Frauke', 'Gerd', 'Heike', 'Ingo', 'Jörg'];
const familyNames = ['Ahorn', 'Birke', 'Esche', 'Fichte', 'Holunder', 'Lärche', 'Weißdorn'];
const groups = ['Grüne Wiese', 'Rote Mühle', 'Freie Wähler Hafen', 'Bürgerliste', undefined];

function member(index: number): MinutesPerson {
  const group = groups[index % groups.length];
  const state = index === 17 ? 'absent' : index % 20 === 9 ? 'excused' : 'present';
  const spans =
    state !== 'present'
      ? []
      : index % 13 === 5
        ? [
            { from: at(0), to: at(70), mode: 'room' as const },
            { from: at(82), to: null, mode: 'remote' as const },
          ]
        : [{ from: at(index % 7 === 3 ? 21 : 0), to: at(213), mode: 'room' as const }];
  return {
    name: `${givenNames[index % givenNames.length]} ${familyNames[index % familyNames.length]}`,
    ...(group === undefined ? {} : { group }),
    role: index === 0 ? 'chair' : index === 1 ? 'deputy-chair' : index === 30 ? 'deputy' : 'member',
    votingRight: true,
    state,
    spans,
  };
}

const presence: readonly MinutesPerson[] = [
  ...Array.from({ length: 60 }, (_, index) => member(index)),
  {
    name: 'Klara Kastanie',
    role: 'staff',
    votingRight: false,
    state: 'present',
    spans: [{ from: at(0), to: null, mode: 'room' }],
  },
  {
    name: 'Otto Olive',
    role: 'guest',
    votingRight: false,
    state: 'present',
    spans: [{ from: at(40), to: at(95), mode: 'remote' }],
  },
];

const kinds: readonly SpeechKindView[] = [
  'speech',
  'contribution',
  'contribution',
  'interposed-question',
  'answer',
  'pro',
  'contra',
  'intervention',
  'point-of-order',
  'chair',
];

const titles = [
  'Eröffnung der Sitzung, Feststellung der ordnungsgemäßen Ladung und der Beschlussfähigkeit',
  'Einwohnerfragestunde',
  'Änderungsanträge zur Tagesordnung',
  'Billigung der Niederschrift über die Sitzung vom 14. Oktober 2026',
  'Mitteilungen der Verwaltung',
  'Satzung der Stadt über die Erhebung von Gebühren für die Nutzung der Sportstätten',
  'Aufstellungsbeschluss für den Bebauungsplan Nr. 41 „Wohnen am Alten Hafen“',
  'Straßenausbau Mühlendamm: Vorplanung und Kostenrahmen',
] as const;

function evenItem(index: number): MinutesItem {
  const from = 3 + index * 8;
  const outcomes = ['done', 'noted', 'unanimous', 'referred', 'postponed', 'none'] as const;
  const outcome = index < 2 ? 'done' : (outcomes[index % outcomes.length] ?? 'none');
  return {
    number: index < 20 ? String(index + 1) : `20.${index - 19}`,
    title: titles[index] ?? `Bericht zum Vorhaben ${index + 1} und weiteres Vorgehen`,
    ...(index % 4 === 1 ? { reporter: 'Klara Kastanie' } : {}),
    ...(index > 4 ? { paper: `https://ris.beispielstadt.example/vorlagen/BV-2026-${100 + index}` } : {}),
    isUrgent: index === 7,
    startedAt: at(from),
    endedAt: at(from + 8),
    outcome,
    ...(outcome === 'referred' ? { outcomeNote: 'Ausschuss für Bau und Verkehr' } : {}),
    ...(index === 6
      ? {
          decision:
            'Für das Gebiet „Wohnen am Alten Hafen“ wird ein Bebauungsplan aufgestellt.\n' +
            'Die Verwaltung wird beauftragt, die frühzeitige Beteiligung der Öffentlichkeit durchzuführen.',
        }
      : {}),
    motions:
      index === 7
        ? [
            { by: 'Grüne Wiese', text: 'Der Radweg wird beidseitig geführt.', at: at(from + 3) },
            { by: 'Dörte Fichte', text: 'Die Beratung wird vertagt.', at: at(from + 5) },
          ]
        : [],
    excluded: index === 6 ? ['Bernd Birke', 'Heike Ahorn'] : [],
    speeches: Array.from({ length: 16 }, (_, speech) => {
      const speaker = presence[(index * 7 + speech * 3) % 60];
      return {
        name: speaker?.name ?? '',
        ...(speaker?.group === undefined ? {} : { group: speaker.group }),
        kind: kinds[(index + speech) % kinds.length] ?? 'speech',
        startedAt: at(from + speech * 0.5),
        durationMs: 12_000 + ((index * 37 + speech * 11) % 240) * 1000,
      };
    }),
    ballots: [],
    notes: index === 1 ? ['Eine Frage zur Parksituation wird schriftlich beantwortet.'] : [],
  };
}

/** 60 members, 25 items, 400 speeches: a sitting of three and a half hours. */
export const evening: Minutes = {
  part: 'public',
  body: 'Stadtvertretung',
  title: '12. Sitzung der Stadtvertretung',
  date: '2026-11-25',
  place: 'Rathaus, großer Sitzungssaal',
  timeZone: 'Europe/Berlin',
  openedAt: at(0),
  closedAt: at(213),
  chairs: [
    { name: 'Antje Ahorn', from: at(0) },
    { name: 'Bernd Birke', from: at(110) },
    { name: 'Antje Ahorn', from: at(131) },
  ],
  quorum: [
    { at: at(1), present: 56, required: 31, isQuorate: true },
    { at: at(112), present: 30, required: 31, isQuorate: false },
    { at: at(118), present: 33, required: 31, isQuorate: true },
  ],
  presence,
  items: Array.from({ length: 25 }, (_, index) => evenItem(index)),
  ballots: [],
  interruptions: [
    { from: at(75), to: at(90), kind: 'interrupted', reason: 'Pause' },
    { from: at(203), to: at(210), kind: 'non-public' },
  ],
  corrections: [{ at: at(21), enteredAt: at(44), text: 'Emil Holunder erschien um 18:23 Uhr.' }],
  journal: { seq: 4711, hash: '3fa9c2d1e0b7a6955443322110ffeeddccbbaa99887766554433221100fedcba' },
};

/** Two o'clock in summer time, before the clock is put back to two o'clock. */
const dstNight = Date.parse('2026-10-25T00:00:00Z');
const hourMs = 60 * minuteMs;
const long = 'Donaudampfschifffahrtsgesellschaftskapitänsmütze '.repeat(102).slice(0, 5000);
const unbroken = 'ß'.repeat(5000);
export const dangerousName = '=HYPERLINK("http://x.example";"Klick")';

/** 400 items through a night in which the clock is put back, with text nobody would type by accident. */
export const nasty: Minutes = {
  ...evening,
  part: 'non-public',
  body: 'Ausschuss für <Bau> & "Verkehr" – Größe: Äußerst 🏛️',
  title: `${long} Ende des Titels`,
  date: '2026-10-24',
  openedAt: Date.parse('2026-10-24T21:50:00Z'),
  closedAt: dstNight + 3 * hourMs,
  chairs: [{ name: 'שלום עליכם', from: Date.parse('2026-10-24T21:50:00Z') }],
  quorum: [],
  presence: [
    {
      name: 'Zoë 👩‍👩‍👧‍👦 Ünal-Müller 漢字',
      group: '@SUM(1+1)',
      role: 'member',
      votingRight: true,
      state: 'present',
      spans: [
        { from: dstNight + hourMs / 2, to: dstNight + 1.5 * hourMs, mode: 'remote' },
        { from: dstNight + 2 * hourMs, to: null, mode: 'room' },
      ],
    },
    {
      name: 'مجلس البلدية',
      role: 'guest',
      votingRight: false,
      state: 'excused',
      spans: [],
    },
  ],
  interruptions: [
    {
      from: dstNight + hourMs / 2,
      to: dstNight + 1.5 * hourMs,
      kind: 'interrupted',
      reason: 'Uhr\u0000\uD800 gestellt\u202E',
    },
  ],
  corrections: [],
  items: Array.from({ length: 400 }, (_, index) => ({
    number: index % 50 === 3 ? '' : `7.${index + 1}`,
    title: index === 5 ? `${long} ENDE-A` : index === 6 ? `${unbroken} ENDE-B` : `Gegenstand ${index + 1} 😀`,
    isUrgent: false,
    startedAt: dstNight + index * 20_000,
    endedAt: dstNight + (index + 1) * 20_000,
    outcome: 'none',
    motions: index === 7 ? [{ by: '-Muster', text: `Zeile 1\r\nZeile 2\n\n\n\nZeile 3`, at: dstNight }] : [],
    ...(index === 8 ? { decision: `${long} ENDE-C` } : {}),
    excluded: [],
    speeches:
      index === 9
        ? Array.from({ length: 120 }, (_, speech) => ({
            name: speech % 2 === 0 ? dangerousName : '\t+49 385',
            group: '-2+3',
            kind: 'speech' as const,
            startedAt: dstNight + speech * minuteMs,
            durationMs: 61_499,
          }))
        : [],
    ballots: [],
    notes: index === 10 ? ['', `${long} ENDE-D`, 'כל הכבוד und danach'] : [],
  })),
};
