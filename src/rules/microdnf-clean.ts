import { findKeptCaches } from '../findings/kept-cache.ts';
import { rpmCache } from '../findings/rpm-cache.ts';
import type { Rule } from '../findings/rule.ts';

const CACHE = rpmCache(['microdnf', 'tdnf']);

export default {
  id: 'microdnf-clean',
  summary: 'The cache of microdnf or tdnf stays in the layer that fills it',
  rationale:
    'microdnf keeps the metadata of all repositories, and packages, under `/var/cache`. Once the packages ' +
    'are installed nothing needs them, but they stay in the layer, and a later RUN cannot take them ' +
    'out again. The fix empties the cache at the end of the RUN that fills it.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  paths: ['/var/cache/dnf/**', '/var/cache/yum/**'],
  about: CACHE.managers,
  aliases: {
    hadolint: ['DL3040'],
    trivy: ['DS-0027', 'DS027'],
  },
  references: [
    'https://avd.aquasec.com/misconfig/ds-0027',
    'https://github.com/hadolint/hadolint/wiki/DL3040',
  ],
  examples: [
    {
      name: 'packages are installed and the cache stays',
      before: 'FROM redhat/ubi9-minimal\nRUN microdnf install -y httpd\n',
      after: 'FROM redhat/ubi9-minimal\nRUN microdnf install -y httpd && microdnf clean all\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
