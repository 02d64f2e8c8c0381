import { imageUses } from '../dockerfile/image-uses.ts';
import { chosenFor, takeImage } from '../findings/image-upgrade.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'stale-digest',
  summary: 'The tag beside a digest stands for another image by now',
  rationale:
    'A digest keeps the very bytes, and with them every vulnerability that was fixed since: official ' +
    'images are built anew under the same tag whenever a package below them gets a fix. The tag beside ' +
    'the digest says what to follow; the digest is replaced by the one that this tag has today.',
  severity: 'low',
  safety: 'review',
  movesImages: true,
  effects: ['base'],
  aliases: {},
  references: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://github.com/docker-library/faq#why-does-my-security-scanner-show-that-an-image-has-cves',
  ],
  examples: [
    {
      name: 'the tag was built anew',
      outlooks: {
        [`alpine:3.20@sha256:${'0'.repeat(64)}`]: {
          reference: `alpine:3.20@sha256:${'1'.repeat(64)}`,
          kind: 'digest-refresh',
        },
      },
      before: `FROM alpine:3.20@sha256:${'0'.repeat(64)}\n`,
      after: `FROM alpine:3.20@sha256:${'1'.repeat(64)}\n`,
    },
  ],
  *check(dockerfile, facts) {
    for (const use of imageUses(dockerfile)) {
      const place = { dockerfile, facts, use };
      const chosen = chosenFor(place);
      if (chosen?.kind !== 'digest-refresh') continue;
      const tagged = (use.resolved ?? use.reference).replace(/@.*/, '');
      const message = `\`${tagged}\` stands for another image than the digest beside it: ${chosen.reason}.`;
      yield { span: use.span, message, ...takeImage(place, chosen) };
    }
  },
} satisfies Rule;
