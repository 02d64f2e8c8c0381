import type { Rule } from '../../src/findings/rule.ts';
import { checkFile } from '../../src/remediation/check.ts';
import type { CheckContext, SourceFile } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import type { LeftFix } from '../../src/remediation/patch.ts';

/** Per cent of the findings that have to be fixed or left with a reason that is known. */
const LEAST_ANSWERED = 92;

/** Per cent of the images without a user that have to get one, or a reason from the checks. */
const LEAST_USERS = 50;

/** What the default posture does about findings. */
interface Count {
  fixed: number;
  /** Left with a reason that the file or the facts give. */
  explained: number;
  /** Left because something is not known, or the gate refused the fix. */
  open: number;
}

/** Counts over a corpus, and the rule that finds images without a user. */
export interface Answers {
  readonly add: (file: SourceFile, context: CheckContext) => void;
  /** Prints the figures; false when a bar is missed. */
  readonly print: () => boolean;
}

/** Measures what happens to findings by default: all fixes whose preconditions hold. */
export function openAnswers(rules: readonly Rule[]): Answers {
  const fixable = new Set(rules.filter(({ safety }) => safety !== null).map(({ id }) => id));
  const all = noCount();
  const ofFixable = noCount();
  const users = noCount();
  const countsFor = (rule: string): Count[] => [
    all,
    ...(fixable.has(rule) ? [ofFixable] : []),
    ...(rule === 'runs-as-root' ? [users] : []),
  ];
  return {
    add: (file, context) => {
      const policy = { safeties: ['safe', 'review'] as const, only: null, moveImages: true };
      const { left } = composePatch(file, context, { ...policy, takeUnknown: false });
      const { findings } = checkFile(file, context);
      for (const { rule } of findings) for (const count of countsFor(rule)) count.fixed += 1;
      for (const one of left) {
        for (const count of countsFor(one.rule)) {
          count.fixed -= 1;
          count[isOpen(one) ? 'open' : 'explained'] += 1;
        }
      }
    },
    print: () => {
      console.log('\nwith the default posture       fixed  explained   open  answered');
      const rows = [
        line('all findings', all, LEAST_ANSWERED),
        line('of rules with fixes', ofFixable, 0),
        line('images without a user', users, LEAST_USERS),
      ];
      return rows.every(Boolean);
    },
  };
}

function noCount(): Count {
  return { fixed: 0, explained: 0, open: 0 };
}

function isOpen({ isRefused, preconditions }: LeftFix): boolean {
  return isRefused || preconditions.some(({ state }) => state === 'unknown');
}

function line(name: string, { fixed, explained, open }: Count, least: number): boolean {
  const answered = (100 * (fixed + explained)) / Math.max(1, fixed + explained + open);
  const cells = [fixed, explained, open].map((value) => String(value).padStart(8));
  const isEnough = answered >= least;
  const bar = least === 0 ? '' : ` (at least ${least}: ${isEnough ? 'holds' : 'FAILS'})`;
  console.log(`${name.padEnd(28)}${cells.join(' ')}  ${answered.toFixed(1)} %${bar}`);
  return isEnough;
}
