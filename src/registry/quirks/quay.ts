import * as z from 'zod';
import type { RegistryQuirk } from '../quirk.ts';

const tagsSchema = z.object({
  tags: z.array(z.object({ name: z.string(), start_ts: z.number() })),
});

export default {
  id: 'quay',
  references: [
    'https://docs.redhat.com/en/documentation/red_hat_quay/3/html/use_red_hat_quay/viewing-tag-history-v2-api',
    'https://github.com/TritonDataCenter/node-docker-registry-client/issues/12',
  ],
  hosts: ['quay.io'],
  signs: [],
  // It sends 100 at most, 50 when not asked, and its next links hold an opaque `next_page`.
  pageSize: 100,
  pushDates: {
    authorization: 'none',
    address: (repository, tag) =>
      `/api/v1/repository/${repository}/tag/?onlyActiveTags=true&limit=1&specificTag=${tag}`,
    read: (answer, tag) => {
      const found = tagsSchema.safeParse(answer).data?.tags.find(({ name }) => name === tag);
      const seconds = found?.start_ts ?? NaN;
      return seconds > 0 && seconds < 8.64e12 ? new Date(seconds * 1000).toISOString() : null;
    },
  },
} satisfies RegistryQuirk;
