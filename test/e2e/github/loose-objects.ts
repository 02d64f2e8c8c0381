import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';

export interface LooseObject {
  readonly type: string;
  readonly content: Buffer;
}

/** Git's own format ("gitrepository-layout", "git-hash-object"), without a process for each object. */
export function writeLoose(folder: string, type: string, content: string | Uint8Array): string {
  const bytes = Buffer.from(content);
  const whole = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
  const oid = createHash('sha1').update(whole).digest('hex');
  const path = pathOf(folder, oid);
  if (existsSync(path)) return oid;
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(`${path}.new`, deflateSync(whole, { level: 1 }));
  renameSync(`${path}.new`, path);
  return oid;
}

/** Null where the object is in a pack, with a fork, or nowhere. */
export function readLoose(folder: string, oid: string): LooseObject | null {
  const path = pathOf(folder, oid);
  if (!existsSync(path)) return null;
  const whole = inflateSync(readFileSync(path));
  const end = whole.indexOf(0);
  const [type = ''] = whole.toString('latin1', 0, end).split(' ');
  return { type, content: whole.subarray(end + 1) };
}

function pathOf(folder: string, oid: string): string {
  return join(folder, 'objects', oid.slice(0, 2), oid.slice(2));
}
