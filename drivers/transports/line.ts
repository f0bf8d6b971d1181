/** The byte stream that an address stands for: a serial line, TCP, or UDP datagrams read as a stream. */
import type { NetworkAddress, SerialAddress } from './address.ts';
import { createSerialTransport } from './serial.ts';
import { createTcpTransport } from './tcp.ts';
import type { Transport } from './transport.ts';
import { createUdpTransport } from './udp.ts';

export function createLineTransport(
  address: NetworkAddress | SerialAddress,
): Transport<Uint8Array, Uint8Array> {
  if ('path' in address) return createSerialTransport(address);
  return address.scheme === 'udp' ? createUdpTransport(address) : createTcpTransport(address);
}
