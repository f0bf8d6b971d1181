/** The four audio streams of a Quinta CU and who is on them. The last one is the chair's. */
export interface Streams {
  readonly chairStream: number;
  /** The stream that this seat gets. There is one: the desk lets nobody speak for whom there is none. */
  take(seat: number, chair: boolean): number;
  /** The stream that this seat had. */
  free(seat: number): number;
  seatOn(stream: number): number | undefined;
  clear(): void;
}

const chairStream = 4;

export function createStreams(): Streams {
  const seats = new Map<number, number>();
  return {
    chairStream,
    take(seat, chair) {
      const free = [1, 2, 3].find((stream) => !seats.has(stream)) ?? chairStream;
      const stream = chair ? chairStream : free;
      seats.set(stream, seat);
      return stream;
    },
    free(seat) {
      const stream = [...seats].find(([, other]) => other === seat)?.[0] ?? 1;
      seats.delete(stream);
      return stream;
    },
    seatOn: (stream) => seats.get(stream),
    clear: () => seats.clear(),
  };
}
