import type { RegistryQuirk } from '../quirk.ts';

export default {
  id: 'ecr',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/public/public-registry-auth.html',
    'https://github.com/google/go-containerregistry/issues/681',
    'https://github.com/CodesWhat/drydock/pull/927',
  ],
  hosts: [
    'public.ecr.aws',
    '*.dkr.ecr.*.amazonaws.com',
    '*.dkr.ecr-fips.*.amazonaws.com',
    '*.dkr.ecr.*.amazonaws.com.cn',
  ],
  signs: [],
  // More is answered with an error; the cursor of its next link is opaque, so that links are followed.
  pageSize: 1000,
  paging: 'link',
  // The password of the user AWS is good for 12 hours: a helper gets a new one each time.
  loginHint:
    'use the credential helper `ecr-login`, or `aws ecr get-login-password` with the user AWS',
} satisfies RegistryQuirk;
