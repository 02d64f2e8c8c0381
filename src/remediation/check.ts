import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import type { Finding } from '../findings/finding.ts';
import { ignoresOf } from '../findings/ignore.ts';
import type { IgnoreProblem } from '../findings/ignore.ts';
import { nearest } from '../findings/nearest.ts';
import type { Facts } from '../findings/rule.ts';
import type { CheckContext, SourceFile } from './check-context.ts';
import { factsFor } from './facts.ts';
import { findProblems } from './find-problems.ts';

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
  /** Ignore comments that name no rule, and what scanners found and no line causes; a clause each, for a person. */
  readonly warnings: readonly string[];
}

/** Parses one file and runs all rules on it. Never throws on the content of the file. */
export function checkFile(file: SourceFile, context: CheckContext): Checked {
  const dockerfile = parseDockerfile(file.text);
  const facts = factsFor(dockerfile, file.path, context);
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
  const all = findProblems(file, { dockerfile, facts, lines, ignores }, context).toSorted(
    (a, b) => a.span.start - b.span.start,
  );
  return {
    ...empty,
    findings: all.filter((finding) => finding.ignoredBy === null),
    ignored: all.filter((finding) => finding.ignoredBy !== null),
    warnings: [
      ...ignores.problems.map(unknownRule),
      ...context.scans.notices(file.path, dockerfile),
    ],
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
