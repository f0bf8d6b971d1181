/**
 * A process of its own with a thousand lines: connects, waits for the word, sends every vote in one turn of its
 * loop and notes when each was answered. It speaks to the members' door and to the bare floor alike.
 */
import WebSocket from 'ws';

export interface VotersOrder {
  readonly type: 'connect';
  readonly url: string;
  /** One line for each. */
  readonly cookies: readonly string[];
  /** What a subscriber has to be told before; null: nothing. */
  readonly subscribe: string | null;
}
export type ToVoters =
  | VotersOrder
  | { readonly type: 'vote'; readonly ballot: string; readonly choices: readonly string[] }
  | { readonly type: 'end' };
export type FromVoters =
  | { readonly type: 'connected'; readonly lines: number }
  | { readonly type: 'voted'; readonly answeredMs: readonly number[]; readonly refused: number };

const lines: WebSocket[] = [];
const say = (message: FromVoters): void => void process.send?.(message);
/** So many handshakes at the same time: setting up is not what is measured. */
const together = 25;

async function connect({ url, cookies, subscribe }: VotersOrder): Promise<void> {
  const open = (cookie: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const line = new WebSocket(url, {
        headers: { cookie },
        rejectUnauthorized: false,
        perMessageDeflate: false,
      });
      lines.push(line);
      line.once('error', reject);
      line.once('open', () => {
        if (subscribe === null) {
          resolve();
          return;
        }
        line.send(subscribe);
        line.once('message', () => resolve());
      });
    });
  for (let from = 0; from < cookies.length; from += together)
    await Promise.all(cookies.slice(from, from + together).map(open));
  say({ type: 'connected', lines: lines.length });
}

function vote(ballot: string, choices: readonly string[]): void {
  const answeredMs: number[] = [];
  let refused = 0;
  const started = performance.now();
  for (const [index, line] of lines.entries()) {
    const cast = `bench-${String(index).padStart(6, '0')}`;
    const heard = (data: Buffer): void => {
      const text = data.toString('utf8', 0, 20);
      const isReceipt = text.startsWith('{"type":"receipt"');
      if (!isReceipt && !text.startsWith('{"type":"refused"')) return;
      if (!isReceipt) refused++;
      answeredMs.push(performance.now() - started);
      line.off('message', heard);
      if (answeredMs.length === lines.length) say({ type: 'voted', answeredMs, refused });
    };
    line.on('message', heard);
    line.send(JSON.stringify({ type: 'cast', ballot, cast, choice: choices[index % choices.length] }));
  }
}

process.on('message', (message: ToVoters) => {
  if (message.type === 'connect') void connect(message);
  else if (message.type === 'vote') vote(message.ballot, message.choices);
  else {
    for (const line of lines) line.terminate();
    process.exit(0);
  }
});
