import * as z from 'zod';
import type { RegistryQuirk } from '../quirk.ts';

const tagSchema = z.object({
  tag_last_pushed: z.string().nullish(),
  last_updated: z.string().nullish(),
});

export default {
  id: 'docker-hub',
  references: [
    'https://docs.docker.com/reference/api/registry/auth/',
    'https://docs.docker.com/reference/api/hub/latest/operations/GetRepositoryTag/',
  ],
  hosts: ['docker.io', 'registry-1.docker.io'],
  signs: [],
  apiHost: 'registry-1.docker.io',
  realmHosts: ['auth.docker.io'],
  // All tags come in one answer when no size is asked for.
  pageSize: null,
  pushDates: {
    authorization: 'none',
    address: (repository, tag) => {
      const [namespace, name, ...rest] = repository.split('/');
      if (namespace === undefined || name === undefined || rest.length > 0) return null;
      return `https://hub.docker.com/v2/namespaces/${namespace}/repositories/${name}/tags/${tag}`;
    },
    read: (answer) => {
      const { data } = tagSchema.safeParse(answer);
      return data?.tag_last_pushed ?? data?.last_updated ?? null;
    },
  },
  loginHint: 'log in with `docker login`',
} satisfies RegistryQuirk;
