/**
 * The vMix simulator on TCP 8099. Faults besides those of every byte stream (`silent`, `delay {ms}`, `split`,
 * `garbage`, `cut`): `ignore {function, on?}` (says "OK", does nothing), `late {ms}` (does it later), `strict
 * {on?}` (an unknown input is an error), `dead-server {on?}`, `fade-wins {on?}`, `kick`, `huge`, and somebody at
 * the vMix itself: `foreign-scene {scene}`, `foreign-fade {scene, ms?}`, `foreign-mute {input, muted}`,
 * `foreign-overlay {channel?, input, on?}`, `foreign-stream {on?}`, `foreign-input {title, type?}`,
 * `foreign-function {function, query?}`.
 */
import { isJsonObject, type JsonObject } from '../../protocols/json.ts';
import { serveStream } from '../front/stream.ts';
import type { FaultAnswer, Serve, Simulator } from '../simulator.ts';
import { createVmixDevice } from './device.ts';

/** vMix and its last preset, shortened. */
const bootMs = 3000;

export const serve: Serve = async (options) => {
  const { world, clock } = options;
  const device = createVmixDevice({ clock, isSpeech: () => world.openMicrophones.size > 0 });
  const { model } = device;

  const byHand = (name: string, query: JsonObject = {}): void => {
    const texts = Object.entries(query).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, String(value)] as const] : [],
    );
    model.byHand({ name, query: Object.fromEntries(texts) });
  };
  const faults: Readonly<Record<string, (parameters: JsonObject) => void>> = {
    ignore({ function: name, on }) {
      if (on === false) model.faults.ignored.delete(String(name));
      else model.faults.ignored.add(String(name));
    },
    late({ ms }) {
      model.faults.lateMs = typeof ms === 'number' ? Math.max(0, ms) : 0;
    },
    strict({ on }) {
      model.faults.isStrict = on !== false;
    },
    'dead-server': ({ on }) => {
      model.faults.isServerDead = on !== false;
    },
    'fade-wins': ({ on }) => {
      model.program.fadeWins = on !== false;
    },
    kick: () => device.hangUp(),
    huge: () => device.everybody({ type: 'too-long', word: 'XML' }),
    'foreign-scene': ({ scene }) => byHand('CutDirect', { Input: scene }),
    'foreign-fade': ({ scene, ms }) => byHand('Fade', { Input: scene, Duration: ms }),
    'foreign-mute': ({ input, muted }) => byHand(muted === false ? 'AudioOn' : 'AudioOff', { Input: input }),
    'foreign-overlay': ({ channel = 1, input, on }) =>
      byHand(`OverlayInput${String(channel)}${on === false ? 'Off' : 'In'}`, { Input: input }),
    'foreign-stream': ({ on }) => byHand(on === false ? 'StopStreaming' : 'StartStreaming'),
    'foreign-input': ({ title, type = 'Capture' }) =>
      void model.add({ title: String(title), type: String(type) }),
    'foreign-function': ({ function: name, query }) => byHand(String(name), isJsonObject(query) ? query : {}),
  };

  // What every stream device is asked for beside its wire is a microphone system's; a mixer has none of it.
  const { press, release, ...stream } = await serveStream(
    {
      accept: (peer) => device.accept(peer),
      press: () => undefined,
      release: () => undefined,
      fault(name, parameters): FaultAnswer {
        const run = Object.hasOwn(faults, name) ? faults[name] : undefined;
        if (!run) return { ok: false, known: Object.keys(faults) };
        run(parameters);
        return { ok: true };
      },
      truth: () => ({ speakers: [], requests: [], lost: [] }),
      coldStart: () => model.restarted(),
      bootMs,
    },
    options,
  );
  void press;
  void release;
  const simulator: Simulator = {
    ...stream,
    client: { address: `tcp://${options.host}:${stream.ports.device}` },
    truth: () => model.truth(),
    async close() {
      model.restarted();
      await stream.close();
    },
  };
  return simulator;
};
