/**
 * The D-Cerno simulator on TCP 5011. `camera-output {port, separator}` is the unit's menu: from then on it
 * sends its camera datagrams to that port as well, with the comma of the maker's text or a colon.
 */
import { createSocket } from 'node:dgram';
import {
  createCameraReports,
  type CameraReport,
  type TotalSeparator,
} from '../../protocols/televic-dcerno/camera-reports.ts';
import { deviceOptions } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createDcernoDevice, uidOf } from './device.ts';

export const serve: Serve = async (options) => {
  const { world, clock, host } = options;
  const output = createCameraOutput(host);
  const device = createDcernoDevice(deviceOptions(world, clock), output.send);
  const simulator = await serveStream(device, options);
  return {
    ...simulator,
    client: {
      address: `tcp://${host}:${simulator.ports.device}`,
      units: Object.fromEntries(world.seats.map(({ seat, chair }) => [uidOf(seat, chair), seat])),
    },
    fault(name, parameters) {
      if (name === 'camera-output') {
        output.sendTo(Number(parameters['port']), parameters['separator'] === ':' ? ':' : ',');
        return { ok: true };
      }
      const answer = simulator.fault(name, parameters);
      return answer.ok ? answer : { ok: false, known: [...answer.known, 'camera-output'] };
    },
    async close() {
      await simulator.close();
      output.close();
    },
  };
};

function createCameraOutput(host: string) {
  const socket = createSocket('udp4');
  // Nobody listens there: a datagram is lost, as on a real wire.
  socket.on('error', () => undefined);
  let reports = createCameraReports();
  let port: number | null = null;
  return {
    sendTo(target: number, separator: TotalSeparator): void {
      port = Number.isInteger(target) && target > 0 && target <= 65_535 ? target : null;
      reports = createCameraReports(separator);
    },
    send(report: CameraReport): void {
      if (port !== null) socket.send(reports.encode(report), port, host);
    },
    close: () => void socket.close(),
  };
}
