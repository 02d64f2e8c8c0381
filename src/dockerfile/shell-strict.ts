import { createRequire } from 'node:module';
import { isTooDeep } from './shell-limits.ts';
import type { ShellDialect } from './shell-script.ts';

/** The part of mvdan-sh that is used; the package has no types. */
interface Syntax {
  readonly NewParser: (option: unknown) => Parser;
  readonly Variant: (language: number) => unknown;
  readonly LangBash: number;
  readonly LangPOSIX: number;
}

interface Parser {
  readonly Parse: (text: string, name: string) => unknown;
}

let syntax: Syntax | null = null;

/** A new parser costs more than the reading of most scripts. */
const parsers = new Map<ShellDialect, Parser>();

/**
 * What a strict parser (mvdan-sh) says against the shell code, with its line and column, or null when
 * it accepts it. The first call loads the parser, which takes about 70 ms.
 */
export function strictShellError(text: string, dialect: ShellDialect): string | null {
  if (isTooDeep(text)) return 'too long and nested too deep to be read';
  const parser = parsers.get(dialect) ?? newParser(dialect);
  parsers.set(dialect, parser);
  try {
    parser.Parse(text, '');
    return null;
  } catch (error) {
    // It may have been left in the middle of a text.
    parsers.delete(dialect);
    // Whatever it throws, a stack overflow included, means that it does not vouch for the text.
    return messageOf(error);
  }
}

function newParser(dialect: ShellDialect): Parser {
  syntax ??= loadSyntax();
  const language = dialect === 'bash' ? syntax.LangBash : syntax.LangPOSIX;
  return syntax.NewParser(syntax.Variant(language));
}

/** The package sets `globalThis.require` and an endless `Error.stackTraceLimit`; both are undone. */
function loadSyntax(): Syntax {
  const { stackTraceLimit } = Error;
  const had = Object.getOwnPropertyDescriptor(globalThis, 'require');
  const loaded: unknown = createRequire(import.meta.url)('mvdan-sh');
  Error.stackTraceLimit = stackTraceLimit;
  if (had === undefined) Reflect.deleteProperty(globalThis, 'require');
  else Object.defineProperty(globalThis, 'require', had);
  if (!isPackage(loaded)) throw new TypeError('mvdan-sh has another shape than expected');
  return loaded.syntax;
}

function isPackage(value: unknown): value is { readonly syntax: Syntax } {
  if (typeof value !== 'object' || value === null || !('syntax' in value)) return false;
  const { syntax } = value;
  return typeof syntax === 'object' && syntax !== null && 'NewParser' in syntax;
}

/** A Go error is no `Error`: its text comes from a method of that name. */
function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === 'object' && error !== null && 'Error' in error) {
    const read: unknown = error.Error;
    if (typeof read === 'function') return String(Reflect.apply(read, error, []));
  }
  return String(error);
}
