import { readArguments } from '../../dockerfile/command-arguments.ts';
import { resolveDirectory } from '../../dockerfile/work-directory.ts';
import { baseName } from '../copies.ts';
import { runCommandsNamed } from '../run-commands.ts';
import { lastMatching } from './subject.ts';
import type { Subject } from './subject.ts';

/** An empty folder that the file makes for a program to write to, by its name. */
export interface MadeFolder {
  /** Absolute. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** Names of folders that nobody makes to read from. */
const WRITTEN =
  /^(?:logs?|cache|caches|tmp|temp|sessions?|storage|uploads?|data|db|run|pids?|state|output|views)$/;

/** Folders of the system, to which many write. */
const OF_SYSTEM =
  /^\/(?:var\/)?(?:log|cache|tmp|run|lib|spool|data)$|^\/(?:tmp|etc|usr|opt\/tmp)(?:\/|$)/;

/** Those of `mkdir` that no command gives away or opens to others. */
export function madeFolders(subject: Subject): readonly MadeFolder[] {
  const { dockerfile, facts, has, lineOf } = subject;
  const found = new Map<string, MadeFolder>();
  for (const { run, line } of runCommandsNamed(dockerfile, facts, ['mkdir'])) {
    if (run.isTrigger || !has(run.run) || /\bcd\b/.test(run.run.body.text)) continue;
    const { workdir } = facts.before(run.run);
    if (workdir === 'unknown') continue;
    for (const argument of readArguments(line, ['-m', '--mode'])) {
      if (argument.kind !== 'operand') continue;
      const path = resolveDirectory(workdir ?? '/', argument.word.text, false).replace(/\/+$/, '');
      if (!/^[\w/.-]+$/.test(path) || !WRITTEN.test(baseName(path)) || OF_SYSTEM.test(path))
        continue;
      if (!isGiven(subject, path, workdir ?? '/')) found.set(path, { path, line: lineOf(run.run) });
    }
  }
  return [...found.values()];
}

/** `chown -R app /app`, `chmod 777 logs`: it, or a folder around it, belongs to others, or is open to all. */
function isGiven(subject: Subject, path: string, workdir: string): boolean {
  const parts = path.split('/').slice(1);
  const around = parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
  const words = [...around, ...relativeTo(path, workdir)].map((each) =>
    each.replaceAll('.', '\\.'),
  );
  const command = `\\b(?:chown|chmod|chgrp|install)\\b[^;&|]{0,500}\\s["']?(?:\\./)?(?:${words.join('|')})/?["']?(?=\\s|$|[;&|])`;
  return lastMatching(subject, ['RUN'], new RegExp(command)) !== undefined;
}

function relativeTo(path: string, workdir: string): string[] {
  const root = workdir.endsWith('/') ? workdir : `${workdir}/`;
  if (!path.startsWith(root)) return [];
  const parts = path.slice(root.length).split('/');
  return ['.', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}
