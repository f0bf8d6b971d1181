/** The config file `saalregie.json5`, as people write it. Devices are checked by their own kind's schema. */
import { z } from 'zod';
import { bodyInput, groupName } from '../../protocols/api/commands/register.ts';
import { id } from '../../protocols/api/commands/spec.ts';
import { consentSchema } from '../../protocols/api/views.ts';

const seat = z.number().int().min(1).max(65_535);
const count = z.number().int().min(0).max(200);
const milliseconds = z.number().int().min(0).max(600_000);

const layout = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hemicycle'), rows: z.array(count).min(1).max(12) }),
  z.strictObject({ kind: z.literal('rows'), rows: z.array(count).min(1).max(20) }),
  z.strictObject({ kind: z.literal('u'), left: count, across: count, right: count }),
  z.strictObject({
    kind: z.literal('free'),
    seats: z
      .array(z.strictObject({ seat, x: z.number().min(0).max(1), y: z.number().min(0).max(1) }))
      .min(1)
      .max(250),
  }),
]);

const minutes = z.number().min(0.5).max(240);

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('de', { timeZone: name }));
  } catch {
    return false;
  }
}

const chamber = z.strictObject({
  name: z.string().min(1).max(120),
  /** What the pages call tonight's sitting. */
  title: z.string().min(1).max(160),
  layout,
  chairSeat: seat.optional(),
  /** Seats that are not a delegate's. */
  lecterns: z.array(seat).max(10).default([]),
  guests: z.array(seat).max(50).default([]),
  /** Device id of the microphone system. */
  microphones: id,
  /** IANA name, for minutes and dates. */
  timeZone: z.string().refine(isTimeZone, 'a time zone such as Europe/Berlin').default('Europe/Berlin'),
  /**
   * `tonight`: who sits where is confirmed at each sitting, and a seat nobody confirmed counts as a person
   * without consent. `fixed`: the seats named under `people` are vouched for by this file.
   */
  seating: z.enum(['tonight', 'fixed']).default('tonight'),
  /** Speaking time per speech; none: no limit. */
  speakingTimeMinutes: minutes.optional(),
  /** Other speaking times; what is left out has no limit. Interventions of 0 minutes are not allowed at all. */
  speakingTimes: z
    .strictObject({
      intervention: z.number().min(0).max(240).default(2),
      pointOfOrder: minutes.default(3),
      resident: minutes.default(3),
      /** For each group, person and all of an item. */
      groupPerItem: minutes.optional(),
      personPerItem: minutes.optional(),
      item: minutes.optional(),
      /** Seconds before the end at which the time turns amber. */
      amberSeconds: z.number().int().min(0).max(600).default(30),
    })
    .prefault({}),
});

const person = z.strictObject({
  id,
  name: z.string().min(1).max(120),
  group: groupName.optional(),
  seat: seat.optional(),
  /** Card number or login at a unit. */
  card: z.string().min(1).max(64).optional(),
  /** Keypads this person votes on, by device id. Units of the microphone system are known by the seat. */
  keypads: z.record(id, z.string().min(1).max(64)).default({}),
  /** Not given unless it stands here. */
  consent: consentSchema.default({ image: 'no', sound: false, name: false }),
});

const shot = z.strictObject({
  preset: z.number().int().min(0).max(255),
  subjects: z.array(seat).min(1).max(12),
  visible: z.array(seat).max(60).default([]),
  /** Zones of this camera that are in the picture; a place that can be read is found in them by itself. */
  zones: z.array(id).max(16).default([]),
});

const angles = z
  .strictObject({ from: z.number().min(-360).max(360), to: z.number().min(-360).max(360) })
  .refine(({ from, to }) => from <= to, 'from ≤ to');

/** Counts as people without consent, such as the public gallery. */
const zone = z.strictObject({
  id,
  label: z.string().min(1).max(80),
  /** Angles of the camera's head, degrees: right and up are positive. */
  pan: angles,
  tilt: angles.default({ from: -360, to: 360 }),
});

