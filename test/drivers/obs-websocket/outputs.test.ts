import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../protocols/models/outcome.ts';
import type { OutputName, OutputState, SwitcherCommand } from '../../../protocols/models/switcher.ts';
import { byHand, createModelStudio, readBack, submit, type ModelStudio } from './model-studio.ts';

const mismatch = { ok: false, code: 'device-mismatch', effect: 'unknown' };
const start = (output: OutputName): SwitcherCommand => ({ type: 'start-output', output });
const stop = (output: OutputName, discard = false): SwitcherCommand => ({
  type: 'stop-output',
  output,
  discard,
});

function setDelay(studio: ModelStudio, seconds: number): void {
  for (const [parameterName, parameterValue] of [
    ['DelayEnable', String(seconds > 0)],
    ['DelaySec', String(seconds)],
  ])
    byHand(studio, 'SetProfileParameter', { parameterCategory: 'Output', parameterName, parameterValue });
  byHand(studio, 'SetCurrentProfile', { profileName: 'Untitled' });
}

async function streaming(studio: ModelStudio): Promise<void> {
  byHand(studio, 'StartStream', {});
  await studio.clock.advance(1000);
  expect(studio.reported().stream).toBe('active');
}

/** Each outcome with how long it took, ms. */
function watchOutcome(studio: ModelStudio, command: SwitcherCommand): { outcome?: Outcome; ms?: number } {
  const startedAt = studio.clock.now();
  const seen: { outcome?: Outcome; ms?: number } = {};
  void studio.driver
    .submit(command)
    .then((outcome) => Object.assign(seen, { outcome, ms: studio.clock.now() - startedAt }));
  return seen;
}

const statesOf = (studio: ModelStudio, output: OutputName): readonly OutputState[] =>
  studio.events.flatMap((event) => (event.type === 'output' && event.output === output ? [event.state] : []));
const forces = (studio: ModelStudio): number =>
  studio.sent.filter((type) => type === 'TriggerHotkeyByName').length;

describe('starting', () => {
  test.each(['stream', 'record', 'virtualCamera'] as const)(
    '%s is started when OBS says that it runs',
    async (output) => {
      const studio = await createModelStudio();
      expect(await submit(studio, start(output), 2000)).toEqual(readBack);
      expect(studio.reported()[output]).toBe('active');
      expect(await submit(studio, start(output), 2000)).toEqual(readBack);
    },
  );

  test('a stream to a dead server fails, whatever OBS answered', async () => {
    const studio = await createModelStudio();
    studio.model.outputs.setServer('dead');
    expect(await submit(studio, start('stream'), 2000)).toMatchObject({ code: 'device-refused' });
    expect(studio.reported().stream).toBe('inactive');
  });

  test('a server that never answers: the command ends at its deadline, and the stream is still starting', async () => {
    const studio = await createModelStudio();
    studio.model.outputs.setServer('silent');
    expect(await submit(studio, start('stream'), 14_000)).toBe('nothing yet');
    expect(studio.reported().stream).toBe('starting');
    await studio.clock.advance(1500);
    expect(studio.driver.health().deadlines).toBe(1);
    expect(studio.reported().stream).toBe('starting');
  });

  test('"ok", and nothing happens: that fails after three seconds', async () => {
    const studio = await createModelStudio();
    studio.model.faults.ignored.add('StartRecord');
    expect(await submit(studio, start('record'), 4200)).toEqual(mismatch);
  });

  test('held back by a delay it runs, and whether the server is there is not known yet', async () => {
    const studio = await createModelStudio();
    setDelay(studio, 8);
    await studio.clock.advance(100);
    expect(await submit(studio, start('stream'), 2000)).toEqual({ ok: true, evidence: 'acknowledged' });
    expect(studio.reported().stream).toBe('starting');
    await studio.clock.advance(8000);
    expect(studio.reported().stream).toBe('active');
  });

  test('a replay buffer that is switched off is not there, and when it is switched on it is', async () => {
    const studio = await createModelStudio();
    expect(studio.reported()).toMatchObject({
      replayBuffer: 'inactive',
      lacks: ['replayBuffer', 'chapters'],
    });
    expect(await submit(studio, start('replayBuffer'))).toMatchObject({ code: 'device-unsupported' });
    studio.model.studio.hasReplayBuffer = true;
    await studio.clock.advance(1100);
    expect(studio.reported().lacks).toEqual(['chapters']);
    expect(await submit(studio, start('replayBuffer'), 1000)).toEqual(readBack);
    studio.model.studio.hasVirtualCamera = false;
    await studio.clock.advance(1100);
    expect(studio.reported().lacks).toEqual(['virtualCamera', 'chapters']);
  });
});

