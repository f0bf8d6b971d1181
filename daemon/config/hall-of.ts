/** The hall as the domain knows it, from the checked config. */
import { seatPlan } from '../../protocols/models/seating.ts';
import type { Body } from '../../protocols/models/council.ts';
import type { CameraCapabilities, CameraPosition } from '../../protocols/models/camera.ts';
import { definedOnly } from '../chamber/defined.ts';
import type { Hall, HallPerson, HallSeat, HallVoting, Transmission } from '../chamber/hall.ts';
import type { ConfigFile } from './schema.ts';
import { usualSlateTexts } from './slate-texts.ts';

/** What the drivers say of what they can do. */
export interface HallDevices {
  microphones(device: string): Hall['microphoneCapabilities'];
  /** Devices that votes can be pressed on, in the order of the file. */
  readonly voting: readonly Pick<HallVoting, 'device' | 'isUnits' | 'capabilities'>[];
  camera(device: string): {
    readonly capabilities: CameraCapabilities;
    readonly targets: Readonly<Record<number, CameraPosition>>;
  };
}

export function hallOf(file: ConfigFile, devices: HallDevices): Hall {
  const { chamber, broadcast, people } = file;
  const chairSeat = chamber.chairSeat ?? null;
  const layout = chairSeat === null ? chamber.layout : { ...chamber.layout, chair: chairSeat };
  const seats: Record<number, HallSeat> = {};
  for (const { seat, x, y } of seatPlan(layout)) {
    const role =
      seat === chairSeat
        ? 'chair'
        : chamber.lecterns.includes(seat)
          ? 'lectern'
          : chamber.guests.includes(seat)
            ? 'guest'
            : 'delegate';
    const person = people.find((other) => other.seat === seat)?.id ?? null;
    seats[seat] = { seat, x, y, label: String(seat), role, person };
  }
  const byId: Record<string, HallPerson> = {};
  for (const { id, name, group, card, consent } of people)
    byId[id] = { name, consent, ...definedOnly({ group, card }) };

  const labelOf = (id: string): string => file.devices.find((device) => device.id === id)?.label ?? id;
  return {
    title: chamber.title,
    chamber: chamber.name,
    seats,
    chairSeat,
    seating: chamber.seating,
    timeZone: chamber.timeZone,
    people: byId,
    bodies: file.bodies.map((body) => bodyOf(file, body)),
    microphones: chamber.microphones,
    switcher: broadcast.switcher,
    voting: devices.voting.map((each) => ({
      ...each,
      label: labelOf(each.device),
      keypads: Object.fromEntries(
        people.flatMap(({ id, keypads }) => {
          const keypad = keypads[each.device];
          return keypad === undefined ? [] : [[keypad, id] as const];
        }),
      ),
    })),
    secondChannel: file.members?.secondChannel ?? null,
    cameras: broadcast.cameras.map(({ device, scene, slidesScene, shots, zones, view }) => {
      const { capabilities, targets } = devices.camera(device);
      return {
        device,
        label: labelOf(device),
        scene,
        ...definedOnly({ slidesScene }),
        shots,
        head: { zones, view, targets, presets: capabilities.presets, canDrive: capabilities.drive },
      };
    }),
    wides: broadcast.wides.map(({ id, scene, hides }) => ({ id, scene, hides })),
    slateScene: broadcast.slate.scene,
    pauseScene: broadcast.pause.scene,
    soundInputs: broadcast.soundInputs,
    transmission: transmissionOf(broadcast),
    rules: broadcast.direction,
    limits: {
      speechMs: inMs(chamber.speakingTimeMinutes),
      interventionMs: inMs(chamber.speakingTimes.intervention),
      pointOfOrderMs: inMs(chamber.speakingTimes.pointOfOrder),
      residentsMs: inMs(chamber.speakingTimes.resident),
      groupMs: inMs(chamber.speakingTimes.groupPerItem),
      personMs: inMs(chamber.speakingTimes.personPerItem),
      itemMs: inMs(chamber.speakingTimes.item),
    },
    amberMs: chamber.speakingTimes.amberSeconds * 1000,
    microphoneCapabilities: devices.microphones(chamber.microphones),
    sources: file.imports.map(({ id, label }) => ({ id, label })),
  };
}

function transmissionOf(broadcast: ConfigFile['broadcast']): Transmission {
  const { language, slates, lowerThird, conference, recording } = broadcast;
  const { scene: _scene, background: _background, text: _text, logo: _logo, ...inputs } = lowerThird;
  const usual = usualSlateTexts[language];
  return {
    language,
    slateTexts: {
      ...usual,
      // What the config says on its two slates goes before the usual words.
      off: broadcast.slate.text,
      break: `${broadcast.pause.text}\n{time}`,
      ...definedOnly(slates),
    },
    slateInput: `${broadcast.slate.scene} (Text)`,
    pauseInput: `${broadcast.pause.scene} (Text)`,
    lowerThird: inputs,
    slidesScene: broadcast.slides ?? null,
    conference: {
      speakerScene: conference.speaker ?? null,
      galleryScene: conference.gallery ?? null,
      soundInput: conference.soundInput ?? null,
    },
    recording: { isAllowed: recording.allowed, isInternalAllowed: recording.internal },
    resumesStream: broadcast.stream.resume === 'automatic',
  };
}

const inMs = (minutes: number | undefined): number | null =>
  minutes === undefined ? null : Math.round(minutes * 60_000);

function bodyOf({ people }: ConfigFile, body: ConfigFile['bodies'][number]): Body {
  const seated = people.flatMap(({ id, seat }) => (seat === undefined ? [] : [[seat, id] as const]));
  const members = new Set(body.members.map(({ person }) => person));
  const seatPlan =
    Object.keys(body.seatPlan).length > 0
      ? body.seatPlan
      : Object.fromEntries(seated.filter(([, person]) => members.has(person)));
  return { ...definedOnly(body), members: body.members.map(definedOnly), seatPlan };
}
