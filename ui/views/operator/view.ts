/** The operator's parts of the live view, and names for the ids in it. */
import { useMemo } from 'react';
import type { OperatorView, ShotView } from '../../../protocols/api/views.ts';
import { broadcastName } from '../../components/broadcast/names.ts';
import { useLanguage } from '../../i18n/language.tsx';
import type { NameOf, Translate } from '../../i18n/translate.ts';
import { useIsLost, viewHook } from '../../live/context.tsx';

export const useOperator = viewHook('operator');

/** No command can do anything now: the connection is lost or the house is in safe mode. */
export function useLocked(): boolean {
  const lost = useIsLost();
  const safe = useOperator((view) => view.safeMode !== undefined);
  return lost || safe;
}

const nothing: readonly string[] = [];

/** What the microphone system cannot do: codes of `lacks.*`. */
export const useLacks = (): readonly string[] =>
  useOperator(
    ({ devices }) => Object.values(devices).find(({ model }) => model === 'microphones')?.lacks ?? nothing,
  );

type Cameras = OperatorView['cameras'];
type Seats = OperatorView['seats'];

/** The label printed on a seat, its number where it has none. */
export const seatLabel = (seats: Seats, seat: number | string): string =>
  seats[String(seat)]?.label ?? String(seat);

/** “Platz 12”, or the label alone where it is a word like “Vorsitz”. */
export const seatPhrase = (t: Translate, label: string): string =>
  /^\d/.test(label) ? t('seat.name', { seat: label }) : label;

const unmanned = ['slate', 'pause', 'slides', 'remote', 'gallery'] as const;
/** A shot without a camera, known by its kind alone. */
const isUnmanned = (kind: string): kind is (typeof unmanned)[number] =>
  unmanned.some((name) => name === kind);

/** What a shot shows: “Kamera 2 · Platz 12”. */
export function shotName(t: Translate, cameras: Cameras, seats: Seats, shot: ShotView): string {
  const camera = shot.camera === undefined ? undefined : cameras[shot.camera]?.label;
  if (isUnmanned(shot.kind)) return t(`shot.${shot.kind}`);
  if (shot.kind === 'slides-speaker')
    return [t('shot.slides-speaker'), camera].filter((word) => word !== undefined).join(' · ');
  if (shot.kind === 'wide') return camera ?? t('shot.wide');
  const who = shot.seats.map((seat) => seatLabel(seats, seat)).join(', ');
  const what = who === '' ? t(`shot.${shot.kind}`) : seatPhrase(t, who);
  return camera === undefined ? what : `${camera} · ${what}`;
}

/** How the id of a camera as it stands ends; before it is the camera's. */
const freeShot = ':free';

function shotIdName(t: Translate, cameras: Cameras, seats: Seats, id: string): string {
  if (id === 'wide' || isUnmanned(id)) return t(`shot.${id}`);
  const driven = id.endsWith(freeShot) ? cameras[id.slice(0, -freeShot.length)] : undefined;
  if (driven !== undefined) return `${driven.label} · ${t('shot.free')}`;
  for (const camera of Object.values(cameras)) {
    const shot = camera.shots.find((candidate) => candidate.id === id);
    if (!shot) continue;
    const who = shot.seats.map((seat) => seatLabel(seats, seat)).join(', ');
    return who === '' ? camera.label : `${camera.label} · ${seatPhrase(t, who)}`;
  }
  return id;
}

const phaseNames = ['prepared', 'open', 'interrupted', 'non-public', 'closed', 'approved'] as const;

/** Names for the parameters of reasons and log entries. */
export function useNames(): NameOf {
  const { t, language } = useLanguage();
  const seats = useOperator((view) => view.seats);
  const cameras = useOperator((view) => view.cameras);
  const devices = useOperator((view) => view.devices);
  const people = useOperator((view) => view.people);
  return useMemo<NameOf>(
    () => (param, value) => {
      const id = String(value);
      switch (param) {
        case 'seat':
        case 'a':
        case 'b':
          return seatLabel(seats, id);
        case 'seats':
          return id
            .split(/[\s,]+/)
            .map((seat) => seatLabel(seats, seat))
            .join(', ');
        case 'zone':
          return (
            Object.values(cameras)
              .flatMap(({ zones }) => zones)
              .find((zone) => zone.id === id)?.label ?? id
          );
        case 'camera':
          return cameras[id]?.label ?? devices[id]?.label ?? id;
        case 'device':
          return devices[id]?.label ?? id;
        case 'person':
          return people[id]?.name ?? id;
        case 'shot':
          return shotIdName(t, cameras, seats, id);
        case 'phase': {
          const known = phaseNames.find((name) => name === id);
          return known === undefined ? id : t(`phase.${known}`);
        }
        default:
          return broadcastName(language, param, id) ?? id;
      }
    },
    [t, language, seats, cameras, devices, people],
  );
}
