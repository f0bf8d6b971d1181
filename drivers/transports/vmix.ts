/**
 * vMix over TCP: the framing of its answers, and the XML parser for the one answer that is a document. All that
 * goes on over time (what is asked when, what is asked again) is the session's.
 */
import { noBytes } from '../../protocols/codec.ts';
import { vmixAnswers, type VmixAnswer } from '../../protocols/vmix/answers.ts';
import { vmixRequests, type VmixRequest } from '../../protocols/vmix/requests.ts';
import { parseVmixState, type VmixState } from '../../protocols/vmix/state.ts';
import { createTcpTransport } from './tcp.ts';
import type { LinkSink, Transport } from './transport.ts';
import { parseXml } from './xml.ts';

export type VmixReceived =
  | Extract<VmixAnswer, { type: 'line' | 'too-long' }>
  /** The answer to `XML`; null: it made no sense. */
  | { readonly type: 'state'; readonly state: VmixState | null }
  | { readonly type: 'garbage'; readonly count: number };

export interface VmixAddress {
  readonly host: string;
  readonly port: number;
}

/** `bytes` is what carries it; another one only in tests. */
export function createVmixTransport(
  address: VmixAddress,
  bytes: Transport<Uint8Array, Uint8Array> = createTcpTransport(address),
): Transport<VmixRequest, VmixReceived> {
  return {
    connect(sink) {
      let pending = noBytes;
      const link = bytes.connect({
        up: () => sink.up(),
        down: (reason, refusal, detail) => sink.down(reason, refusal, detail),
        received(chunk) {
          const decoded = vmixAnswers.decode(pending, chunk);
          pending = decoded.pending;
          for (const answer of decoded.messages) deliver(sink, answer);
          if (decoded.garbage > 0) sink.received({ type: 'garbage', count: decoded.garbage });
        },
        unanswered: () => undefined,
      });
      return {
        send: (request) => link.send(vmixRequests.encode(request)),
        close: () => link.close(),
      };
    },
  };
}

function deliver(sink: LinkSink<VmixReceived>, answer: VmixAnswer): void {
  if (answer.type !== 'data') sink.received(answer);
  else if (answer.word !== 'XML') sink.received({ type: 'garbage', count: 1 });
  else
    sink.received({
      type: 'state',
      state: parseVmixState(parseXml(answer.text, answer.text.length)) ?? null,
    });
}
