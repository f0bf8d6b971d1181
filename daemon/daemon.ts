/**
 * One daemon from its parts: journal, loop, devices and pages. main.ts gives it a config and a clock;
 * tests and benchmarks give it their own.
 */
import type { FastifyBaseLogger } from 'fastify';
import { createServer } from './http/server.ts';
import { minutesOf } from './chamber/minutes/project.ts';
import {
  alarmCode,
  chairView,
  clerkView,
  displayView,
  operatorView,
  type ViewSource,
} from './chamber/project.ts';
import { chamberFeatures, initialRoot, restricts, type ChamberEvent } from './chamber/root.ts';
import { runningCalibrations } from './chamber/cameras/state.ts';
import { noticeOf } from './chamber/log/notice.ts';
import { createDirectionTrack } from './director/wishes.ts';
import { definedOnly } from './chamber/defined.ts';
import type { Config } from './config/load.ts';
import type { DataDir } from './data-dir.ts';
import { recover } from './journal/recover.ts';
import { needsRoom } from './journal/reserve.ts';
import { createSafekeeping, type Safekeeping } from './journal/safekeeping.ts';
import { openSqliteJournal } from './journal/sqlite.ts';
import type { StoredRecord } from './journal/store.ts';
import { createDevices, type Devices } from './runtime/devices.ts';
import { watchClock } from './runtime/clock-watch.ts';
import { withDeadMan } from './runtime/dead-man.ts';
import { createLoop } from './runtime/loop.ts';
import { createCaptions } from './captions/captions.ts';
import { createErrands } from './stream/errands.ts';
import { markChapters } from './stream/mark-chapters.ts';
import { recordingFile } from './stream/recording-files.ts';
import { goesOut, mayBeHeard } from './stream/what-goes-out.ts';
import { runningRecording } from './chamber/broadcast/state.ts';
import { watchProgram } from './pictures/watch-program.ts';
import { createPictures } from './pictures/pictures.ts';
import { watchCalibrations } from './pictures/watch-calibrations.ts';
import { createMembers } from './members/members.ts';
import { createPrivacy } from './privacy/privacy.ts';
import { defaultRetention } from './privacy/retention.ts';
import { importedInto } from './imports/current.ts';
import { createDecisions } from './votes/decisions.ts';
import type { Clock } from '../protocols/clock.ts';
import { outcome } from '../protocols/models/outcome.ts';
import { unknownSwitcher } from '../protocols/models/switcher.ts';
import type { Role } from '../protocols/api/commands.ts';
import type { View } from '../protocols/api/views.ts';
import type { SwitcherKind } from '../drivers/driver.ts';

export interface DaemonOptions {
  readonly config: Config;
  readonly dataDir: DataDir;
  readonly clock: Clock;
  /** How far the PC's wall clock has gone from `clock.wall()`, ms; absent: it is not watched. */
  readonly deviationMs?: () => number;
  readonly logger: FastifyBaseLogger;
  readonly safeMode: boolean;
  readonly pagesDir: string | null;
  /** The journal failed: the process must end, nothing may be acknowledged any more. */
  readonly fatal: (error: Error) => void;
  readonly journalSyncDelayMs?: number;
}

export interface Daemon {
  /** Where it listens. */
  readonly url: string;
  /** Where the members' pages are; null: the config has no door for them. */
  readonly membersUrl: string | null;
  stop(): Promise<void>;
}

/** A start this long after the last record is another sitting: the public part has to be opened anew. */
const sameSittingMs = 30 * 60_000;

