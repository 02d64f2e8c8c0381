import { answerFor, cureBase, isOfBase } from '../findings/base-fix.ts';
import type { BaseCure, BaseVulnerability } from '../findings/base-fix.ts';
import type { Rule } from '../findings/rule.ts';
import { describeVulnerability, fixedIn } from '../findings/describe-vulnerability.ts';
import { withoutDigest } from '../image/reference.ts';

function describe({ vulnerability, cause }: BaseVulnerability): string {
  const { certainty, use } = cause;
  const image = withoutDigest(use.resolved ?? use.reference);
  const mended = fixedIn(vulnerability);
  const fix = mended === null ? '' : `; fixed in ${mended}`;
  const doubt =
    certainty === 'inferred' ? '; that it comes with the base image is told by names alone' : '';
  return `${describeVulnerability(vulnerability)} of ${image}${fix}${doubt}.`;
}

/** By image: all vulnerabilities that come with one FROM share its cure. */
function byUse(
  all: readonly BaseVulnerability[],
): ReadonlyMap<BaseVulnerability['cause']['use'], [BaseVulnerability, ...BaseVulnerability[]]> {
  const groups = new Map<
    BaseVulnerability['cause']['use'],
    [BaseVulnerability, ...BaseVulnerability[]]
  >();
  for (const traced of all) {
    const group = groups.get(traced.cause.use);
    if (group === undefined) groups.set(traced.cause.use, [traced]);
    else group.push(traced);
  }
  return groups;
}

export default {
  id: 'vulnerable-base-image',
  summary: 'A scanner found a vulnerability that the base image brings',
  rationale:
    'What an image inherits, no line of its own can mend: either the base image is built anew with the ' +
    'fix, or another one is taken. Of the images that the policy allows, one is offered that fixes as much as ' +
    'any of what is exploited, critical or high, told by the packages of that very image: the one that the ' +
    'policy chooses where it does, else the smallest change.',
  severity: 'high',
  safety: 'review',
  movesImages: true,
  effects: ['base'],
  aliases: {},
  references: ['https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often'],
  examples: [
    {
      name: 'a patch release of the image has the fix',
      scanned: [
        {
          ...{ line: 1, name: 'openssl', type: 'deb', version: '3.0.11-1', fixed: ['3.0.14-1'] },
          ...{ id: 'CVE-2024-5535', severity: 'critical' },
        },
      ],
      outlooks: { 'node:20.11.0-slim': { reference: 'node:20.19.5-slim', kind: 'patch' } },
      before: 'FROM node:20.11.0-slim\nCMD ["node", "server.js"]\n',
      after: 'FROM node:20.19.5-slim\nCMD ["node", "server.js"]\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const group of byUse(facts.vulnerabilities().filter(isOfBase)).values()) {
      const cure: BaseCure = cureBase(dockerfile, facts, group);
      for (const traced of group) {
        const message = describe(traced);
        yield { span: traced.cause.span, message, traced, ...answerFor(cure, traced) };
      }
    }
  },
} satisfies Rule;
