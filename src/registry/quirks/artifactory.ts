import type { RegistryQuirk } from '../quirk.ts';

export default {
  id: 'artifactory',
  references: [
    'https://jfrog.atlassian.net/browse/RTFACT-18971',
    'https://github.com/renovatebot/renovate/pull/20745',
    'https://github.com/renovatebot/renovate/issues/15080',
  ],
  hosts: ['*.jfrog.io'],
  signs: [
    { header: 'x-jfrog-version', value: 'Artifactory' },
    { header: 'x-artifactory-id', value: '' },
  ],
  // The path of its next link lacks the virtual repository; only the cursor in its query is right.
  paging: 'own-address',
} satisfies RegistryQuirk;
