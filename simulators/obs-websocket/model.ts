/**
 * The behaviour of OBS 29.0.2 with obs-websocket 5.1.0, without sockets: a request in, its answer later,
 * events out, time through the clock; errors with the codes and comments of the real one. Misbehaviour is
 * switched on in `faults`. Left out: filters, media control, scene collections, canvases.
 */
import type { Clock } from '../../protocols/clock.ts';
import {
  eventSubscription,
  requestStatus,
  type JsonObject,
  type ObsRequest,
  type ObsResult,
} from '../../protocols/obs-websocket/messages.ts';
import { inputRequests } from './input-requests.ts';
import { createMeters, type Meters } from './meters.ts';
import { outputRequests } from './output-requests.ts';
import { createOutputs, outputNames, type Outputs } from './outputs.ts';
import { createProgram, type OnAir } from './program.ts';
import { sceneRequests, type Handler } from './scene-requests.ts';
import { carriesSound, createStudio, numberField, Refused, textField, type Studio } from './studio.ts';

export interface ObsModelOptions {
  readonly clock: Clock;
  emit(eventType: string, intent: number, data: JsonObject): void;
  /** A JPEG of a scene or input at this size, base64; absent: a picture of a few bytes, each another, for tests without pixels. */
  screenshot?(source: string, width: number, height: number): Promise<string>;
}

/** What goes wrong on purpose. */
export interface ObsFaults {
  notReady: boolean;
  /** So many next answers are lost on the way. */
  lostAnswers: number;
  /** Every answer comes this much later, ms. */
  slowMs: number;
  /** Answers these requests with "ok" and does nothing. */
  readonly ignored: Set<string>;
  /** Does not know these requests, as an older OBS. */
  readonly unknown: Set<string>;
  /** The picture stands. */
  still: boolean;
}

export interface ObsModel {
  readonly studio: Studio;
  readonly outputs: Outputs;
  readonly meters: Meters;
  readonly faults: ObsFaults;
  onAir(): OnAir;
  request(request: ObsRequest, respond: (result: ObsResult) => void): void;
  batch(
    requests: readonly ObsRequest[],
    haltOnFailure: boolean,
    respond: (results: readonly ObsResult[]) => void,
  ): void;
  /** Somebody at the OBS itself does this: the same effects and events, nobody is answered. */
  byHand(request: ObsRequest): boolean;
  /** The scene collection changes: 207 meanwhile. */
  collection(changing: boolean): void;
  /** As after starting OBS anew: scenes and mutes are kept, outputs are off, studio mode too. */
  restarted(): void;
  truth(): JsonObject;
}

const ok = { ok: true, code: requestStatus.success } as const;

