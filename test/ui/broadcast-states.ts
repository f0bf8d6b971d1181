/** The broadcast as the fixtures of every page begin from: nothing runs, and a stream that does well. */
import { preflightIds, type BroadcastView } from '../../protocols/api/views/broadcast.ts';

/** Everything is ready, nothing runs. */
export const noBroadcast: BroadcastView = {
  stream: { state: 'inactive', isWanted: false, host: 'live.example', isEncrypted: true, delayMs: 0 },
  recording: { state: 'inactive', isAllowed: true, withoutConsent: 3, chapters: [] },
  preflight: preflightIds.map((id) => ({ id, state: 'ok' })),
  slides: 'none',
  lacks: [],
  slateTexts: {
    off: 'Zurzeit keine Übertragung',
    begin: 'Die Übertragung beginnt in {minutes}',
    break: 'Sitzungspause\n{time}',
    fault: 'Technische Störung\nWir bitten um einen Moment Geduld',
    objection: 'Die Rednerin oder der Redner hat der Übertragung widersprochen',
    'non-public': 'Nichtöffentlicher Teil\nDie Übertragung ist unterbrochen',
    end: 'Die Übertragung ist beendet',
  },
};

export const onStream: BroadcastView['stream'] = {
  state: 'active',
  isWanted: true,
  host: 'live.example',
  isEncrypted: true,
  delayMs: 0,
  health: { kilobitsPerSecond: 6120, droppedShare: 0, congestion: 0.04, isReconnecting: false },
};

/** The stream runs and does well. */
export const streaming: BroadcastView = { ...noBroadcast, stream: onStream };

/** Nothing has reported yet. */
export const unknownBroadcast: BroadcastView = {
  ...noBroadcast,
  stream: { state: 'unknown', isWanted: false },
  recording: { ...noBroadcast.recording, state: 'unknown', isAllowed: false, withoutConsent: 0 },
  preflight: preflightIds.map((id) => ({ id, state: id === 'mixer' ? 'fault' : 'unknown' })),
};
