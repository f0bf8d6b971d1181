/** What OBS must have for a config: scenes and where their pictures come from. */
import type { ProvisionPlan } from '../../drivers/obs-websocket/provision.ts';
import type { ConfigFile } from '../config/schema.ts';

export function provisionPlan({ broadcast }: ConfigFile): ProvisionPlan {
  const pictured = ({ scene, picture }: { scene: string; picture?: string | undefined }) => ({
    scene,
    ...(picture === undefined ? {} : { url: picture }),
  });
  return {
    wides: broadcast.wides.map(pictured),
    cameras: broadcast.cameras.map(pictured),
    slate: broadcast.slate,
    pause: broadcast.pause,
  };
}