const camera = z.strictObject({
  device: id,
  scene: z.string().min(1).max(120),
  /** Where OBS finds its picture, for `npm run obs:provision`. */
  picture: z.url().optional(),
  /** A scene with the slides and this camera's picture beside them. */
  slidesScene: z.string().min(1).max(120).optional(),
  shots: z.array(shot).max(256).default([]),
  zones: z.array(zone).max(16).default([]),
  /** Horizontal angle of its picture, degrees: what a zone or a seat is held against. Rather too wide. */
  view: z
    .strictObject({
      wideDegrees: z.number().min(1).max(180).default(75),
      teleDegrees: z.number().min(0.1).max(90).default(6),
    })
    .prefault({}),
});

const wide = z.strictObject({
  id,
  scene: z.string().min(1).max(120),
  picture: z.url().optional(),
  hides: z.array(seat).max(250).default([]),
});

const rules = z.strictObject({
  minimumHoldMs: milliseconds.default(2000),
  silenceMs: milliseconds.default(3000),
  reactionMs: milliseconds.default(0),
  voiceReactionMs: milliseconds.default(1500),
  alternation: z
    .strictObject({
      turns: z.int().min(0).max(10).default(3),
      withinMs: milliseconds.default(20_000),
      holdMs: milliseconds.default(10_000),
    })
    .prefault({}),
  room: z
    .strictObject({ everyMs: milliseconds.default(240_000), forMs: milliseconds.default(6000) })
    .prefault({}),
  reactionShots: z
    .strictObject({ everyMs: milliseconds.default(0), forMs: milliseconds.default(5000) })
    .prefault({}),
  vip: z.array(seat).max(20).default([]),
  chairFirst: z.boolean().default(true),
  lookAhead: z.boolean().default(true),
  showNext: z.boolean().default(true),
  offerHandBackMs: milliseconds.default(120_000),
});

const sourceName = z.string().min(1).max(120);
const slate = (text: string) =>
  z.strictObject({ scene: sourceName, text: z.string().max(400).default(text) });
const slateText = z.string().trim().max(400).optional();
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

/** Names of the text sources in the mixer that say who speaks; `npm run obs:provision` makes them. */
const lowerThird = z.strictObject({
  scene: sourceName.default('Saalregie Bauchbinde'),
  bar: sourceName.default('Saalregie Balken'),
  name: sourceName.default('Saalregie Name'),
  /** Function and group. */
  role: sourceName.default('Saalregie Funktion'),
  item: sourceName.default('Saalregie Thema'),
  time: sourceName.default('Saalregie Redezeit'),
  title: sourceName.default('Saalregie Titel'),
  captions: sourceName.default('Saalregie Untertitel'),
  /** The council's colours. */
  background: colour.default('#1e2a38'),
  text: colour.default('#ffffff'),
  /** A picture file on the mixer's PC. */
  logo: z.string().min(1).max(500).optional(),
});

/** The video conference, as scenes and an input of the mixer. */
const conference = z.strictObject({
  /** The one remote member who speaks. */
  speaker: sourceName.optional(),
  /** Everybody in the conference: counts as all of them visible. */
  gallery: sourceName.optional(),
  /** Its sound; only opened while a remote member has the floor who consents to it. */
  soundInput: sourceName.optional(),
});

