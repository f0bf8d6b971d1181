/**
 * The scene that says who speaks: a bar, text sources and a logo, nested on top of every picture. Sources whose
 * text is empty take no room; the bar is one too, a full block stretched to its box, so that it comes and goes with
 * the name in one message. Long texts are scaled down to the width of their box, so that a name with two
 * surnames and a title fits at 720 lines as at 1080. Moved or restyled by the technician it stays so; what is
 * missing in OBS altogether is made again.
 */
import type { JsonObject } from '../../protocols/obs-websocket/messages.ts';
import type { LowerThirdPlan } from '../studio-plan.ts';
import {
  addInput,
  must,
  openScene,
  textKind,
  textSettings,
  type Box,
  type Studio,
} from './provision-steps.ts';

type Place = 'left' | 'center' | 'right';
const alignments: Readonly<Record<Place, number>> = { left: 1, center: 0, right: 2 };

/** Left, top, width and height as shares of the canvas. */
type Share = readonly [x: number, y: number, width: number, height: number];

/**
 * On the left, below the face of a close-up and above the placard on the desk: both stay in the picture. Higher than
 * it looks: fonts leave room above a full block.
 */
const barShare: Share = [0.04, 0.628, 0.455, 0.158];
const logoShare: Share = [0.84, 0.04, 0.12, 0.12];
const textShares: readonly (readonly [
  keyof Pick<LowerThirdPlan, 'name' | 'role' | 'item' | 'time' | 'title' | 'captions'>,
  Share,
  Place,
])[] = [
  ['name', [0.05, 0.667, 0.435, 0.062], 'left'],
  ['role', [0.05, 0.73, 0.435, 0.042], 'left'],
  ['title', [0.04, 0.045, 0.5, 0.035], 'left'],
  ['item', [0.04, 0.082, 0.76, 0.035], 'left'],
  ['time', [0.8, 0.667, 0.16, 0.062], 'right'],
  ['captions', [0.1, 0.84, 0.8, 0.12], 'center'],
];
/** What stands on the bar; the other texts stand on the picture and need an outline. */
const onBar: ReadonlySet<string> = new Set(['name', 'role']);

export const logoInputOf = (scene: string): string => `${scene} (Logo)`;

/** A lower third that has something in it is completed by what OBS lacks altogether, and otherwise kept. */
export async function provisionLowerThird(studio: Studio, plan: LowerThirdPlan): Promise<void> {
  const sources = await openScene(studio, plan.scene);
  const isFresh = sources.length === 0;
  const place = async (name: string, kind: string, settings: JsonObject, box: Box): Promise<void> => {
    if (sources.includes(name)) studio.ledger.kept.push(name);
    // A source that stands elsewhere was moved there: it is not put back.
    else if (isFresh || !studio.inputs.has(name))
      await addInput(studio, plan.scene, name, kind, settings, box);
  };
  const kind = textKind(studio);
  // A technician who removed the bar wants none.
  if (isFresh || sources.includes(plan.bar))
    await place(plan.bar, kind, textSettings(kind, { text: '', colour: plan.background }), {
      ...boxOf(studio, barShare),
      boundsType: 'OBS_BOUNDS_STRETCH',
    });
  for (const [key, share, align] of textShares)
    await place(
      plan[key],
      kind,
      textSettings(kind, {
        text: '',
        colour: plan.text,
        align,
        isOutlined: !onBar.has(key),
      }),
      {
        ...boxOf(studio, share),
        boundsAlignment: alignments[align],
      },
    );
  if (plan.logo !== undefined)
    await place(
      logoInputOf(plan.scene),
      'image_source',
      { file: plan.logo },
      { ...boxOf(studio, logoShare), boundsAlignment: alignments.right },
    );
}

/** On top of what the scene shows. */
export async function nestLowerThird({ call }: Studio, sceneName: string, sourceName: string): Promise<void> {
  if (sceneName === sourceName) return;
  await must(call, sceneName, 'CreateSceneItem', { sceneName, sourceName });
}

function boxOf({ canvas }: Studio, [x, y, w, h]: Share): Box {
  return {
    positionX: Math.round(canvas.width * x),
    positionY: Math.round(canvas.height * y),
    boundsWidth: Math.round(canvas.width * w),
    boundsHeight: Math.round(canvas.height * h),
  };
}
