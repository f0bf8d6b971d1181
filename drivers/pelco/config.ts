/** What the config says of a camera on a Pelco-D or Pelco-P line. */
import { z } from 'zod';
import { highestAddress } from '../../protocols/pelco/frames.ts';
import { cameraOptions } from '../camera-options.ts';
import { lineAddress } from '../transports/address.ts';

/** Many receivers take 2400 baud, as many 9600. */
const baud = 2400;
/** Nobody has registered one: that of the usual converters. */
const port = 4001;

export const pelcoConfigSchema = z
  .strictObject({
    id: z.string(),
    kind: z.literal('pelco'),
    label: z.string().optional(),
    /** A serial line, or a converter that passes its bytes on. */
    address: lineAddress(baud, { tcp: port }),
    protocol: z.enum(['D', 'P']).default('D'),
    /** The receiver's address on the line, as its switches say. */
    receiver: z.int().min(1).max(highestAddress.D).default(1),
    /**
     * Where the camera answers questions about its position: how its numbers are meant. Absent: it is not
     * asked, nothing of it is known, and only the longest travel time counts.
     */
    position: z
      .strictObject({
        /** Pan and tilt. */
        unitsPerDegree: z.number().min(1).max(1000).default(100),
        /** Its number for optical tele; wide is 0. */
        zoomTele: z.int().min(1).max(0xffff),
        tiltUp: z.enum(['positive', 'negative']).default('positive'),
      })
      .optional(),
    /** The least time between two frames, ms: 7 bytes take 29 ms at 2400 baud. */
    gapMs: z.number().min(0).max(1000).default(60),
    /** The longest wait for an answer about the position, ms. */
    answerTimeoutMs: z.number().min(50).max(2000).default(250),
    ...cameraOptions,
  })
  .refine(({ protocol, receiver }) => receiver <= highestAddress[protocol], {
    path: ['receiver'],
    message: '1..32 (P)',
    params: { expected: `1..${highestAddress.P} (P)` },
  });
export type PelcoConfig = z.infer<typeof pelcoConfigSchema>;
