import { imageUses } from '../dockerfile/image-uses.ts';
import { chosenFor, endedLines, takeImage } from '../findings/image-upgrade.ts';
import type { Rule } from '../findings/rule.ts';
import type { UpgradeKind } from '../image/upgrade.ts';

const KINDS: ReadonlySet<UpgradeKind> = new Set(['patch', 'minor', 'major', 'distribution']);

export default {
  id: 'outdated-image',
  summary: 'A newer version of an image is there',
  rationale:
    'A newer release on the same line has fixes that the one in use lacks. The move keeps what the tag ' +
    'says of variant, distribution family and precision, never takes a pre-release, and stays within ' +
    'what the repository itself allows. It is offered when the policy asks for moves of this kind.',
  severity: 'low',
  safety: 'review',
  movesImages: true,
  effects: ['base'],
  aliases: {},
  references: ['https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often'],
  examples: [
    {
      name: 'a patch release came out',
      outlooks: { 'node:20.11.0-slim': { reference: 'node:20.20.2-slim', kind: 'patch' } },
      before: 'FROM node:20.11.0-slim\nCMD ["node", "server.js"]\n',
      after: 'FROM node:20.20.2-slim\nCMD ["node", "server.js"]\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const use of imageUses(dockerfile)) {
      const place = { dockerfile, facts, use };
      const chosen = chosenFor(place);
      if (chosen === null || use.resolved === null || !KINDS.has(chosen.kind)) continue;
      // `end-of-life-image` tells about a line that the move leaves behind.
      const isCure = endedLines(facts, chosen.reference).length === 0;
      if (isCure && endedLines(facts, use.resolved).length > 0) continue;
      const message = `\`${use.resolved}\` can move to \`${chosen.reference}\`: ${chosen.reason}.`;
      yield { span: use.span, message, ...takeImage(place, chosen) };
    }
  },
} satisfies Rule;
