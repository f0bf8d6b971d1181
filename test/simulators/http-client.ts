/** A client of a device's model that speaks literal HTTP to it, in memory and on a virtual clock. */
import { createVirtualClock, type VirtualClock } from '../../protocols/clock.ts';
import type { DeviceOptions, HttpAnswer, HttpDevice } from '../../simulators/device.ts';
import { createRandom } from '../../simulators/world/random.ts';

export interface HttpClient {
  readonly clock: VirtualClock;
  readonly device: HttpDevice;
  /** The answer if it came at once; undefined: it waits. */
  ask(line: string, body?: string, headers?: Readonly<Record<string, string>>): HttpAnswer | undefined;
  /** All answers so far, also those that came later. */
  readonly answers: readonly HttpAnswer[];
  /** Asks and hangs up when told. */
  open(line: string, headers?: Readonly<Record<string, string>>): () => void;
}

/** `line`: method and path, e.g. `GET /api/seats`. Headers in lower case. */
export function connectTo(create: (options: DeviceOptions) => HttpDevice): HttpClient {
  const clock = createVirtualClock();
  const answers: HttpAnswer[] = [];
  const device = create({
    seats: [
      { seat: 1, name: 'Vorsitz', chair: true },
      { seat: 2, name: 'Jörg Weiß', chair: false },
      { seat: 3, name: 'Eva Muster', chair: false },
    ],
    clock,
    random: createRandom(20_261_125),
    onMicrophone: () => undefined,
  });
  function send(
    line: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    answered: (answer: HttpAnswer) => void,
  ): () => void {
    const [method = '', ...path] = line.split(' ');
    return device.request({ method, path: path.join(' '), headers, body }, answered);
  }
  return {
    clock,
    device,
    answers,
    ask(line, body = '', headers = {}) {
      let answer: HttpAnswer | undefined;
      send(line, body, headers, (one) => {
        answer = one;
        answers.push(one);
      });
      return answer;
    },
    open: (line, headers = {}) => send(line, '', headers, (one) => answers.push(one)),
  };
}
