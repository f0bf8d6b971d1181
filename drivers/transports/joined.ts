/**
 * Two links that belong to one device: the main one, on which we speak, and one on which it announces. The
 * pair is up when both are, and ends when one of them ends: without announcements a session would believe
 * old news. What comes before the pair is up is dropped, or kept for then (`held`).
 */
import type { Link, LinkSink, Transport } from './transport.ts';

export type Joined<Main, Side> =
  { readonly from: 'main'; readonly data: Main } | { readonly from: 'side'; readonly data: Side };

export function joinTransports<Sent, Main, Side>(
  main: Transport<Sent, Main>,
  side: Transport<never, Side>,
  options: {
    /** So many of the side's first announcements are kept until the pair is up; default none. */
    readonly held?: number;
  } = {},
): Transport<Sent, Joined<Main, Side>> {
  return {
    connect(sink) {
      let over = false;
      let standing = 0;
      const early: Side[] = [];
      const links: Link<never>[] = [];
      const half = <Data>(wrap: (data: Data) => Joined<Main, Side>): LinkSink<Data> => ({
        up() {
          standing++;
          if (standing !== 2 || over) return;
          sink.up();
          for (const data of early.splice(0)) if (!over) sink.received({ from: 'side', data });
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
      const announcing = half<Side>((data) => ({ from: 'side', data }));
      links.push(
        side.connect({
          ...announcing,
          received(data) {
            if (standing < 2 && early.length < (options.held ?? 0)) early.push(data);
            else announcing.received(data);
          },
        }),
      );
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
