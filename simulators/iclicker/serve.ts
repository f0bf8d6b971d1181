/** The i>clicker base simulator (v2): its reports over TCP, because there is no USB to offer them on. */
import { outputBytes } from '../../protocols/iclicker/commands.ts';
import { deviceOptions } from '../device.ts';
import { onStream } from '../front/reports.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createIclickerBase, remoteAt } from './device.ts';

export const serve: Serve = async (options) => {
  const { world, clock, host } = options;
  const base = createIclickerBase({ ...deviceOptions(world, clock), base: 'v2' });
  const simulator = await serveStream(onStream(base, outputBytes), options);
  const client = { address: `tcp://${host}:${simulator.ports.device}`, base: 'v2' };
  return { ...simulator, client, keypadOf: remoteAt };
};
