/**
 * A hundred voters on mixed channels in front of a real daemon: pages over TLS, keypads of a SunVote base on a
 * byte stream, keypads on MQTT. The devices outlive the daemon, as in a hall; so do the pages.
 */
import { readFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ClerkView } from '../../protocols/api/views.ts';
import type { VotesTruth } from '../../simulators/device.ts';
import type { Simulator } from '../../simulators/simulator.ts';
import { serve as serveMqttKeypads } from '../../simulators/mqtt-keypads/serve.ts';
import { serve as serveSunvote } from '../../simulators/sunvote/serve.ts';
import { standardChamber } from '../../simulators/world/chamber.ts';
import { councilPins, remoteCouncil, signEverybodyIn } from '../bench/remote-council.ts';
import {
  eventually,
  freePort,
  sendCommand,
  signIn,
  startDaemonProcess,
  systemClock,
  temporaryFolder,
  type DaemonProcess,
  type DaemonProcessOptions,
  type Endings,
} from '../running.ts';
import { createPageVoter, type PageVoter } from './page-voter.ts';

export const keys = ['yes', 'no', 'abstain'] as const;

export interface KeypadVoter {
  readonly person: string;
  readonly device: 'sunvote' | 'mqtt';
  readonly keypad: string;
  press(key: number): void;
}

export interface MixedCouncil {
  readonly pages: readonly PageVoter[];
  readonly keypads: readonly KeypadVoter[];
  readonly dataDir: string;
  daemon(): DaemonProcess;
  start(): Promise<void>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** As the clerk; a line that breaks is an error like any other. */
  command(name: string, input: object): Promise<void>;
  view(): Promise<ClerkView>;
  /** Both devices take presses for the ballot that runs. */
  isOpenOnDevices(ballot: string): Promise<boolean>;
  /** The key that counts for this keypad, as its device knows it. */
  pressedOn(keypad: KeypadVoter): number | undefined;
  /** What the devices themselves have counted, by person. */
  truth(): Readonly<Record<string, string>>;
  /** What both devices know of votes, for a failure's message. */
  devices(): string;
  fault(device: 'sunvote' | 'mqtt', name: string, parameters?: Record<string, unknown>): void;
  devicesReady(): Promise<void>;
  resultFile(ballot: string): Promise<string>;
}

