/**
 * Listening to a D-Cerno's camera output: who speaks and who waits, without a word of ours. There is neither
 * a first picture nor a sign of life, so the picture begins empty; the totals in each datagram tell when it
 * is empty again, whatever was lost.
 */
import {
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophonesState,
  type SeatNumber,
} from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import {
  createCameraReports,
  type CameraReport,
  type CameraStatus,
} from '../../protocols/televic-dcerno/camera-reports.ts';
import type { MicrophoneState } from '../../protocols/televic-dcerno/words.ts';
import { commandDeadlineMs, emptyDesk, show, synchronise, type Desk } from '../desk.ts';
import { createSeatNumbers, type SeatNumbers } from '../seat-numbers.ts';
import type { Input, Session, Step } from '../session.ts';
import { withUnit, type Numbered } from './picture.ts';

export interface CameraState {
  readonly desk: Desk;
  readonly numbers: SeatNumbers;
}

type Stepped = Step<CameraState, MicrophoneEvent, never>;

const reports = createCameraReports();
/** Next in turn still waits; with priority the chair speaks. */
const states: Readonly<Record<CameraStatus, MicrophoneState>> = {
  off: 'off',
  on: 'on',
  request: 'request',
  next: 'request',
  prior: 'on',
};

export function createCameraSession(options: {
  readonly units: Readonly<Record<string, SeatNumber>>;
}): Session<CameraState, MicrophoneCommand, MicrophoneEvent, never, Uint8Array> {
  const initial: CameraState = { desk: emptyDesk, numbers: createSeatNumbers(options.units) };
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input) => step(state, input, options.units, initial),
  };
}

function step(
  state: CameraState,
  input: Input<MicrophoneCommand, Uint8Array>,
  units: Readonly<Record<string, SeatNumber>>,
  initial: CameraState,
): Stepped {
  switch (input.type) {
    case 'link-up': {
      const { desk, outputs } = synchronise(emptyDesk, noMicrophones);
      return { state: { ...initial, desk }, outputs };
    }
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'received': {
      const parsed = reports.parse(input.data);
      if (!parsed.ok) return { state, outputs: [{ type: 'garbage', count: 1 }] };
      const { picture, numbers } = afterDatagram(
        { picture: state.desk.picture, numbers: state.numbers },
        parsed.message,
        units,
      );
      const { desk, outputs } = show(state.desk, picture);
      return { state: { desk, numbers }, outputs };
    }
    case 'submitted':
      return {
        state,
        outputs: [{ type: 'settle', id: input.id, outcome: outcome.failed('device-unsupported') }],
      };
    case 'timer':
    case 'abandoned':
      return { state, outputs: [] };
  }
}

function afterDatagram(
  before: Numbered,
  report: CameraReport,
  units: Readonly<Record<string, SeatNumber>>,
): Numbered {
  if (report.type === 'mode-changed')
    return { ...before, picture: { ...before.picture, speakers: [], requests: [] } };
  const { picture, numbers } = withUnit(before, report.uid, states[report.status], units);
  return { picture: withTotals(picture, report), numbers };
}

/** A total of nobody is certain; any other does not tell who it is. */
const withTotals = (
  picture: MicrophonesState,
  { totalOn, totalRequests }: Pick<CameraReport, 'totalOn' | 'totalRequests'>,
): MicrophonesState => ({
  ...picture,
  ...(totalOn === 0 && picture.speakers.length > 0 ? { speakers: [] } : {}),
  ...(totalRequests === 0 && picture.requests.length > 0 ? { requests: [] } : {}),
});
