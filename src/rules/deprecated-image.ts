import { imageUses } from '../dockerfile/image-uses.ts';
import { chosenFor, endedLines, takeImage } from '../findings/image-upgrade.ts';
import type { Rule } from '../findings/rule.ts';
import { parseReference, printReference } from '../image/reference.ts';
import { successorsOf } from '../image/successor.ts';

export default {
  id: 'deprecated-image',
  summary: 'An image was given up by its publisher',
  rationale:
    'The repository still answers, but nothing new comes: no version, no rebuild, no security fix. Its ' +
    'publisher, or the project in it, named a successor. The fix takes the successor with the same ' +
    'version and the variant that comes nearest.',
  severity: 'medium',
  safety: 'review',
  movesImages: true,
  refusesMoves: ['replacement'],
  effects: ['base'],
  aliases: {},
  references: ['https://docs.docker.com/docker-hub/image-library/trusted-content/'],
  examples: [
    {
      name: 'the registry of Kubernetes has moved',
      outlooks: {
        'k8s.gcr.io/pause:3.9': { reference: 'registry.k8s.io/pause:3.9', kind: 'replacement' },
      },
      before: 'FROM k8s.gcr.io/pause:3.9\n',
      after: 'FROM registry.k8s.io/pause:3.9\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const use of imageUses(dockerfile)) {
      const image = use.resolved === null ? null : parseReference(use.resolved);
      if (image === null || use.resolved === null) continue;
      // `end-of-life-image` says the worse thing about the same image.
      if (endedLines(facts, use.resolved).length > 0) continue;
      const successors = successorsOf(image);
      const [first] = successors;
      if (first === undefined) continue;
      const place = { dockerfile, facts, use };
      const chosen = chosenFor(place);
      const names = successors
        .map(({ reference }) => `\`${printReference(reference)}\``)
        .join(' or ');
      const left = `compare ${names} with what the image brings, and take one of them`;
      const answer =
        chosen?.kind === 'replacement' ? takeImage(place, chosen) : { fix: null, left };
      yield { span: use.span, message: `\`${use.resolved}\`: ${first.why}.`, ...answer };
    }
  },
} satisfies Rule;
