/** What the config says of a VISCA camera: on the network, or in a chain on a serial line. */
import { z } from 'zod';
import { rawPorts } from '../../protocols/visca/frames.ts';
import { viscaModels, type ViscaModelName } from '../../protocols/visca/models.ts';
import { viscaPort } from '../../protocols/visca/over-ip.ts';
import { cameraOptions } from '../camera-options.ts';
import { lineAddress } from '../transports/address.ts';

const modelNames = ['auto', ...Object.keys(viscaModels)] as ['auto', ...ViscaModelName[]];
const baud = 9600;

/** How frames travel: with Sony's header, bare on TCP or UDP to one camera, or bare on a line of several. */
type Carriage = 'over-ip' | 'tcp' | 'udp' | 'chain';
/** Longest wait for an answer, ms: a lost datagram is not waited for as long as seven cameras at 9600 baud. */
const answerTimeoutMs: Readonly<Record<Carriage, number>> = {
  'over-ip': 250,
  udp: 250,
  tcp: 500,
  chain: 600,
};

export const viscaConfigSchema = z
  .strictObject({
    id: z.string(),
    kind: z.literal('visca'),
    label: z.string().optional(),
    address: lineAddress(baud, { udp: viscaPort, tcp: rawPorts.tcp }),
    /**
     * `over-ip`: each frame behind Sony's header. `raw`: bare frames, one camera. `chain`: bare frames, up to
     * seven cameras on a serial line, or on a TCP converter to one. Absent: by scheme and port.
     */
    framing: z.enum(['over-ip', 'raw', 'chain']).optional(),
    /** `auto` asks the camera; a model that is not listed is not trusted about having arrived. */
    model: z.enum(modelNames).default('auto'),
    /** The device address in the frames: the place in the chain; over IP some clones insist on another than 1. */
    deviceAddress: z.int().min(1).max(7).default(1),
    ...cameraOptions,
    /** Speed parameters of absolute moves, 1..24. */
    panSpeed: z.int().min(1).max(0x18).default(0x18),
    tiltSpeed: z.int().min(1).max(0x17).default(0x17),
    /** The longest wait before a request is sent again; once round trips are known it is shorter. */
    answerTimeoutMs: z.number().min(50).max(2000).optional(),
  })
  .transform((config, context) => {
    const { scheme } = config.address;
    const bare = scheme === 'serial' ? 'chain' : scheme === 'tcp' || isRawPort(config.address) ? 'raw' : null;
    const wanted = config.framing ?? bare ?? 'over-ip';
    const framing = carriageOf(wanted, scheme);
    if (framing)
      return { ...config, framing, answerTimeoutMs: config.answerTimeoutMs ?? answerTimeoutMs[framing] };
    const expected = framingsOf(scheme).join(' | ');
    context.addIssue({ code: 'custom', path: ['framing'], message: expected, params: { expected } });
    return z.NEVER;
  });
export type ViscaConfig = z.infer<typeof viscaConfigSchema>;

const isRawPort = (address: ViscaAddress): boolean =>
  address.scheme === 'udp' && 'port' in address && address.port === rawPorts.udp;

type ViscaAddress = z.output<ReturnType<typeof lineAddress>>;

/** Which framings make sense on this scheme. */
function framingsOf(scheme: string): readonly ('over-ip' | 'raw' | 'chain')[] {
  if (scheme === 'serial') return ['chain'];
  return scheme === 'tcp' ? ['raw', 'chain'] : ['over-ip', 'raw'];
}

function carriageOf(framing: 'over-ip' | 'raw' | 'chain', scheme: string): Carriage | null {
  if (!framingsOf(scheme).includes(framing)) return null;
  if (framing !== 'raw') return framing;
  return scheme === 'tcp' ? 'tcp' : 'udp';
}
