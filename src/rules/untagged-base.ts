import { imageUses } from '../dockerfile/image-uses.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import { pinFloating } from '../findings/image-upgrade.ts';
import type { Rule } from '../findings/rule.ts';
import { parseReference } from '../image/reference.ts';

const NOT_ASKED =
  'only the registry knows which version `latest` stands for; write the tag of the version that you test with';

/** A name that `COPY --from` gives without a slash may be a build context, which has no tag. */
function mayBeContext({ role, reference }: ImageUse): boolean {
  return role !== 'base' && !reference.includes('/');
}

function isUntagged({ resolved, reference }: ImageUse): boolean {
  if (resolved === null) return endsUntagged(reference);
  const image = parseReference(resolved);
  return image !== null && image.tag === null && image.digest === null;
}

/** `${REGISTRY}/ubuntu` has no tag, whatever the registry is. */
function endsUntagged(reference: string): boolean {
  const slash = reference.lastIndexOf('/');
  return slash !== -1 && /^[a-z0-9._-]+$/.test(reference.slice(slash + 1));
}

export default {
  id: 'untagged-base',
  summary: 'An image is used without a tag',
  rationale:
    'Without a tag the builder takes `latest`, which is another image after every release. The same ' +
    'Dockerfile then builds something else from one day to the next, a cached build differs from a ' +
    'fresh one, and nobody can tell from the file what is inside. A tag that names a version says what ' +
    'is meant, and tools can tell when it is out of date.',
  severity: 'medium',
  safety: 'review',
  movesImages: true,
  effects: ['base'],
  aliases: {
    hadolint: ['DL3006'],
    trivy: ['DS-0001', 'DS001'],
    checkov: ['CKV_DOCKER_7'],
    kics: ['Image Version Not Explicit', '9efb0b2d-89c9-41a3-91ca-dcc0aec911fd'],
    sonar: ['S6596', 'S8431'],
    semgrep: ['missing-image-version', 'dockerfile-source-not-pinned'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3006',
    'https://avd.aquasec.com/misconfig/ds-0001',
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  ],
  examples: [
    {
      name: 'the base image has no tag',
      outlooks: {
        debian: { reference: `debian:13.2@sha256:${'1'.repeat(64)}`, kind: 'digest-pin' },
      },
      before: 'FROM debian\nRUN apt-get update\n',
      after: `FROM debian:13.2@sha256:${'1'.repeat(64)}\nRUN apt-get update\n`,
    },
  ],
  *check(dockerfile, facts) {
    for (const use of imageUses(dockerfile)) {
      if (use.role === 'syntax' || mayBeContext(use) || !isUntagged(use)) continue;
      const name = use.resolved ?? use.reference;
      const message = `\`${name}\` has no tag, so the build takes whatever is \`latest\` on the day.`;
      yield { span: use.span, message, ...pinFloating({ dockerfile, facts, use }, NOT_ASKED) };
    }
  },
} satisfies Rule;
