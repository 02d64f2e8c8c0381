import { findKeptCaches } from '../findings/kept-cache.ts';
import { rpmCache } from '../findings/rpm-cache.ts';
import type { Rule } from '../findings/rule.ts';

const CACHE = rpmCache(['dnf']);

export default {
  id: 'dnf-clean',
  summary: 'The cache of dnf stays in the layer that fills it',
  rationale:
    'dnf keeps the metadata of all repositories, and packages, under `/var/cache`. Once the packages ' +
    'are installed nothing needs them, but they stay in the layer, and a later RUN cannot take them ' +
    'out again. The fix empties the cache at the end of the RUN that fills it.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  paths: ['/var/cache/dnf/**', '/var/cache/libdnf5/**', '/var/cache/yum/**'],
  about: CACHE.managers,
  aliases: {
    hadolint: ['DL3040'],
    trivy: ['DS-0019', 'DS019'],
    kics: ['Missing Dnf Clean All', '295acb63-9246-4b21-b441-7c1f1fb62dc0'],
    semgrep: ['missing-dnf-clean-all'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3040',
    'https://avd.aquasec.com/misconfig/ds-0019',
  ],
  examples: [
    {
      name: 'packages are installed and the cache stays',
      before: 'FROM fedora:42\nRUN dnf install -y httpd\n',
      after: 'FROM fedora:42\nRUN dnf install -y httpd && dnf clean all\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
