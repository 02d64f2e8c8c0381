import { parseDocument } from 'yaml';
import type { YAMLError } from 'yaml';
import { buildTree } from './build-tree.ts';
import { findDeepNesting } from './nesting.ts';
import type { YamlValue } from './yaml-tree.ts';

export interface YamlOptions {
  /** Characters; longer texts are refused. */
  readonly largest: number;
  /**
   * `own`: keys are words and tags are the core ones; `foreign`: other keys and tags are passed over,
   * and `<<` merges.
   */
  readonly dialect: 'own' | 'foreign';
}

/** What is wrong with a document, and at which offset. */
export interface YamlProblem {
  readonly offset: number;
  /** One clause without a final dot. */
  readonly problem: string;
  readonly cure: string | null;
  /** What the parser said. */
  readonly cause: unknown;
}

export type YamlOutcome =
  { readonly ok: true; readonly root: YamlValue | null } | ({ readonly ok: false } & YamlProblem);

/**
 * Reads one YAML 1.2 document without a byte order mark. Size, nesting and what aliases stand for are
 * bounded, and the time is linear. A JSON text is one, too.
 */
export function readYaml(text: string, { largest, dialect }: YamlOptions): YamlOutcome {
  if (text.length > largest) return failure(0, `the file is larger than ${largest / 1024} KiB`);
  const deep = findDeepNesting(text);
  if (deep !== null) return failure(deep, 'this is nested too deeply');
  // The parser's own check of keys takes quadratic time.
  const options = { prettyErrors: false, uniqueKeys: false, logLevel: 'error' } as const;
  const { contents, errors, warnings } = parseDocument(text, options);
  const [mistake] = dialect === 'own' ? [...errors, ...warnings] : errors;
  if (mistake !== undefined) return failure(mistake.pos[0], syntaxProblem(mistake), mistake);
  const tree = buildTree(contents, dialect === 'foreign');
  return 'problem' in tree ? { ok: false, cause: undefined, ...tree } : { ok: true, ...tree };
}

function failure(offset: number, problem: string, cause?: unknown): YamlOutcome {
  return { ok: false, offset, problem, cure: null, cause };
}

function syntaxProblem({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here; only one is read';
  return message.charAt(0).toLowerCase() + message.slice(1);
}
