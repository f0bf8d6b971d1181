/** Every microphone system joined in memory: session and model of the same kind. One row for each. */
import { createDisSession } from '../../drivers/shure-dis-ccu/session.ts';
import { createDisDevice } from '../../simulators/shure-dis-ccu/device.ts';
import { joinLink, type Joined, type Listener } from './memory.ts';

export const inMemory: Readonly<Record<string, (listener: Listener) => Joined>> = {
  'shure-dis-ccu': (listener) =>
    joinLink(listener, createDisSession({ firmware: 'new' }), createDisDevice(listener.device)),
};
