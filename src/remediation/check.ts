import { indexLines } from '../dockerfile/line-index.ts';
import type { LineIndex } from '../dockerfile/line-index.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import type { Span } from '../dockerfile/span.ts';
import type { Finding, Place } from '../findings/finding.ts';
import { fingerprinter } from '../findings/fingerprint.ts';
import { ignoresOf } from '../findings/ignore.ts';
import type { IgnoreProblem, Ignores } from '../findings/ignore.ts';
import { isConcerned, mentionsOf } from '../findings/mentions.ts';
import { nearest } from '../config/nearest.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import type { Severity } from '../findings/severity.ts';
import { factsFor } from './facts.ts';
import { knowing } from './image-knowledge.ts';
import type { ImageKnowledge } from './image-knowledge.ts';
import { refusedMove } from './image-refusals.ts';

/** A Dockerfile as read from a repository; `path` is relative to its root, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What a check needs besides the file. */
export interface CheckContext {
  readonly rules: readonly Rule[];
  readonly images: ImageKnowledge;
  /** `YYYY-MM-DD`, for ignore comments that expire; null judges none as expired. */
  readonly today: string | null;
  /** Severity by rule id, where the configuration says another than the rule. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** Ids that an ignore comment may name; empty judges none as unknown. */
  readonly knownRules: readonly string[];
  /** Where the configuration accepts findings of a rule in a file: who says so, in words. */
  readonly acceptedBy: (rule: string, path: string) => string | null;
}

/** A context for rules and what is known about images alone, without any configuration. */
export function plainContext(
  rules: readonly Rule[],
  images: Partial<ImageKnowledge> = {},
): CheckContext {
  return {
    rules,
    images: knowing(images),
    today: null,
    severities: new Map(),
    knownRules: [],
    acceptedBy: () => null,
  };
}

export interface Checked {
  readonly path: string;
  readonly dockerfile: Dockerfile;
  readonly facts: Facts;
  /** In file order; those of one place in the order of the rules' ids. */
  readonly findings: readonly Finding[];
  /** Silenced by a comment or a directive in the file. */
  readonly ignored: readonly Finding[];
  /** Why the file was left alone, or null. */
  readonly notice: string | null;
  /** About ignore comments that name no rule; each begins with its line. */
  readonly warnings: readonly string[];
}

/** Parses one file and runs all rules on it. Never throws on the content of the file. */
export function checkFile(file: SourceFile, context: CheckContext): Checked {
  const dockerfile = parseDockerfile(file.text);
  const facts = factsFor(dockerfile, file.path, context.images);
  const notice = templateNotice(dockerfile);
  const empty = {
    path: file.path,
    dockerfile,
    facts,
    notice,
    findings: [],
    ignored: [],
    warnings: [],
  };
  if (notice !== null) return empty;
  const lines = indexLines(file.text);
  const { today, knownRules } = context;
  const ignores = ignoresOf(dockerfile, { today, known: knownRules, nearest });
  const all = collect(file, { dockerfile, facts, lines, ignores }, context).toSorted(
    (a, b) => a.span.start - b.span.start,
  );
  return {
    ...empty,
    findings: all.filter((finding) => finding.ignoredBy === null),
    ignored: all.filter((finding) => finding.ignoredBy !== null),
    warnings: ignores.problems.map(unknownRule),
  };
}

/** Text that a template engine would replace, or a file for another frontend: not ours to judge. */
function templateNotice(dockerfile: Dockerfile): string | null {
  if (!dockerfile.problems.some((problem) => problem.reason === 'unknown-instruction')) return null;
  const syntax = dockerfile.directives.find((directive) => directive.name === 'syntax')?.value;
  if (
    syntax !== undefined &&
    !/^(docker\.io\/)?docker\/dockerfile(-upstream)?([:@]|$)/.test(syntax)
  ) {
    return `skipped: written for another builder frontend (\`${syntax}\`)`;
  }
  if (/\{\{|\{%|<%|\$\{\{|@[A-Z_]+@/.test(dockerfile.text)) {
    return 'skipped: a template, not a Dockerfile that the builder accepts as it is';
  }
  return null;
}

function unknownRule({ line, rule, nearest }: IgnoreProblem): string {
  const hint = nearest === null ? '' : `; did you mean \`${nearest}\`?`;
  return `line ${line}: the ignore comment names \`${rule}\`, and there is no such rule${hint}`;
}

interface Read {
  readonly dockerfile: Dockerfile;
  readonly facts: Facts;
  readonly lines: LineIndex;
  readonly ignores: Ignores;
}

function collect(file: SourceFile, read: Read, context: CheckContext): Finding[] {
  const { dockerfile, facts, lines, ignores } = read;
  const fingerprints = laterFingerprints(file, lines, () => findings);
  const isBroken = dockerfile.problems.length > 0;
  const findings: Finding[] = [];
  const mentions = mentionsOf(dockerfile, facts);
  const silencedBy = ({ id, aliases }: Rule, span: Span): string | null =>
    ignores.find({ rule: id, aliases, span }) ?? context.acceptedBy(id, file.path);
  for (const rule of context.rules) {
    if (!isConcerned(rule, mentions)) continue;
    for (const problem of rule.check(dockerfile, facts)) {
      const offered = isBroken ? null : problem.fix;
      const moves = offered?.moves ?? [];
      const refusal = refusedMove(rule, moves, dockerfile, context.rules, silencedBy);
      const fix = refusal === null ? offered : null;
      const place = placeOf(lines, problem.span);
      const index = findings.length;
      findings.push({
        rule: rule.id,
        severity: context.severities.get(rule.id) ?? rule.severity,
        message: problem.message,
        span: problem.span,
        place,
        aliases: rule.aliases,
        sensitive: rule.sensitive === true,
        fingerprint: () => fingerprints()[index] ?? '',
        witnesses: ['seaworthy'],
        fix,
        safety: fix === null ? null : (fix.safety ?? rule.safety),
        left: fix === null ? (refusal ?? leftReason(problem, isBroken)) : null,
        ignoredBy: silencedBy(rule, problem.span),
      });
    }
  }
  return findings;
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
    found ??= findings().map(({ rule, place }) => print(rule, lineText(text, lines, place.line)));
    return found;
  };
}

function leftReason(problem: Problem, isBroken: boolean): string {
  if (problem.fix === null) return problem.left;
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
