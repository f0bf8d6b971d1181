/** What a device reported in passing that somebody in the hall should know, and that is no lasting state of it. */
import type { DeviceEvent } from '../../../protocols/models/observed.ts';
import type { LogEvent } from './events.ts';

export function noticeOf(camera: string, { model, event }: DeviceEvent): LogEvent | undefined {
  if (model !== 'camera') return undefined;
  switch (event.type) {
    case 'foreign-move':
      return { type: 'log/alarm', version: 1, data: { code: 'alarm-foreign-move', params: { camera } } };
    case 'preset-moved':
      return {
        type: 'log/alarm',
        version: 1,
        data: { code: 'alarm-preset-moved', params: { device: camera, preset: event.preset } },
      };
    default:
      return undefined;
  }
}
