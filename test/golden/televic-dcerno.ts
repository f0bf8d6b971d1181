/**
 * Frames of Televic D-Cerno on TCP 5011 (facts section 2.4, read in one working client) and its camera
 * datagrams (facts section 2.5, from the maker's manual), written by hand, with the messages they mean.
 */
import type { CameraReport } from '../../protocols/televic-dcerno/camera-reports.ts';
import type { Packet } from '../../protocols/televic-dcerno/frames.ts';
import type { DcernoReport } from '../../protocols/televic-dcerno/reports.ts';
import type { DcernoRequest } from '../../protocols/televic-dcerno/requests.ts';

export const requestFrames: readonly (readonly [string, Packet<DcernoRequest>])[] = [
  [
    '\x0202:con0000021O00000C00000000000000:{"typ":"CoCon","nam":"CoCon Emulator","ver":"0.01","inf":"","svr":0,"tim":""}\x03',
    { number: 0, message: { type: 'connect' } },
  ],
  [
    '\x0202:get0001021O00000C00000000000000:{"nam":"gmicstat","uid":0}\x03',
    { number: 1, message: { type: 'get-microphones' } },
  ],
  ['\x0202:get0002021O00000C00000000000000:{"nam":"gmmo"}\x03', { number: 2, message: { type: 'get-mode' } }],
  [
    '\x0202:get0003021O00000C00000000000000:{"nam":"gmam"}\x03',
    { number: 3, message: { type: 'get-max-open' } },
  ],
  [
    '\x0202:set0042021O00000C00000000000000:{"nam":"smicstat","uid":"101008D2","stat":"1"}\x03',
    { number: 42, message: { type: 'set-microphone', uid: '101008D2', state: 'on' } },
  ],
  [
    '\x0202:set9999021O00000C00000000000000:{"nam":"smicstat","uid":"101008D2","stat":"3"}\x03',
    { number: 9999, message: { type: 'set-microphone', uid: '101008D2', state: 'toggle' } },
  ],
  [
    '\x0202:set0043021O00000C00000000000000:{"nam":"smicstat","uid":0,"stat":0}\x03',
    { number: 43, message: { type: 'all-off' } },
  ],
  [
    '\x0202:set0044021O00000C00000000000000:{"nam":"smmo","mmo":0,"mio":3,"mat":1}\x03',
    { number: 44, message: { type: 'set-mode', mode: 'operator', options: 3, activation: 'toggle' } },
  ],
  [
    '\x0202:set0045021O00000C00000000000000:{"nam":"smam","mam":8}\x03',
    { number: 45, message: { type: 'set-max-open', value: 8 } },
  ],
];

export const reportFrames: readonly (readonly [string, Packet<DcernoReport>])[] = [
  [
    '\x0202:rep0000021C00000O00000000000000:{"inf":"connected","con":{"typ":"D-Cerno","nam":"D-Cerno CU","ver":"1.5","svr":0}}\x03',
    {
      number: 0,
      message: {
        type: 'connected',
        info: 'connected',
        product: 'D-Cerno',
        name: 'D-Cerno CU',
        version: '1.5',
      },
    },
  ],
  [
    '\x0202:evt0001021C00000O00000000000000:{"nam":"micstat","uid":"101008D2","stat":1}\x03',
    { number: 1, message: { type: 'microphone', as: 'evt', uid: '101008D2', state: 'on' } },
  ],
  [
    '\x0202:evt0002021C00000O00000000000000:{"nam":"micstat","uid":"11000001","stat":2}\x03',
    { number: 2, message: { type: 'microphone', as: 'evt', uid: '11000001', state: 'request' } },
  ],
  [
    '\x0202:rep0003021C00000O00000000000000:{"nam":"mmo","mmo":1,"mio":0,"mat":4}\x03',
    { number: 3, message: { type: 'mode', as: 'rep', mode: 'direct', options: 0, activation: 'voice' } },
  ],
  [
    '\x0202:evt0004021C00000O00000000000000:{"nam":"mam","mam":5}\x03',
    { number: 4, message: { type: 'max-open', as: 'evt', value: 5 } },
  ],
];

export const cameraDatagrams: readonly (readonly [string, CameraReport])[] = [
  [
    '{"serial":"101008D2","status":2,"totalMicOn":1,"totalMicReq",0}',
    { type: 'unit', uid: '101008D2', status: 'request', totalOn: 1, totalRequests: 0 },
  ],
  [
    '{"serial":"11000001","status":8,"totalMicOn":1,"totalMicReq",2}',
    { type: 'unit', uid: '11000001', status: 'prior', totalOn: 1, totalRequests: 2 },
  ],
  [
    '{"serial":"00000000","status":0,"totalMicOn":0,"totalMicReq",0}',
    { type: 'mode-changed', totalOn: 0, totalRequests: 0 },
  ],
];
