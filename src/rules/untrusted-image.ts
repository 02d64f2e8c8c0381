import { imageUses } from '../dockerfile/image-uses.ts';
import type { Rule } from '../findings/rule.ts';
import { parseReference } from '../image/reference.ts';

const LEFT =
  'the configuration lists the images that may be used; take one of them, or have this one added to `upgrades.images`';

export default {
  id: 'untrusted-image',
  summary: 'An image comes from somewhere that the configuration does not allow',
  rationale:
    'An organisation that lists the registries and repositories that it trusts wants to know of every ' +
    'image from elsewhere: whoever controls it runs code in the build. Without such a list in ' +
    '`.github/seaworthy.yml` the rule says nothing.',
  severity: 'high',
  safety: null,
  effects: [],
  aliases: { hadolint: ['DL3026'], dockle: ['CIS-DI-0002'] },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3026'],
  examples: [
    {
      name: 'only images of the house are allowed',
      allowed: ['registry.example.com/*'],
      before: 'FROM registry.example.com/base:1 AS build\nFROM somebody/tools:2\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const use of imageUses(dockerfile)) {
      const image = use.resolved === null ? null : parseReference(use.resolved);
      if (image === null || facts.isAllowed(image)) continue;
      const message = `\`${use.resolved ?? ''}\` is not among the images that the configuration allows.`;
      yield { span: use.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
