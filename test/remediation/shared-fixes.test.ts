import { describe, expect, it } from 'vitest';
import type { Fix, Problem, Rule } from '../../src/findings/rule.ts';
import type { TracedVulnerability } from '../../src/findings/traced-vulnerability.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import type { Patch } from '../../src/remediation/patch.ts';
import { tracedToBase } from '../findings/traced.ts';
import { sampleRule } from './sample-rules.ts';

const TEXT = 'FROM app:1\nLABEL a=1\n';

function traced(id: string, rest: Partial<TracedVulnerability> = {}): TracedVulnerability {
  return tracedToBase({ id, package: 'deb openssl 3.0', severity: 'low' }, undefined, rest);
}

/** Reports advisories on the line of the label; all share a fix, which cures those that `isGone` names. */
function advisories(
  all: readonly TracedVulnerability[],
  isGone: (id: string) => boolean = () => true,
): Rule {
  return {
    ...sampleRule('', () => ({ title: '', edits: [] })),
    id: 'weak',
    effects: ['labels'],
    *check(dockerfile): Generator<Problem> {
      const start = dockerfile.text.indexOf('a=');
      const isOld = dockerfile.text.includes('a=1');
      const edits = [{ span: { start, end: start + 3 }, text: 'a=2' }];
      const fix: Fix = { title: 'Take the second', edits };
      for (const one of all) {
        if (!isOld && isGone(one.vulnerability.id)) continue;
        const problem = { span: { start, end: start + 3 }, message: 'weak', traced: one };
        yield isOld ? { ...problem, fix } : { ...problem, fix: null, left: 'still there' };
      }
    },
  };
}

function patch(...rules: readonly Rule[]): Patch {
  const policy = { safeties: ['safe', 'review'] as const, only: null, moveImages: true };
  return composePatch({ path: 'Dockerfile', text: TEXT }, plainContext(rules), policy);
}

function cures({ applied }: Patch): string[][] {
  return applied.map(({ rule, cures }) => [
    rule,
    ...cures.map((cure) => cure.traced?.vulnerability.id ?? cure.rule),
  ]);
}

describe('a fix that several findings share', () => {
  it('goes in once and cures all of them', () => {
    const { after, applied, left } = patch(advisories([traced('CVE-1'), traced('CVE-2')]));
    expect(after).toBe('FROM app:1\nLABEL a=2\n');
    expect(applied).toHaveLength(1);
    expect(applied[0]?.cures.map(({ line, severity }) => [line, severity])).toEqual([
      [2, 'low'],
      [2, 'low'],
    ]);
    expect(left).toEqual([]);
  });

  it('is refused when one of them is still there', () => {
    const rule = advisories([traced('CVE-1'), traced('CVE-2')], (id) => id === 'CVE-1');
    const { changed, left } = patch(rule);
    expect(changed).toBe(false);
    expect(left.map(({ traced, isRefused }) => [traced?.vulnerability.id, isRefused])).toEqual([
      ['CVE-1', true],
      ['CVE-2', true],
    ]);
  });

  it('is refused when an advisory is replaced by itself under another count', () => {
    const gone = advisories([traced('CVE-1'), traced('CVE-2')]);
    const swapped: Rule = {
      ...gone,
      *check(dockerfile, facts) {
        const isOld = dockerfile.text.includes('a=1');
        const all = isOld ? ['CVE-1', 'CVE-2', 'CVE-3'] : ['CVE-1'];
        const rule = advisories(
          all.map((id) => traced(id)),
          () => false,
        );
        for (const problem of rule.check(dockerfile, facts)) {
          const isLeft = problem.traced?.vulnerability.id === 'CVE-3';
          yield isLeft ? { ...problem, fix: null, left: 'no fix is known' } : problem;
        }
      },
    };
    expect(patch(swapped).left[0]?.reason).toContain('CVE-1 is still there');
  });

  it('does not count what is silenced as cured', () => {
    const silenced = traced('CVE-2', { silencedBy: 'VEX: not reachable' });
    expect(cures(patch(advisories([traced('CVE-1'), silenced])))).toEqual([['weak', 'CVE-1']]);
  });

  it('is the same as one of another rule that makes the same edits', () => {
    const other = sampleRule(
      'a=1',
      (start) => ({
        title: 'Another title',
        edits: [{ span: { start, end: start + 3 }, text: 'a=2' }],
        effects: ['labels'],
      }),
      { id: 'early' },
    );
    const weak = advisories([traced('CVE-1')]);
    const declared: Rule = {
      ...weak,
      *check(dockerfile, facts) {
        for (const problem of weak.check(dockerfile, facts)) {
          yield problem.fix === null || problem.fix === undefined
            ? problem
            : { ...problem, fix: { ...problem.fix, effects: ['labels'] } };
        }
      },
    };
    const both = patch(other, declared);
    expect(cures(both)).toEqual([['weak', 'early', 'CVE-1']]);
    expect(both.applied[0]?.title).toBe('Take the second');
  });
});
