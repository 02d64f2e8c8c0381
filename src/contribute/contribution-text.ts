import type { Rule } from '../findings/rule.ts';
import { code, prose } from '../remediation/body/markdown.ts';
import { cutBody } from '../remediation/body/cut-body.ts';
import { groupBy } from '../remediation/body/grouping.ts';
import { keyBlockOf, printKeyBlock } from '../remediation/key-block.ts';
import type { Proposal, ProposedFix } from '../remediation/proposal.ts';
import { withDropped } from './dropped-fixes.ts';
import type { Dropped } from './dropped-fixes.ts';
import { fillTemplate } from './etiquette/fill-template.ts';
import type { TrueFacts } from './etiquette/fill-template.ts';

/** Tells contributions from the pull requests of people who run the tool on repositories of their own. */
const MARK = '<!-- seaworthy:contribution:v1 -->';

export interface TextContext {
  readonly rules: readonly Rule[];
  /** The template of the house; null without one. */
  readonly template: string | null;
  /** Number of the issue that asks for it; null without one. */
  readonly issue: number | null;
  readonly facts: TrueFacts;
  /** What was taken out before. */
  readonly dropped: Dropped;
}

/** True for a text that this tool wrote for a contribution. */
export function isContribution(body: string): boolean {
  return body.split('\n').some((line) => line.trimEnd() === MARK);
}

/** The text for strangers, in the first person of who offers it: nothing to tick, nothing to command. */
export function writeContribution(proposal: Proposal, context: TextContext): string {
  const issue = context.issue === null ? null : `For #${context.issue}.`;
  const answers = {
    summary: '',
    what: whatChanges(proposal.fixes),
    why: whyItChanges(proposal.fixes, context.rules),
    tests: TESTS,
    issue,
    facts: context.facts,
  };
  const { template } = context;
  const plain = [answers.what, answers.why, answers.tests, ...(issue === null ? [] : [issue])];
  const text = template === null ? plain.join('\n\n') : fillTemplate(template, answers);
  const block = printKeyBlock(keyBlockOf(proposal));
  const hidden = withDropped(`\n\n${MARK}\n${block}\n`, context.dropped);
  // A template may be long; what is remembered has its room in any case.
  return `${cutBody(hidden, `${text}\n\n${WHO}`).slice(hidden.length)}${hidden}`;
}

/** Number of the issue that a text of ours was written for; null without one. */
export function issueNamedIn(body: string): number | null {
  const digits = /^For #(\d{1,9})\.\r?$/m.exec(body)?.[1];
  return digits === undefined ? null : Number(digits);
}

const TESTS =
  'I have not built the image. The instructions before and after were compared: user, environment, working directory, entry point, command and the commands that are run are the same but for what is said above.';

const WHO =
  'A tool that checks Dockerfiles by fixed rules (Seaworthy) found this and made the change; I am the one who offers it, and I answer for it. If you do not want it, please close it: it will not be offered again.';

function whatChanges(fixes: readonly ProposedFix[]): string {
  const byTitle = groupBy(fixes, ({ title }) => title);
  return [...byTitle]
    .map(([title, group]) => {
      const places = group.map(({ path, line }) => code(`${path}:${line}`));
      return `- ${prose(title)} (${places.join(', ')})`;
    })
    .join('\n');
}

function whyItChanges(fixes: readonly ProposedFix[], rules: readonly Rule[]): string {
  const ids = [...new Set(fixes.map(({ rule }) => rule))];
  return ids.flatMap((id) => rules.find((rule) => rule.id === id)?.rationale ?? []).join('\n\n');
}
