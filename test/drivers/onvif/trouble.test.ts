/** What goes wrong between the daemon and an ONVIF camera: credentials, clocks, slowness, silence, restarts. */
import { describe, expect, it } from 'vitest';
import { recall, scene, type Scene } from './scene.ts';

const soap = (body: string): string =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${body}</s:Body></s:Envelope>`;
const fault = (code: string): { status: number; body: string } => ({
  status: 500,
  body: soap(
    `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:${code}</s:Value></s:Subcode></s:Code></s:Fault>`,
  ),
});
const count = (now: Scene, operation: string): number =>
  now.asked().filter((one) => one === operation).length;

describe('an ONVIF camera that will not let us in', () => {
  it('is told the wrong password once, and then left alone for a minute', async () => {
    const now = await scene({ password: 'falsch' });
    expect(now.health()).toMatchObject({ link: 'down', status: { level: 'fault', code: 'wrong-password' } });
    await now.clock.advance(50_000);
    expect(now.device.truth()).toMatchObject({ refusedLogins: 1 });
    expect(now.state().motion.kind).toBe('unknown');
  });

  it('is recognised by a bare 401 as well', async () => {
    const now = await scene({
      intercept: (operation) => (operation === 'GetProfiles' ? { status: 401, body: '' } : undefined),
    });
    expect(now.health().status?.code).toBe('wrong-password');
  });

  it('is known as something else when it speaks no SOAP, has no PTZ service, or no profile with a head', async () => {
    const page = { status: 200, body: '<html><body>It works!</body></html>' };
    const web = await scene({ intercept: () => page });
    const noService = await scene({ faults: { 'no-ptz': { what: 'service' } } });
    const noProfile = await scene({ faults: { 'no-ptz': { what: 'profile' } } });
    for (const now of [web, noService, noProfile]) {
      expect(now.health()).toMatchObject({ link: 'down', status: { level: 'fault', code: 'wrong-device' } });
      expect(await now.command({ type: 'recall', preset: 1 })).toMatchObject({ code: 'device-offline' });
    }
    expect(noProfile.health().reason).toContain('head');
  });

  it('to its head is asked about that once a minute, not without end', async () => {
    const now = await scene({
      intercept: (operation) => (operation === 'GetStatus' ? fault('NotAuthorized') : undefined),
    });
    expect(now.health().status?.code).toBe('wrong-password');
    await now.clock.advance(50_000);
    expect(count(now, 'GetStatus')).toBe(1);
  });

  it('drive, but tells its status, is not driven, and not called wrong', async () => {
    const now = await scene({
      intercept: (operation) => (operation === 'GotoPreset' ? fault('NotAuthorized') : undefined),
    });
    expect(await now.command({ type: 'recall', preset: 4 })).toMatchObject({ code: 'device-refused' });
    expect(now.health()).toMatchObject({ link: 'up', status: { code: 'ready' } });
    expect(count(now, 'GetProfiles')).toBe(1);
  });

  it('yet, because it is starting, is tried again soon', async () => {
    let isStarting = true;
    const now = await scene({
      intercept: () => (isStarting ? { status: 503, body: '<html>starting</html>' } : undefined),
    });
    expect(now.health()).toMatchObject({ status: null });
    isStarting = false;
    await now.clock.advance(6000);
    expect(now.health().status?.code).toBe('ready');
  });

  it('is not asked for a profile other than the configured one', async () => {
    const wrong = await scene({ config: { profile: 'stream_0' } });
    expect(wrong.health().status?.code).toBe('wrong-device');
    const right = await scene({ config: { profile: 'stream_1' } });
    expect(right.health().status?.code).toBe('ready');
  });
});

describe('the clock of an ONVIF camera', () => {
  it('may be years off: credentials carry its own time', async () => {
    for (const clockMs of [-5 * 365 * 86_400_000, 3_600_000]) {
      const now = await scene({ faults: { clock: { ms: clockMs } } });
      expect(now.health().status?.code).toBe('ready');
      await now.clock.advance(600_000);
      expect(now.health()).toMatchObject({ link: 'up', losses: 0 });
      expect(now.device.truth()).toMatchObject({ refusedLogins: 0 });
    }
  });

  it('may be set while we are connected: it is read again, and the password is not called wrong', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4, 4000);
    now.device.fault('clock', { ms: 7_200_000 });
    await now.clock.advance(3000);
    expect(now.health()).toMatchObject({ link: 'up', status: { code: 'ready' }, losses: 0 });
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 4 });
    expect(await recall(now, 5, 4000)).not.toBeNull();
  });

  it('may be set while its status is not to be had: it is read all the time then', async () => {
    const now = await scene({ faults: { refuse: { operation: 'GetStatus', code: 'NoStatus' } } });
    now.device.fault('clock', { ms: 7_200_000 });
    await now.clock.advance(1500);
    expect(await now.command({ type: 'recall', preset: 4 })).toMatchObject({ ok: true });
  });

  it('may be told to nobody: then the time of this PC is tried, and its refusal is one', async () => {
    const now = await scene({ faults: { refuse: { operation: 'GetSystemDateAndTime' } } });
    // The virtual camera lives in another year than this PC.
    expect(now.health().status?.code).toBe('wrong-password');
    expect(now.asked()).toContain('GetProfiles');
  });
});

describe('an ONVIF camera that answers slowly, or not', () => {
  it('that takes 30 s for its status is still driven at once, and stands by time alone', async () => {
    const now = await scene({ faults: { 'status-delay': { ms: 30_000 } }, runMs: 15_000 });
    expect(now.health()).toMatchObject({ link: 'up', status: { level: 'warning', code: 'slow' } });
    expect(now.state().motion.kind).toBe('unknown');
    expect(await now.command({ type: 'recall', preset: 4 }, 100)).toMatchObject({ ok: true });
    const tookMs = await recall(now, 4, 20_000);
    expect(tookMs).toBeGreaterThan(14_900);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 4, measured: false });
    // Asking for the status again does not shake it.
    await now.clock.advance(60_000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 4 });
    expect(count(now, 'GetStatus')).toBeLessThan(12);
    now.device.fault('status-delay', { off: true });
    await now.clock.advance(35_000);
    expect(now.health().status?.code).toBe('ready');
    expect(await recall(now, 5, 4000)).toBeLessThan(3000);
    expect(now.falseStills).toEqual([]);
  });

  it('that takes 30 s for its status is not taken for dead, though nothing else is asked of it', async () => {
    const now = await scene({
      faults: { 'status-delay': { ms: 30_000 } },
      config: { presetEvents: false },
      runMs: 60_000,
    });
    expect(now.health()).toMatchObject({ link: 'up', losses: 0, status: { code: 'slow' } });
  });

  it('that refuses its status twice is not asked for it any more', async () => {
    const now = await scene({ faults: { refuse: { operation: 'GetStatus', code: 'NoStatus' } } });
    expect(count(now, 'GetStatus')).toBe(2);
    await now.clock.advance(120_000);
    expect(count(now, 'GetStatus')).toBe(0);
    expect(now.health()).toMatchObject({ link: 'up', losses: 0 });
    expect(await recall(now, 3, 20_000)).toBeGreaterThan(14_900);
    expect(now.falseStills).toEqual([]);
  });

  it('that takes 300 ms for everything stays STILL', async () => {
    const now = await scene({ targets: true, faults: { slow: { ms: 300 } }, runMs: 5000 });
    expect(await recall(now, 4, 5000)).not.toBeNull();
    const from = now.events.length;
    await now.clock.advance(60_000);
    expect(now.events.slice(from)).toEqual([]);
  });

  it('that takes 0.8 s for its status is not called STILL by news older than a second', async () => {
    const now = await scene({ targets: true, faults: { 'status-delay': { ms: 800 } }, runMs: 10_000 });
    const kinds = new Set<string>();
    const from = now.clock.now();
    while (now.clock.now() < from + 10_000) {
      await now.clock.advance(20);
      const { motion } = now.state();
      kinds.add(motion.kind);
      const asked = now.gate().lastPollAt ?? 0;
      if (motion.kind === 'still') expect(now.clock.now() - asked).toBeLessThanOrEqual(1020);
    }
    expect(kinds).toContain('unknown');
  });

  it('that was unplugged is unknown within 1.2 s, given up within ten, and found again', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4, 4000);
    now.unplugged = true;
    await now.clock.advance(1200);
    expect(now.state().motion.kind).toBe('unknown');
    expect(await now.command({ type: 'recall', preset: 5 }, 8000)).toMatchObject({
      ok: false,
      effect: 'unknown',
    });
    await now.clock.advance(2000);
    expect(now.health()).toMatchObject({ link: 'down', losses: 1 });
    now.unplugged = false;
    await now.clock.advance(10_000);
    expect(now.health().status?.code).toBe('ready');
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 4 });
  });

  it('that never answers a recall settles it by its deadline', async () => {
    const mute = await scene({ config: { requestTimeoutMs: 500 } });
    mute.device.fault('lost-answers', { probability: 1 });
    expect(await mute.command({ type: 'recall', preset: 4 }, 600)).toMatchObject({
      ok: false,
      code: 'device-deadline',
      effect: 'unknown',
    });
  });

  it('that broke off is connected anew and asked everything again', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4, 4000);
    now.asked();
    now.cut();
    expect(now.state().motion.kind).toBe('unknown');
    await now.clock.advance(3000);
    expect(now.asked().slice(0, 3)).toEqual(['GetSystemDateAndTime', 'GetServices', 'GetProfiles']);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 4 });
  });
});

describe('an ONVIF camera that restarts', () => {
  it('forgets its subscriptions, and gets a new one', async () => {
    const now = await scene({ targets: true });
    expect(now.device.truth()).toMatchObject({ subscriptions: 1 });
    now.unplugged = true;
    now.cut();
    now.device.coldStart();
    expect(now.device.truth()).toMatchObject({ subscriptions: 0 });
    await now.clock.advance(5000);
    now.unplugged = false;
    await now.clock.advance(10_000);
    expect(now.device.truth()).toMatchObject({ subscriptions: 1 });
    expect(await recall(now, 4, 4000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });

  it('and lost the profile is greeted anew', async () => {
    let isGone = false;
    const now = await scene({
      intercept: (operation) => (isGone && operation === 'GetStatus' ? fault('NoProfile') : undefined),
    });
    isGone = true;
    now.asked();
    await now.clock.advance(600);
    isGone = false;
    await now.clock.advance(2000);
    expect(now.asked()).toContain('GetProfiles');
    expect(now.health()).toMatchObject({ link: 'up', status: { code: 'ready' } });
  });
});

describe('the events of an ONVIF camera', () => {
  it('are renewed before they end, and asked for with pauses', async () => {
    const now = await scene();
    expect(now.lastRequest('PullMessages')).toContain(
      '<wsa:To>http://192.168.0.90/onvif/events/pull?id=1</wsa:To>',
    );
    now.asked();
    await now.clock.advance(60_000);
    const asked = now.asked();
    const times = (operation: string): number => asked.filter((one) => one === operation).length;
    expect(times('CreatePullPointSubscription')).toBe(0);
    expect(times('Renew')).toBeGreaterThanOrEqual(2);
    expect(times('PullMessages')).toBeLessThan(20);
    expect(now.device.truth()).toMatchObject({ subscriptions: 1 });
  });

  it('refused twice are not asked for any more', async () => {
    const now = await scene({
      faults: { refuse: { operation: 'CreatePullPointSubscription' } },
      runMs: 20_000,
    });
    expect(count(now, 'CreatePullPointSubscription')).toBe(2);
    await now.clock.advance(300_000);
    expect(count(now, 'CreatePullPointSubscription')).toBe(0);
    expect(await recall(now, 4, 4000)).not.toBeNull();
  });

  it('that fail every time, or come empty at once, do not make the loop run hot', async () => {
    const created =
      '<CreatePullPointSubscriptionResponse><SubscriptionReference><Address>http://10.0.0.4/events</Address></SubscriptionReference></CreatePullPointSubscriptionResponse>';
    const failing = await scene({
      intercept: (operation) => {
        if (operation === 'CreatePullPointSubscription') return { status: 200, body: soap(created) };
        return operation === 'PullMessages' ? fault('Busy') : undefined;
      },
    });
    failing.asked();
    await failing.clock.advance(60_000);
    expect(count(failing, 'PullMessages')).toBeLessThan(10);
    const empty = await scene({
      intercept: (operation) =>
        operation === 'PullMessages' ? { status: 200, body: soap('<PullMessagesResponse/>') } : undefined,
    });
    empty.asked();
    await empty.clock.advance(60_000);
    expect(count(empty, 'PullMessages')).toBeLessThan(70);
    for (const now of [failing, empty]) expect(now.state().motion.kind).toBe('still');
  });

  it('refused for our credentials end, and ask for nothing more', async () => {
    const now = await scene({
      intercept: (operation) => (operation === 'PullMessages' ? fault('NotAuthorized') : undefined),
    });
    now.asked();
    await now.clock.advance(60_000);
    expect(now.asked().filter((one) => one !== 'GetStatus')).toEqual([]);
    expect(now.health().status?.code).toBe('ready');
  });

  it('of another head of the same device are none of ours', async () => {
    const event = (configuration: string): { status: number; body: string } => ({
      status: 200,
      body: soap(
        `<PullMessagesResponse><NotificationMessage><Topic>tns1:PTZController/PTZPresets/Left</Topic><Message><Message>` +
          `<Source><SimpleItem Name="PTZConfigurationToken" Value="${configuration}"/></Source>` +
          `<Data><SimpleItem Name="PresetToken" Value="4"/></Data></Message></Message></NotificationMessage></PullMessagesResponse>`,
      ),
    });
    const statusAfter = async (configuration: string): Promise<number> => {
      let isTold = false;
      const now = await scene({
        config: { pollMs: 400 },
        intercept: (operation) => (operation === 'PullMessages' && isTold ? event(configuration) : undefined),
      });
      isTold = true;
      await now.clock.advance(5000);
      now.asked();
      await now.clock.advance(10_000);
      return count(now, 'GetStatus');
    };
    expect(await statusAfter('PtzConfig_0')).toBeGreaterThan((await statusAfter('another')) * 1.5);
  });
});

it('a camera of which any part moves is moving', async () => {
  const said = (panTilt: string, zoom: string) => () => ({
    status: 200,
    body: soap(
      `<GetStatusResponse><PTZStatus><Position><PanTilt x="0" y="0"/><Zoom x="0"/></Position>` +
        `<MoveStatus><PanTilt>${panTilt}</PanTilt><Zoom>${zoom}</Zoom></MoveStatus></PTZStatus></GetStatusResponse>`,
    ),
  });
  const kindWith = async (panTilt: string, zoom: string): Promise<string> => {
    const answer = said(panTilt, zoom);
    const now = await scene({
      intercept: (operation) => (operation === 'GetStatus' ? answer() : undefined),
    });
    return now.state().motion.kind;
  };
  expect(await kindWith('IDLE', 'IDLE')).toBe('still');
  expect(await kindWith('IDLE', 'MOVING')).not.toBe('still');
  expect(await kindWith('MOVING', 'IDLE')).not.toBe('still');
});

describe('what makes no sense', () => {
  it('is counted, survived, and moves nothing', async () => {
    let rubbish: string | null = null;
    const now = await scene({
      targets: true,
      intercept: (operation) =>
        rubbish !== null && operation === 'GetStatus' ? { status: 200, body: rubbish } : undefined,
    });
    await recall(now, 4, 4000);
    const bodies = [
      '',
      '<a>',
      'x'.repeat(600_000),
      '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      soap('<GetPresetsResponse/>'),
      soap('<GetStatusResponse/>'),
      soap(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`),
      soap(
        '<GetStatusResponse><PTZStatus><Position><PanTilt x="7" y="0"/><Zoom x="0"/></Position></PTZStatus></GetStatusResponse>',
      ),
      soap(
        '<GetStatusResponse><PTZStatus><Position><PanTilt x="0" y="0" space="http://maker.example/steps"/><Zoom x="0"/></Position></PTZStatus></GetStatusResponse>',
      ),
    ];
    let before = 0;
    for (const body of bodies) {
      rubbish = body;
      await now.clock.advance(600);
      expect(now.health().garbage, body.slice(0, 60)).toBeGreaterThan(before);
      before = now.health().garbage;
    }
    rubbish = null;
    expect(await recall(now, 5, 5000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });
});
