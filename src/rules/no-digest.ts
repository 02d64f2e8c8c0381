import { imageUses } from '../dockerfile/image-uses.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import { chosenFor, pinImage } from '../findings/image-upgrade.ts';
import type { ImagePlace } from '../findings/image-upgrade.ts';
import type { Rule } from '../findings/rule.ts';
import { parseReference } from '../image/reference.ts';

const NOT_ASKED =
  'the digest has to be asked from the registry; pin it only where a bot keeps it fresh, and keep the tag beside it';

/** A name that `COPY --from` gives without slash and tag may be a build context, which has no digest. */
function mayBeContext({ role, reference }: ImageUse): boolean {
  return role !== 'base' && !/[/:]/.test(reference);
}

/** A frontend follows its release line on purpose, unless the policy asks for digests everywhere. */
function isMeantToFloat(place: ImagePlace): boolean {
  return place.use.role === 'syntax' && chosenFor(place)?.kind !== 'digest-pin';
}

export default {
  id: 'no-digest',
  summary: 'An image is used without a digest',
  rationale:
    'A tag can be moved to another image at any time, by its owner or by somebody who took over the ' +
    'account. A digest cannot: the builder refuses every other content. It pays where something keeps ' +
    'it fresh, because a digest that nobody moves keeps old vulnerabilities.',
  severity: 'info',
  safety: 'safe',
  opinionated: true,
  movesImages: true,
  effects: ['base'],
  aliases: { sonar: ['S7023'], semgrep: ['dockerfile-source-not-pinned'] },
  references: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://rules.sonarsource.com/docker/RSPEC-7023/',
  ],
  examples: [
    {
      name: 'the base image is pinned by its tag only',
      outlooks: {
        'debian:12': { reference: `debian:12@sha256:${'1'.repeat(64)}`, kind: 'digest-pin' },
      },
      before: 'FROM debian:12\nRUN apt-get update\n',
      after: `FROM debian:12@sha256:${'1'.repeat(64)}\nRUN apt-get update\n`,
    },
  ],
  *check(dockerfile, facts) {
    for (const use of imageUses(dockerfile)) {
      const image = use.resolved === null ? null : parseReference(use.resolved);
      if (image === null || image.digest !== null) continue;
      const place = { dockerfile, facts, use };
      if (mayBeContext(use) || isMeantToFloat(place)) continue;
      const message = `\`${use.resolved ?? ''}\` has no digest, so its content may change.`;
      yield { span: use.span, message, ...pinImage(place, NOT_ASKED) };
    }
  },
} satisfies Rule;
