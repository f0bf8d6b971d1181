/** A hall small enough to try everything: a chair, two members, two cameras, two wides. */
import type { Consent, Publicity } from '../../../protocols/api/views.ts';
import { unknownCamera, type CameraState, type Motion } from '../../../protocols/models/camera.ts';
import { unknownSwitcher, type SwitcherState } from '../../../protocols/models/switcher.ts';
import { plainHead, type Hall, type HallSeat, type Transmission } from '../../../daemon/chamber/hall.ts';
import { usualSlateTexts } from '../../../daemon/config/slate-texts.ts';
import type { Facts } from '../../../daemon/director/facts.ts';

const seat = (number: number, x: number): HallSeat => ({
  seat: number,
  x,
  y: number === 1 ? 1 : 0.4,
  label: String(number),
  role: number === 1 ? 'chair' : 'delegate',
  person: `p${number}`,
});

export const everything: Consent = { image: 'yes', sound: true, name: true };

const smallTransmission: Transmission = {
  language: 'de',
  slateTexts: usualSlateTexts.de,
  slateInput: 'Tafel (Text)',
  pauseInput: 'Pause (Text)',
  lowerThird: {
    bar: 'Balken',
    name: 'Name',
    role: 'Funktion',
    item: 'Thema',
    time: 'Redezeit',
    title: 'Titel',
    captions: 'Untertitel',
  },
  slidesScene: null,
  conference: { speakerScene: null, galleryScene: null, soundInput: null },
  recording: { isAllowed: false, isInternalAllowed: false },
  resumesStream: false,
};

export const smallHall: Hall = {
  title: 'Sitzung',
  chamber: 'Rat',
  seats: { 1: seat(1, 0.5), 2: seat(2, 0.2), 3: seat(3, 0.8) },
  chairSeat: 1,
  people: {
    p1: { name: 'Mitglied 1', consent: everything },
    p2: { name: 'Mitglied 2', consent: everything },
    p3: { name: 'Mitglied 3', consent: everything },
  },
  microphones: 'mics',
  switcher: 'obs',
  voting: [],
  secondChannel: null,
  cameras: [
    {
      device: 'cam-a',
      label: 'A',
      scene: 'Kamera A',
      head: plainHead,
      shots: [
        { preset: 1, subjects: [1], visible: [] },
        { preset: 2, subjects: [2], visible: [3] },
        { preset: 3, subjects: [3], visible: [] },
      ],
    },
    {
      device: 'cam-b',
      label: 'B',
      scene: 'Kamera B',
      head: plainHead,
      shots: [
        { preset: 1, subjects: [1], visible: [] },
        { preset: 2, subjects: [2], visible: [] },
        { preset: 3, subjects: [3], visible: [] },
      ],
    },
  ],
  wides: [
    { id: 'front', scene: 'Totale', hides: [] },
    { id: 'side', scene: 'Seite', hides: [2] },
  ],
  slateScene: 'Tafel',
  pauseScene: 'Pause',
  soundInputs: ['Saalton'],
  transmission: smallTransmission,
  rules: {
    minimumHoldMs: 2000,
    silenceMs: 3000,
    reactionMs: 0,
    voiceReactionMs: 1500,
    room: { everyMs: 240_000, forMs: 6000 },
    alternation: { turns: 3, withinMs: 20_000, holdMs: 10_000 },
    reactionShots: { everyMs: 0, forMs: 5000 },
    vip: [],
    chairFirst: true,
    lookAhead: true,
    showNext: true,
    offerHandBackMs: 120_000,
  },
  seating: 'fixed',
  timeZone: 'Europe/Berlin',
  bodies: [],
  sources: [],
  limits: {
    speechMs: 300_000,
    interventionMs: 120_000,
    pointOfOrderMs: 180_000,
    residentsMs: 180_000,
    groupMs: null,
    personMs: null,
    itemMs: null,
  },
  amberMs: 30_000,
  microphoneCapabilities: {
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
  },
};

export const still = (preset: number | null, since = 0): Motion => ({
  kind: 'still',
  since,
  preset,
  measured: true,
});
export const moving = (preset: number | null, since = 0): Motion => ({ kind: 'moving', since, preset });
export const camera = (motion: Motion): CameraState => ({ ...unknownCamera, motion });
export const onProgram = (program: string | null): SwitcherState => ({ ...unknownSwitcher, program });

export interface Situation {
  readonly now?: number;
  readonly publicity?: Publicity;
  readonly offStream?: boolean;
  readonly soundOff?: boolean;
  readonly slidesReleased?: boolean;
  readonly isRecording?: boolean;
  readonly remoteSpeaker?: Consent | null;
  readonly conference?: readonly Consent[];
  readonly safeMode?: boolean;
  readonly manual?: Facts['manual'];
  readonly open?: readonly number[] | null;
  readonly byVoice?: boolean;
  readonly queue?: readonly number[];
  readonly cameras?: Facts['cameras'];
  readonly program?: string | null;
  readonly called?: number | null;
  readonly turnTaking?: Facts['turnTaking'];
  readonly travel?: Facts['travel'];
  readonly unconfirmed?: readonly string[];
  readonly reserved?: readonly string[];
  /** Where presets are, by camera. */
  readonly targets?: Readonly<Record<string, ReturnType<Facts['targets']>>>;
  /** By seat; absent: everything allowed; null: nobody known there. */
  readonly consents?: Readonly<Record<number, Consent | null>>;
  readonly hall?: Hall;
  /** Who should sit there and is not confirmed, by seat. */
  readonly planned?: Readonly<Record<number, Consent['image']>>;
}

export function factsOf(situation: Situation = {}): Facts {
  const consent = (number: number): Consent | undefined => {
    const declared = situation.consents?.[number];
    return declared === undefined ? everything : (declared ?? undefined);
  };
  return {
    hall: situation.hall ?? smallHall,
    now: situation.now ?? 10_000,
    publicity: situation.publicity ?? 'public',
    offStream: situation.offStream ?? false,
    chairSeat: (situation.hall ?? smallHall).chairSeat,
    soundOff: situation.soundOff ?? false,
    slidesReleased: situation.slidesReleased ?? false,
    isRecording: situation.isRecording ?? false,
    remoteSpeaker: situation.remoteSpeaker ?? null,
    conference: situation.conference ?? [],
    safeMode: situation.safeMode ?? false,
    manual: situation.manual ?? null,
    open: situation.open === undefined ? [] : situation.open,
    byVoice: situation.byVoice ?? false,
    queue: situation.queue ?? [],
    cameras: situation.cameras ?? { 'cam-a': camera(still(2)), 'cam-b': camera(still(3)) },
    switcher: onProgram(situation.program === undefined ? 'Totale' : situation.program),
    called: situation.called ?? null,
    turnTaking: situation.turnTaking ?? (() => []),
    travel: situation.travel ?? {},
    unconfirmed: situation.unconfirmed ?? [],
    reserved: new Set(situation.reserved),
    targets: (device) => situation.targets?.[device] ?? {},
    plannedImage: (number) => situation.planned?.[number],
    consent,
    consentToStream: consent,
  };
}
