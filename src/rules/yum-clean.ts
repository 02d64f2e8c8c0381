import { findKeptCaches } from '../findings/kept-cache.ts';
import { rpmCache } from '../findings/rpm-cache.ts';
import type { Rule } from '../findings/rule.ts';

const CACHE = rpmCache(['yum']);

export default {
  id: 'yum-clean',
  summary: 'The cache of yum stays in the layer that fills it',
  rationale:
    'yum keeps the metadata of all repositories, and packages, under `/var/cache`. Once the packages ' +
    'are installed nothing needs them, but they stay in the layer, and a later RUN cannot take them ' +
    'out again. The fix empties the cache at the end of the RUN that fills it.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  paths: ['/var/cache/yum/**', '/var/cache/dnf/**'],
  about: CACHE.managers,
  aliases: {
    hadolint: ['DL3032'],
    trivy: ['DS-0015', 'DS015'],
    kics: ['Yum Clean All Missing', '00481784-25aa-4a55-8633-3136dfcf4f37'],
    semgrep: ['remove-package-cache'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3032',
    'https://avd.aquasec.com/misconfig/ds-0015',
  ],
  examples: [
    {
      name: 'packages are installed and the cache stays',
      before: 'FROM centos:7\nRUN yum install -y httpd\n',
      after: 'FROM centos:7\nRUN yum install -y httpd && yum clean all\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
