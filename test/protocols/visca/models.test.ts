import { describe, expect, it } from 'vitest';
import {
  isPresetAllowed,
  modelOf,
  toPosition,
  toRaw,
  unknownViscaModel,
  viscaModels,
} from '../../../protocols/visca/models.ts';

const x400 = viscaModels['brc-x400'];
const fr7 = viscaModels['ilme-fr7'];

describe('VISCA models', () => {
  it('are chosen by vendor and number, and everything else is not trusted', () => {
    const version = { vendor: 1, model: 0x051c, rom: 0, sockets: 2 };
    expect(modelOf(version)).toBe(x400);
    expect(modelOf({ ...version, model: 0x051e })).toBe(fr7);
    expect(modelOf({ ...version, model: 0x0504 })).toBe(unknownViscaModel);
    expect(modelOf({ ...version, vendor: 2 })).toBe(unknownViscaModel);
    expect(unknownViscaModel).toMatchObject({ statusLayout: null, completionAfterMotion: false });
  });
  it('scale raw units as the sheets say', () => {
    expect(toPosition(x400, { pan: -0x2200, tilt: 0x1200 }, 0x4000)).toEqual({
      panDegrees: -170,
      tiltDegrees: 90,
      zoom: 1,
    });
    const far = toPosition(fr7, { pan: 0x9ca7, tilt: 0xb3b0 }, 0);
    expect(far.panDegrees).toBeCloseTo(170, 5);
    expect(far.tiltDegrees).toBeCloseTo(195, 0);
    expect(toRaw(x400, { panDegrees: 400, tiltDegrees: -90, zoom: 2 })).toEqual({
      pan: 0x2200,
      tilt: -0x400,
      zoom: 0x4000,
    });
  });
  it('allow presets within the range and refuse 90 to 127 unless named', () => {
    expect([1, 63, 89].every((preset) => isPresetAllowed(x400, preset))).toBe(true);
    expect([0, -1, 1.5, 90, 95, 96, 99, 100, 101, 200].some((preset) => isPresetAllowed(x400, preset))).toBe(
      false,
    );
    expect(isPresetAllowed(x400, 90, [90])).toBe(true);
    expect(isPresetAllowed(viscaModels['srg-300h'], 17)).toBe(false);
  });
});
