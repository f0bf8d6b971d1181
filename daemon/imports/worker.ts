/**
 * The thread that reads one file, or repairs one broken answer, and ends: either can take seconds where
 * somebody means harm, and the same process cuts cameras meanwhile.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { jsonrepair } from 'jsonrepair';
import { importAgenda } from './csv-agenda.ts';
import { importPeople } from './csv-people.ts';
import type { FileRead } from './found.ts';

export type ThreadOrder =
  | { readonly task: 'repair'; readonly text: string }
  | { readonly task: 'people-csv' | 'agenda-csv'; readonly name: string; readonly bytes: Uint8Array };

export type ThreadAnswer =
  { readonly task: 'repair'; readonly text: string } | { readonly task: 'file'; readonly read: FileRead };

const port = parentPort;
if (!port) throw new Error('the import worker runs as a worker thread only');

function run(order: ThreadOrder): ThreadAnswer {
  switch (order.task) {
    case 'repair':
      return { task: 'repair', text: jsonrepair(order.text) };
    case 'people-csv':
      return { task: 'file', read: importPeople(order.bytes) };
    case 'agenda-csv':
      return { task: 'file', read: importAgenda(order.bytes, order.name) };
  }
}

port.postMessage(run(workerData as ThreadOrder));
