import { imageUses } from '../dockerfile/image-uses.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import { pinFloating } from '../findings/image-upgrade.ts';
import type { Rule } from '../findings/rule.ts';
import { parseReference } from '../image/reference.ts';

const NOT_ASKED =
  'only the registry knows which version `latest` stands for; write that one, unless this image is meant to float';

function isLatest({ resolved, reference }: ImageUse): boolean {
  if (resolved === null) return endsInLatest(reference);
  const image = parseReference(resolved);
  return image !== null && image.tag === 'latest' && image.digest === null;
}

/** `$REPOSITORY/$IMAGE:latest` is, whatever the image is. */
function endsInLatest(reference: string): boolean {
  return reference.endsWith(':latest') && !reference.includes('@');
}

export default {
  id: 'latest-tag',
  summary: 'An image is used with the tag `latest`',
  rationale:
    '`latest` is moved to another image with every release, also across major versions. The same ' +
    'Dockerfile then builds something else from one day to the next, and an earlier build cannot be ' +
    'made again. A tag that names a version says what is meant.',
  severity: 'medium',
  safety: 'review',
  movesImages: true,
  effects: ['base'],
  aliases: {
    hadolint: ['DL3007'],
    trivy: ['DS-0001', 'DS001'],
    checkov: ['CKV_DOCKER_7'],
    kics: ['Image Version Using latest', "Image Version Using 'latest'"],
    dockle: ['DKL-DI-0006'],
    sonar: ['S6596'],
    semgrep: ['avoid-latest-version'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3007',
    'https://avd.aquasec.com/misconfig/ds-0001',
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  ],
  examples: [
    {
      name: 'the base image is whatever is newest',
      outlooks: {
        'node:latest': { reference: `node:25.2.1@sha256:${'1'.repeat(64)}`, kind: 'digest-pin' },
      },
      before: 'FROM node:latest\nCMD ["node", "server.js"]\n',
      after: `FROM node:25.2.1@sha256:${'1'.repeat(64)}\nCMD ["node", "server.js"]\n`,
    },
  ],
  *check(dockerfile, facts) {
    for (const use of imageUses(dockerfile)) {
      if (use.role === 'syntax' || !isLatest(use)) continue;
      const name = use.resolved ?? use.reference;
      const message = `\`${name}\` is another image after every release.`;
      yield { span: use.span, message, ...pinFloating({ dockerfile, facts, use }, NOT_ASKED) };
    }
  },
} satisfies Rule;
