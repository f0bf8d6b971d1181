/** A DIS-CCU driver and the unit's model on one virtual clock, joined byte by byte without sockets. */
import { runSession } from '../../../drivers/run-session.ts';
import type { Driver, Health } from '../../../drivers/driver.ts';
import { createDisSession } from '../../../drivers/shure-dis-ccu/session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { concat } from '../../../protocols/bytes.ts';
import type { Clock } from '../../../protocols/clock.ts';
import { noBytes } from '../../../protocols/codec.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophonesState,
} from '../../../protocols/models/microphones.ts';
import { disCommands } from '../../../protocols/shure-dis-ccu/commands.ts';
import { disReports, type DisReport } from '../../../protocols/shure-dis-ccu/reports.ts';
import type { Firmware } from '../../../protocols/shure-dis-ccu/words.ts';
import { createUnit, type Unit } from '../../../simulators/shure-dis-ccu/model.ts';

export interface JoinedUnit {
  readonly driver: Driver<MicrophoneCommand>;
  readonly unit: Unit;
  readonly events: MicrophoneEvent[];
  /** What a listener to the events knows. */
  known(): MicrophonesState;
  health(): Health;
  /** The unit stops answering though the line stays. */
  silence(on: boolean): void;
  /** Drops the unit's next broadcast on the way. */
  loseNext(): void;
  cut(): void;
  sendRaw(data: Uint8Array): void;
}

export function joinUnit(options: {
  readonly clock: Clock;
  readonly seats?: number;
  readonly chair?: number;
  readonly firmware?: Firmware;
  readonly onEvent?: (event: MicrophoneEvent) => void;
  readonly onHealth?: (health: Health) => void;
  readonly onMicrophone?: (seat: number, open: boolean) => void;
}): JoinedUnit {
  const { clock } = options;
  const firmware = options.firmware ?? 'new';
  let sink: LinkSink<Uint8Array> | null = null;
  let pending = noBytes;
  let silent = false;
  let losing = 0;
  const say = (reports: readonly DisReport[]): void => {
    if (!silent && reports.length > 0)
      sink?.received(concat(...reports.map((report) => disReports.encode(report))));
  };
  const unit = createUnit({
    seats: Array.from({ length: options.seats ?? 10 }, (_, index) => ({
      seat: index + 1,
      name: `Mitglied ${index + 1}`,
      chair: index + 1 === (options.chair ?? 1),
    })),
    firmware,
    broadcast: (reports) => {
      if (losing > 0) losing--;
      else say(reports);
    },
    ...(options.onMicrophone ? { onMicrophone: options.onMicrophone } : {}),
  });
  const transport = createMemoryTransport<Uint8Array, Uint8Array>({
    opened(opened) {
      sink = opened;
      pending = noBytes;
      opened.up();
    },
    received(data) {
      const decoded = disCommands.decode(pending, data);
      pending = decoded.pending;
      if (silent) return;
      for (const command of decoded.messages) say(unit.command(command));
    },
    closed() {
      sink = null;
    },
  });
  const events: MicrophoneEvent[] = [];
  let known = noMicrophones;
  const driver = runSession({
    session: createDisSession({ firmware }),
    transport,
    clock,
    emit: (event: MicrophoneEvent) => {
      events.push(event);
      known = applyMicrophoneEvent(known, event);
      options.onEvent?.(event);
    },
    onHealth: (health) => options.onHealth?.(health),
  });
  return {
    driver,
    unit,
    events,
    known: () => known,
    health: () => driver.health(),
    silence: (on) => {
      silent = on;
    },
    loseNext: () => {
      losing++;
    },
    cut: () => sink?.down('cable'),
    sendRaw: (data) => sink?.received(data),
  };
}
