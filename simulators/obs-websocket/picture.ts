/**
 * What the simulated OBS shows: scenes composed from their items on a canvas. Media sources are read over
 * HTTP, colours and texts are drawn, other kinds stay black. Bounds are the ones provisioning uses: scale
 * inner, centred; else position and scale.
 */
import { createCanvas, loadImage, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import type { Clock } from '../../protocols/clock.ts';
import { isObject, numberOf, textOf, type JsonObject } from '../../protocols/obs-websocket/messages.ts';
import { createMediaReader, type MediaReader } from './media.ts';
import type { OnAir } from './program.ts';
import type { Item, Studio, StudioInput } from './studio.ts';

export interface Pictures {
  /** A scene or an input, as JPEG. */
  of(source: string, width: number, height: number): Promise<Uint8Array>;
  /** The program, a running fade included, at the size of the canvas. */
  program(onAir: OnAir): Promise<Uint8Array>;
  /** The picture stands: what was drawn last at each size is all there is. */
  freeze(frozen: boolean): void;
  close(): void;
}

/** A source drawn with its natural size. */
interface Drawable {
  readonly width: number;
  readonly height: number;
  draw(context: SKRSContext2D): void;
}

const jpegQuality = 80;
/** Scenes inside scenes, no deeper than this. */
const maxDepth = 4;
const fontFamily = '"DejaVu Sans", sans-serif';

export function createPictures(studio: Studio, clock: Clock): Pictures {
  const readers = new Map<string, MediaReader>();
  const decoded = new WeakMap<Uint8Array, Promise<Image>>();
  const still = new Map<string, Uint8Array>();
  let frozen = false;
  const measure = createCanvas(8, 8).getContext('2d');

  function readerOf(url: string): MediaReader {
    let reader = readers.get(url);
    if (!reader) {
      reader = createMediaReader(url, clock);
      readers.set(url, reader);
    }
    return reader;
  }

  /** The same frame, asked for by several pictures, is decoded once. */
  function decode(jpeg: Uint8Array): Promise<Image> {
    let image = decoded.get(jpeg);
    if (!image) {
      image = loadImage(jpeg);
      decoded.set(jpeg, image);
    }
    return image;
  }

  async function media(input: StudioInput): Promise<Drawable | null> {
    const url = textOf(input.settings['input']);
    if (input.settings['is_local_file'] !== false || !url?.startsWith('http://')) return null;
    const jpeg = await readerOf(url).frame();
    if (!jpeg) return null;
    try {
      const image = await decode(jpeg);
      return {
        width: image.width,
        height: image.height,
        draw: (context) => context.drawImage(image, 0, 0),
      };
    } catch {
      return null;
    }
  }

  function text(settings: JsonObject): Drawable {
    const font = settings['font'];
    const size = (isObject(font) ? numberOf(font['size']) : undefined) ?? 256;
    const lines = (textOf(settings['text']) ?? '').split('\n');
    const face = `${size}px ${fontFamily}`;
    measure.font = face;
    const width = Math.max(1, ...lines.map((line) => measure.measureText(line).width));
    return {
      width,
      height: size * 1.25 * lines.length,
      draw(context) {
        context.font = face;
        context.textBaseline = 'top';
        context.fillStyle = colourOf(settings['color1'], 0xff_ff_ff_ff);
        for (const [row, line] of lines.entries()) context.fillText(line, 0, row * size * 1.25);
      },
    };
  }

  async function drawableOf(source: string, depth: number): Promise<Drawable | null> {
    const input = studio.inputs.get(source);
    if (!input) {
      const scene = studio.scenes.find((one) => one.name === source);
      return scene && depth < maxDepth ? sceneDrawable(scene.items, depth) : null;
    }
    if (input.kind === 'ffmpeg_source') return media(input);
    if (input.kind === 'text_ft2_source_v2') return text(input.settings);
    if (input.kind !== 'color_source_v3') return null;
    const width = numberOf(input.settings['width']) ?? 1920;
    const height = numberOf(input.settings['height']) ?? 1080;
    return {
      width,
      height,
      draw(context) {
        context.fillStyle = colourOf(input.settings['color'], 0xff_d1_d1_d1);
        context.fillRect(0, 0, width, height);
      },
    };
  }

  async function sceneDrawable(items: readonly Item[], depth: number): Promise<Drawable> {
    const visible = items.filter((item) => item.enabled);
    const sources = await Promise.all(visible.map((item) => drawableOf(item.source, depth + 1)));
    return {
      ...studio.canvas,
      draw(context) {
        for (const [index, item] of visible.entries()) {
          const source = sources[index];
          if (!source) continue;
          context.save();
          place(context, item.transform, source);
          source.draw(context);
          context.restore();
        }
      },
    };
  }

  async function render(
    layers: readonly { readonly source: string; readonly alpha: number }[],
    width: number,
    height: number,
  ): Promise<Uint8Array> {
    const drawables = await Promise.all(layers.map((layer) => drawableOf(layer.source, 0)));
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    context.fillStyle = '#000';
    context.fillRect(0, 0, width, height);
    for (const [index, layer] of layers.entries()) {
      const drawable = drawables[index];
      if (!drawable) continue;
      context.save();
      context.globalAlpha = layer.alpha;
      context.scale(width / drawable.width, height / drawable.height);
      drawable.draw(context);
      context.restore();
    }
    return canvas.encode('jpeg', jpegQuality);
  }

  async function unlessFrozen(key: string, draw: () => Promise<Uint8Array>): Promise<Uint8Array> {
    if (!frozen) return draw();
    const picture = still.get(key) ?? (await draw());
    still.set(key, picture);
    return picture;
  }

  return {
    of: (source, width, height) =>
      unlessFrozen(`${width}×${height}`, () => render([{ source, alpha: 1 }], width, height)),
    program: ({ from, to, progress }) =>
      unlessFrozen('program', () =>
        render(
          [
            ...(progress < 1 ? [{ source: from, alpha: 1 }] : []),
            ...(progress > 0 ? [{ source: to, alpha: progress }] : []),
          ],
          studio.canvas.width,
          studio.canvas.height,
        ),
      ),
    freeze(value) {
      frozen = value;
      still.clear();
    },
    close() {
      for (const reader of readers.values()) reader.close();
      readers.clear();
    },
  };
}

/** OBS writes colours as 0xAABBGGRR. */
function colourOf(value: unknown, fallback: number): string {
  const colour = numberOf(value) ?? fallback;
  const byte = (shift: number): number => (colour >>> shift) & 0xff;
  return `rgba(${byte(0)}, ${byte(8)}, ${byte(16)}, ${byte(24) / 255})`;
}

function place(context: SKRSContext2D, transform: JsonObject, source: Drawable): void {
  const number = (key: string, fallback: number): number => numberOf(transform[key]) ?? fallback;
  const x = number('positionX', 0);
  const y = number('positionY', 0);
  if (transform['boundsType'] !== 'OBS_BOUNDS_SCALE_INNER') {
    context.translate(x, y);
    context.scale(number('scaleX', 1), number('scaleY', 1));
    return;
  }
  const width = number('boundsWidth', 0);
  const height = number('boundsHeight', 0);
  const scale = Math.min(width / source.width, height / source.height);
  context.translate(x + (width - source.width * scale) / 2, y + (height - source.height * scale) / 2);
  context.scale(scale, scale);
}
