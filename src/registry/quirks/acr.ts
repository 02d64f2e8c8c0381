import * as z from 'zod';
import type { RegistryQuirk } from '../quirk.ts';

const tagSchema = z.object({ tag: z.object({ lastUpdateTime: z.string() }) });

export default {
  id: 'acr',
  references: [
    'https://azure.github.io/acr/AAD-OAuth.html',
    'https://learn.microsoft.com/en-us/rest/api/containerregistry/tag/get-attributes',
  ],
  hosts: ['*.azurecr.io', '*.azurecr.cn', '*.azurecr.us'],
  signs: [],
  // `az acr login` leaves a refresh token behind, under this user name where there is one.
  identityTokenUser: '00000000-0000-0000-0000-000000000000',
  pushDates: {
    authorization: 'registry',
    address: (repository, tag) => `/acr/v1/${repository}/_tags/${tag}`,
    read: (answer) => tagSchema.safeParse(answer).data?.tag.lastUpdateTime ?? null,
  },
  loginHint: 'log in with `az acr login`',
} satisfies RegistryQuirk;
