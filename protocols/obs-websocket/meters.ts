/**
 * InputVolumeMeters (protocol.md, "Events", high volume): of each input and channel magnitude, peak and the
 * peak before fader and mute, as factors. Measured on OBS 29.0.2: every 50 ms, an input that is muted has
 * 0 after its fader, one without sound has no channels.
 */
import { isObject, maxEntries, numberOf, type JsonObject } from './messages.ts';

const maxChannels = 8;
/** Quieter than this is silence, decibels below full scale. */
export const silenceDecibels = -100;

/** Loudest peak behind fader and mute of all inputs, decibels ≤ 0; undefined where it makes no sense. */
export function parseLoudestPeak(data: JsonObject): number | undefined {
  const inputs = data['inputs'];
  if (!Array.isArray(inputs)) return undefined;
  let loudest = 0;
  for (const input of inputs.slice(0, maxEntries)) {
    const channels: unknown = isObject(input) ? input['inputLevelsMul'] : undefined;
    if (!Array.isArray(channels)) continue;
    for (const levels of channels.slice(0, maxChannels))
      if (Array.isArray(levels)) loudest = Math.max(loudest, numberOf(levels[1]) ?? 0);
  }
  return Math.min(0, Math.max(silenceDecibels, 20 * Math.log10(loudest)));
}
