import type { RegistryQuirk } from '../quirk.ts';

export default {
  id: 'gitlab',
  references: [
    'https://docs.gitlab.com/user/packages/container_registry/authenticate_with_container_registry/',
    'https://docs.gitlab.com/administration/packages/container_registry/',
  ],
  hosts: ['registry.gitlab.com'],
  signs: [{ header: 'gitlab-container-registry-version', value: '' }],
  // Tokens come from the web application, https://gitlab.com/jwt/auth. A self-managed one has the same
  // site as its registry; where it has another, the operator names it under `realms`.
  realmHosts: ['gitlab.com'],
  pageSize: 1000,
  loginHint: 'log in with a token that has the scope read_registry as password',
} satisfies RegistryQuirk;
