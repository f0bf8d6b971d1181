import { describe, expect, it } from 'vitest';
import { onvifKind } from '../../../drivers/onvif/driver.ts';

const least = {
  id: 'camera-1',
  kind: 'onvif',
  address: 'http://192.0.2.20',
  username: 'saal',
  password: 'x',
};
const read = (more: Readonly<Record<string, unknown>> = {}) =>
  onvifKind.config.safeParse({ ...least, ...more });

describe('the config of an ONVIF camera', () => {
  it('needs an address and credentials, and believes nothing unless told to', () => {
    const { data } = read();
    expect(data).toMatchObject({
      address: { scheme: 'http', host: '192.0.2.20', port: 80 },
      path: '/onvif/device_service',
      trustMoveStatus: false,
      trustReached: false,
      requestTimeoutMs: 2500,
    });
    expect(read({ address: 'https://192.0.2.20' }).data?.address.port).toBe(443);
  });

  it.each([
    { address: 'udp://192.0.2.20' },
    { password: undefined },
    { username: '' },
    { path: 'onvif' },
    { certificate: 'AB' },
    { panDegrees: { from: 10, to: -10 } },
    { presetTokens: { first: '1' } },
    { presetTokens: { 1: '' } },
    { presets: [0] },
    { requestTimeoutMs: 120_000 },
    { trustEverything: true },
  ])('refuses %j', (wrong) => {
    expect(read(wrong).success).toBe(false);
  });

  it('offers all presets but the reserved ones, or those it names', () => {
    const presets = (more: Readonly<Record<string, unknown>>) =>
      onvifKind.capabilities(onvifKind.config.parse({ ...least, ...more })).presets;
    expect(presets({})).toHaveLength(256 - 39);
    expect(presets({})).not.toContain(95);
    expect(presets({ presets: [1, 95, 128, 129] })).toEqual([1, 129]);
    expect(presets({ presets: [1, 95], allowReservedPresets: [95] })).toEqual([1, 95]);
  });
});
