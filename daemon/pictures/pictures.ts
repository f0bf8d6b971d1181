/**
 * One capture of the mixer's pictures for all who look, and only while somebody does: the operator's pages, and
 * calibrations that watch whether a camera still moves.
 */
import type { PictureScenes, PictureSource } from '../../drivers/driver.ts';

export interface Look {
  /** Program and preview. */
  readonly onAir: boolean;
  /** Device ids. */
  readonly cameras: readonly string[];
}

/** `program`, `preview`, or `camera` with its device. */
export type PictureName = 'program' | 'preview' | { readonly camera: string };

export interface Pictures {
  /** Looks until the returned function is called; called again with another look it changes it. */
  look(what: Look, onPicture: (name: PictureName, jpeg: Uint8Array) => void): () => void;
  /** The preview scene may be another one now. */
  changed(): void;
  stop(): void;
}

export interface PicturesOptions {
  /** Makes the source; `onPicture` gets every JPEG of 640×360. */
  createSource(onPicture: (name: string, jpeg: Uint8Array) => void): PictureSource;
  previewScene(): string | null;
  /** The scene that shows this camera. */
  sceneOf(camera: string): string | undefined;
}

const cameraPrefix = 'camera/';

export function createPictures(options: PicturesOptions): Pictures {
  const viewers = new Set<{ readonly what: Look; onPicture(name: PictureName, jpeg: Uint8Array): void }>();
  let watched = '';
  const source = options.createSource((name, jpeg) => {
    const camera = name.startsWith(cameraPrefix) ? name.slice(cameraPrefix.length) : null;
    for (const { what, onPicture } of viewers)
      if (camera !== null) {
        if (what.cameras.includes(camera)) onPicture({ camera }, jpeg);
      } else if (what.onAir) onPicture(name === 'program' ? 'program' : 'preview', jpeg);
  });

  function scenes(): PictureScenes {
    const wanted: Record<string, string> = {};
    const preview = options.previewScene();
    for (const { what } of viewers) {
      if (what.onAir && preview !== null) wanted['preview'] = preview;
      for (const camera of what.cameras) {
        const scene = options.sceneOf(camera);
        if (scene !== undefined) wanted[cameraPrefix + camera] = scene;
      }
    }
    return wanted;
  }

  function refresh(): void {
    if (viewers.size === 0) {
      source.stop();
      watched = '';
      return;
    }
    const wanted = scenes();
    const key = JSON.stringify(wanted);
    if (key === watched) return;
    watched = key;
    source.watch(wanted);
  }

  return {
    look(what, onPicture) {
      const viewer = { what, onPicture };
      viewers.add(viewer);
      refresh();
      return () => {
        if (viewers.delete(viewer)) refresh();
      };
    },
    changed() {
      if (viewers.size > 0) refresh();
    },
    stop() {
      viewers.clear();
      refresh();
    },
  };
}
