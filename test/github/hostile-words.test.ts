import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../../src/github/checks/annotations.ts';
import { checkOutput } from '../../src/github/checks/check-output.ts';
import { commentOf } from '../../src/github/checks/review.ts';
import { explainRule } from '../../src/github/commands/explain.ts';
import { commitMessage } from '../../src/github/commit-message.ts';
import { printProblem } from '../../src/github/config-issue.ts';
import { inertLine } from '../../src/remediation/body/plain-text.ts';
import { parseKeyBlock } from '../../src/remediation/key-block.ts';
import type { Proposal } from '../../src/remediation/proposal.ts';
import { SEEDS } from '../remediation/body/hostile-values.ts';
import { intrusionsOf } from '../remediation/body/intrusions.ts';
import { findingOf, fixOf, KNOWN_RULE } from '../remediation/hostile-parts.ts';

const file = (value: string) => ({
  path: value,
  findings: [findingOf(value)],
  suggestions: [],
  notices: [value, `\`${value}\` is not read`],
});

const TEXTS: Record<string, (value: string) => string> = {
  'the summary of a check': (value) =>
    checkOutput({ kind: 'judged', files: [file(value)], failOn: 'high' }).summary,
  'the issue about the configuration': (value) =>
    printProblem({ file: value, line: 1, column: 1, problem: `\`${value}\`: no`, cure: value }),
  'a suggestion': (value) => {
    const fixes = [{ ...fixOf(value), safety: 'review' as const }];
    return commentOf({ path: 'Dockerfile', lines: [1, 1], text: value, fixes }).body;
  },
  'the answer to an unknown rule': (value) => explainRule(value, [KNOWN_RULE]),
  'the answer to a rule of a plugin': (value) =>
    explainRule('own', [{ ...KNOWN_RULE, id: 'own', summary: value, rationale: value }]),
};

describe('what others wrote does nothing in', () => {
  it.each(Object.entries(TEXTS))('%s', (_name, write) => {
    expect(intrusionsOf(SEEDS, write)).toEqual([]);
  });

  it('an annotation, which hides and turns around nothing', () => {
    for (const value of SEEDS) {
      const [annotation] = annotationsOf(file(value));
      expect(annotation?.message).toMatch(/^[^\p{Cf}\p{Cc}]+\n[^\p{Cf}\p{Cc}]+$/u);
    }
  });

  it('the message of a commit, which closes no issue and calls nobody', () => {
    for (const value of SEEDS) {
      const key = { kind: 'hardening', subject: 'all', to: 'f00d' } as const;
      const fixes = [fixOf(value)];
      const proposal: Proposal = { key, branch: 'b', title: value, body: '', files: [], fixes };
      const message = commitMessage(proposal, `Take ${inertLine(value)}`, null, null);
      const words = message.slice(0, message.lastIndexOf('<!-- seaworthy:proposal'));
      expect(message.match(/^<!-- seaworthy:proposal:v1/gm)).toHaveLength(1);
      expect(parseKeyBlock(message)?.key).toEqual(key);
      expect(words).not.toMatch(/(?<!\w)@\w|#\d|\bGH-\d|\/(?:issues|pull)\/\d/i);
    }
  });
});
