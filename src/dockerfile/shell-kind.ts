import type { ShellDialect } from './shell-script.ts';

/** What is known of the shell that runs a script. */
export interface ShellKind {
  readonly dialect: ShellDialect;
  readonly errexit: boolean;
}

const DIALECTS: ReadonlyMap<string, ShellDialect> = new Map([
  ['sh', 'posix'],
  ['ash', 'posix'],
  ['dash', 'posix'],
  ['bash', 'bash'],
  ['zsh', 'bash'],
  ['ksh', 'bash'],
]);

const DEFAULT_SHELL: ShellKind = { dialect: 'posix', errexit: false };

/** True for `sh`, `bash` and their like, with or without a directory. */
export function isShellName(word: string): boolean {
  return DIALECTS.has(baseName(word));
}

/**
 * Reads the SHELL in force: null is `/bin/sh -c`, and so is `'unknown'`, because a base image with
 * another shell is rare on Linux. Null when the shell is none of sh, ash, dash, bash, zsh, ksh.
 * `["conda", "run", "-n", "x", "/bin/bash", "-c"]` counts as bash.
 */
export function shellKind(shell: readonly string[] | null | 'unknown'): ShellKind | null {
  if (shell === null || shell === 'unknown') return DEFAULT_SHELL;
  const position = shell.findLastIndex((word) => isShellName(word));
  const dialect = DIALECTS.get(baseName(shell[position] ?? ''));
  if (dialect === undefined) return null;
  return { dialect, errexit: hasErrexit(shell.slice(position + 1)) };
}

/**
 * Reads the interpreter line of a here-document (`#!/bin/bash -e`, `#!/usr/bin/env bash`). Null
 * when it names no shell that we read.
 */
export function shebangKind(content: string): ShellKind | null {
  const end = content.indexOf('\n');
  const line = content.slice(2, end === -1 ? content.length : end);
  const words = line.trim().split(/[ \t]+/);
  const isEnv = baseName(words[0] ?? '') === 'env';
  const command = isEnv ? words.slice(1).filter((word) => word !== '-S') : words;
  return isShellName(command[0] ?? '') ? shellKind(command) : null;
}

/** Whether options of a shell or of `set` turn on `errexit`: `-e`, `-ec`, `-o errexit`. */
export function hasErrexit(words: readonly string[]): boolean {
  return words.some((word, index) => {
    if (word === 'errexit') return /^-[a-z]*o$/i.test(words[index - 1] ?? '');
    return /^-[a-z]+$/i.test(word) && word.includes('e');
  });
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
