import * as z from 'zod';
import type { Descriptor } from '../image/registry.ts';
import { notKept } from './core.ts';
import type { Core } from './core.ts';
import { listReferrers } from './list-referrers.ts';
import { findDigest } from './manifest-answers.ts';
import { recordShape } from './record.ts';
import type { Target } from './target.ts';

const schema = z.object({
  ...recordShape,
  referrers: z.array(
    z.object({
      mediaType: z.string(),
      digest: z.string(),
      size: z.number(),
      artifactType: z.string().nullable(),
      annotations: z.record(z.string(), z.string()),
    }),
  ),
});

type ReferrersRecord = z.infer<typeof schema>;

/** What refers to the digest of an image, kept for minutes: others may add to it. */
export async function referrersOf(core: Core, target: Target): Promise<readonly Descriptor[]> {
  const digest = target.digest ?? (await findDigest(core, target)).digest;
  const key = `referrers ${target.repository}@${digest}`;
  const record = await core.once(key, () =>
    core.recorder.refresh(key, schema, notKept(target, 'the list of referrers'), () =>
      core.ask(target.endpoints, async (endpoint, signal): Promise<ReferrersRecord> => {
        const referrers = await listReferrers(core.session, endpoint, digest, signal);
        const at = core.options.now();
        return { referrers: [...referrers], at, origin: endpoint.origin, etag: null };
      }),
    ),
  );
  return record.referrers;
}