export function createObsModel({ clock, emit, screenshot }: ObsModelOptions): ObsModel {
  const studio = createStudio();
  const program = createProgram(studio, clock, emit);
  const outputs = createOutputs(studio, clock, emit);
  const faults: ObsFaults = {
    notReady: false,
    lostAnswers: 0,
    slowMs: 0,
    ignored: new Set(),
    unknown: new Set(),
    still: false,
  };
  const meters = createMeters(studio, clock, emit);
  let shots = 0;
  const handlers: ReadonlyMap<string, Handler> = new Map(
    Object.entries({
      ...sceneRequests(studio, program, emit),
      ...inputRequests(studio, emit),
      ...outputRequests(studio, outputs, emit, () =>
        [...handlers.keys(), 'GetSourceScreenshot'].filter((name) => !faults.unknown.has(name)),
      ),
    }),
  );

  function refusal(requestType: string, code: number, comment?: string): ObsResult {
    return { requestType, ok: false, code, ...(comment ? { comment } : {}) };
  }

  function perform({ requestType, requestData }: ObsRequest): ObsResult {
    if (faults.notReady)
      return refusal(requestType, requestStatus.notReady, 'OBS is not ready to perform the request.');
    const handler = handlers.get(requestType);
    if (!handler || faults.unknown.has(requestType))
      return refusal(requestType, requestStatus.unknownRequestType, 'Your request type is not valid.');
    if (faults.ignored.has(requestType)) return { requestType, ...ok };
    try {
      const data = handler(requestData ?? {});
      return { requestType, ...ok, ...(data ? { data } : {}) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === requestStatus.missingRequestField && !requestData)
        return refusal(requestType, requestStatus.missingRequestData, 'Your request data is missing.');
      return refusal(requestType, error.code, error.message);
    }
  }

  async function shoot({ requestType, requestData = {} }: ObsRequest): Promise<ObsResult> {
    try {
      if (faults.notReady) throw new Refused(requestStatus.notReady);
      const source = textField(requestData, 'sourceName');
      if (!['jpg', 'jpeg'].includes(textField(requestData, 'imageFormat')))
        throw new Refused(
          requestStatus.invalidRequestField,
          'Your specified image format is invalid or not supported by this system.',
        );
      if (!studio.inputs.has(source) && !studio.scenes.some((scene) => scene.name === source))
        throw new Refused(
          requestStatus.resourceNotFound,
          `No source was found by the name of \`${source}\`.`,
        );
      const size = (key: string, natural: number): number => {
        const pixels = requestData[key] === undefined ? natural : numberField(requestData, key);
        if (pixels < 8 || pixels > 4096) throw new Refused(402, `\`${key}\` is out of range.`);
        return Math.round(pixels);
      };
      const width = size('imageWidth', studio.canvas.width);
      const height = size('imageHeight', studio.canvas.height);
      if (!faults.still) shots++;
      const base64 = screenshot
        ? await screenshot(source, width, height)
        : Buffer.from([0xff, 0xd8, shots >> 8, shots & 0xff]).toString('base64');
      return { requestType, ...ok, data: { imageData: `data:image/jpg;base64,${base64}` } };
    } catch (error) {
      if (error instanceof Refused) return refusal(requestType, error.code, error.message);
      throw error;
    }
  }

  /** Scene changes are answered within a frame, everything else at once. */
  const answerMs = (types: readonly string[]): number =>
    faults.slowMs + (types.includes('SetCurrentProgramScene') ? program.untilFrame() / 2 : 0);

  function deliver(types: readonly string[], send: () => void): void {
    if (faults.lostAnswers > 0) {
      faults.lostAnswers--;
      return;
    }
    const delayMs = answerMs(types);
    if (delayMs > 0) clock.after(delayMs, send);
    else send();
  }

  return {
    studio,
    outputs,
    meters,
    faults,
    onAir: () => program.onAir(),
    request(request, respond) {
      if (request.requestType === 'GetSourceScreenshot') {
        void shoot(request).then((result) => deliver([request.requestType], () => respond(result)));
        return;
      }
      const result = perform(request);
      deliver([request.requestType], () => respond(result));
    },
    batch(requests, haltOnFailure, respond) {
      const results: ObsResult[] = [];
      for (const request of requests) {
        const result = perform(request);
        results.push(result);
        if (!result.ok && haltOnFailure) break;
      }
      deliver(
        requests.map((request) => request.requestType),
        () => respond(results),
      );
    },
    byHand: (request) => perform(request).ok,
    collection(changing) {
      faults.notReady = changing;
      const word = changing ? 'Changing' : 'Changed';
      emit(`CurrentSceneCollection${word}`, eventSubscription.config, { sceneCollectionName: 'Untitled' });
    },
    restarted() {
      program.reset();
      outputs.reset();
      studio.preview = null;
      faults.notReady = false;
      faults.lostAnswers = 0;
    },
    truth: () => ({
      program: studio.program,
      preview: studio.preview,
      onAir: program.onAir(),
      transition: studio.transition,
      scenes: studio.scenes.map((scene) => ({
        name: scene.name,
        items: scene.items.map((item) => item.source),
      })),
      inputs: [...studio.inputs.values()].map((input) => ({
        name: input.name,
        kind: input.kind,
        muted: input.muted,
        audio: carriesSound(input),
      })),
      outputs: Object.fromEntries(outputNames.map((name) => [name, outputs.phase(name)])),
      otherOutputs: outputs.others(),
      texts: Object.fromEntries(
        [...studio.inputs.values()]
          .filter(({ kind }) => kind.startsWith('text_'))
          .map(({ name, settings }) => [name, settings['text'] ?? '']),
      ),
      captions: studio.captions,
      chapters: studio.chapters,
    }),
  };
}
