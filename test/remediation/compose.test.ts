import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/findings/rule.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import { replacing, sampleRule } from './sample-rules.ts';

function patch(text: string, rules: readonly Rule[], only: readonly string[] | null = null) {
  const context = plainContext(rules);
  return composePatch({ path: 'Dockerfile', text }, context, {
    safeties: ['safe'],
    only,
    moveImages: true,
  });
}

function renaming(id: string, from: string, to: string, rest: Partial<Rule> = {}): Rule {
  const effects = { effects: ['labels'] as const };
  return sampleRule(from, replacing(from, to, effects), { id, ...rest });
}

describe('composePatch', () => {
  it('lets overlapping edits wait for the next round', () => {
    const rules = [renaming('one', 'LABEL a=1', 'LABEL b=1'), renaming('two', 'a=1', 'c=1')];
    const { after, applied, left } = patch('FROM a\nLABEL a=1\n', rules);
    expect(after).toBe('FROM a\nLABEL b=1\n');
    expect(applied.map((fix) => fix.rule)).toEqual(['one']);
    expect(left).toEqual([]);
  });

  it('names lines of the file as it was, also after lines were inserted', () => {
    const split = sampleRule('LABEL a=1 b=1', replacing('LABEL a=1 b=1', 'LABEL a=1 \\\n  b=2'), {
      id: 'split',
      effects: ['labels'],
    });
    const rules = [
      split,
      renaming('later', 'b=2', 'b=3', { severity: 'info' }),
      renaming('end', 'LABEL z=1', 'LABEL z=2'),
    ];
    const { applied } = patch('FROM a\nLABEL a=1 b=1\n\nLABEL z=1\n', rules);
    expect(applied.map(({ rule, line }) => [rule, line])).toEqual([
      ['split', 2],
      ['end', 4],
      ['later', 2],
    ]);
  });

  it('applies only the rules that are asked for', () => {
    const rules = [renaming('one', 'a=1', 'a=2'), renaming('two', 'b=1', 'b=2')];
    const { after, left } = patch('FROM a\nLABEL a=1 b=1\n', rules, ['two']);
    expect(after).toBe('FROM a\nLABEL a=1 b=2\n');
    expect(left).toEqual([]);
  });

  it('withholds what the policy does not allow, and says why and how to get it', () => {
    const rules = [renaming('one', 'a=1', 'a=2', { safety: 'review' })];
    const { changed, left } = patch('FROM a\nLABEL a=1\n', rules);
    expect(changed).toBe(false);
    expect(left).toEqual([
      {
        rule: 'one',
        severity: 'medium',
        line: 2,
        reason:
          'its fix (Replace a=1) needs the eye of a person, and only safe fixes were asked for; `seaworthy fix --safety safe,review --rule one` makes it',
        withheld: 'review',
        isRefused: false,
        traced: null,
        preconditions: [],
      },
    ]);
  });

  it('leaves a template alone and says so', () => {
    const text = '{% if x %}\nFROM a\nLABEL a=1\n{% endif %}\n';
    const { after, notice } = patch(text, [renaming('one', 'a=1', 'a=2')]);
    expect(after).toBe(text);
    expect(notice).toContain('template');
  });

  it('does not edit a file that the builder refuses', () => {
    const { changed, left } = patch('FROM a\nINCLUDE x\nLABEL a=1\n', [
      renaming('one', 'a=1', 'a=2'),
    ]);
    expect(changed).toBe(false);
    expect(left[0]?.reason).toContain('the builder refuses this file');
  });

  it('tries a refused fix again once another one went in', () => {
    const needsB: Rule = sampleRule('a=1', replacing('a=1', 'a=2'), {
      id: 'first',
      effects: ['labels'],
    });
    // Refused as long as `blocker` finds something as severe in its result.
    const blocker: Rule = {
      ...sampleRule('a=2 b=1', replacing('a=2 b=1', 'a=2 b=1')),
      id: 'blocker',
    };
    const second = renaming('second', 'b=1', 'b=2');
    const { after, left } = patch('FROM a\nLABEL a=1 b=1\n', [needsB, blocker, second]);
    expect(after).toBe('FROM a\nLABEL a=2 b=2\n');
    expect(left).toEqual([]);
  });
});
