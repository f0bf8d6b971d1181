/** The simulated ONVIF camera, asked by hand-written SOAP. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createOnvifDevice } from '../../../simulators/onvif/device.ts';
import { onvifFaults } from '../../../simulators/onvif/knobs.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';

const ptz = '/onvif/ptz';
const profile = '<ProfileToken>stream_1</ProfileToken>';

function bench() {
  const clock = createVirtualClock();
  const { world } = standardChamber({ seats: 40, cameras: 1, seed: 1, clock });
  const camera = cameraOf(world, 'camera-1');
  const device = createOnvifDevice({ camera, clock, random: () => world.random() });
  let nonces = 0;

  function security(
    options: { password?: string; created?: string; nonce?: string; username?: string } = {},
  ): string {
    const { password = 'Kamera im Saal', username = 'saalregie' } = options;
    const created = options.created ?? new Date(clock.wall()).toISOString();
    const nonce = options.nonce ?? Buffer.from(`nonce ${++nonces}`).toString('base64');
    const digest = createHash('sha1')
      .update(Buffer.from(nonce, 'base64'))
      .update(created + password)
      .digest('base64');
    return `<Security><UsernameToken><Username>${username}</Username><Password>${digest}</Password><Nonce>${nonce}</Nonce><Created>${created}</Created></UsernameToken></Security>`;
  }

  /** The answer's status and body after `waitMs`, or `null` while there is none. */
  function post(path: string, body: string, options: { header?: string; waitMs?: number } = {}) {
    const header = options.header ?? security();
    const text = `<Envelope><Header>${header}</Header><Body>${body}</Body></Envelope>`;
    let heard: { status: number; body?: string } | null = null;
    const gone = device.request({ method: 'POST', path, headers: {}, body: text }, (answer) => {
      heard = answer;
    });
    clock.advanceSync(options.waitMs ?? 20);
    return {
      heard: () => heard,
      text: heard === null ? '' : ((heard as { body?: string }).body ?? ''),
      gone,
    };
  }
  const move = (x: number, y: number, zoom: number): string =>
    `<AbsoluteMove>${profile}<Position><PanTilt x="${x}" y="${y}"/><Zoom x="${zoom}"/></Position></AbsoluteMove>`;
  return { clock, camera, device, security, post, move };
}

