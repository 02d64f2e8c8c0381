import type { Fix, Problem, Rule } from '../../src/findings/rule.ts';
import type { Dockerfile } from '../../src/dockerfile/model.ts';

/** A rule made for a test: finds every occurrence of `wanted` and offers the given fix for it. */
export function sampleRule(
  wanted: string,
  fixFor: (start: number, dockerfile: Dockerfile) => Fix,
  overrides: Partial<Rule> = {},
): Rule {
  return {
    id: 'sample',
    summary: 'A sample.',
    rationale: 'A sample.',
    severity: 'medium',
    safety: 'safe',
    effects: [],
    aliases: {},
    references: [],
    examples: [],
    *check(dockerfile): Generator<Problem> {
      let start = dockerfile.text.indexOf(wanted);
      while (start !== -1) {
        const span = { start, end: start + wanted.length };
        yield { span, message: `${wanted} found`, fix: fixFor(start, dockerfile) };
        start = dockerfile.text.indexOf(wanted, span.end);
      }
    },
    ...overrides,
  };
}

/** A fix that replaces what the sample rule found. */
export function replacing(wanted: string, text: string, rest: Partial<Fix> = {}) {
  return (start: number): Fix => ({
    title: `Replace ${wanted}`,
    edits: [{ span: { start, end: start + wanted.length }, text }],
    ...rest,
  });
}
