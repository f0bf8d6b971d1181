import { expect, test } from 'vitest';
import { deadManMs, withDeadMan } from '../../../daemon/runtime/dead-man.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { CameraCommand } from '../../../protocols/models/camera.ts';
import { outcome, type Outcome } from '../../../protocols/models/outcome.ts';

function open() {
  const clock = createVirtualClock();
  const sent: [number, string, CameraCommand['type']][] = [];
  let answer: Outcome = outcome.done('acknowledged');
  const submit = withDeadMan(clock, (each) => {
    if (each.model === 'camera') sent.push([clock.now(), each.device, each.command.type]);
    return Promise.resolve(answer);
  });
  const give = (command: CameraCommand, device = 'a'): unknown =>
    submit({ device, model: 'camera', command });
  return {
    clock,
    sent,
    drive: (device = 'a') => give({ type: 'drive', pan: 1, tilt: 0, zoom: 0 }, device),
    give,
    setAnswer: (next: Outcome) => {
      answer = next;
    },
  };
}

test('a drive that nobody repeats is stopped once, each camera for itself', async () => {
  const { clock, sent, drive } = open();
  drive('a');
  await clock.advance(400);
  drive('b');
  drive('a');
  await clock.advance(10_000);
  expect(sent.slice(3)).toEqual([
    [400 + deadManMs, 'b', 'stop'],
    [400 + deadManMs, 'a', 'stop'],
  ]);
});

test.each([
  { type: 'stop' },
  { type: 'recall', preset: 2 },
  { type: 'move', position: { panDegrees: 0, tiltDegrees: 0, zoom: 0 } },
] as const)('what ends the drive anyway ($type) needs no stop', async (command) => {
  const { clock, sent, drive, give } = open();
  drive();
  await clock.advance(200);
  give(command);
  await clock.advance(5000);
  expect(sent.map(([, , type]) => type)).toEqual(['drive', command.type]);
});

test('storing where it is, or a calibration that is taken over, ends no drive', async () => {
  const { clock, sent, drive, give } = open();
  drive();
  give({ type: 'store', preset: 3 });
  await clock.advance(5000);
  expect(sent.map(([, , type]) => type)).toEqual(['drive', 'store', 'stop']);
});

test('a stop that did not get through is sent again, until it does or somebody drives again', async () => {
  const { clock, sent, drive, setAnswer } = open();
  drive();
  setAnswer(outcome.failed('device-deadline', 'unknown'));
  await clock.advance(deadManMs + 700);
  expect(sent.map(([, , type]) => type)).toEqual(['drive', 'stop', 'stop', 'stop']);
  setAnswer(outcome.done('acknowledged'));
  await clock.advance(5000);
  expect(sent).toHaveLength(5);
  // A camera that is gone is not called for ever.
  drive();
  setAnswer(outcome.failed('device-offline'));
  await clock.advance(60_000);
  expect(sent).toHaveLength(11);
  drive();
  await clock.advance(deadManMs + 100);
  drive();
  await clock.advance(deadManMs - 100);
  expect(sent.slice(11).map(([, , type]) => type)).toEqual(['drive', 'stop', 'drive']);
});