describe('stopping', () => {
  test('a stream ends by itself, and is not broken off', async () => {
    const studio = await createModelStudio();
    await streaming(studio);
    const seen = watchOutcome(studio, stop('stream'));
    await studio.clock.advance(3500);
    expect(seen).toEqual({ outcome: readBack, ms: 1900 });
    expect(forces(studio)).toBe(0);
    expect(statesOf(studio, 'stream')).toEqual(['starting', 'active', 'stopping', 'inactive']);
  });

  test.each(['record', 'virtualCamera'] as const)('%s ends', async (output) => {
    const studio = await createModelStudio();
    await submit(studio, start(output), 1000);
    expect(await submit(studio, stop(output), 1000)).toEqual(readBack);
    expect(studio.reported()[output]).toBe('inactive');
  });

  test('to discard is to break off at once', async () => {
    const studio = await createModelStudio();
    await streaming(studio);
    const seen = watchOutcome(studio, stop('stream', true));
    await studio.clock.advance(1000);
    expect(seen.outcome).toEqual(readBack);
    expect(seen.ms).toBeLessThanOrEqual(200);
    expect(studio.sent).not.toContain('StopStream');
  });

  test('what a delay holds back is thrown away, without being asked to', async () => {
    const studio = await createModelStudio();
    setDelay(studio, 8);
    await studio.clock.advance(100);
    byHand(studio, 'StartStream', {});
    await studio.clock.advance(9000);
    expect(studio.reported()).toMatchObject({ stream: 'active', target: { delayMs: 8000 } });
    const seen = watchOutcome(studio, stop('stream'));
    await studio.clock.advance(1000);
    expect(seen.outcome).toEqual(readBack);
    expect(studio.model.outputs.phase('stream')).toBe('inactive');
    expect(studio.sent).not.toContain('StopStream');
  });

  test('a stream that does not end by itself is broken off after three seconds', async () => {
    const studio = await createModelStudio();
    await streaming(studio);
    studio.model.faults.ignored.add('StopStream');
    const seen = watchOutcome(studio, stop('stream'));
    await studio.clock.advance(2990);
    expect(forces(studio)).toBe(0);
    await studio.clock.advance(300);
    expect(seen.outcome).toEqual(readBack);
    expect(seen.ms).toBeLessThan(3300);
  });

  test('one that goes on after that is a failure two seconds later', async () => {
    const studio = await createModelStudio();
    await streaming(studio);
    studio.model.faults.ignored.add('StopStream').add('TriggerHotkeyByName');
    const seen = watchOutcome(studio, stop('stream'));
    await studio.clock.advance(4900);
    expect(seen.outcome).toBeUndefined();
    await studio.clock.advance(200);
    expect(seen).toEqual({ outcome: mismatch, ms: 5000 });
    expect(studio.reported().stream).toBe('active');
  });

  test('a STOPPED event alone proves nothing while the status says otherwise', async () => {
    const studio = await createModelStudio();
    await streaming(studio);
    studio.model.faults.ignored.add('StopStream').add('TriggerHotkeyByName');
    const seen = watchOutcome(studio, stop('stream'));
    studio.inject({
      type: 'event',
      eventType: 'StreamStateChanged',
      intent: 64,
      data: { outputActive: false, outputState: 'OBS_WEBSOCKET_OUTPUT_STOPPED' },
    });
    await studio.clock.advance(2500);
    expect(seen.outcome).toBeUndefined();
    expect(studio.reported().stream).toBe('active');
  });

  test('what is off already is off', async () => {
    const studio = await createModelStudio();
    for (const output of ['stream', 'record', 'virtualCamera', 'replayBuffer'] as const)
      for (const discard of [true, false])
        expect(await submit(studio, stop(output, discard), 2500)).toEqual(readBack);
  });

  test('a stream that still connects can not be stopped: it is broken off as soon as it runs', async () => {
    const studio = await createModelStudio();
    studio.model.outputs.setServer('silent');
    byHand(studio, 'StartStream', {});
    await studio.clock.advance(500);
    expect(studio.reported().stream).toBe('starting');
    const seen = watchOutcome(studio, stop('stream'));
    await studio.clock.advance(1000);
    expect(seen.outcome).toBeUndefined();
    studio.inject({
      type: 'event',
      eventType: 'StreamStateChanged',
      intent: 64,
      data: { outputActive: true, outputState: 'OBS_WEBSOCKET_OUTPUT_STARTED' },
    });
    await studio.clock.advance(10);
    expect(forces(studio)).toBe(1);
  });

  test('one that connects for longer is a failure, told honestly', async () => {
    const studio = await createModelStudio();
    studio.model.outputs.setServer('silent');
    byHand(studio, 'StartStream', {});
    await studio.clock.advance(500);
    const seen = watchOutcome(studio, stop('stream', true));
    await studio.clock.advance(2500);
    expect(seen.outcome).toEqual(mismatch);
    expect(studio.reported().stream).toBe('starting');
  });

  test('repeated once a second each command ends once, and no second breaks off twice', async () => {
    const studio = await createModelStudio();
    await streaming(studio);
    studio.model.faults.ignored.add('StopStream').add('TriggerHotkeyByName');
    const seen: { outcome?: Outcome }[] = [];
    const forcedAt: number[] = [];
    let before = 0;
    const note = (): void => {
      for (; before < forces(studio); before++) forcedAt.push(studio.clock.now());
    };
    for (let second = 0; second < 20; second++) {
      seen.push(watchOutcome(studio, stop('stream', second > 4)));
      for (let tenth = 0; tenth < 10; tenth++) {
        note();
        await studio.clock.advance(100);
      }
    }
    await studio.clock.advance(6000);
    expect(seen.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 20 }, () => mismatch));
    expect(forcedAt.length).toBeGreaterThan(5);
    for (const [index, at] of forcedAt.entries())
      expect(at - (forcedAt[index - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(1000);
    studio.model.faults.ignored.clear();
    expect(await submit(studio, stop('stream'), 1500)).toEqual(readBack);
  });

  test('two at the same time: one request, and discarding what ends softly escalates at once', async () => {
    const studio = await createModelStudio();
    await streaming(studio);
    const soft = watchOutcome(studio, stop('stream'));
    await studio.clock.advance(500);
    const hard = watchOutcome(studio, stop('stream', true));
    const again = watchOutcome(studio, stop('stream', true));
    await studio.clock.advance(300);
    for (const { outcome } of [soft, hard, again]) expect(outcome).toEqual(readBack);
    expect(studio.sent.filter((type) => type === 'StopStream')).toHaveLength(1);
    expect(forces(studio)).toBe(1);
  });

  test('a stream that somebody starts again and again is broken off once a second', async () => {
    const studio = await createModelStudio();
    await streaming(studio);
    studio.model.faults.ignored.add('TriggerHotkeyByName');
    const seen = watchOutcome(studio, stop('stream', true));
    for (let tenth = 0; tenth < 9; tenth++) {
      studio.inject({
        type: 'event',
        eventType: 'StreamStateChanged',
        intent: 64,
        data: { outputActive: true, outputState: 'OBS_WEBSOCKET_OUTPUT_STARTED' },
      });
      await studio.clock.advance(100);
    }
    expect(forces(studio)).toBe(1);
    studio.model.faults.ignored.clear();
    await studio.clock.advance(500);
    expect(forces(studio)).toBe(2);
    expect(seen.outcome).toEqual(readBack);
  });

  test('an OBS without the hotkey is waited for, and never told twice: that would begin its delay anew', async () => {
    const studio = await createModelStudio((model) => model.faults.unknown.add('TriggerHotkeyByName'));
    await streaming(studio);
    const seen = watchOutcome(studio, stop('stream', true));
    await studio.clock.advance(5500);
    expect(seen.outcome).toEqual(mismatch);
    expect(studio.sent).not.toContain('StopStream');
  });

  test('starting and stopping do not run side by side', async () => {
    const studio = await createModelStudio();
    const starting = watchOutcome(studio, start('stream'));
    await studio.clock.advance(100);
    const stopping = watchOutcome(studio, stop('stream'));
    const again = watchOutcome(studio, start('stream'));
    await studio.clock.advance(4000);
    expect(starting.outcome).toEqual({ ok: false, code: 'device-busy', effect: 'unknown' });
    expect(again.outcome).toEqual({ ok: false, code: 'device-busy', effect: 'none' });
    expect(stopping.outcome).toEqual(readBack);
    expect(studio.model.outputs.phase('stream')).toBe('inactive');
  });

  test('while the scene collection changes a stop ends refused, and an OBS that is gone ends it too', async () => {
    const studio = await createModelStudio();
    await streaming(studio);
    const seen = watchOutcome(studio, stop('stream'));
    studio.model.collection(true);
    await studio.clock.advance(10);
    expect(seen.outcome).toEqual({ ok: false, code: 'device-refused', effect: 'unknown' });
    studio.model.collection(false);
    await studio.clock.advance(50);
    const second = watchOutcome(studio, stop('stream'));
    studio.breakLinks('gone');
    await studio.clock.advance(10);
    expect(second.outcome).toMatchObject({ code: 'device-offline' });
  });
});

describe('what runs is known', () => {
  test('a lost event heals within a second', async () => {
    const studio = await createModelStudio();
    studio.freeze(true);
    byHand(studio, 'StartVirtualCam', {});
    await studio.clock.advance(100);
    studio.freeze(false);
    await studio.clock.advance(1000);
    expect(studio.reported().virtualCamera).toBe('active');
  });

  test('an event is newer than a poll that was under way', async () => {
    const studio = await createModelStudio();
    await streaming(studio);
    // Just before the next poll: its answer says "active", and comes after STOPPED.
    await studio.clock.advance(900);
    studio.model.faults.slowMs = 200;
    byHand(studio, 'TriggerHotkeyByName', { hotkeyName: 'OBSBasic.ForceStopStreaming' });
    await studio.clock.advance(3000);
    expect(statesOf(studio, 'stream')).toEqual(['starting', 'active', 'stopping', 'inactive']);
  });

  test('outputs of plug-ins are told by name, and the four by whatever name are not', async () => {
    const studio = await createModelStudio((model) => (model.studio.hasReplayBuffer = true));
    for (const type of ['StartStream', 'StartRecord', 'StartVirtualCam', 'StartReplayBuffer'])
      byHand(studio, type, {});
    await studio.clock.advance(1100);
    expect(studio.reported().otherOutputs).toEqual([]);
    studio.model.outputs.setOther('NDI Main Output', true);
    studio.model.outputs.setOther('simple_stream', true);
    await studio.clock.advance(1100);
    expect(studio.reported().otherOutputs).toEqual(['NDI Main Output', 'simple_stream']);
  });

  test('another output is stopped by name, read back, and what is not there is off', async () => {
    const studio = await createModelStudio();
    studio.model.outputs.setOther('NDI Main Output', true);
    await studio.clock.advance(1000);
    const other: SwitcherCommand = { type: 'stop-other-output', name: 'NDI Main Output' };
    expect(await submit(studio, other, 1200)).toEqual(readBack);
    expect(studio.reported().otherOutputs).toEqual([]);
    expect(await submit(studio, other, 1200)).toEqual(readBack);
    expect(await submit(studio, { type: 'stop-other-output', name: 'nobody' }, 100)).toEqual(readBack);
    studio.model.outputs.setOther('NDI Main Output', true);
    studio.model.faults.ignored.add('StopOutput');
    expect(await submit(studio, other, 3100)).toMatchObject({ code: 'device-deadline', effect: 'unknown' });
  });

  test('an OBS that does not list its outputs says so', async () => {
    const studio = await createModelStudio((model) => model.faults.unknown.add('GetOutputList'));
    expect(studio.reported()).toMatchObject({ otherOutputs: null });
    expect(studio.reported().lacks).toContain('output-list');
    await studio.clock.advance(3000);
    expect(studio.reported().otherOutputs).toBeNull();
  });
});

describe('the poll', () => {
  test('a stall of three seconds keeps the link, and delays no command', async () => {
    const studio = await createModelStudio();
    studio.freeze(true);
    await studio.clock.advance(3000);
    const seen = watchOutcome(studio, { type: 'program', scene: 'slate' });
    studio.freeze(false);
    await studio.clock.advance(1100);
    expect(studio.driver.health()).toMatchObject({ link: 'up', losses: 0 });
    expect(seen.ms).toBeLessThanOrEqual(1000);
    await studio.clock.advance(2000);
    expect(studio.driver.health().status).toEqual({ level: 'ok', code: 'ready' });
  });

  test('four seconds without an answer end the link', async () => {
    const studio = await createModelStudio();
    studio.freeze(true);
    await studio.clock.advance(4900);
    expect(studio.driver.health().losses).toBe(0);
    await studio.clock.advance(200);
    expect(studio.driver.health().losses).toBe(1);
  });

  test('while a poll is unanswered a command leaves at once', async () => {
    const studio = await createModelStudio();
    studio.model.faults.slowMs = 400;
    await studio.clock.advance(1000);
    studio.sent.length = 0;
    void studio.driver.submit({ type: 'program', scene: 'slate' });
    expect(studio.sent).toContain('SetCurrentProgramScene');
  });
});

describe('server, disk and health', () => {
  test('the server is told and the key kept nowhere', async () => {
    const studio = await createModelStudio((model) => {
      model.studio.service = {
        type: 'rtmp_custom',
        settings: { server: 'rtmps://stream.example.org:443/live', key: 'geheim' },
      };
    });
    expect(studio.reported().target).toEqual({
      host: 'stream.example.org:443',
      isEncrypted: true,
      delayMs: 0,
    });
    byHand(studio, 'SetStreamServiceSettings', {
      streamServiceType: 'rtmp_custom',
      streamServiceSettings: { server: 'rtmp://other.example.org/live', key: 'geheim' },
    });
    byHand(studio, 'SetCurrentProfile', { profileName: 'Untitled' });
    await studio.clock.advance(50);
    expect(studio.reported().target).toMatchObject({ host: 'other.example.org', isEncrypted: false });
    expect(JSON.stringify([studio.events, studio.healths])).not.toContain('geheim');
  });

  test('what OBS tells no event of is read every ten seconds, and a little less disk is no news', async () => {
    const studio = await createModelStudio();
    setDelay(studio, 5);
    studio.model.studio.freeDiskMb = 79_999;
    await studio.clock.advance(11_000);
    expect(studio.reported()).toMatchObject({ target: { delayMs: 5000 }, freeDiskMb: 79_900 });
    const before = studio.events.length;
    studio.model.studio.freeDiskMb = 79_950;
    await studio.clock.advance(10_000);
    expect(studio.events).toHaveLength(before);
  });

  test('health over the last seconds, and none without a stream', async () => {
    const studio = await createModelStudio();
    await streaming(studio);
    await studio.clock.advance(2000);
    expect(studio.reported().health).toEqual({
      kilobitsPerSecond: 2400,
      droppedShare: 0,
      congestion: 0,
      isReconnecting: false,
    });
    const before = studio.events.length;
    await studio.clock.advance(5000);
    expect(studio.events).toHaveLength(before);
    studio.model.outputs.setLine({ kilobitsPerSecond: 333, droppedShare: 0.3, congestion: 0.84 });
    await studio.clock.advance(7000);
    expect(studio.reported().health).toEqual({
      kilobitsPerSecond: 330,
      droppedShare: 0.3,
      congestion: 0.8,
      isReconnecting: false,
    });
    studio.model.outputs.setLine({ kilobitsPerSecond: 0, isReconnecting: true });
    await studio.clock.advance(1000);
    expect(studio.reported().health).toMatchObject({ isReconnecting: true });
    await submit(studio, stop('stream', true), 1500);
    expect(studio.reported().health).toBeNull();
  });
});
