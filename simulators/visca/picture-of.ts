/** What a simulated camera sees, over HTTP, beside the rest of its simulator. */
import { servePicture } from '../picture.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { renderJpeg } from '../world/render.ts';

const framesPerSecond = 25;

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
