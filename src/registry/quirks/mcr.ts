import type { RegistryQuirk } from '../quirk.ts';

export default {
  id: 'mcr',
  references: [
    'https://github.com/microsoft/containerregistry/issues/168',
    'https://github.com/microsoft/containerregistry/issues/96',
  ],
  hosts: ['mcr.microsoft.com'],
  signs: [],
  // Everything is public, without any token, and all tags come in one answer.
  pageSize: null,
  loginHint: 'all of its images are public: the name is wrong',
} satisfies RegistryQuirk;
