/**
 * Makes in a running OBS what a chamber needs: wide scenes, one per camera, slate and pause, the lower third on
 * top of every picture, and empty scenes for slides and conference. Idempotent. What is there stays as the
 * technician made it: a scene that already has something in it is kept as it is, except that the address of
 * a picture made by an earlier run follows the plan, and that the lower third is put on top where it is missing.
 */
import type { JsonObject } from '../../protocols/obs-websocket/messages.ts';
import type { ObsCall } from './caller.ts';
import type { PictureScene, Provisioned, SlateScene, StudioPlan } from '../studio-plan.ts';
import { nestLowerThird, provisionLowerThird } from './lower-third.ts';
import {
  addInput,
  colourKind,
  must,
  openScene,
  openStudio,
  textKind,
  textSettings,
  type Studio,
} from './provision-steps.ts';

/** Colours of OBS are 0xAABBGGRR. */
const slateColour = 0xff_38_2a_1e;
const pauseColour = 0xff_2e_34_1c;
const white = '#ffffff';

export const pictureInputOf = (scene: string): string => `${scene} (Bild)`;
export const colourInputOf = (scene: string): string => `${scene} (Farbe)`;
export const textInputOf = (scene: string): string => `${scene} (Text)`;

/** Rejects with a ProvisionError where OBS refuses, and as `call` does where it does not answer. */
export async function provision(call: ObsCall, plan: StudioPlan): Promise<Provisioned> {
  const studio = await openStudio(call);
  // OBS lists the newest scene on top: made in this order, the list reads as the plan does.
  for (const scene of new Set(plan.empty.toReversed())) await openScene(studio, scene);
  await provisionLowerThird(studio, plan.lowerThird);
  await provisionSlate(studio, plan.pause, pauseColour);
  await provisionSlate(studio, plan.slate, slateColour);
  for (const picture of [...plan.wides, ...plan.cameras].toReversed())
    await provisionPicture(studio, picture, plan.lowerThird.scene);
  return studio.ledger;
}

async function provisionPicture(
  studio: Studio,
  { scene, url }: PictureScene,
  lowerThird: string,
): Promise<void> {
  const sources = await openScene(studio, scene);
  const own = sources.filter((source) => source !== lowerThird);
  const input = pictureInputOf(scene);
  if (url !== undefined && own.includes(input)) await updateAddress(studio, input, url);
  else if (url !== undefined && own.length === 0) {
    const { width, height } = studio.canvas;
    const sceneItemId = await addInput(studio, scene, input, 'ffmpeg_source', pictureSettings(url), {
      positionX: 0,
      positionY: 0,
      boundsWidth: width,
      boundsHeight: height,
    });
    // The scene was empty but for the lower third: the picture goes beneath.
    if (sources.length > 0)
      await must(studio.call, input, 'SetSceneItemIndex', {
        sceneName: scene,
        sceneItemId,
        sceneItemIndex: 0,
      });
  }
  if (sources.length === own.length) await nestLowerThird(studio, scene, lowerThird);
}

function pictureSettings(url: string): JsonObject {
  return {
    is_local_file: false,
    input: url,
    input_format: /^https?:/i.test(url) ? 'mpjpeg' : '',
    // Low latency: no network buffer, and the camera stays connected while it is off air.
    buffering_mb: 0,
    reconnect_delay_sec: 1,
    restart_on_activate: false,
    close_when_inactive: false,
    // A camera that is gone leaves black, not a frozen face.
    clear_on_media_end: true,
  };
}

async function updateAddress({ call, ledger }: Studio, input: string, url: string): Promise<void> {
  const { data } = await must(call, input, 'GetInputSettings', { inputName: input });
  const settings = data?.['inputSettings'] as JsonObject | undefined;
  if (settings?.['input'] === url) {
    ledger.kept.push(input);
    return;
  }
  const { input_format } = pictureSettings(url);
  await must(call, input, 'SetInputSettings', {
    inputName: input,
    inputSettings: { input: url, input_format },
    overlay: true,
  });
  ledger.updated.push(input);
}

async function provisionSlate(studio: Studio, { scene, text }: SlateScene, colour: number): Promise<void> {
  const sources = await openScene(studio, scene);
  if (sources.length > 0) {
    studio.ledger.kept.push(
      ...[colourInputOf(scene), textInputOf(scene)].filter((own) => sources.includes(own)),
    );
    return;
  }
  const { width, height } = studio.canvas;
  await addInput(
    studio,
    scene,
    colourInputOf(scene),
    colourKind(studio),
    { color: colour, width, height },
    { positionX: 0, positionY: 0, boundsWidth: width, boundsHeight: height },
  );
  const kind = textKind(studio);
  await addInput(studio, scene, textInputOf(scene), kind, textSettings(kind, { text, colour: white }), {
    positionX: Math.round(width * 0.1),
    positionY: Math.round(height * 0.35),
    boundsWidth: Math.round(width * 0.8),
    boundsHeight: Math.round(height * 0.3),
  });
}
