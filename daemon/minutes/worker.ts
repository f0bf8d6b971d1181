/**
 * The thread that writes one document and ends: laying out a long evening takes a second, and the same
 * process cuts cameras meanwhile.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Minutes } from '../chamber/minutes/minutes.ts';
import { writeCsv } from './csv.ts';
import { writeDocx } from './docx.ts';
import type { MinutesFormat } from './formats.ts';
import { writeJson } from './json.ts';
import { writePdf } from './pdf.ts';

export interface WorkerOrder {
  readonly minutes: Minutes;
  readonly format: MinutesFormat;
}

const writers: Readonly<Record<MinutesFormat, (minutes: Minutes) => Uint8Array | Promise<Uint8Array>>> = {
  docx: writeDocx,
  pdf: writePdf,
  csv: writeCsv,
  json: writeJson,
};

const port = parentPort;
if (!port) throw new Error('the minutes worker runs as a worker thread only');
const { minutes, format } = workerData as WorkerOrder;
// A copy of its own memory, so that it can be handed over instead of being copied on the other side.
const bytes = new Uint8Array(await writers[format](minutes));
port.postMessage(bytes, [bytes.buffer]);
