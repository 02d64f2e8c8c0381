import * as z from 'zod';
import type { Manifest, ManifestHead } from '../image/registry.ts';
import { notKept } from './core.ts';
import type { Core } from './core.ts';
import { ExternalError } from '../http/external-error.ts';
import { parseManifest } from './parse-manifest.ts';
import { getManifest, headManifest } from './read-manifest.ts';
import { recordShape } from './record.ts';
import type { Target } from './target.ts';

const schema = z.object({ ...recordShape, digest: z.string(), mediaType: z.string() });

type NameRecord = z.infer<typeof schema>;

/** What a tag stands for; by HEAD alone, or with the content, which comes in the same request. */
async function nameOf(
  core: Core,
  target: Target,
  tag: string,
  ask: typeof headManifest,
): Promise<NameRecord> {
  const { recorder, session, content, options } = core;
  const key = `tag ${target.repository}:${tag}`;
  return core.once(key, () =>
    recorder.refresh(key, schema, notKept(target, 'the digest'), (kept) =>
      core.ask(target.endpoints, async (endpoint, signal): Promise<NameRecord> => {
        const { origin } = endpoint;
        const same = kept?.origin === origin ? kept : null;
        const found = await ask(session, endpoint, tag, same?.etag ?? null, signal);
        const at = options.now();
        if (found === 'unchanged') {
          if (same !== null) return { ...same, at };
          throw new ExternalError('invalid-answer', `${endpoint.host} answers HTTP 304 unasked`);
        }
        const { digest, mediaType, etag } = found;
        if ('bytes' in found) await content.keep(target.repository, digest, found.bytes);
        return { digest, mediaType, etag, at, origin };
      }),
    ),
  );
}

async function contentOf(core: Core, target: Target, digest: string): Promise<Uint8Array> {
  const { content, session } = core;
  const { repository } = target;
  return core.once(`manifest ${repository}@${digest}`, () =>
    content.read(repository, digest, notKept(target, 'the manifest'), () =>
      core.ask(target.endpoints, async (endpoint, signal) => {
        const found = await getManifest(session, endpoint, digest, null, signal);
        if (found !== 'unchanged') return found.bytes;
        throw new ExternalError('invalid-answer', `${endpoint.host} answers HTTP 304 unasked`);
      }),
    ),
  );
}

export async function readManifest(core: Core, target: Target): Promise<Manifest> {
  const { tag, host } = target;
  const digest = target.digest ?? (await nameOf(core, target, tag ?? 'latest', getManifest)).digest;
  return parseManifest(await contentOf(core, target, digest), digest, host);
}

export async function findDigest(core: Core, target: Target): Promise<ManifestHead> {
  if (target.digest !== null) {
    const { digest, mediaType } = await readManifest(core, target);
    return { digest, mediaType };
  }
  const { digest, mediaType } = await nameOf(core, target, target.tag ?? 'latest', headManifest);
  return { digest, mediaType };
}
