import type { LineIndex } from '../dockerfile/line-index.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Span } from '../dockerfile/span.ts';
import type { Finding, Place } from '../findings/finding.ts';
import { fingerprinter } from '../findings/fingerprint.ts';
import type { Ignores } from '../findings/ignore.ts';
import { isConcerned, mentionsOf } from '../findings/mentions.ts';
import { maskConditions, maskFix, maskQuotes } from '../findings/mask-secrets.ts';
import type { Answer, Facts, Problem, Rule } from '../findings/rule.ts';
import type { TracedVulnerability } from '../findings/traced-vulnerability.ts';
import type { CheckContext, SourceFile } from './check-context.ts';
import { refusedMove } from './image-refusals.ts';
import { isSameProblem, witnessesOf } from './reported-problems.ts';
import type { ReportedFile } from './reported-problems.ts';

/** A file as a check has read it. */
export interface ReadFile {
  readonly dockerfile: Dockerfile;
  readonly facts: Facts;
  readonly lines: LineIndex;
  readonly ignores: Ignores;
}

/** What the rules find, in the order of their ids; the silenced ones among it. */
export function findProblems(
  file: SourceFile,
  read: ReadFile,
  context: CheckContext,
): readonly Finding[] {
  const fingerprints = laterFingerprints(file, read.lines, () => findings);
  const findings: Finding[] = [];
  const mentions = mentionsOf(read.dockerfile, read.facts);
  const reported = reportedIn(file.path, read, context);
  const add = (rule: Rule, problem: Problem, tools: readonly string[]) => {
    const index = findings.length;
    const fingerprint = () => fingerprints()[index] ?? '';
    findings.push({ ...findingOf(rule, problem, { file, read, context }, tools), fingerprint });
  };
  for (const rule of context.rules) {
    if (!isConcerned(rule, mentions)) continue;
    if (reported === null) {
      for (const problem of rule.check(read.dockerfile, read.facts)) add(rule, problem, []);
    } else {
      for (const { problem, tools } of witnessed(rule, read, reported)) add(rule, problem, tools);
    }
  }
  if (reported === null) return findings;
  // What is a matter of taste is one no more where a scanner that somebody runs reports it.
  for (const rule of context.quietRules) {
    if (!reported.problems.some((one) => isSameProblem(rule, one.problem))) continue;
    for (const { problem, tools } of witnessed(rule, read, reported)) {
      if (tools.length > 0) add(rule, problem, tools);
    }
  }
  return findings;
}

/** Null where no scanner has said anything about the text of the file. */
function reportedIn(
  path: string,
  { dockerfile, lines }: ReadFile,
  { scans }: CheckContext,
): ReportedFile | null {
  const problems = scans.problems(path);
  return problems.length === 0 ? null : { problems, instructions: dockerfile.instructions, lines };
}

/** What a rule finds, each with the tools that report the same. */
function witnessed(rule: Rule, { dockerfile, facts }: ReadFile, reported: ReportedFile) {
  const found = [...rule.check(dockerfile, facts)];
  return found.map((problem) => ({ problem, tools: witnessesOf(rule, problem, found, reported) }));
}

interface Surroundings {
  readonly file: SourceFile;
  readonly read: ReadFile;
  readonly context: CheckContext;
}

function findingOf(
  rule: Rule,
  problem: Problem,
  { file, read, context }: Surroundings,
  tools: readonly string[],
): Omit<Finding, 'fingerprint'> {
  const { dockerfile, lines, ignores } = read;
  const silencedBy = ({ id, aliases }: Rule, span: Span): string | null =>
    ignores.find({ rule: id, aliases, span }) ?? context.acceptedBy(id, file.path);
  const isBroken = dockerfile.problems.length > 0 && rule.curesSyntax !== true;
  const answer = answerTo(problem, rule, context);
  const offered = isBroken || answer.fix === null ? null : maskFix(answer.fix);
  const refusal = refusedMove(rule, offered?.moves ?? [], dockerfile, context.rules, silencedBy);
  const fix = refusal === null ? offered : null;
  const traced = problem.traced ?? null;
  return {
    rule: rule.id,
    severity:
      context.severities.get(rule.id) ??
      (traced?.vulnerability ?? problem.secret?.secret)?.severity ??
      rule.severity,
    message: maskQuotes(problem.message),
    span: problem.span,
    place: placeOf(lines, problem.span),
    aliases: rule.aliases,
    sensitive: rule.sensitive === true,
    witnesses: ['seaworthy', ...tools, ...((traced ?? problem.secret)?.witnesses ?? [])],
    traced,
    fix,
    safety: fix === null ? null : (fix.safety ?? rule.safety),
    remedy: fix === null && answer.fix === null ? (answer.remedy ?? null) : null,
    instead: answer.fix === null ? (answer.instead ?? null) : null,
    left: fix === null ? maskQuotes(refusal ?? leftReason(answer, isBroken)) : null,
    preconditions: maskConditions((answer.fix ?? answer).preconditions ?? []),
    ignoredBy:
      silencedBy(rule, problem.span) ??
      (traced === null ? null : silencedAdvisory(traced, problem.span, file.path, read, context)) ??
      problem.secret?.silencedBy ??
      null,
  };
}

/** What takes long is not worked out where nobody wants to know. */
function answerTo(problem: Problem, rule: Rule, { answers }: CheckContext): Answer {
  if (!('answer' in problem)) return problem;
  return answers(rule) ? problem.answer() : NOT_ASKED;
}

const NOT_ASKED: Answer = { fix: null, left: 'nobody asked what can be done' };

/** False where the context did not want an answer. */
export function isAnswered({ left }: Finding): boolean {
  return left !== NOT_ASKED.left;
}

/** A "no" may name the advisory instead of the rule. */
function silencedAdvisory(
  { vulnerability: { id, aliases }, silencedBy }: TracedVulnerability,
  span: Span,
  path: string,
  { ignores }: ReadFile,
  { acceptedBy }: CheckContext,
): string | null {
  for (const one of [id, ...aliases]) {
    const found =
      ignores.find({ rule: one, aliases: { trivy: [one] }, span }) ?? acceptedBy(one, path);
    if (found !== null) return found;
  }
  return silencedBy;
}

/** Only some readers want fingerprints: they are computed when the first one is asked for. */
function laterFingerprints(
  { path, text }: SourceFile,
  lines: LineIndex,
  findings: () => readonly Finding[],
): () => readonly string[] {
  let found: readonly string[] | null = null;
  return () => {
    const print = fingerprinter(path);
    found ??= findings().map(({ rule, place, traced }) =>
      print(traced === null ? rule : advisoryPart(traced), lineText(text, lines, place.line)),
    );
    return found;
  };
}

/** Of a vulnerability the package counts, and its version does not: it is the same one after an update that did not help. */
function advisoryPart({ vulnerability: { id, package: one } }: TracedVulnerability): string {
  return `${id} ${one.type ?? ''}/${one.name}`;
}

function leftReason(answer: Answer, isBroken: boolean): string {
  if (answer.fix === null) return answer.left;
  return isBroken ? 'the builder refuses this file; cure its syntax first' : '';
}

function placeOf(lines: LineIndex, span: Span): Place {
  const start = lines.position(span.start);
  const end = lines.position(span.end);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function lineText(text: string, lines: LineIndex, line: number): string {
  const span = lines.line(line);
  return text.slice(span.start, span.end);
}
