import { describe, expect, it } from 'vitest';
import { viscaConfigSchema } from '../../../drivers/visca/config.ts';

const parse = (more: Readonly<Record<string, unknown>>) =>
  viscaConfigSchema.safeParse({ id: 'camera-1', kind: 'visca', ...more });

describe('the config of a VISCA camera', () => {
  it.each([
    [{ address: 'udp://192.0.2.10' }, 'over-ip', 250],
    [{ address: 'udp://192.0.2.10:52381' }, 'over-ip', 250],
    [{ address: 'udp://192.0.2.10:1259' }, 'udp', 250],
    [{ address: 'udp://192.0.2.10:1259', framing: 'over-ip' }, 'over-ip', 250],
    [{ address: 'udp://192.0.2.10:52381', framing: 'raw' }, 'udp', 250],
    [{ address: 'tcp://192.0.2.10' }, 'tcp', 500],
    [{ address: 'tcp://192.0.2.10:4001', framing: 'chain' }, 'chain', 600],
    [{ address: 'serial:/dev/ttyUSB0' }, 'chain', 600],
  ])('%j is carried as %s', (more, framing, answerTimeoutMs) => {
    expect(parse(more)).toMatchObject({ success: true, data: { framing, answerTimeoutMs } });
  });

  it('knows the usual ports and speed', () => {
    expect(parse({ address: 'tcp://192.0.2.10' })).toMatchObject({ data: { address: { port: 5678 } } });
    expect(parse({ address: 'udp://192.0.2.10' })).toMatchObject({ data: { address: { port: 52_381 } } });
    expect(parse({ address: 'serial:/dev/ttyS0?baud=38400' })).toMatchObject({
      data: { address: { path: '/dev/ttyS0', baud: 38_400 } },
    });
    expect(parse({ address: 'serial:/dev/ttyS0' })).toMatchObject({ data: { address: { baud: 9600 } } });
  });

  it.each([
    [{ address: 'tcp://192.0.2.10', framing: 'over-ip' }, 'framing'],
    [{ address: 'serial:/dev/ttyUSB0', framing: 'raw' }, 'framing'],
    [{ address: 'udp://192.0.2.10', framing: 'chain' }, 'framing'],
    [{ address: 'http://192.0.2.10' }, 'address'],
    [{ address: 'serial:/dev/ttyUSB0', deviceAddress: 8 }, 'deviceAddress'],
    [{ address: 'serial:/dev/ttyUSB0', deviceAddress: 0 }, 'deviceAddress'],
  ])('%j is a mistake', (more, path) => {
    const parsed = parse(more);
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toEqual([path]);
  });
});
