import type { RegistryQuirk } from '../quirk.ts';

export default {
  id: 'cgr',
  references: [
    'https://edu.chainguard.dev/chainguard/containers/registry/authenticating/',
    'https://edu.chainguard.dev/chainguard/containers/troubleshooting/registry-errors/',
  ],
  hosts: ['cgr.dev'],
  signs: [],
  // Tokens come from https://cgr.dev/token, also for the public images below `chainguard/`.
  realmHosts: [],
  loginHint: 'use the credential helper `cgr` that `chainctl auth configure-docker` sets up',
} satisfies RegistryQuirk;
