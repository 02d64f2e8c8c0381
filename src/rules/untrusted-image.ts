import { imageUses } from '../dockerfile/image-uses.ts';
import type { ImagePlace } from '../findings/image-upgrade.ts';
import { mirrored, takeFromMirror } from '../findings/mirrored-image.ts';
import type { Problem, Rule } from '../findings/rule.ts';
import { parseReference } from '../image/reference.ts';

const LEFT =
  'the configuration lists the images that may be used; take one of them, or have this one added to `upgrades.images`';

function wantedElsewhere(place: ImagePlace, target: string): Problem {
  const { dockerfile, facts, use } = place;
  const { span } = use;
  const message = `\`${use.resolved ?? ''}\` is to be taken from the mirror that the configuration names.`;
  const fix = takeFromMirror(dockerfile, use, target, facts);
  if (fix !== null) return { span, message, fix };
  const left = `the name is put together in a way that no edit can express; the image to take is ${target}`;
  return { span, message, fix, left };
}

export default {
  id: 'untrusted-image',
  summary: 'An image comes from somewhere that the configuration does not allow',
  rationale:
    'An organisation that lists the registries and repositories that it trusts wants to know of every ' +
    'image from elsewhere: whoever controls it runs code in the build. Where it names a mirror ' +
    '(`policy.mirrors`), the fix takes the same image from there. Without such a list in ' +
    '`.github/seaworthy.yml` the rule says nothing.',
  severity: 'high',
  safety: 'review',
  effects: ['base'],
  aliases: { hadolint: ['DL3026'], dockle: ['CIS-DI-0002'] },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3026'],
  examples: [
    {
      name: 'only images of the house are allowed',
      allowed: ['registry.example.com/*'],
      before: 'FROM registry.example.com/base:1 AS build\nFROM somebody/tools:2\n',
      after: null,
    },
    {
      name: 'the organisation has a mirror of the official images',
      policy: {
        mirrors: [{ from: 'docker.io/library/', to: 'registry.example.com/hub/library/' }],
      },
      before: 'FROM node:22-slim\n',
      after: 'FROM registry.example.com/hub/library/node:22-slim\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const use of imageUses(dockerfile)) {
      const image = use.resolved === null ? null : parseReference(use.resolved);
      if (image === null) continue;
      const target = mirrored(image, facts.policy.mirrors);
      if (target !== null) {
        yield wantedElsewhere({ dockerfile, facts, use }, target);
        continue;
      }
      if (facts.isAllowed(image)) continue;
      const message = `\`${use.resolved ?? ''}\` is not among the images that the configuration allows.`;
      yield { span: use.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
