import { isShellName } from '../../dockerfile/shell-kind.ts';
import type { HistoryEntry } from '../../findings/scan-report.ts';
import { stepWords } from './step-words.ts';
import type { StepWords } from './step-words.ts';

/** What an entry of an image's history says about the step that made it, whichever builder wrote it. */
export interface HistoryStep {
  /** Null for an entry that says nothing: an import, the layer of `docker build --squash`. */
  readonly keyword: string | null;
  /** Without shell, build arguments and the marks of builders. */
  readonly words: StepWords;
  /** `file`, `dir` or `multi`: all that the classic builder and buildah tell of the sources of COPY and ADD. */
  readonly copied: 'file' | 'dir' | 'multi' | null;
}

const NOP = '#(nop)';
/** A SHELL with options stands before the mark. */
const FARTHEST_NOP = 300;
const LONGEST = 20_000;

const KEYWORD =
  /^(RUN|COPY|ADD|ENV|ARG|LABEL|WORKDIR|USER|CMD|ENTRYPOINT|EXPOSE|VOLUME|SHELL|STOPSIGNAL|HEALTHCHECK|ONBUILD|MAINTAINER)(?:\s+|$)/;

/** `file:<hash> in /app`; behind `--chown=node` without a blank between, as the classic builder writes it. */
const HASHED =
  /^(?:--\S+?)??(?:(file|dir|multi):[0-9a-f]{16,}|[0-9a-f]{40,}|tarsum\S+)\s+in\s+(.*)$/s;

/**
 * Reads the history of BuildKit (`RUN |1 A=b /bin/sh -c make # buildkit`; `dockerfile2llb/convert.go`), of
 * the classic builder (`/bin/sh -c #(nop) COPY file:… in /app `; `builder/dockerfile/dispatchers.go`), of
 * buildah, which writes the same, and of kaniko, which writes the instruction. `shells` are those that SHELL
 * names, their words with single blanks.
 */
export function historyStep({ createdBy }: HistoryEntry, shells: readonly string[]): HistoryStep {
  const text = createdBy.slice(0, LONGEST).trim();
  const nop = text.indexOf(NOP);
  const isMarked = nop !== -1 && nop < FARTHEST_NOP;
  const unmarked = (isMarked ? text.slice(nop + NOP.length) : text).trim();
  const plain = unmarked.replace(/\s*# buildkit$/, '');
  const keyword = KEYWORD.exec(plain);
  const name = keyword?.[1];
  if (keyword === null || name === undefined) {
    const isSilent = plain === '' || isMarked;
    const words = stepWords(isSilent ? '' : commandText(plain, shells));
    return { keyword: isSilent ? null : 'RUN', words, copied: null };
  }
  const rest = plain.slice(keyword[0].length);
  if (name === 'RUN') {
    return { keyword: name, words: stepWords(commandText(rest, shells)), copied: null };
  }
  if (name === 'COPY' || name === 'ADD') return copyStep(name, rest);
  return { keyword: name, words: stepWords(rest), copied: null };
}

function copyStep(keyword: string, rest: string): HistoryStep {
  const hashed = HASHED.exec(rest);
  if (hashed !== null) {
    const kind = hashed[1];
    const copied = kind === 'dir' || kind === 'multi' ? kind : 'file';
    return { keyword, words: stepWords(hashed[2] ?? ''), copied };
  }
  return { keyword, words: stepWords(withoutFlags(rest)), copied: null };
}

function withoutFlags(text: string): string {
  return text.replace(/^(?:--[a-z]\S*\s+)+/, '');
}

/** What the shell is given: without flags, `|2 A=b C=d` and the shell itself. */
function commandText(text: string, shells: readonly string[]): string {
  const plain = withoutFlags(text);
  const counted = /^\|(\d{1,3})\s/.exec(plain);
  if (counted === null) return withoutShell(plain, shells) ?? plain;
  return behindArguments(plain.slice(counted[0].length), Number(counted[1]), shells);
}

/** Values may hold blanks, so that only the shell behind them says where they end. */
function behindArguments(text: string, count: number, shells: readonly string[]): string {
  const words = new RegExp(`^(?:\\S+\\s+){${count}}`).exec(text);
  const naive = text.slice(words?.[0].length ?? 0);
  const known = withoutShell(naive, shells);
  if (known !== null) return known;
  for (const shell of ['/bin/sh -c', ...shells]) {
    const at = text.indexOf(` ${shell} `);
    if (at !== -1) return text.slice(at + shell.length + 2);
  }
  return naive;
}

/** Null when the text does not begin with a shell that is given a command. */
function withoutShell(text: string, shells: readonly string[]): string | null {
  for (const shell of shells) if (text.startsWith(`${shell} `)) return text.slice(shell.length + 1);
  const called = /^(\S+)((?: [-/+]\S+| pipefail| \S+=\S*){0,8}?) (-[a-z]*c|\/[cC]|-Command) /.exec(
    text,
  );
  if (called === null) return null;
  const program = (called[1] ?? '').replace(/\\/g, '/');
  const isShell =
    isShellName(program) || /(?:^|\/)(?:cmd|powershell|pwsh)(?:\.exe)?$/i.test(program);
  return isShell ? text.slice(called[0].length) : null;
}
