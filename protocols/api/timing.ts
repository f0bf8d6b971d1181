/** The times and picture numbers both ends of the live connections agree on; no schema here, so that pages need no zod. */

/** The daemon's heartbeat, ms. A page that hears nothing for `lostAfterMs` says so. */
export const heartbeatMs = 1000;
export const lostAfterMs = 2200;

/**
 * Pictures on `/api/pictures` (WebSocket, operator only): the page sends `{"type":"watch"}`; each binary
 * message is one byte naming the picture (0 program, 1 preview), then a JPEG of 640×360.
 */
export const pictureKinds = ['program', 'preview'] as const;
export type PictureKind = (typeof pictureKinds)[number];
