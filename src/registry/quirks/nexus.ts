import type { RegistryQuirk } from '../quirk.ts';

export default {
  id: 'nexus',
  references: ['https://github.com/sonatype/nexus-public/issues/1011'],
  // Everybody hosts it themselves.
  hosts: [],
  signs: [{ header: 'server', value: 'Nexus/' }],
  // Behind a port of its own, the next link has a path that only the main port knows.
  paging: 'own-address',
} satisfies RegistryQuirk;