export async function openMixedCouncil(
  endings: Endings,
  sizes: { readonly pages: number; readonly sunvote: number; readonly mqtt: number },
  options: {
    readonly seed: number;
    readonly dist?: string;
    readonly args?: readonly string[];
    /** Of the first start alone. */
    readonly under?: (dataDir: string) => DaemonProcessOptions['under'];
  },
): Promise<MixedCouncil> {
  const size = 1 + sizes.pages + sizes.sunvote + sizes.mqtt;
  const person = (index: number): string => `mitglied-${index}`;
  const firstKeypad = 1 + sizes.pages;
  const firstMqtt = firstKeypad + sizes.sunvote;
  const serve = async (kind: typeof serveSunvote, seats: number, id: string): Promise<Simulator> => {
    const { world } = standardChamber({
      seats: Math.max(2, seats),
      cameras: 0,
      seed: options.seed,
      clock: systemClock,
    });
    const simulator = await kind({ world, clock: systemClock, id, host: '127.0.0.1', port: 0 });
    return endings.add(simulator, (it) => it.close());
  };
  const sunvote = await serve(serveSunvote, sizes.sunvote, 'sunvote');
  const mqtt = await serve(serveMqttKeypads, sizes.mqtt, 'mqtt');

  const keypads: KeypadVoter[] = [];
  const plain = remoteCouncil(size);
  const people = (plain.people ?? []).map((each, index) => {
    const isMqtt = index >= firstMqtt;
    if (index < firstKeypad) return each;
    const keypad = String(index - (isMqtt ? firstMqtt : firstKeypad) + 1);
    const device = isMqtt ? ('mqtt' as const) : ('sunvote' as const);
    const simulator = isMqtt ? mqtt : sunvote;
    keypads.push({
      person: person(index),
      device,
      keypad,
      press: (key) => simulator.pressKey?.(keypad, key),
    });
    return { ...each, keypads: { [device]: keypad } };
  });
  const [httpPort, membersPort] = [await freePort(), await freePort()];
  const config = {
    ...plain,
    people,
    devices: [
      ...plain.devices,
      {
        id: 'sunvote',
        kind: 'sunvote',
        address: sunvote.client?.['address'] ?? `tcp://127.0.0.1:${sunvote.ports.device}`,
      },
      { id: 'mqtt', kind: 'mqtt-keypads', ...mqtt.client },
    ],
    http: { port: httpPort },
    members: { port: membersPort, secondChannel: '0000' },
  };
  const dataDir = join(temporaryFolder(endings), 'data');
  mkdirSync(dataDir);
  const inRoom = keypads.map(({ person: who }) => who);
  const cookies = signEverybodyIn(dataDir, size, (who) => inRoom.includes(who) || who === person(0));

  let daemon: DaemonProcess | null = null;
  let clerk = '';
  endings.add(null, () => daemon?.stop().then(() => undefined));
  const running = (): DaemonProcess => {
    if (!daemon) throw new Error('the daemon does not run');
    return daemon;
  };
  const pages: PageVoter[] = [];
  endings.add(null, () => {
    for (const page of pages) page.close();
  });

  const council: MixedCouncil = {
    pages,
    keypads,
    dataDir,
    daemon: running,
    async start() {
      const under = daemon ? undefined : options.under?.(dataDir);
      daemon = await startDaemonProcess({
        config,
        dataDir,
        ...(options.dist === undefined ? {} : { dist: options.dist }),
        ...(options.args === undefined ? {} : { args: options.args }),
        ...(under === undefined ? {} : { under }),
      });
      // The cookie outlives the daemon, as in a browser.
      if (clerk === '') clerk = await signIn(daemon.url, 'clerk', councilPins.clerk);
      if (pages.length > 0) return;
      const ca = readFileSync(join(dataDir, 'authority.pem'));
      for (let index = 1; index <= sizes.pages; index++)
        pages.push(
          createPageVoter({
            person: person(index),
            cookie: cookies[index] ?? '',
            ca,
            url: () => `https://127.0.0.1:${membersPort}`,
          }),
        );
    },
    async kill(signal = 'SIGKILL') {
      running().kill(signal);
      await running().ended;
    },
    async command(name, input) {
      const { status, body } = await sendCommand(running().url, clerk, name, input);
      if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
    },
    async view() {
      const response = await fetch(`${running().url}/api/views/clerk`, { headers: { cookie: clerk } });
      if (!response.ok) throw new Error(`view: ${response.status}`);
      return (await response.json()) as ClerkView;
    },
    async isOpenOnDevices(ballot) {
      const isOpen = (simulator: Simulator): boolean =>
        (simulator.truth() as { votes: VotesTruth }).votes.open;
      const { ballot: now } = await council.view();
      return now?.id === ballot && isOpen(sunvote) && isOpen(mqtt);
    },
    pressedOn({ device, keypad }) {
      const simulator = device === 'mqtt' ? mqtt : sunvote;
      return (simulator.truth() as { votes: VotesTruth }).votes.pressed[keypad];
    },
    truth() {
      const pressed = {
        sunvote: (sunvote.truth() as { votes: VotesTruth }).votes.pressed,
        mqtt: (mqtt.truth() as { votes: VotesTruth }).votes.pressed,
      };
      return Object.fromEntries(
        keypads.flatMap(({ person: who, device, keypad }) => {
          const key = pressed[device][keypad];
          const choice = key === undefined ? undefined : keys[key - 1];
          return choice === undefined ? [] : [[who, choice] as const];
        }),
      );
    },
    devices: () => JSON.stringify({ sunvote: sunvote.truth(), mqtt: mqtt.truth() }),
    fault(device, name, parameters = {}) {
      const answer = (device === 'sunvote' ? sunvote : mqtt).fault(name, parameters);
      if (!answer.ok) throw new Error(`no fault ${name}: ${answer.known.join(', ')}`);
    },
    async devicesReady() {
      await eventually('the keypads are there', async () =>
        (await council.view()).ballotRules?.devices.every(({ ready }) => ready),
      );
    },
    async resultFile(ballot) {
      const response = await fetch(`${running().url}/api/ballots/${ballot}/result.json`, {
        headers: { cookie: clerk },
      });
      if (!response.ok) throw new Error(`result: ${response.status} ${await response.text()}`);
      return response.text();
    },
  };
  return council;
}
