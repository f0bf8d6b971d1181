/** A process of its own with a thousand live pages that only read; on the word it notes when each got the next delta. */
import WebSocket from 'ws';

export type ToReaders =
  | {
      readonly type: 'connect';
      readonly url: string;
      readonly lines: number;
      readonly subscribe: string | null;
    }
  | { readonly type: 'arm' }
  | { readonly type: 'end' };
export type FromReaders =
  | { readonly type: 'connected' }
  | { readonly type: 'armed' }
  /** Times of the system's monotonic clock, ms: the same in every process. */
  | { readonly type: 'seen'; readonly atMs: readonly number[]; readonly bytes: number };

export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

const lines: WebSocket[] = [];
const together = 50;
let seen: number[] | null = null;
let bytes = 0;
const say = (message: FromReaders): void => void process.send?.(message);

function read(data: Buffer): void {
  if (!seen || data.subarray(0, 15).toString('latin1') !== '{"type":"delta"') return;
  seen.push(monotonicMs());
  bytes = data.length;
  if (seen.length < lines.length) return;
  const atMs = seen;
  seen = null;
  say({ type: 'seen', atMs, bytes });
}

async function connect(url: string, count: number, subscribe: string | null): Promise<void> {
  const open = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const line = new WebSocket(url, { perMessageDeflate: false });
      lines.push(line);
      line.once('error', reject);
      line.once('open', () => {
        if (subscribe !== null) line.send(subscribe);
        resolve();
      });
      line.on('message', read);
    });
  for (let from = 0; from < count; from += together)
    await Promise.all(Array.from({ length: Math.min(together, count - from) }, open));
  say({ type: 'connected' });
}

process.on('message', (message: ToReaders) => {
  switch (message.type) {
    case 'connect':
      void connect(message.url, message.lines, message.subscribe);
      return;
    case 'arm':
      seen = [];
      say({ type: 'armed' });
      return;
    case 'end':
      for (const line of lines) line.terminate();
      process.exit(0);
  }
});
