/** Clients of a device on a byte stream: what each sends is decoded on its own, and all belong to one set of peers. */
import { noBytes, type StreamCodec } from '../protocols/codec.ts';
import type { Line, Peer } from './device.ts';

/** null: turned away, because there are `most` of them already. What makes no sense is ignored, as silently as hardware does. */
export function acceptClient<Message>(
  peers: Set<Peer<Uint8Array>>,
  most: number,
  peer: Peer<Uint8Array>,
  codec: StreamCodec<Message>,
  take: (message: Message) => void,
): Line<Uint8Array> | null {
  if (peers.size >= most) return null;
  peers.add(peer);
  let pending = noBytes;
  return {
    received(data) {
      const decoded = codec.decode(pending, data);
      pending = decoded.pending;
      for (const message of decoded.messages) take(message);
    },
    closed: () => void peers.delete(peer),
  };
}
