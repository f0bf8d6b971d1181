/** What a report of the MXCW changes in the picture of the desk, and what a whole block leaves of it. Pure. */
import {
  applyMicrophoneEvent,
  type MicrophoneEvent,
  type MicrophoneSeat,
  type MicrophonesState,
  type SeatNumber,
} from '../../protocols/models/microphones.ts';
import type { MxcwReport } from '../../protocols/shure-mxcw/reports.ts';
import type { Limit } from '../../protocols/shure-mxcw/words.ts';

export interface PictureOptions {
  readonly cards: boolean;
}

const limitKeys = {
  MAX_TOTAL_SPEAKERS: 'maxOpenTotal',
  MAX_DELEGATE_SPEAKERS: 'maxOpen',
  MAX_NUM_REQUESTS: 'maxRequests',
} as const satisfies Readonly<Record<Limit, keyof MicrophonesState>>;

export function afterReport(
  picture: MicrophonesState,
  report: MxcwReport,
  options: PictureOptions,
): MicrophonesState {
  const event = (one: MicrophoneEvent): MicrophonesState => applyMicrophoneEvent(picture, one);
  switch (report.type) {
    case 'microphone':
      // Of a unit that is away the status is unknown: nobody speaks there.
      return event({ type: report.status === 'on' ? 'opened' : 'closed', seat: report.seat });
    case 'request-list':
      return event({ type: report.listed ? 'requested' : 'request-ended', seat: report.seat });
    case 'priority':
      return event({ type: 'priority-changed', seat: report.seat, priority: report.priority });
    case 'role':
      return withSeat(picture, report.seat, { chair: report.role === 'chair' }, options);
    case 'name':
      return withSeat(picture, report.seat, { name: report.name }, options);
    case 'availability':
      return withSeat(picture, report.seat, { present: report.availability === 'available' }, options);
    case 'mode':
      return { ...picture, mode: report.mode };
    case 'interrupt':
      return { ...picture, interrupt: report.interrupt };
    case 'limit':
      return { ...picture, [limitKeys[report.limit]]: report.value };
    default:
      return picture;
  }
}

function withSeat(
  picture: MicrophonesState,
  seat: SeatNumber,
  change: { readonly present?: boolean; readonly name?: string | undefined; readonly chair?: boolean },
  { cards }: PictureOptions,
): MicrophonesState {
  const known = picture.seats[seat];
  const present = change.present ?? known?.present ?? false;
  const name = 'name' in change ? change.name : known?.name;
  const chair = change.chair ?? known?.chair;
  const state: MicrophoneSeat = {
    present,
    ...(name === undefined ? {} : { name }),
    ...(cards && present && name !== undefined ? { login: name } : {}),
    ...(chair === undefined ? {} : { chair }),
  };
  return applyMicrophoneEvent(picture, { type: 'seat-changed', seat, state });
}

/**
 * The picture after a whole block (`said`: what the block alone tells): what the block does not confirm is
 * over. The lists keep the order in which they grew, which the block cannot know.
 */
export function afterBlock(picture: MicrophonesState, said: MicrophonesState): MicrophonesState {
  const confirmed = (list: 'speakers' | 'requests'): readonly SeatNumber[] => [
    ...picture[list].filter((seat) => said[list].includes(seat)),
    ...said[list].filter((seat) => !picture[list].includes(seat)),
  ];
  return { ...said, speakers: confirmed('speakers'), requests: confirmed('requests') };
}
