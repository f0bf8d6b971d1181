/** What the fronts of all simulated cameras share: no microphones, a hand at the joystick, and what the camera sees. */
import { servePicture } from '../picture.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { renderJpeg } from '../world/render.ts';
import { cameraOf } from '../world/world.ts';

const framesPerSecond = 25;

/** The fronts are made for conference systems, whose seats a camera has not. */
export const noMicrophones = {
  press: () => undefined,
  release: () => undefined,
  truth: () => ({ speakers: [], requests: [], lost: [] }),
} as const;

export const joystickOf =
  ({ world, id }: SimulatorOptions): NonNullable<Simulator['move']> =>
  ({ pan, tilt, zoom }) =>
    cameraOf(world, id).moveTo({ panDegrees: pan, tiltDegrees: tilt, zoom });

/** The simulator with its picture, where one is wanted; a picture that cannot be served closes it again. */
export async function withPicture(
  simulator: Simulator,
  { world, id, host, picturePort }: SimulatorOptions,
): Promise<Simulator> {
  if (picturePort === undefined) return simulator;
  const picture = await servePicture({
    host,
    port: picturePort,
    framesPerSecond,
    frame: () => renderJpeg(world, id),
  }).catch(async (error: unknown) => {
    await simulator.close();
    throw error;
  });
  return {
    ...simulator,
    ports: { ...simulator.ports, picture: picture.port },
    async close() {
      await picture.close();
      await simulator.close();
    },
  };
}
