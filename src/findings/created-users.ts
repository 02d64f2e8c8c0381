import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { Span } from '../dockerfile/span.ts';
import { createdUser } from '../dockerfile/user-command.ts';
import { stageChain } from './base-image.ts';
import type { Facts } from './rule.ts';
import { runCommandsNamed } from './run-commands.ts';

/** A user that a RUN of the stage, or of one that it is built on, makes. */
export interface CreatedUser {
  readonly name: string;
  /** The command that makes it. */
  readonly span: Span;
}

/** Those whose name can be told, in file order; no user twice. */
export function createdUsers(dockerfile: Dockerfile, facts: Facts, stage: Stage): CreatedUser[] {
  const chain = stageChain(stage);
  const found = new Map<string, CreatedUser>();
  for (const { run, name, line, command } of runCommandsNamed(dockerfile, facts, [
    'useradd',
    'adduser',
  ])) {
    const word = chain.includes(run.stage) ? createdUser(name, line) : null;
    if (word === null) continue;
    const { lookup } = scopeAt(dockerfile, run.run);
    const { value, unresolved } = expandWord(word.text, lookup, dockerfile.escape);
    if (unresolved.length > 0 || found.has(value)) continue;
    found.set(value, { name: value, span: command.span });
  }
  return [...found.values()];
}
