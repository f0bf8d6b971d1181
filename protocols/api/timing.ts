/** The times and picture numbers both ends of the live connections agree on; no schema here, so that pages need no zod. */

/** The daemon's heartbeat, ms. A page that hears nothing for `lostAfterMs` says so. */
export const heartbeatMs = 1000;
export const lostAfterMs = 2200;

/**
 * Pictures on `/api/pictures` (WebSocket, operator only). The page sends `{"type":"watch"}`, or with the
 * cameras it also looks at `{"type":"watch","cameras":["camera-2"]}`; a later one replaces the list. Each
 * binary message is one byte naming the picture (index in `pictureKinds`), for a camera then one byte with
 * the length of its id and the id in UTF-8, and a JPEG of 640×360.
 */
export const pictureKinds = ['program', 'preview', 'camera'] as const;
