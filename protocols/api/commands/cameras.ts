/** Commands to single cameras: driving by hand, teaching presets, and the calibration run. */
import { z } from 'zod';
import { command, id, seat, type CommandSpec } from './spec.ts';

const camera = id.describe('device id of the camera');
/** A camera's own number, counted from 1; which ones a model may use is in the view. */
const preset = z.number().int().min(1).max(256);
const speed = z.number().min(-1).max(1);
const shown = {
  subjects: z.array(seat).min(1).max(12).describe('one seat: its close-up; more: a group'),
  visible: z.array(seat).max(60).default([]).describe('seats recognisable besides the subjects'),
  zones: z.array(id).max(16).default([]).describe('zones of the camera that are in the picture'),
};

export const cameraCommands = {
  'camera/reserve': command(
    'Takes a camera out of the direction, to drive it by hand or to teach it; on air it gives way to the wide at once.',
    ['operator'],
    z.strictObject({ camera }),
  ),
  'camera/release': command(
    'The direction may use the camera again.',
    ['operator'],
    z.strictObject({ camera }),
  ),
  'camera/drive': command(
    'Drives a reserved camera, speeds from -1 to 1 of its fastest (pan right, tilt up, zoom in positive). Repeat at least every 500 ms: without a repetition it stops. All 0 stops at once.',
    ['operator'],
    z.strictObject({ camera, pan: speed, tilt: speed, zoom: speed }),
  ),
  'camera/visit': command(
    'Sends a reserved camera to one of its presets.',
    ['operator'],
    z.strictObject({ camera, preset }),
  ),
  'camera/store': command(
    'Stores where a reserved camera stands as a shot. Without a number the lowest free one is taken.',
    ['operator'],
    z.strictObject({ camera, preset: preset.optional(), ...shown }),
  ),
  'camera/describe': command(
    'Corrects who is seen at a preset, without touching the camera.',
    ['operator'],
    z.strictObject({ camera, preset, ...shown }),
  ),
  'camera/forget': command(
    'The preset is no shot any more. The camera keeps its place; storing it again brings it back.',
    ['operator'],
    z.strictObject({ camera, preset }),
  ),
  'camera/calibrate': command(
    'Visits the presets of a camera again and again and learns travel times, whose word about the end of a move counts, and the delay of the picture. Goes on where an earlier run was interrupted, unless `afresh`. Not while the part is public.',
    ['operator'],
    z.strictObject({ camera, afresh: z.boolean().default(false) }),
  ),
  'camera/stop-calibration': command(
    'Interrupts the calibration; what was measured is kept.',
    ['operator'],
    z.strictObject({ camera }),
  ),
  'direction/show-free': command(
    'Shows a reserved camera as it stands, or drives (`live`), until another shot is chosen: only while nobody can be in the picture who may not be shown.',
    ['operator'],
    z.strictObject({ camera, live: z.boolean().default(false) }),
  ),
} as const satisfies Record<string, CommandSpec>;
