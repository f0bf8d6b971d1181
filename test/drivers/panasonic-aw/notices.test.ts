/** The camera's own notices, and what else may answer at its address. */
import { describe, expect, it } from 'vitest';
import { hex } from '../../../protocols/bytes.ts';
import { awNotices } from '../../../protocols/panasonic-aw/notices.ts';
import { commandsOf, lateness, recall, scene, submit, type Scene } from './scene.ts';

describe('notices of a Panasonic AW camera', () => {
  const registrations = (now: Scene, from = 0): number =>
    now.asked.slice(from).filter(({ path }) => path.includes('connect=start')).length;

  it('are asked for again only when the heartbeat has been silent for more than 90 s', async () => {
    const now = await scene();
    await now.clock.advance(600_000);
    expect(registrations(now)).toBe(1);
    now.device.fault('forget', {});
    // The last notice came 2.5 s ago.
    await now.clock.advance(80_000);
    expect(registrations(now)).toBe(1);
    await now.clock.advance(11_000);
    expect(registrations(now)).toBe(2);
    expect(now.device.truth()).toMatchObject({ receivers: [35_200] });
  });

  it('are asked for again after answers stayed away, as after a restart', async () => {
    const now = await scene({ targets: true });
    now.deaf = true;
    now.device.coldStart();
    await now.clock.advance(1500);
    now.deaf = false;
    await now.clock.advance(2000);
    expect(now.health().losses).toBe(0);
    expect(now.device.truth()).toMatchObject({ receivers: [35_200] });
    expect(await recall(now, 6)).not.toBeNull();
    expect(now.session().isMute).toBe(false);
    expect(now.falseStills).toEqual([]);
  });

  it('are asked for after every reconnection', async () => {
    const now = await scene();
    now.gone = true;
    await now.clock.advance(1000);
    expect(now.health().link).not.toBe('up');
    now.device.coldStart();
    now.gone = false;
    await now.clock.advance(8000);
    expect(now.device.truth()).toMatchObject({ receivers: [35_200] });
    expect(now.state().motion.kind).toBe('still');
  });

  it('that a camera refuses are not waited for, and asked for later', async () => {
    const now = await scene();
    now.instead = (path) => (path.includes('connect=start') ? { status: 503, body: '' } : undefined);
    now.gone = true;
    await now.clock.advance(1000);
    now.device.fault('forget', {});
    now.gone = false;
    await now.clock.advance(3000);
    const from = now.asked.length;
    expect(await lateness(now, 6)).toBeLessThan(700);
    expect(commandsOf(now, from).filter((command) => command === 'R05')).toHaveLength(1);
    expect(now.health().status?.code).toBe('ready');
    now.instead = null;
    await now.clock.advance(31_000);
    expect(now.session().registration.state).toBe('registered');
  });

  it('of another preset, garbage and endless words change nothing but the count', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4);
    const from = now.events.length;
    now.pushed(awNotices.encode('q09'));
    now.pushed(awNotices.encode('s09'));
    now.pushed(awNotices.encode('<html>'));
    now.pushed(hex('01 02 03'));
    now.pushed(awNotices.encode('OSE:71:1'));
    await now.clock.advance(2000);
    expect(now.health().garbage).toBe(2);
    expect(now.events.slice(from).filter(({ type }) => type !== 'position')).toEqual([]);
  });

  it('are not asked for where the config says so', async () => {
    const now = await scene({ targets: true, config: { notices: false } });
    expect(registrations(now)).toBe(0);
    expect(await lateness(now, 4)).toBeLessThan(700);
  });
});

describe('what answers at the address of a Panasonic AW camera', () => {
  it('refuses name and password: said as such, and not asked again and again', async () => {
    const now = await scene({ faults: { lock: {} }, config: { username: 'admin', password: 'wrong' } });
    expect(now.health()).toMatchObject({ link: 'down', status: { code: 'wrong-password' } });
    await now.clock.advance(30_000);
    expect(now.asked).toHaveLength(1);
  });
  it('is greeted with name and password', async () => {
    const now = await scene({ faults: { lock: {} }, config: { username: 'admin', password: '12345' } });
    expect(now.health()).toMatchObject({ link: 'up', status: { code: 'ready' } });
    expect(new Set(now.asked.map(({ authorization }) => authorization))).toEqual(
      new Set(['Basic YWRtaW46MTIzNDU=']),
    );
  });
  it('is a web server', async () => {
    const now = await scene({ faults: { 'not-an-answer': { times: 100 } } });
    expect(now.health()).toMatchObject({ link: 'down', status: { code: 'wrong-device' } });
  });
  it('answers nonsense once: counted, survived, and no proof of anything', async () => {
    const now = await scene({ targets: true });
    now.device.fault('not-an-answer', {});
    await now.clock.advance(2000);
    expect(now.health()).toMatchObject({ link: 'up', garbage: 1 });
    expect(now.state().motion.kind).toBe('still');
    now.instead = (path) => (path.includes('R03') ? { status: 200, body: 's17' } : undefined);
    expect(await submit(now, { type: 'recall', preset: 4 })).toEqual({
      ok: false,
      code: 'device-mismatch',
      effect: 'unknown',
    });
    now.instead = null;
    expect(await recall(now, 4)).not.toBeNull();
  });
  it('refuses a command: told apart from one it does not know', async () => {
    const now = await scene();
    now.instead = (path) => (path.includes('R03') ? { status: 200, body: 'eR3:R03' } : undefined);
    expect(await submit(now, { type: 'recall', preset: 4 })).toMatchObject({ code: 'device-refused' });
    now.instead = (path) => (path.includes('R03') ? { status: 200, body: 'eR1:R03' } : undefined);
    expect(await submit(now, { type: 'recall', preset: 4 })).toMatchObject({ code: 'device-unsupported' });
    await now.clock.advance(1500);
    expect(now.state().motion.kind).toBe('still');
  });
  it('is slow: it is waited for, and nothing is called STILL on old news', async () => {
    const now = await scene({ targets: true, faults: { slow: { ms: 300 } } });
    expect(await recall(now, 4, 10_000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
    expect(now.health().losses).toBe(0);
  });
});
