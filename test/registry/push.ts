import { createHash } from 'node:crypto';

/** Where to push, and the header that allows it. */
export interface PushTarget {
  /** `http://127.0.0.1:5000`. */
  readonly origin: string;
  readonly repository: string;
  readonly authorization: string | null;
}

export interface PushedContent {
  readonly mediaType: string;
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

/** `sha256:…` of bytes. */
export function sha256(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Pushes a blob in two requests (OCI distribution specification, "Pushing a blob monolithically"). */
export async function pushBlob(
  target: PushTarget,
  bytes: Uint8Array,
  mediaType: string,
): Promise<PushedContent> {
  const digest = sha256(bytes);
  const start = await send(target, 'POST', '/blobs/uploads/');
  const upload = new URL(start.headers.get('location') ?? '', target.origin);
  upload.searchParams.set('digest', digest);
  await send(target, 'PUT', upload, bytes, 'application/octet-stream');
  return { mediaType, digest, size: bytes.length };
}

/** Pushes a manifest under a tag, or under its digest when `tag` is null. */
export async function pushManifest(
  target: PushTarget,
  tag: string | null,
  manifest: object,
  mediaType: string,
): Promise<PushedContent> {
  const bytes = Buffer.from(JSON.stringify(manifest));
  const digest = sha256(bytes);
  await send(target, 'PUT', `/manifests/${tag ?? digest}`, bytes, mediaType);
  return { mediaType, digest, size: bytes.length };
}

async function send(
  { origin, repository, authorization }: PushTarget,
  method: string,
  path: string | URL,
  body?: Uint8Array,
  type?: string,
): Promise<Response> {
  const address = typeof path === 'string' ? `${origin}/v2/${repository}${path}` : path;
  const response = await fetch(address, {
    method,
    headers: {
      ...(authorization !== null && { authorization }),
      ...(type !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { body: Buffer.from(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${response.url}: ${response.status} ${text}`);
  return response;
}
