/** What only a look at the whole file finds: ids that point nowhere, things that stand there twice. Pure. */
import type { DeviceModel } from '../../protocols/models/observed.ts';
import { seatPlan } from '../../protocols/models/seating.ts';
import { isProfile, profileNames } from '../chamber/rules/profiles.ts';
import { messagesIn, type Language } from '../messages.ts';
import type { ConfigFile } from './schema.ts';

export interface Mistake {
  /** As in the file: `broadcast.cameras[0].device`. */
  readonly path: string;
  readonly value: unknown;
  readonly expected: string;
}

export interface NamedDevice {
  /** Where its id stands. */
  readonly path: string;
  readonly id: string;
  readonly model: DeviceModel;
  /** Cameras whose own part is right: the presets they may use, and which camera it is. */
  readonly presets?: readonly number[];
  readonly place?: string;
}

/** The parts of the file; null: wrong in itself, what refers to it is not judged. */
export interface Parts {
  readonly chamber: ConfigFile['chamber'] | null;
  readonly people: ConfigFile['people'] | null;
  readonly bodies: ConfigFile['bodies'] | null;
  readonly broadcast: ConfigFile['broadcast'] | null;
  readonly devices: readonly NamedDevice[];
}

/** Every contradiction in what could be read. */
export function checkReferences(parts: Parts, language: Language): Mistake[] {
  const { chamber, broadcast, devices } = parts;
  const people = parts.people ?? [];
  const text = messagesIn(language);
  const mistakes: Mistake[] = [];
  const add = (path: string, value: unknown, expected: string): unknown =>
    mistakes.push({ path, value, expected });

  const device = (path: string, id: string, model: DeviceModel): NamedDevice | undefined => {
    const ofModel = devices.filter((other) => other.model === model);
    const found = ofModel.find((other) => other.id === id);
    if (!found) {
      const known = ofModel.map((other) => other.id).join(', ');
      add(path, id, text['expected-device'](model, known || text['none']()));
    }
    return found;
  };
  const unique = (what: string, entries: readonly (readonly [string, unknown])[]): void => {
    const seen = new Set<unknown>();
    for (const [path, value] of entries) {
      if (seen.has(value)) add(path, value, text['expected-unique'](what));
      seen.add(value);
    }
  };
  const seats = chamber && seatsOf(chamber);
  const seat = (path: string, value: number): void => {
    if (seats && !seats.has(value)) add(path, value, text['expected-seat']());
  };

  unique(
    'id',
    devices.map((each) => [each.path, each.id]),
  );
  unique(
    text['camera-address'](),
    devices.flatMap(({ path, place }) =>
      place === undefined ? [] : [[path.replace(/\.id$/, '.address'), place] as const],
    ),
  );
  unique(
    'id',
    people.map((each, index) => [`people[${index}].id`, each.id]),
  );
  unique(
    'seat',
    people.flatMap((each, index) =>
      each.seat === undefined ? [] : [[`people[${index}].seat`, each.seat] as const],
    ),
  );
  // Two people at one keypad would be one vote for both.
  unique(
    'keypad',
    people.flatMap((each, index) =>
      Object.entries(each.keypads).map(
        ([on, keypad]) => [`people[${index}].keypads.${on}`, `${on} ${keypad}`] as const,
      ),
    ),
  );
  people.forEach((person, index) => {
    for (const on of Object.keys(person.keypads)) device(`people[${index}].keypads.${on}`, on, 'voting');
    if (person.seat !== undefined) seat(`people[${index}].seat`, person.seat);
  });
  unique(
    'id',
    (parts.bodies ?? []).map((each, index) => [`bodies[${index}].id`, each.id]),
  );
  (parts.bodies ?? []).forEach(({ members, seatPlan, profile }, index) => {
    const path = `bodies[${index}]`;
    const known = new Set(people.map(({ id }) => id));
    const person = (place: string, value: string): void => {
      if (parts.people && !known.has(value)) add(place, value, text['expected-person']());
    };
    members.forEach((member, at) => person(`${path}.members[${at}].person`, member.person));
    for (const [number, value] of Object.entries(seatPlan)) {
      seat(`${path}.seatPlan.${number}`, Number(number));
      person(`${path}.seatPlan.${number}`, value);
    }
    if (!isProfile(profile))
      add(`${path}.profile`, profile, text['expected-profile'](Object.keys(profileNames).join(', ')));
  });
  if (chamber) {
    device('chamber.microphones', chamber.microphones, 'microphones');
    chamber.lecterns.forEach((value, index) => seat(`chamber.lecterns[${index}]`, value));
    chamber.guests.forEach((value, index) => seat(`chamber.guests[${index}]`, value));
  }
  if (!broadcast) return mistakes;

  const { slate, pause, wides, cameras } = broadcast;
  device('broadcast.switcher', broadcast.switcher, 'switcher');
  unique(
    'id',
    wides.map((each, index) => [`broadcast.wides[${index}].id`, each.id]),
  );
  unique(
    'device',
    cameras.map((each, index) => [`broadcast.cameras[${index}].device`, each.device]),
  );
  unique('scene', [
    ['broadcast.slate.scene', slate.scene],
    ['broadcast.pause.scene', pause.scene],
    ...wides.map((each, index) => [`broadcast.wides[${index}].scene`, each.scene] as const),
    ...cameras.map((each, index) => [`broadcast.cameras[${index}].scene`, each.scene] as const),
  ]);
  wides.forEach((wide, index) =>
    wide.hides.forEach((value, at) => seat(`broadcast.wides[${index}].hides[${at}]`, value)),
  );
  broadcast.direction.vip.forEach((value, index) => seat(`broadcast.direction.vip[${index}]`, value));
  cameras.forEach((camera, index) => {
    const path = `broadcast.cameras[${index}]`;
    const presets = device(`${path}.device`, camera.device, 'camera')?.presets;
    camera.shots.forEach((shot, at) => {
      const place = `${path}.shots[${at}]`;
      if (presets && !presets.includes(shot.preset))
        add(`${place}.preset`, shot.preset, text['expected-preset'](`${presets[0]}–${presets.at(-1)}`));
      const zones = camera.zones.map((zone) => zone.id);
      shot.zones.forEach((value, which) => {
        if (!zones.includes(value))
          add(`${place}.zones[${which}]`, value, text['expected-zone'](zones.join(', ') || text['none']()));
      });
      shot.subjects.forEach((value, which) => seat(`${place}.subjects[${which}]`, value));
      shot.visible.forEach((value, which) => seat(`${place}.visible[${which}]`, value));
    });
    unique(
      'id',
      camera.zones.map((zone, at) => [`${path}.zones[${at}].id`, zone.id]),
    );
    unique(
      'preset',
      camera.shots.map((shot, at) => [`${path}.shots[${at}].preset`, shot.preset]),
    );
  });
  return mistakes;
}

function seatsOf({ layout, chairSeat }: ConfigFile['chamber']): ReadonlySet<number> {
  const whole = chairSeat === undefined ? layout : { ...layout, chair: chairSeat };
  return new Set(seatPlan(whole).map((place) => place.seat));
}
