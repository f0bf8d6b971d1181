/**
 * VISCA over IP (Sony, UDP 52381): an 8-byte header (type, length, sequence number, big-endian) before
 * one VISCA frame, or before a control payload: `01` resets the sequence, `0F 01` complains of an
 * abnormal sequence number, `0F 02` of an abnormal message type. Over IP the camera is always device 1.
 * Raw VISCA over TCP/UDP and serial lines go without the header (frames.ts).
 */
import { concat, createByteReader } from '../bytes.ts';
import type { DatagramCodec } from '../codec.ts';
import { isFrame, maxFrameBytes, type FrameForm } from './frames.ts';
import { viscaReplies, type ViscaReplyBody } from './replies.ts';
import { viscaRequests, type ViscaBody } from './requests.ts';

export const viscaPort = 52_381;
const headerBytes = 8;

const requestTypes = { command: 0x0100, inquiry: 0x0110, setting: 0x0120 } as const;
const replyType = 0x0111;
const controlType = 0x0200;
const controlReplyType = 0x0201;

export type ViscaDatagram =
  /** `as` is the type in the header; some clients send inquiries as commands. `device` is 1 unless a clone insists. */
  | {
      readonly type: 'request';
      readonly sequence: number;
      readonly as: 'command' | 'inquiry' | 'setting';
      readonly device: number;
      readonly body: ViscaBody;
    }
  | { readonly type: 'reset-sequence'; readonly sequence: number };

export type ViscaAnswerDatagram =
  | {
      readonly type: 'reply';
      readonly sequence: number;
      readonly device: number;
      readonly body: ViscaReplyBody;
    }
  | { readonly type: 'sequence-reset'; readonly sequence: number }
  /** `as` control: measured on a real SRG-120DH, which sends its complaints with type 02 00. */
  | {
      readonly type: 'abnormal';
      readonly sequence: number;
      readonly what: 'sequence' | 'message-type';
      readonly as: 'control' | 'control-reply';
    };

function withHeader(type: number, sequence: number, payload: Uint8Array): Uint8Array {
  const header = new Uint8Array(headerBytes);
  const view = new DataView(header.buffer);
  view.setUint16(0, type);
  view.setUint16(2, payload.length);
  view.setUint32(4, sequence);
  return concat(header, payload);
}

interface Datagram {
  readonly type: number;
  readonly sequence: number;
  readonly payload: Uint8Array;
}

function readHeader(datagram: Uint8Array): Datagram | null {
  const reader = createByteReader(datagram);
  const type = reader.u16();
  const length = reader.u16();
  const sequence = reader.u32();
  if (type === undefined || length === undefined || sequence === undefined) return null;
  if (length < 1 || length > maxFrameBytes || reader.remaining !== length) return null;
  const payload = reader.take(length);
  return payload ? { type, sequence, payload } : null;
}

function readFrame<Message>(form: FrameForm<Message>, payload: Uint8Array): Message | null {
  return isFrame(payload) ? form.parse(payload) : null;
}

const isReset = (payload: Uint8Array): boolean => payload.length === 1 && payload[0] === 0x01;

/** Controller to camera. */
export const viscaDatagrams: DatagramCodec<ViscaDatagram> = {
  maxBytes: headerBytes + maxFrameBytes,
  encode(message) {
    if (message.type === 'reset-sequence')
      return withHeader(controlType, message.sequence, Uint8Array.of(0x01));
    return withHeader(requestTypes[message.as], message.sequence, viscaRequests.encode(message));
  },
  parse(datagram) {
    const read = readHeader(datagram);
    if (!read) return { ok: false, reason: 'header' };
    const { type, sequence, payload } = read;
    if (type === controlType)
      return isReset(payload)
        ? { ok: true, message: { type: 'reset-sequence', sequence } }
        : { ok: false, reason: 'control payload' };
    const as =
      type === requestTypes.command
        ? 'command'
        : type === requestTypes.inquiry
          ? 'inquiry'
          : type === requestTypes.setting
            ? 'setting'
            : null;
    if (!as) return { ok: false, reason: 'message type' };
    const request = readFrame(viscaRequests, payload);
    if (!request) return { ok: false, reason: 'frame' };
    return { ok: true, message: { type: 'request', sequence, as, ...request } };
  },
};

/** Camera to controller. */
export const viscaAnswers: DatagramCodec<ViscaAnswerDatagram> = {
  maxBytes: headerBytes + maxFrameBytes,
  encode(message) {
    switch (message.type) {
      case 'reply':
        return withHeader(replyType, message.sequence, viscaReplies.encode(message));
      case 'sequence-reset':
        return withHeader(controlReplyType, message.sequence, Uint8Array.of(0x01));
      case 'abnormal': {
        const type = message.as === 'control' ? controlType : controlReplyType;
        const code = message.what === 'sequence' ? 0x01 : 0x02;
        return withHeader(type, message.sequence, Uint8Array.of(0x0f, code));
      }
    }
  },
  parse(datagram) {
    const read = readHeader(datagram);
    if (!read) return { ok: false, reason: 'header' };
    const { type, sequence, payload } = read;
    if (type === replyType) {
      const reply = readFrame(viscaReplies, payload);
      return reply
        ? { ok: true, message: { type: 'reply', sequence, ...reply } }
        : { ok: false, reason: 'frame' };
    }
    if (type !== controlType && type !== controlReplyType) return { ok: false, reason: 'message type' };
    if (type === controlReplyType && isReset(payload))
      return { ok: true, message: { type: 'sequence-reset', sequence } };
    if (payload.length !== 2 || payload[0] !== 0x0f) return { ok: false, reason: 'control payload' };
    const what = payload[1] === 0x01 ? 'sequence' : payload[1] === 0x02 ? 'message-type' : null;
    if (!what) return { ok: false, reason: 'control payload' };
    const as = type === controlType ? 'control' : 'control-reply';
    return { ok: true, message: { type: 'abnormal', sequence, what, as } };
  },
};
