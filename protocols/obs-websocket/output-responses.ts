/**
 * What OBS says of what leaves it (protocol.md, "Outputs", "Stream", "Record", "Config", "General"), as
 * seen from obs-websocket 5.1.0. Each reader gives undefined for data that makes no sense. The key of a
 * stream, and what else an address carries that could be one, ends here.
 */
import { flagOf, isObject, listOf, numberOf, textOf, type Data } from './messages.ts';

/** GetStreamStatus, GetRecordStatus, GetVirtualCamStatus, GetReplayBufferStatus. */
export const parseOutputActive = (data: Data): boolean | undefined => flagOf(data?.['outputActive']);

export interface StreamStatus {
  readonly bytes: number;
  readonly skippedFrames: number;
  readonly totalFrames: number;
  /** 0: the line takes everything; 1: nothing. */
  readonly congestion: number;
  readonly isReconnecting: boolean;
}

/** GetStreamStatus while it runs. */
export function parseStreamStatus(data: Data): StreamStatus | undefined {
  const count = (key: string): number | undefined => {
    const value = numberOf(data?.[key]);
    return value === undefined || value < 0 ? undefined : value;
  };
  const bytes = count('outputBytes');
  const totalFrames = count('outputTotalFrames');
  if (bytes === undefined || totalFrames === undefined) return undefined;
  return {
    bytes,
    totalFrames,
    skippedFrames: count('outputSkippedFrames') ?? 0,
    congestion: Math.min(1, count('outputCongestion') ?? 0),
    isReconnecting: flagOf(data?.['outputReconnecting']) ?? false,
  };
}

export interface OutputEntry {
  readonly name: string;
  readonly kind: string;
  readonly isActive: boolean;
}

/** GetOutputList. On OBS 29 an output stands in it from its first start on. */
export const parseOutputList = (data: Data): readonly OutputEntry[] | undefined =>
  listOf(data?.['outputs'], (entry) => {
    const name = textOf(entry['outputName']);
    return name === undefined
      ? undefined
      : {
          name: name.slice(0, 200),
          kind: textOf(entry['outputKind']) ?? '',
          isActive: entry['outputActive'] !== false,
        };
  });

export interface StreamServer {
  /** Host and port, or the name of the service; empty: none is set. */
  readonly host: string;
  readonly isEncrypted: boolean;
}

const noServer: StreamServer = { host: '', isEncrypted: false };
/** Scheme and host with port; credentials, path and query are where keys stand. */
const address =
  /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@\s]*@)?(\[[0-9a-f:.]+\]|[^/?#@:\s]+)(:\d{1,5})?(?:[/?#]|$)/i;
const encryptedSchemes: ReadonlySet<string> = new Set(['rtmps', 'https']);
const encryptedProtocols: ReadonlySet<string> = new Set(['RTMPS', 'WHIP', 'HLS']);

/** GetStreamServiceSettings: server, never the key. */
export function parseStreamServer(data: Data): StreamServer | undefined {
  const settings = data?.['streamServiceSettings'];
  const type = textOf(data?.['streamServiceType']);
  if (type === undefined || !isObject(settings)) return undefined;
  const server = textOf(settings['server']) ?? '';
  const [, scheme = '', name = '', port = ''] = address.exec(server) ?? [];
  const isEncrypted = isEncryptedAddress(server, scheme.toLowerCase());
  if (type === 'rtmp_common') {
    const service = (textOf(settings['service']) ?? name).slice(0, 100);
    if (service === '' && server === '') return noServer;
    const protocol = textOf(settings['protocol']) ?? '';
    return {
      host: service,
      isEncrypted: isEncrypted || server === 'auto' || encryptedProtocols.has(protocol.toUpperCase()),
    };
  }
  return { host: `${name}${port}`.slice(0, 255), isEncrypted };
}

function isEncryptedAddress(server: string, scheme: string): boolean {
  if (encryptedSchemes.has(scheme)) return true;
  // SRT and RIST encrypt where the address brings a secret.
  if (scheme === 'srt') return /[?&]passphrase=[^&#]/i.test(server);
  return scheme === 'rist' && /[?&]secret=[^&#]/i.test(server);
}

/** GetStats: space where recordings go, megabytes. */
export function parseFreeDiskMb(data: Data): number | undefined {
  const megabytes = numberOf(data?.['availableDiskSpace']);
  return megabytes === undefined || megabytes < 0 ? undefined : megabytes;
}

/** GetProfileParameter: OBS writes everything as text. */
export const parseProfileValue = (data: Data): string | undefined =>
  textOf(data?.['parameterValue']) ?? textOf(data?.['defaultParameterValue']);

/** GetHotkeyList: is this one there? The list names several for each input and item, so it is not kept. */
export function hasHotkey(data: Data, name: string): boolean | undefined {
  const hotkeys = data?.['hotkeys'];
  return Array.isArray(hotkeys) ? hotkeys.includes(name) : undefined;
}
