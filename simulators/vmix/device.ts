/** vMix's TCP API for several clients at once: greeting, requests in, answers and events out. */
import type { Clock } from '../../protocols/clock.ts';
import { noBytes } from '../../protocols/codec.ts';
import { vmixAnswers, type VmixAnswer } from '../../protocols/vmix/answers.ts';
import { topics, vmixRequests, type Topic, type VmixRequest } from '../../protocols/vmix/requests.ts';
import type { Line, Peer } from '../device.ts';
import { createVmixModel, version, type VmixModel } from './model.ts';

export interface VmixDevice {
  readonly model: VmixModel;
  accept(peer: Peer<Uint8Array>): Line<Uint8Array>;
  /** Every client hears this. */
  everybody(answer: VmixAnswer): void;
  /** Every client is hung up on. */
  hangUp(): void;
}

export function createVmixDevice(options: {
  readonly clock: Clock;
  readonly isSpeech?: () => boolean;
}): VmixDevice {
  const clients = new Map<Peer<Uint8Array>, Set<Topic>>();
  const model = createVmixModel({
    ...options,
    emit(topic, text) {
      for (const [peer, subscribed] of clients)
        if (subscribed.has(topic)) say(peer, { type: 'line', word: topic, ok: true, text });
    },
  });

  function say(peer: Peer<Uint8Array>, answer: VmixAnswer): void {
    peer.send(vmixAnswers.encode(answer));
  }

  function handle(peer: Peer<Uint8Array>, request: VmixRequest): void {
    if (!('topic' in request)) return say(peer, model.request(request));
    const { type, topic } = request;
    const subscribed = clients.get(peer);
    if (type === 'subscribe') subscribed?.add(topic);
    else subscribed?.delete(topic);
    say(peer, { type: 'line', word: type.toUpperCase(), ok: true, text: topic });
    if (type === 'subscribe' && topic === topics[1]) say(peer, model.request({ type: 'tally' }));
  }

  return {
    model,
    accept(peer) {
      let pending = noBytes;
      clients.set(peer, new Set());
      say(peer, { type: 'line', word: 'VERSION', ok: true, text: version });
      return {
        received(data) {
          const decoded = vmixRequests.decode(pending, data);
          pending = decoded.pending;
          for (const request of decoded.messages) handle(peer, request);
        },
        closed: () => void clients.delete(peer),
      };
    },
    everybody(answer) {
      for (const peer of clients.keys()) say(peer, answer);
    },
    hangUp() {
      for (const peer of clients.keys()) peer.close();
    },
  };
}
