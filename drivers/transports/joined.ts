/**
 * Two links that belong to one device: the main one, on which we speak, and one on which it announces. The
 * pair is up when both are, and ends when one of them ends: without announcements a session would believe
 * old news.
 */
import type { Link, LinkSink, Transport } from './transport.ts';

export type Joined<Main, Side> =
  { readonly from: 'main'; readonly data: Main } | { readonly from: 'side'; readonly data: Side };

export function joinTransports<Sent, Main, Side>(
  main: Transport<Sent, Main>,
  side: Transport<never, Side>,
): Transport<Sent, Joined<Main, Side>> {
  return {
    connect(sink) {
      let over = false;
      let standing = 0;
      const links: Link<never>[] = [];
      const half = <Data>(wrap: (data: Data) => Joined<Main, Side>): LinkSink<Data> => ({
        up() {
          standing++;
          if (standing === 2 && !over) sink.up();
        },
        down(reason, refusal, detail) {
          if (over) return;
          over = true;
          for (const link of links) link.close();
          sink.down(reason, refusal, detail);
        },
        received(data) {
          if (!over && standing === 2) sink.received(wrap(data));
        },
        unanswered(data) {
          if (!over && standing === 2) sink.unanswered(wrap(data));
        },
      });
      const speaking = main.connect(half<Main>((data) => ({ from: 'main', data })));
      links.push(speaking);
      links.push(side.connect(half<Side>((data) => ({ from: 'side', data }))));
      return {
        send(data) {
          if (!over) speaking.send(data);
        },
        close: () => speaking.close(),
      };
    },
  };
}

/** A device's main link alone, in the same form. */
export const onlyMain = <Sent, Main>(main: Transport<Sent, Main>): Transport<Sent, Joined<Main, never>> => ({
  connect: (sink) =>
    main.connect({
      up: () => sink.up(),
      down: (reason, refusal, detail) => sink.down(reason, refusal, detail),
      received: (data) => sink.received({ from: 'main', data }),
      unanswered: (data) => sink.unanswered({ from: 'main', data }),
    }),
});
