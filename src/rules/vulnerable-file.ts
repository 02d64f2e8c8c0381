import { fileAdvice } from '../findings/brought-files.ts';
import type { FileCause } from '../findings/brought-files.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import type { TracedVulnerability } from '../findings/traced-vulnerability.ts';
import { fixOf, vulnerabilityMessage } from '../findings/vulnerability-text.ts';

/** What COPY and ADD bring, and what a RUN installs from a list of the build context. */
function broughtFiles(
  facts: Facts,
): { readonly traced: TracedVulnerability; readonly cause: FileCause }[] {
  return facts.vulnerabilities().flatMap((traced) => {
    const { cause } = traced;
    const isBrought = cause.kind === 'copy' || (cause.kind === 'run' && cause.file !== null);
    return isBrought ? [{ traced, cause }] : [];
  });
}

const BRINGS: Readonly<Record<FileCause['kind'], string>> = {
  copy: 'This line brings',
  run: 'This RUN installs',
};

export default {
  id: 'vulnerable-file',
  summary:
    'A file that comes from the build context, a stage or another image has a known vulnerability',
  rationale:
    'A scanner found it in an image built from this file, and it was traced to this line. The version ' +
    'stands in a lock file, in a manifest or in a program that was built elsewhere, so that no edit of the ' +
    'Dockerfile cures it: the reason says where to change what.',
  severity: 'medium',
  safety: null,
  effects: [],
  aliases: {},
  references: ['https://docs.docker.com/build/concepts/context/'],
  examples: [
    {
      name: 'a lock file has the version',
      scanned: [
        {
          line: 3,
          name: 'lodash',
          type: 'npm',
          version: '4.17.20',
          fixed: ['4.17.21'],
          id: 'CVE-2021-23337',
          file: 'package-lock.json',
        },
      ],
      before: 'FROM node:24-slim\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\n',
      after: null,
    },
    {
      name: 'a program was built with an old Go',
      scanned: [
        {
          line: 4,
          name: 'stdlib',
          type: 'golang',
          version: '1.24.1',
          fixed: ['1.23.8', '1.24.2'],
          id: 'CVE-2025-22871',
        },
      ],
      before:
        'FROM golang:1.24.1 AS build\nRUN go build -o /app ./...\nFROM scratch\nCOPY --from=build /app /app\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const problems = broughtFiles(facts).map(({ traced, cause }): Problem => {
      const message = vulnerabilityMessage(traced.vulnerability, BRINGS[cause.kind]);
      const left = fileAdvice(dockerfile, facts, traced, cause);
      const remedy = fixOf(traced.vulnerability) === null ? 'vendor' : 'source';
      return { span: cause.span, message, traced, fix: null, left, remedy };
    });
    yield* inFileOrder(problems);
  },
} satisfies Rule;