/** Rejects with JournalDamaged, or with the listener's error when the address is taken. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { config, clock, logger, safeMode } = options;
  const { hall, file } = config;

  const fatal = (error: unknown): void =>
    options.fatal(error instanceof Error ? error : new Error(String(error)));
  let submit: Devices['submit'] = () => Promise.resolve(outcome.failed('device-offline'));
  const loop = createLoop({
    clock,
    features: chamberFeatures,
    initial: initialRoot(hall),
    restricts,
    track: createDirectionTrack({ safeMode }),
    append: (records) => journal.append(records),
    submit: (command) => submit(command),
    alarm: (wish): ChamberEvent => ({
      type: 'log/alarm',
      version: 1,
      data: {
        code: alarmCode(wish.key),
        params: { device: wish.command.device },
      },
    }),
    fatal,
  });

  // The journal first, then what the devices say, then acting.
  let lastRecordAt: number | null = null;
  const journal = await openSqliteJournal({
    path: options.dataDir.journal,
    onRecords: (records: readonly StoredRecord[]) => {
      for (const record of records) loop.replay(recover<ChamberEvent>(record));
      lastRecordAt = records.at(-1)?.wallMs ?? lastRecordAt;
    },
    onFailed: fatal,
    onSynced: (types) => safekeeping.synced(types),
    onReserve: () => safekeeping.reserveChanged(),
    ...(options.journalSyncDelayMs === undefined ? {} : { syncDelayMs: options.journalSyncDelayMs }),
  });

  const safekeeping: Safekeeping = createSafekeeping({
    journal,
    clock,
    copyPath: file.copy,
    alarm(code) {
      logger.warn({ code }, 'the journal');
      loop.trace([{ type: 'log/alarm', version: 1, data: { code, params: {} } }]);
    },
    changed: () => announceChange(),
  });

  const devices = createDevices({
    clock,
    specs: config.devices,
    reported(device, event) {
      if (event.model === 'voting' && event.event.type === 'cast') {
        votes.pressed(device, event.event);
        return;
      }
      loop.deviceReported(device, event);
      const notice = noticeOf(device, event);
      if (notice) loop.trace([notice]);
    },
    lost: loop.deviceLost,
    linkChanged: (device, up) => {
      logger.info({ device, up }, 'link');
      loop.trace([{ type: 'log/device', version: 1, data: { device, up } }]);
    },
    changed: () => announceChange(),
  });
  submit = withDeadMan(clock, (command) => devices.submit(command));

  const { votes, files: resultFiles } = createDecisions({
    clock,
    logger,
    journal,
    dataDir: options.dataDir,
    root: loop.durable,
    command: loop.command,
    record: loop.record,
    submit: (command) => submit(command),
  });
  const members = await createMembers({
    config: file.members,
    folder: options.dataDir.path,
    secret: options.dataDir.secret,
    clock,
    logger,
    pagesDir: options.pagesDir,
    safeMode,
    cast: votes.cast,
    root: loop.durable,
    command: loop.command,
  });

  const mixer = mixerOf(config);
  const errands = createErrands({
    file,
    clock,
    logger,
    mixer,
    changed: () => announceChange(),
  });
  const captions = createCaptions({
    clock,
    lagMs: file.broadcast.captions.lagMs,
    show: (lines) => loop.captioned(lines),
    said(text) {
      const { stream, lacks } = loop.observed().switchers[hall.switcher] ?? unknownSwitcher;
      if (stream === 'active' && !lacks.includes('captions'))
        void submit({ device: hall.switcher, model: 'switcher', command: { type: 'caption', text } });
      if (runningRecording(loop.durable().broadcast))
        loop.trace([{ type: 'captions/said', version: 1, data: {}, personal: { text } }]);
    },
  });
  const chapters = markChapters(
    (name) => void submit({ device: hall.switcher, model: 'switcher', command: { type: 'chapter', name } }),
  );
  const watch = watchProgram({
    clock,
    createWatch: (onSound, onPicture) => mixer.kind.programWatch(mixer.config, { clock, onSound, onPicture }),
    watched: (state) =>
      loop.deviceReported(hall.switcher, { model: 'switcher', event: { type: 'watched', watched: state } }),
  });

  const source = (): ViewSource => ({
    root: loop.durable(),
    observed: loop.observed(),
    direction: loop.picture(),
    devices: devices.views(),
    capabilities: { microphoneModes: microphoneModesOf(config) },
    unreached: loop.unreached(),
    reachable: errands.reachable(),
    safeMode: safeMode ? { code: 'alarm-safe-mode' } : null,
    isStorageFull: safekeeping.isStorageFull(),
    isCopyLost: safekeeping.isCopyLost(),
    wallMs: clock.wall(),
  });
  const viewOf = (name: Role): View => {
    switch (name) {
      case 'operator':
        return operatorView(source());
      case 'chair':
        return chairView(source());
      case 'clerk':
        return clerkView(source());
      case 'display':
        return displayView(source());
    }
  };

  const pictures = createPictures({
    createSource: (onPicture) => mixer.kind.pictures(mixer.config, { clock, onPicture }),
    previewScene: () => loop.picture()?.preview?.scene ?? null,
    sceneOf: (camera) => hall.cameras.find(({ device }) => device === camera)?.scene,
  });
  const watchRuns = watchCalibrations({
    clock,
    pictures,
    moved: (camera, at) =>
      loop.deviceReported(camera, { model: 'camera', event: { type: 'picture-moved', at } }),
  });

  const server = await createServer({
    logger,
    access: { pins: pinsOf(config), secret: options.dataDir.secret },
    commands: {
      safeMode,
      command: (command, actor) =>
        journal.isOnReserve() && needsRoom(command.name)
          ? Promise.resolve({ ok: false, error: 'storage-full' } as const)
          : (errands.run(command) ?? votes.run(command, actor) ?? loop.command(command, actor)),
    },
    live: { clock, view: viewOf },
    pictures,
    minutes: {
      minutes: (sitting, part) => minutesOf(loop.durable(), sitting, part, journal.head()),
    },
    privacy: createPrivacy({
      journal,
      fold: loop,
      rules: retentionRules(config),
      wall: clock.wall,
      changed: () => announceChange(),
    }),
    imports: {
      clock,
      sources: file.imports,
      current: () => importedInto(loop.durable()),
    },
    captions: { pin: file.access.pins.captions, captions },
    recordings: {
      file: (recording, name) => recordingFile(loop.durable(), recording, name, clock.wall()),
    },
    ballots: resultFiles,
    memberLinks: members.links,
    pagesDir: options.pagesDir,
  });

  // Health changes outside the loop are announced like those inside, once per turn.
  let announced = false;
  const announceChange = (): void => {
    if (announced) return;
    announced = true;
    setImmediate(() => {
      announced = false;
      changed();
    });
  };
  const changed = (): void => {
    server.live.changed();
    members.changed();
    votes.changed();
    pictures.changed();
    watchRuns(runningCalibrations(loop.durable()));
    captions.allowed(mayBeHeard(loop.durable(), loop.picture()));
    watch(goesOut(loop.durable(), loop.observed()));
    chapters.changed(loop.durable(), loop.observed(), clock.wall());
  };
  loop.onChange(changed);

  const url = await server.app.listen({ host: file.http.host, port: file.http.port });
  const membersUrl = await members.listen();
  const resumed = lastRecordAt !== null && Math.abs(clock.wall() - lastRecordAt) <= sameSittingMs;
  loop.record([{ type: 'log/started', version: 1, data: { safeMode, resumed } }], 'daemon');
  loop.start();
  // That it was restarted is known before any device is asked: a ballot that ran goes on and is not begun anew.
  await loop.flushed();
  devices.start();
  options.dataDir.announce(url);
  const unwatch =
    options.deviationMs &&
    watchClock(clock, options.deviationMs, (seconds) => {
      logger.warn({ seconds }, 'the clock of this PC was changed');
      loop.trace([
        { type: 'log/alarm', version: 1, data: { code: 'alarm-clock-changed', params: { seconds } } },
      ]);
    });

  return {
    url,
    membersUrl,
    async stop() {
      votes.stop();
      await members.stop();
      unwatch?.();
      watch(false);
      captions.stop();
      server.live.stop();
      server.pictures.stop();
      pictures.stop();
      await server.app.close();
      devices.stop();
      await loop.stop();
      await safekeeping.stop();
      await journal.close();
      options.dataDir.release();
    },
  };
}

function pinsOf({ file }: Config): Partial<Record<Role, string>> {
  const { operator, chair, clerk, display } = file.access.pins;
  return { operator, chair, ...definedOnly({ clerk, display }) };
}

function retentionRules({ file: { retention } }: Config): typeof defaultRetention {
  return defaultRetention.map((rule) =>
    Object.hasOwn(retention, rule.id) ? { ...rule, days: retention[rule.id] ?? null } : rule,
  );
}

function microphoneModesOf({ hall, devices }: Config): readonly string[] {
  const device = devices.find(({ id }) => id === hall.microphones);
  return device?.kind.model === 'microphones' ? device.kind.capabilities(device.config).modes : [];
}

/** The config's check has made sure of it. */
function mixerOf({ hall, devices }: Config): {
  readonly kind: SwitcherKind<unknown>;
  readonly config: unknown;
} {
  const device = devices.find(({ id }) => id === hall.switcher);
  if (device?.kind.model !== 'switcher') throw new Error(`no switcher ${hall.switcher}`);
  return { kind: device.kind, config: device.config };
}
