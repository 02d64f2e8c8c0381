import type { Dockerfile } from '../dockerfile/model.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import { installationOf } from '../findings/installed-by-run.ts';
import type { RunCause } from '../findings/installed-by-run.ts';
import { answersFor, stateOf } from '../findings/pinned-groups.ts';
import type { PinnedVulnerability } from '../findings/pinned-groups.ts';
import type { Facts, Fix, Problem, Rule } from '../findings/rule.ts';
import type { Remedy, TracedVulnerability } from '../findings/traced-vulnerability.ts';
import {
  fixOf,
  rebuildText,
  vulnerabilityMessage,
  withoutFix,
} from '../findings/vulnerability-text.ts';

/** A vulnerability of what a RUN installs by itself, not from a lock file of the build context. */
interface Installed {
  readonly traced: TracedVulnerability;
  readonly cause: RunCause;
}

function* findProblems(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  const pinned: (Installed & PinnedVulnerability)[] = [];
  for (const installed of installedByRuns(facts)) {
    const { traced, cause } = installed;
    const installation = installationOf(dockerfile, facts, traced, cause);
    const { pins } = installation;
    if (pins === null) {
      const { left, remedy } = installation;
      yield problem(installed, { fix: null, left, remedy });
    } else pinned.push({ ...installed, pins });
  }
  yield* pinnedProblems(dockerfile, facts, pinned);
}

function installedByRuns(facts: Facts): Installed[] {
  return facts.vulnerabilities().flatMap((traced) => {
    const { cause } = traced;
    return cause.kind === 'run' && cause.file === null ? [{ traced, cause }] : [];
  });
}

function* pinnedProblems(
  dockerfile: Dockerfile,
  facts: Facts,
  pinned: readonly (Installed & PinnedVulnerability)[],
): Generator<Problem> {
  const closed = pinned.filter((one) => stateOf(one) === 'closed' && mayRaise(one.traced));
  const answers = answersFor(dockerfile, closed);
  for (const one of pinned) {
    const { traced, cause } = one;
    const { vulnerability } = traced;
    const cure = fixOf(vulnerability);
    const state = stateOf(one);
    if (cure === null) {
      yield problem(one, {
        fix: null,
        left: withoutFix(facts, vulnerability, cause.stage),
        remedy: 'vendor',
      });
    } else if (state === 'open') {
      const left = rebuildText(facts, vulnerability, cause.stage, cure);
      yield problem(one, { fix: null, left, remedy: 'rebuild' });
    } else if (state === 'closed') {
      yield problem(one, answers.get(traced) ?? { fix: null, left: `${cure} has the fix` });
    }
  }
}

/** What does not count, and what has no fix, has no say in the version to take. */
function mayRaise({ vulnerability, silencedBy }: TracedVulnerability): boolean {
  return silencedBy === null && fixOf(vulnerability) !== null;
}

type Answer =
  { readonly fix: Fix } | { readonly fix: null; readonly left: string; readonly remedy?: Remedy };

function problem({ traced, cause }: Installed, answer: Answer): Problem {
  const message = vulnerabilityMessage(traced.vulnerability, 'This RUN installs');
  const shown = { span: cause.span, message, traced };
  if (answer.fix !== null) return { ...shown, fix: answer.fix };
  const { left, remedy = 'by-hand' } = answer;
  return { ...shown, fix: null, left: leftText(left, cause), remedy };
}

function leftText(left: string, { isBuildTool }: RunCause): string {
  return isBuildTool
    ? `where only the build needs it, a stage of its own for the build leaves it out of the image; else ${left}`
    : left;
}

export default {
  id: 'vulnerable-package',
  summary: 'A package that a RUN installs has a known vulnerability',
  rationale:
    'A scanner found it in an image built from this file, and it was traced to this line. Where the line ' +
    'pins the version, or an ARG or ENV does, the pin is raised to the smallest version that has the fixes ' +
    'of all that was found, written as before. Without a pin there is nothing to edit: a rebuild without ' +
    'the cache takes the fixed version. No pin is added, and none is taken away.',
  severity: 'medium',
  safety: 'review',
  effects: ['packages'],
  aliases: {},
  references: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  examples: [
    {
      name: 'the version is pinned in the command',
      scanned: [
        {
          line: 2,
          name: 'curl',
          type: 'deb',
          version: '7.88.1-10',
          fixed: ['7.88.1-10+deb12u4'],
          id: 'CVE-2023-38545',
        },
      ],
      before:
        'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10\n',
      after:
        'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10+deb12u4\n',
    },
    {
      name: 'an ARG has the version of what is downloaded',
      scanned: [
        {
          line: 3,
          name: 'node',
          type: 'generic',
          version: '20.9.0',
          fixed: ['18.19.1', '20.11.1', '21.6.2'],
          id: 'CVE-2024-21892',
        },
      ],
      before:
        'FROM debian:12\nARG NODE_VERSION=20.9.0\nRUN curl -fsSL https://nodejs.org/dist/v${NODE_VERSION}/node-v${NODE_VERSION}-linux-x64.tar.xz | tar -xJ\n',
      after:
        'FROM debian:12\nARG NODE_VERSION=20.11.1\nRUN curl -fsSL https://nodejs.org/dist/v${NODE_VERSION}/node-v${NODE_VERSION}-linux-x64.tar.xz | tar -xJ\n',
    },
    {
      name: 'no version is pinned, so that a rebuild takes the fix',
      scanned: [
        {
          line: 2,
          name: 'libxml2',
          type: 'deb',
          version: '2.9.14+dfsg-1.3~deb12u0',
          fixed: ['2.9.14+dfsg-1.3~deb12u1'],
          id: 'CVE-2024-25062',
        },
      ],
      before: 'FROM debian:12\nRUN apt-get update && apt-get install -y libxml2\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* inFileOrder(findProblems(dockerfile, facts));
  },
} satisfies Rule;
