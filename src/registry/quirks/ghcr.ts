import type { RegistryQuirk } from '../quirk.ts';

export default {
  id: 'ghcr',
  references: [
    'https://docs.github.com/en/packages/working-with-a-github-packages-registry/working-with-the-container-registry',
    'https://github.com/renovatebot/renovate/pull/36103',
  ],
  // `containers.` is the same registry on GitHub Enterprise Server and on data residency.
  hosts: ['ghcr.io', 'containers.*.ghe.com'],
  signs: [],
  // Oldest tags come first, 100 a page unless more are asked for: the newest are on the last page.
  pageSize: 1000,
  // Its token server is https://ghcr.io/token; also public images need its token.
  realmHosts: [],
  loginHint:
    'log in with `docker login ghcr.io`, with a token that has the scope read:packages as password',
} satisfies RegistryQuirk;
