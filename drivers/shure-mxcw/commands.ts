/** What has to be said to the MXCW for a command, and what to ask to see its effect. Pure. */
import type { MicrophoneCommand, MicrophoneSettings } from '../../protocols/models/microphones.ts';
import type { MxcwRequest } from '../../protocols/shure-mxcw/requests.ts';

/** Undefined: the unit has no such command. */
export function requestsOf(command: MicrophoneCommand): readonly MxcwRequest[] | undefined {
  switch (command.type) {
    case 'open':
      return [{ type: 'set-microphone', seat: command.seat, open: true }];
    case 'close':
      return [{ type: 'set-microphone', seat: command.seat, open: false }];
    case 'close-delegates':
      return [{ type: 'close-delegates' }];
    case 'close-all':
      return [{ type: 'set-microphone', seat: everySeat, open: false }];
    case 'open-next':
      return [{ type: 'open-next' }];
    case 'add-request':
      return [{ type: 'speak-request', seat: command.seat }];
    case 'end-request':
      return [{ type: 'speak-release', seat: command.seat }];
    case 'end-all-requests':
      return [{ type: 'clear-requests' }];
    case 'set-priority':
      return [{ type: 'set-priority', seat: command.seat, priority: command.priority }];
    case 'set':
      return settings(command.settings);
    case 'add-reply':
    case 'end-reply':
    case 'order-requests':
      return undefined;
  }
}

const everySeat = 0;

function settings(wanted: MicrophoneSettings): readonly MxcwRequest[] | undefined {
  const { mode, interrupt, maxOpen, maxOpenTotal, maxRequests, withReplies, maxReplies } = wanted;
  if (withReplies === true || maxReplies !== undefined) return undefined;
  const requests: MxcwRequest[] = [];
  if (mode !== undefined) requests.push({ type: 'set-mode', mode });
  if (interrupt !== undefined) requests.push({ type: 'set-interrupt', interrupt });
  const limits = {
    MAX_TOTAL_SPEAKERS: maxOpenTotal,
    MAX_DELEGATE_SPEAKERS: maxOpen,
    MAX_NUM_REQUESTS: maxRequests,
  } as const;
  for (const limit of ['MAX_TOTAL_SPEAKERS', 'MAX_DELEGATE_SPEAKERS', 'MAX_NUM_REQUESTS'] as const) {
    const value = limits[limit];
    if (value !== undefined) requests.push({ type: 'set-limit', limit, value });
  }
  return requests;
}

/** Questions whose answers show the command's effect. */
export function readBackOf(command: MicrophoneCommand): readonly MxcwRequest[] {
  switch (command.type) {
    case 'open':
    case 'close':
      return [{ type: 'get-seat', property: 'MIC_STATUS', seat: command.seat }];
    case 'close-delegates':
    case 'close-all':
    case 'open-next':
      return [{ type: 'get-seat', property: 'MIC_STATUS', seat: everySeat }];
    case 'add-request':
    case 'end-request':
      return [{ type: 'get-seat', property: 'REQUEST_LIST_STATUS', seat: command.seat }];
    case 'end-all-requests':
      return [{ type: 'get-seat', property: 'REQUEST_LIST_STATUS', seat: everySeat }];
    case 'set-priority':
      return [{ type: 'get-seat', property: 'MIC_PRIORITY', seat: command.seat }];
    case 'set':
      return [
        { type: 'get', property: 'OPERATION_MODE' },
        { type: 'get', property: 'INTERRUPT_MODE' },
        { type: 'get', property: 'MAX_TOTAL_SPEAKERS' },
        { type: 'get', property: 'MAX_DELEGATE_SPEAKERS' },
        { type: 'get', property: 'MAX_NUM_REQUESTS' },
      ];
    case 'add-reply':
    case 'end-reply':
    case 'order-requests':
      return [];
  }
}