describe('the simulated ONVIF camera', () => {
  it('tells its time and services to anybody, and its addresses are not where it is', () => {
    const { post } = bench();
    const none = { header: '' };
    expect(post('/onvif/device_service', '<GetSystemDateAndTime/>', none).text).toMatch(
      /<tt:Year>2027<\/tt:Year><tt:Month>1<\/tt:Month><tt:Day>15<\/tt:Day>/,
    );
    expect(post('/onvif/device_service', '<GetServices/>', none).text).toContain(
      'http://192.168.0.90/onvif/ptz',
    );
  });

  it('refuses everything else without credentials, with wrong, old or used ones', () => {
    const { post, security, clock } = bench();
    const ask = (header: string) => post('/onvif/media', '<GetProfiles/>', { header });
    const again = security({ nonce: 'bm9uY2U=' });
    expect(ask(again).text).toContain('stream_1');
    const old = new Date(clock.wall() - 3_600_000).toISOString();
    for (const header of [
      '',
      again,
      security({ password: 'x' }),
      security({ username: 'x' }),
      security({ created: old }),
    ]) {
      const { text, heard } = ask(header);
      expect(heard()).toMatchObject({ status: 400 });
      expect(text).toContain('ter:NotAuthorized');
    }
  });

  it('answers a recall at once, moves, and says Reached afterwards', () => {
    const { post, camera, clock } = bench();
    const created = post(
      '/onvif/events',
      '<CreatePullPointSubscription><InitialTerminationTime>PT60S</InitialTerminationTime></CreatePullPointSubscription>',
    );
    const path = /http:\/\/192.168.0.90([^<]+)</.exec(created.text)?.[1] ?? '';
    const pull = (waitMs: number) =>
      post(path, '<PullMessages><Timeout>PT5S</Timeout><MessageLimit>10</MessageLimit></PullMessages>', {
        waitMs,
      }).text;
    const at = clock.now();
    expect(post(ptz, `<GotoPreset>${profile}<PresetToken>7</PresetToken></GotoPreset>`).text).toContain(
      'GotoPresetResponse',
    );
    expect(clock.now() - at).toBeLessThan(40);
    expect(camera.isMoving()).toBe(true);
    expect(pull(20)).toContain('PTZPresets/Invoked');
    expect(post(ptz, `<GetStatus>${profile}</GetStatus>`).text).toContain('<tt:PanTilt>MOVING</tt:PanTilt>');
    expect(pull(5100)).toMatch(/PTZPresets\/Reached[^]*Value="7"/);
    expect(camera.isMoving()).toBe(false);
    expect(pull(5100)).not.toContain('NotificationMessage');
    post(ptz, `<GotoPreset>${profile}<PresetToken>8</PresetToken></GotoPreset>`);
    expect(pull(20)).toMatch(/Left[^]*Value="7"[^]*Invoked[^]*Value="8"/);
    post(ptz, `<Stop>${profile}</Stop>`);
    expect(pull(20)).toMatch(/Aborted[^]*Value="8"/);
  });

  it('forgets a subscription that is not renewed, and takes no more than four', () => {
    const { post, clock, device } = bench();
    const create = () =>
      post(
        '/onvif/events',
        '<CreatePullPointSubscription><InitialTerminationTime>PT10S</InitialTerminationTime></CreatePullPointSubscription>',
      ).text;
    const path = /http:\/\/192.168.0.90([^<]+)</.exec(create())?.[1] ?? '';
    const renew = () => post(path, '<Renew><TerminationTime>PT10S</TerminationTime></Renew>').text;
    clock.advanceSync(8000);
    expect(renew()).toContain('RenewResponse');
    clock.advanceSync(8000);
    expect(device.truth()).toMatchObject({ subscriptions: 1 });
    clock.advanceSync(8000);
    expect(renew()).toContain('ter:ResourceUnknown');
    for (let count = 0; count < 4; count++) expect(create()).toContain('SubscriptionReference');
    expect(create()).toContain('Fault');
  });

  it.each([
    ['an unknown preset', `<GotoPreset>${profile}<PresetToken>77</PresetToken></GotoPreset>`, 'NoToken'],
    ['an unknown profile', '<GetStatus><ProfileToken>x</ProfileToken></GetStatus>', 'NoProfile'],
    [
      'a profile without a head',
      '<GetStatus><ProfileToken>stream_0</ProfileToken></GetStatus>',
      'NoPTZProfile',
    ],
    ['an unknown node', '<GetNode><NodeToken>x</NodeToken></GetNode>', 'NoEntity'],
    ['an operation it has not', '<GeoMove/>', 'ActionNotSupported'],
    ['an operation of another service', '<GetProfiles/>', 'ActionNotSupported'],
    ['a preset 0', `<SetPreset>${profile}<PresetToken>0</PresetToken></SetPreset>`, 'NoToken'],
  ])('refuses %s', (_, body, code) => {
    const { post } = bench();
    const { heard, text } = post(ptz, body);
    expect(heard()).toMatchObject({ status: 400 });
    expect(text).toContain(`ter:${code}`);
  });

  it('refuses positions beyond its ends, and goes to those within', () => {
    const { post, move, camera, clock } = bench();
    for (const wrong of [move(1.1, 0, 0), move(0, -1.1, 0), move(0, 0, 1.1), move(0, 0, -0.1)])
      expect(post(ptz, wrong).text).toContain('ter:InvalidPosition');
    expect(post(ptz, move(0.5, -0.5, 1)).text).toContain('AbsoluteMoveResponse');
    clock.advanceSync(6000);
    expect(camera.position()).toMatchObject({ panDegrees: 85, zoom: 1 });
    expect(post(ptz, `<GetStatus>${profile}</GetStatus>`).text).toMatch(/x="0.5" y="-0.5"/);
  });

  it('stores where it stands, and not while it moves', () => {
    const { post, move, camera, clock } = bench();
    const store = `<SetPreset>${profile}<PresetName>x</PresetName><PresetToken>9</PresetToken></SetPreset>`;
    post(ptz, move(0.5, 0, 0));
    expect(post(ptz, store).text).toContain('ter:MovingPTZ');
    clock.advanceSync(6000);
    expect(post(ptz, store).text).toContain('<tptz:PresetToken>9</tptz:PresetToken>');
    expect(camera.presets.get(9)).toMatchObject({ panDegrees: 85 });
  });

  it('drives until it is stopped', () => {
    const { post, camera, clock } = bench();
    post(
      ptz,
      `<ContinuousMove>${profile}<Velocity><PanTilt x="0.5" y="0"/><Zoom x="0"/></Velocity></ContinuousMove>`,
    );
    clock.advanceSync(500);
    expect(camera.position().panDegrees).toBeGreaterThan(5);
    post(ptz, `<Stop>${profile}</Stop>`, { waitMs: 1000 });
    const { panDegrees } = camera.position();
    clock.advanceSync(1000);
    expect(camera.position().panDegrees).toBe(panDegrees);
  });

  it('takes nothing but SOAP', () => {
    const { device } = bench();
    const heard: unknown[] = [];
    for (const [method, body] of [
      ['GET', ''],
      ['POST', '{}'],
      ['POST', '<a>'],
      ['POST', '<Envelope><Body/></Envelope>'],
    ] as const)
      device.request({ method, path: ptz, headers: {}, body }, (answer) => heard.push(answer.status));
    expect(heard).toEqual([400, 400, 400, 400]);
  });

  it('lies about MoveStatus as told to', () => {
    const said: Record<string, string> = {};
    for (const policy of ['honest', 'idle', 'unknown', 'zero', 'absent']) {
      const { post, move, device } = bench();
      device.fault('move-status', { policy });
      post(ptz, move(0.5, 0, 0));
      said[policy] =
        /<tt:MoveStatus><tt:PanTilt>(\w+)/.exec(post(ptz, `<GetStatus>${profile}</GetStatus>`).text)?.[1] ??
        '';
    }
    expect(said).toEqual({ honest: 'MOVING', idle: 'IDLE', unknown: 'UNKNOWN', zero: '0', absent: '' });
  });

  it('tells MoveStatus late, at the start and at the end', () => {
    const { post, move, device, clock, camera } = bench();
    device.fault('move-status', { policy: 'late', lateMs: 600 });
    const status = () => /<tt:PanTilt>(\w+)/.exec(post(ptz, `<GetStatus>${profile}</GetStatus>`).text)?.[1];
    post(ptz, move(0.9, 0, 0));
    expect(status()).toBe('IDLE');
    clock.advanceSync(700);
    expect(status()).toBe('MOVING');
    clock.advanceSync(camera.motorsStopAt() - clock.now() + 300);
    expect(status()).toBe('MOVING');
    clock.advanceSync(400);
    expect(status()).toBe('IDLE');
  });

  it('leaves the position out, hesitates, and delays its status when told to', () => {
    const { post, move, device, camera } = bench();
    device.fault('position', {});
    expect(post(ptz, `<GetStatus>${profile}</GetStatus>`).text).not.toContain('Position');
    device.fault('lazy-start', { ms: 400 });
    post(ptz, move(0.5, 0, 0), { waitMs: 390 });
    expect(camera.isMoving()).toBe(false);
    device.fault('status-delay', { ms: 30_000 });
    expect(post(ptz, `<GetStatus>${profile}</GetStatus>`, { waitMs: 29_000 }).heard()).toBeNull();
    expect(camera.position().panDegrees).toBeGreaterThan(80);
  });

  it('restarts in its home position, without subscriptions, with its presets', () => {
    const { post, device, camera, clock } = bench();
    post(
      '/onvif/events',
      '<CreatePullPointSubscription><InitialTerminationTime>PT60S</InitialTerminationTime></CreatePullPointSubscription>',
    );
    device.coldStart();
    clock.advanceSync(6000);
    expect(device.truth()).toMatchObject({ subscriptions: 0, moving: false });
    expect(camera.presets.size).toBeGreaterThan(30);
  });

  it('knows its faults by name, and refuses senseless ones', () => {
    const { device } = bench();
    for (const name of onvifFaults)
      expect(
        device.fault(name, { policy: name === 'reached' ? 'never' : 'idle', operation: 'Stop' }),
        name,
      ).toEqual({ ok: true });
    for (const [name, parameters] of [
      ['earthquake', {}],
      ['move-status', { policy: 'sometimes' }],
      ['reached', {}],
      ['slow', { ms: 'long' }],
      ['refuse', {}],
    ] as const)
      expect(device.fault(name, parameters)).toEqual({ ok: false, known: onvifFaults });
    for (const name of onvifFaults)
      expect(device.fault(name, { off: true, operation: 'Stop' }), name).toEqual({ ok: true });
  });
});
