import * as z from 'zod';
import type { Core } from './core.ts';
import { listTags } from './list-tags.ts';
import type { TagList } from './list-tags.ts';
import { recordShape } from './record.ts';
import type { Target } from './target.ts';
import { notKept } from './core.ts';

const schema = z.object({
  ...recordShape,
  tags: z.array(z.string()).readonly(),
  dates: z.record(z.string(), z.string()).readonly(),
});

type TagRecord = z.infer<typeof schema>;

/** The tags of a repository, kept for minutes. */
export function tagsOf(core: Core, target: Target): Promise<TagList> {
  const { session, recorder, options } = core;
  const key = `tags ${target.repository}`;
  return core.once(key, () =>
    recorder.refresh(key, schema, notKept(target, 'the list of tags'), (kept) =>
      core.ask(target.endpoints, async (endpoint, signal): Promise<TagRecord> => {
        const { origin } = endpoint;
        const same = kept?.origin === origin ? kept : null;
        const list = await listTags(session, endpoint, same?.etag ?? null, signal);
        const at = options.now();
        if (list !== 'unchanged') return { ...list, at, origin };
        return { ...EMPTY, ...same, at, origin };
      }),
    ),
  );
}

/** What a registry that has nothing new says of a list that we do not have. */
const EMPTY = { tags: [], dates: {}, etag: null };
