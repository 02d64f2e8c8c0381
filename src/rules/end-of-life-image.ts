import { imageUses } from '../dockerfile/image-uses.ts';
import { chosenFor, endedLines, takeImage, whyNothing } from '../findings/image-upgrade.ts';
import type { ImagePlace, UpgradeAnswer } from '../findings/image-upgrade.ts';
import type { Rule } from '../findings/rule.ts';
import type { LifecycleState } from '../image/lifecycle-state.ts';

const NOT_ASKED =
  'which image to move to has to be asked from a registry; `seaworthy upgrades` shows the candidates';

/** A move to another line that has ended, too, cures nothing. */
function cure(place: ImagePlace): UpgradeAnswer {
  const chosen = chosenFor(place);
  const isCure = chosen !== null && endedLines(place.facts, chosen.reference).length === 0;
  return isCure ? takeImage(place, chosen) : { fix: null, left: whyNothing(place, NOT_ASKED) };
}

function describe({ product, cycle, endOfLife }: LifecycleState): string {
  const day = endOfLife === null ? '' : ` on ${endOfLife}`;
  return `${product} ${cycle} reached the end of its life${day}`;
}

export default {
  id: 'end-of-life-image',
  summary: 'An image stands on a release that gets no security fixes any more',
  rationale:
    'After the end of life of a runtime or a distribution nobody mends its vulnerabilities: rebuilding ' +
    'the image brings nothing, and its package archive is often gone, too. The fix moves to a ' +
    'line that is alive, or to the successor of an image that was given up.',
  severity: 'high',
  safety: 'review',
  movesImages: true,
  // Who accepts the end of an image has said that it stays.
  refusesMoves: ['patch', 'minor', 'major', 'distribution', 'replacement'],
  effects: ['base'],
  aliases: { dockle: ['CIS-DI-0004', 'CIS 4.4'] },
  references: ['https://endoflife.date'],
  examples: [
    {
      name: 'the runtime is no longer maintained',
      outlooks: { 'node:16-slim': { reference: 'node:22-slim', kind: 'major' } },
      before: 'FROM node:16-slim\nCMD ["node", "server.js"]\n',
      after: 'FROM node:22-slim\nCMD ["node", "server.js"]\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const use of imageUses(dockerfile)) {
      if (use.role === 'syntax' || use.resolved === null) continue;
      const ended = endedLines(facts, use.resolved);
      if (ended.length === 0) continue;
      const message = `\`${use.resolved}\`: ${ended.map(describe).join(', and ')}.`;
      yield { span: use.span, message, ...cure({ dockerfile, facts, use }) };
    }
  },
} satisfies Rule;
