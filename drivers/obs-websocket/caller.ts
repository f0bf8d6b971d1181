/** One-off conversations with an OBS (provisioning, checks): a call is an answer or a failure within its deadline. */
import type { Clock } from '../../protocols/clock.ts';
import type { JsonObject, ObsResult } from '../../protocols/obs-websocket/messages.ts';
import { createObsTransport } from '../transports/obs-websocket.ts';

/** Asks OBS; rejects when the link ends or no answer comes in time. An answer may still say no: see `ok`. */
export type ObsCall = (requestType: string, requestData?: JsonObject) => Promise<ObsResult>;

export interface ObsCaller {
  readonly call: ObsCall;
  close(): void;
}

export interface ObsCallerOptions {
  readonly host: string;
  readonly port: number;
  readonly password?: string;
  readonly clock: Clock;
  readonly deadlineMs?: number;
}

interface Waiting {
  readonly resolve: (result: ObsResult) => void;
  readonly reject: (error: Error) => void;
}

/** Rejects with the reason when no connection comes about; `wrong-password` and such stand in `cause`. */
export function connectObs(options: ObsCallerOptions): Promise<ObsCaller> {
  const deadlineMs = options.deadlineMs ?? 5000;
  const waiting = new Map<string, Waiting>();
  let next = 1;
  return new Promise((resolve, reject) => {
    const link = createObsTransport({
      host: options.host,
      port: options.port,
      eventSubscriptions: 0,
      ...(options.password === undefined ? {} : { password: options.password }),
    }).connect({
      up: () => resolve({ call, close: () => link.close() }),
      down(reason, refusal) {
        const error = new Error(`no connection to OBS: ${reason}`, { cause: refusal });
        reject(error);
        for (const one of waiting.values()) one.reject(error);
        waiting.clear();
      },
      received(message) {
        if (message.type !== 'response') return;
        waiting.get(message.id)?.resolve(message.result);
        waiting.delete(message.id);
      },
      unanswered: () => undefined,
    });

    function call(requestType: string, requestData?: JsonObject): Promise<ObsResult> {
      const id = `c${next++}`;
      return new Promise((answered, failed) => {
        const cancel = options.clock.after(deadlineMs, () => {
          waiting.delete(id);
          failed(new Error(`OBS does not answer ${requestType}`));
        });
        waiting.set(id, {
          resolve: (result) => (cancel(), answered(result)),
          reject: (error) => (cancel(), failed(error)),
        });
        link.send({
          type: 'request',
          id,
          request: { requestType, ...(requestData === undefined ? {} : { requestData }) },
        });
      });
    }
  });
}
