/**
 * A file that is only there to be deleted: when the disk is full, its space lets a running ballot be closed and
 * counted. It is made once there is room for it several times over, and made again when there is.
 */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Enough for some thousand small transactions in the log beside the database. */
const ballastBytes = 32 * 1024 * 1024;
const pieceBytes = 1024 * 1024;
const roomFactor = 8;

/** True if it is there afterwards. Written in full: a file of holes keeps no room free. */
export function keepBallast(path: string): boolean {
  if (existsSync(path)) return true;
  const { bavail, bsize } = statfsSync(dirname(path));
  if (bavail * bsize < roomFactor * ballastBytes) return false;
  const file = openSync(path, 'wx', 0o600);
  try {
    const piece = Buffer.alloc(pieceBytes, 0x53);
    for (let written = 0; written < ballastBytes; written += pieceBytes) writeSync(file, piece);
    fsyncSync(file);
    return true;
  } catch {
    rmSync(path, { force: true });
    return false;
  } finally {
    closeSync(file);
  }
}

/** False: there was none left. */
export function spendBallast(path: string): boolean {
  if (!existsSync(path)) return false;
  rmSync(path);
  return true;
}