const broadcast = z.strictObject({
  /** Device id of the picture mixer. */
  switcher: id,
  slate: slate('Die Übertragung ist unterbrochen'),
  pause: slate('Sitzungspause'),
  wides: z.array(wide).min(1).max(8),
  cameras: z.array(camera).max(16).default([]),
  /** The mixer's inputs that carry the hall's sound: only these are ever opened. */
  soundInputs: z.array(z.string().min(1).max(120)).max(32),
  direction: rules.prefault({}),
  /** Language of what the mixer shows. */
  language: z.enum(['de', 'en']).default('de'),
  /** Words of the slates; `{minutes}` and `{time}` are filled in. What is left out has its usual words. */
  slates: z
    .strictObject({
      off: slateText,
      begin: slateText,
      break: slateText,
      fault: slateText,
      objection: slateText,
      'non-public': slateText,
      end: slateText,
    })
    .prefault({}),
  lowerThird: lowerThird.prefault({}),
  captions: z
    .strictObject({
      /** How far the transcriber lags behind the sound: what it says for so long after the sound came back is not taken. */
      lagMs: milliseconds.default(10_000),
    })
    .prefault({}),
  /** Scene with the slides alone. */
  slides: sourceName.optional(),
  conference: conference.prefault({}),
  /** Nothing is recorded unless this says so. */
  recording: z
    .strictObject({
      allowed: z.boolean().default(false),
      /** An internal recording may go on in a part that is not public. */
      internal: z.boolean().default(false),
    })
    .prefault({}),
  stream: z
    .strictObject({
      /** The server, to look whether it can be reached before a sitting: the only thing that it is used for. */
      server: z
        .url({ protocol: /^(rtmps?|srt|https?)$/ })
        .max(500)
        .optional(),
      /** A stream that was lost with the mixer: started again by itself, or after a question. */
      resume: z.enum(['ask', 'automatic']).default('ask'),
    })
    .prefault({}),
});

const pin = z.string().regex(/^\S{6,32}$/);

export const configSchema = z.strictObject({
  chamber,
  people: z.array(person).max(2000).default([]),
  /** Bodies to begin with; more are made or imported on the clerk's page. */
  bodies: z.array(bodyInput).max(50).default([]),
  /** Council information systems (OParl) to import from: the only addresses outside that are ever called. */
  imports: z
    .array(
      z.strictObject({
        id,
        label: z.string().min(1).max(80),
        url: z.url({ protocol: /^https?$/ }).max(2000),
      }),
    )
    .max(20)
    .default([]),
  /** Days after which the personal parts of records are deleted, by class; `null`: kept. */
  retention: z.record(z.string().max(40), z.number().int().min(1).max(36_500).nullable()).default({}),
  devices: z
    .array(z.looseObject({ id, kind: z.string(), label: z.string().min(1).max(80).optional() }))
    .min(1)
    .max(64),
  broadcast,
  access: z.strictObject({
    pins: z.strictObject({
      operator: pin,
      chair: pin,
      clerk: pin.optional(),
      display: pin.optional(),
      /** For a transcriber that sends captions: nothing else is open to it. */
      captions: pin.optional(),
    }),
  }),
  http: z
    .strictObject({
      /** Loopback unless the technician decides otherwise. */
      host: z.string().min(1).max(120).default('127.0.0.1'),
      port: z.number().int().min(0).max(65_535).default(8470),
    })
    .prefault({}),
  /** The members' own pages: a door of their own, over TLS, with nothing else behind it. Absent: there are none. */
  members: z
    .strictObject({
      host: z.string().min(1).max(120).default('127.0.0.1'),
      port: z.number().int().min(0).max(65_535).default(8471),
      /** What the personal links begin with, e.g. `https://rat.example.org`; absent: host and port as above. */
      url: z
        .url({ protocol: /^https$/ })
        .max(300)
        .optional(),
      /** Names and addresses the certificate is made for, besides `host` and that of `url`. */
      names: z.array(z.string().min(1).max(253)).max(20).default([]),
      /** Files in PEM; absent: a certificate of the daemon's own authority, made at the first start. */
      certificate: z.strictObject({ chain: z.string().min(1), key: z.string().min(1) }).optional(),
      /** A second way to report that nothing works any more, shown on every page, e.g. a telephone number. */
      secondChannel: z.string().trim().min(1).max(120),
    })
    .optional(),
  /** A file on another device (a USB stick, a second disk) to which the journal is copied; absent: there is no copy. */
  copy: z.string().min(1).max(500).optional(),
  dataDir: z.string().min(1).optional(),
});

export type ConfigFile = z.infer<typeof configSchema>;
