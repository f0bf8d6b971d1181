/** What the messages of camera outputs say of microphones, and the sessions that follow them. */
import type { MicrophoneCommand, MicrophoneEvent } from '../../protocols/models/microphones.ts';
import type { SdcReport } from '../../protocols/sennheiser-sdc/reports.ts';
import {
  acknowledgement,
  createTlvcam1Reports,
  type Tlvcam2Report,
  tlvcam2Reports,
} from '../../protocols/televic-tlvcam/reports.ts';
import type { Session } from '../session.ts';
import type { TlvcamConfig } from './config.ts';
import { type AnnouncedState, type Announcement, createAnnouncedSession } from './session.ts';

/** Also for the camera port of the Sennheiser SDC, which is the same. */
export function ofTlvcam1(report: SdcReport): Announcement | undefined {
  switch (report.type) {
    case 'chair-on':
      return { type: 'on', seat: report.seat, chair: true };
    case 'chair-off':
      return { type: 'off', seat: report.seat, chair: true };
    case 'delegate-on':
      return { type: 'on', seat: report.seat, chair: false };
    case 'delegate-off':
      return { type: 'off', seat: report.seat, chair: false };
    case 'sync':
      return { type: 'whole', seats: report.seats };
    case 'all-off':
    case 'camera-reset':
      return { type: 'all-off' };
    default:
      return undefined;
  }
}

export function ofTlvcam2(report: Tlvcam2Report): Announcement {
  return report.type === 'reset' ? { type: 'all-off' } : report;
}

type TlvcamSession = Session<AnnouncedState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array>;

export function createTlvcamSession(
  config: Pick<TlvcamConfig, 'protocol' | 'checksum' | 'acknowledge' | 'chairs'>,
): TlvcamSession {
  const { chairs } = config;
  if (config.protocol === 'tlvcam2')
    return createAnnouncedSession({
      codec: tlvcam2Reports,
      read: ofTlvcam2,
      repeats: false,
      acknowledgement: null,
      chairs,
    });
  return createAnnouncedSession({
    codec: createTlvcam1Reports(config.checksum),
    read: ofTlvcam1,
    repeats: true,
    acknowledgement: config.acknowledge ? Uint8Array.of(acknowledgement) : null,
    chairs,
  });
}
