/** The config of the virtual chamber: the same file a real room has, with loopback addresses. */
import type { Chamber } from '../../simulators/world/chamber.ts';
import type { ConfigFile } from '../config/schema.ts';
import type { z } from 'zod';
import type { configSchema } from '../config/schema.ts';

export interface RehearsalPorts {
  /** The system's kind, and what its config says to reach it. */
  readonly microphones: { readonly kind: string; readonly client: Readonly<Record<string, unknown>> };
  /** Vote keypads: one on each desk. */
  readonly keypads?: {
    readonly kind: string;
    readonly client: Readonly<Record<string, unknown>>;
    /** What the one on a seat's desk is called. */
    of(seat: number): string;
  };
  readonly obs: number;
  readonly obsPassword?: string;
  /** By camera id: the VISCA port and the picture's. */
  readonly cameras: Readonly<Record<string, { readonly device: number; readonly picture: number }>>;
  readonly widePicture: number;
}

export interface RehearsalConfigOptions {
  readonly chamber: Chamber;
  readonly ports: RehearsalPorts;
  readonly pins: { readonly operator: string; readonly chair: string; readonly clerk?: string };
  readonly httpPort: number;
  readonly groups?: number;
  /** State profile of the body; `own` where nothing is said, whose rules know no remote members. */
  readonly profile?: string;
  /** `fixed`: everybody sits where the file says, confirmed; `tonight`: as in a real sitting. */
  readonly seating?: 'tonight' | 'fixed';
  /** Members who keep back a part of their consent, by seat. */
  readonly consents?: Readonly<Record<number, ConfigFile['people'][number]['consent']>>;
  readonly direction?: Partial<ConfigFile['broadcast']['direction']>;
  /** The members' own door; absent: there is none. */
  readonly members?: ConfigInput['members'];
}

/** What stands in the file: optional things may be left out. */
export type ConfigInput = z.input<typeof configSchema>;

const everything = { image: 'yes', sound: true, name: true } as const;
const loopback = '127.0.0.1';
const groupNames = ['Gruppe A', 'Gruppe B', 'Gruppe C', 'Gruppe D', 'Gruppe E'];

export function rehearsalConfig(options: RehearsalConfigOptions): ConfigInput {
  const { chamber, ports } = options;
  const chair = chamber.world.seats.find((seat) => seat.chair)?.seat;
  const members = chamber.world.seats.filter((seat) => !seat.chair);
  const groups = options.groups ?? groupNames.length;
  const groupOf = (seat: number): string | undefined => {
    const place = members.findIndex((member) => member.seat === seat);
    return place < 0 ? undefined : groupNames[Math.floor((place * groups) / Math.max(1, members.length))];
  };
  return {
    chamber: {
      name: 'Stadtvertretung',
      title: 'Probesitzung',
      layout: withoutChair(chamber.layout),
      ...(chair === undefined ? {} : { chairSeat: chair }),
      microphones: 'mikrofone',
      seating: options.seating ?? 'fixed',
      speakingTimeMinutes: 5,
    },
    people: chamber.world.seats.map(({ seat, name }) => {
      const group = groupOf(seat);
      return {
        id: seat === chair ? 'vorsitz' : `mitglied-${seat}`,
        name,
        ...(group === undefined ? {} : { group }),
        seat,
        ...(ports.keypads ? { keypads: { abstimmgeraete: ports.keypads.of(seat) } } : {}),
        consent: options.consents?.[seat] ?? everything,
      };
    }),
    bodies: [
      {
        id: 'stadtvertretung',
        name: 'Stadtvertretung',
        kind: 'council',
        profile: options.profile ?? 'own',
        statutorySeats: Math.max(1, chamber.world.seats.length),
        members: chamber.world.seats.map(({ seat }) => {
          const group = groupOf(seat);
          return {
            person: seat === chair ? 'vorsitz' : `mitglied-${seat}`,
            // The neighbours of the chair's desk take the chair when it has to be handed over.
            role: seat === chair ? 'chair' : seat === 1 || seat === 2 ? 'deputy-chair' : 'member',
            ...(seat === 1 || seat === 2 ? { rank: seat } : {}),
            ...(group === undefined ? {} : { group }),
          } as const;
        }),
      },
    ],
    devices: [
      {
        id: 'mikrofone',
        kind: ports.microphones.kind,
        label: 'Mikrofone',
        ...ports.microphones.client,
      },
      ...(ports.keypads
        ? [
            {
              id: 'abstimmgeraete',
              kind: ports.keypads.kind,
              label: 'Abstimmgeräte',
              ...ports.keypads.client,
            },
          ]
        : []),
      ...[...chamber.shots].map(([id, shots], index) => ({
        id,
        kind: 'visca',
        label: `Kamera ${index + 1}`,
        address: `udp://${loopback}:${ports.cameras[id]?.device ?? 0}`,
        // Known from the start, so that a hand on the camera during a first visit teaches nothing wrong.
        presetTargets: Object.fromEntries(shots.map(({ preset, position }) => [preset, position])),
      })),
      {
        id: 'obs',
        kind: 'obs-websocket',
        label: 'OBS',
        address: `ws://${loopback}:${ports.obs}`,
        ...(ports.obsPassword === undefined ? {} : { password: ports.obsPassword }),
      },
    ],
    broadcast: {
      switcher: 'obs',
      slate: { scene: 'Saalregie Tafel', text: 'Zurzeit keine Übertragung' },
      pause: { scene: 'Saalregie Pause', text: 'Sitzungspause' },
      wides: [
        {
          id: 'totale',
          scene: 'Saalregie Totale',
          picture: `http://${loopback}:${ports.widePicture}/`,
          hides: [],
        },
      ],
      cameras: [...chamber.shots].map(([id, shots], index) => ({
        device: id,
        scene: `Saalregie Kamera ${index + 1}`,
        picture: `http://${loopback}:${ports.cameras[id]?.picture ?? 0}/`,
        shots: shots.map(({ preset, subjects, visible }) => ({
          preset,
          subjects: [...subjects],
          visible: [...visible],
        })),
      })),
      slides: 'Saalregie Folien',
      // In a rehearsal nobody is kept who did not agree to be.
      recording: { allowed: true },
      // A fresh OBS has this global input for the hall's sound.
      soundInputs: ['Mic/Aux'],
      ...(options.direction ? { direction: options.direction } : {}),
    },
    access: { pins: options.pins },
    http: { host: loopback, port: options.httpPort },
    ...(options.members ? { members: options.members } : {}),
  };
}

/** In the file the chair's seat stands beside the layout. */
function withoutChair(layout: Chamber['layout']): ConfigInput['chamber']['layout'] {
  const { chair: _chair, ...rest } = layout;
  return JSON.parse(JSON.stringify(rest)) as ConfigInput['chamber']['layout'];
}
