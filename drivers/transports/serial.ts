/**
 * A serial line as a byte stream, and the only owner of the package serialport. 8N1. "Up" when the port is
 * open: whether anybody is at the other end, a serial line does not tell.
 */
import { EventEmitter } from 'node:events';
import { stat } from 'node:fs';
import { SerialPort } from 'serialport';
import type { Transport } from './transport.ts';

/** More unsent bytes than this and the line counts as stuck. */
const maxUnsentBytes = 16 * 1024;
/**
 * How often the port's file is looked at, ms. An adapter that was pulled out is a file without an end to the
 * library (it reads nothing, for ever), but its name is gone from /dev.
 */
const presenceMs = 1000;

export function createSerialTransport(options: {
  readonly path: string;
  readonly baud: number;
}): Transport<Uint8Array, Uint8Array> {
  return {
    connect(sink) {
      let over = false;
      const port = new SerialPort({
        path: options.path,
        baudRate: options.baud,
        dataBits: 8,
        parity: 'none',
        stopBits: 1,
        autoOpen: false,
      });
      const end = (reason: string): void => {
        if (over) return;
        over = true;
        clearInterval(presence);
        if (port.isOpen) port.close(() => undefined);
        sink.down(reason);
      };
      const presence = setInterval(() => {
        if (options.path.startsWith('/'))
          stat(options.path, (error) => {
            if (error) end('the port is gone');
          });
      }, presenceMs);
      port.on('error', (error: Error) => end(error.message));
      // Pulled out (a USB adapter), or closed by us.
      port.on('close', () => end('the port is gone'));
      port.on('data', (data: Uint8Array) => {
        if (!over) sink.received(data);
      });
      port.open((error) => {
        if (error) end(error.message);
        else if (over) port.close(() => undefined);
        else {
          wakeWhenReadable(port);
          sink.up();
        }
      });
      return {
        send(data) {
          if (over || !port.isOpen) return;
          port.write(data);
          if (port.writableLength > maxUnsentBytes) end('the line does not take what is sent');
        },
        close: () => end('closed'),
      };
    },
  };
}

/**
 * The library's native poller (bindings-cpp 13) calls back without a callback scope, so the promise that it
 * resolves would wait for whatever happens next in this process, up to a second in a quiet hall. A turn of
 * the event loop of our own makes it go on at once.
 */
function wakeWhenReadable(port: SerialPort): void {
  const binding = port.port;
  const poller = binding && 'poller' in binding ? binding.poller : undefined;
  if (poller instanceof EventEmitter) poller.on('readable', () => setImmediate(() => undefined));
}
