import * as z from 'zod';
import type { RegistryQuirk } from '../quirk.ts';

const artifactSchema = z.object({
  push_time: z.string().nullish(),
  tags: z.array(z.object({ name: z.string(), push_time: z.string() })).nullish(),
});

export default {
  id: 'harbor',
  references: [
    'https://github.com/goharbor/harbor/blob/main/api/v2.0/swagger.yaml',
    'https://goharbor.io/docs/main/working-with-projects/create-projects/configure-proxy-cache/',
  ],
  // Everybody hosts it themselves: the operator says `kind: harbor`.
  hosts: ['demo.goharbor.io'],
  signs: [],
  pushDates: {
    // Its own API takes no registry token; projects that everybody may read need none.
    authorization: 'none',
    address: (repository, tag) => {
      const slash = repository.indexOf('/');
      if (slash === -1) return null;
      const project = repository.slice(0, slash);
      // A slash inside the name is encoded twice, as its description asks.
      const name = encodeURIComponent(encodeURIComponent(repository.slice(slash + 1)));
      return `/api/v2.0/projects/${project}/repositories/${name}/artifacts/${tag}?with_tag=true`;
    },
    read: (answer, tag) => {
      const { data } = artifactSchema.safeParse(answer);
      const found = data?.tags?.find(({ name }) => name === tag);
      return found?.push_time ?? data?.push_time ?? null;
    },
  },
} satisfies RegistryQuirk;
