import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createVmixDevice } from '../../../simulators/vmix/device.ts';

function vmix() {
  const clock = createVirtualClock();
  const device = createVmixDevice({ clock });
  const { model } = device;
  for (const [title, type] of [
    ['Kamera', 'Capture'],
    ['Tafel', 'GT'],
  ] as const)
    model.add({ title, type });
  const heard: string[] = [];
  const line = device.accept({
    send: (data) => heard.push(...new TextDecoder().decode(data).split('\r\n').filter(Boolean)),
    close: () => heard.push('closed'),
  });
  return {
    clock,
    device,
    model,
    heard,
    /** What comes in answer to this line, and what comes with it. */
    say(text: string): readonly string[] {
      heard.length = 0;
      line.received(new TextEncoder().encode(`${text}\r\n`));
      return [...heard];
    },
  };
}

describe('what vMix answers', () => {
  test('it greets with its version, and says it again when asked', () => {
    const { heard, say } = vmix();
    expect(heard).toEqual(['VERSION OK 27.0.0.49']);
    expect(say('VERSION')).toEqual(['VERSION OK 27.0.0.49']);
  });

  test('the state as data with its length in bytes, its line end counted in', () => {
    const { device, model } = vmix();
    model.byHand({ name: 'SetText', query: { Input: 'Tafel', SelectedIndex: '0', Value: 'Größe' } });
    let bytes = new Uint8Array();
    const line = device.accept({ send: (data) => (bytes = Uint8Array.from(data)), close: () => undefined });
    line.received(new TextEncoder().encode('XML\r\n'));
    const [head, ...rest] = new TextDecoder().decode(bytes).split('\r\n');
    expect(Number(head?.split(' ')[1])).toBe(bytes.length - `${head}\r\n`.length);
    expect(rest.join('\r\n')).toContain('<text index="0" name="Headline.Text">Größe</text>');
  });

  test('a function it does not know is an error', () => {
    const { say } = vmix();
    expect(say('FUNCTION MakeCoffee')).toEqual(['FUNCTION ER Function not found']);
  });

  test('an input that does not exist is OK, and nothing happens; strict it is an error', () => {
    const { say, model } = vmix();
    const before = model.truth();
    expect(say('FUNCTION CutDirect Input=99')).toEqual(['FUNCTION OK Completed']);
    expect(model.truth()).toEqual(before);
    model.faults.isStrict = true;
    expect(say('FUNCTION CutDirect Input=99')).toEqual(['FUNCTION ER Input not found']);
  });

  test.each(['3', 'Kamera', '00000000-0000-4000-8000-000000000003'])(
    'an input is found as %s',
    (reference) => {
      const { say, model } = vmix();
      say(`FUNCTION CutDirect Input=${reference}`);
      expect(model.onAir().to).toBe('Kamera');
    },
  );

  test('lines that are no request are ignored', () => {
    const { say } = vmix();
    expect(say('GET / HTTP/1.1')).toEqual([]);
    expect(say('FUNCTION SetText Input')).toEqual([]);
    expect(say('FUNCTION SetText Value=%zz')).toEqual([]);
  });
});

describe('what vMix reports', () => {
  test('nothing to who has not subscribed', () => {
    const { say } = vmix();
    expect(say('FUNCTION CutDirect Input=3')).toEqual(['FUNCTION OK Completed']);
  });

  test('activators and tally, with the number of the input', () => {
    const { say } = vmix();
    expect(say('SUBSCRIBE ACTS')).toEqual(['SUBSCRIBE OK ACTS']);
    expect(say('SUBSCRIBE TALLY')).toEqual(['SUBSCRIBE OK TALLY', 'TALLY OK 1200']);
    expect(say('FUNCTION CutDirect Input=3')).toEqual([
      'ACTS OK Input 1 0',
      'ACTS OK Input 3 1',
      'TALLY OK 0210',
      'FUNCTION OK Completed',
    ]);
    expect(say('FUNCTION AudioOff Input=3')).toContain('ACTS OK InputAudio 3 0');
    expect(say('FUNCTION StartStreaming')).toContain('ACTS OK Streaming 1');
    expect(say('UNSUBSCRIBE ACTS')).toEqual(['UNSUBSCRIBE OK ACTS']);
    expect(say('FUNCTION StopStreaming')).toEqual(['FUNCTION OK Completed']);
  });

  test('what is seen is in the tally: overlays, layers, and what fades in', async () => {
    const { clock, model, say } = vmix();
    say('FUNCTION OverlayInput1In Input=Tafel');
    expect(say('TALLY')).toEqual(['TALLY OK 1201']);
    say('FUNCTION OverlayInput1Off');
    say('FUNCTION Fade Input=Kamera&Duration=400');
    expect(say('TALLY')).toEqual(['TALLY OK 1210']);
    await clock.advance(200);
    expect(model.onAir()).toMatchObject({ from: 'Colour Bars', to: 'Kamera', progress: 0.5 });
    expect(model.truth()).toMatchObject({ active: 'Colour Bars' });
    await clock.advance(250);
    expect(model.truth()).toMatchObject({ active: 'Kamera', preview: 'Colour Bars' });
  });

  test('an input whose sound follows its picture opens and closes with it', () => {
    const { say, model } = vmix();
    const [, , camera] = model.preset.inputs;
    say('FUNCTION AudioOff Input=Kamera');
    say('FUNCTION AudioAutoOn Input=Kamera');
    say('FUNCTION CutDirect Input=Kamera');
    expect(camera?.muted).toBe(false);
    say('FUNCTION CutDirect Input=1');
    expect(camera?.muted).toBe(true);
  });
});
