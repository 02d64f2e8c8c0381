import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import type { Facts } from '../rule.ts';
import { isRootUser } from '../shipped-user.ts';
import { held, refused, unknown, verdictOf } from './check.ts';
import type { Check } from './check.ts';
import { entryScriptChecks } from './entry-script.ts';
import { dropCheck, meantChecks, nonRoot } from './non-root.ts';
import type { NonRoot } from './non-root.ts';
import { lowPortChecks } from './low-ports.ts';
import { rootHomeChecks } from './root-home.ts';
import { rootProgramChecks } from './root-programs.ts';
import { subjectOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { userEdits } from './user-edit.ts';
import { mountChecks, numberChecks, workloadChecks } from './workload-checks.ts';

/**
 * Goes back to the user that was in force before `USER root`; where that was root, too, finds a new one.
 * `user` is the last USER in force at the end of the stage.
 */
export function backToUser(
  dockerfile: Dockerfile,
  facts: Facts,
  stage: Stage,
  user: Instruction,
): NonRoot {
  const subject = subjectOf(dockerfile, facts, stage);
  const before = userBefore(subject, user);
  if (before !== 'unknown' && isRootUser(before)) return nonRoot(dockerfile, facts, stage);
  const { preconditions, left } = verdictOf(checksOf(subject, user, before));
  if (left !== null || before === null) return { fix: null, left: left ?? '', preconditions };
  const fix = {
    title: `Go back to the user \`${before}\` after the installation`,
    edits: userEdits(subject, before, []),
    review: `The program runs as \`${before}\` again: see that what line ${subject.lineOf(user)} and the lines behind it make as root may be read by that user, and that it writes none of it.`,
    effects: ['user'] as const,
    instructions: [{ kind: 'insert' as const, keyword: 'USER' }],
    paths: [],
    preconditions,
  };
  return { fix };
}

/** As an earlier USER of the file says it, else as the base image has it. */
function userBefore(subject: Subject, user: Instruction): string | null {
  const earlier = userOfFile(subject, user);
  const before = subject.facts.before(user).user;
  if (earlier === undefined || before === 'unknown' || isRootUser(before)) return before;
  return earlier.body.text.trim();
}

function* checksOf(subject: Subject, user: Instruction, before: string | null): Generator<Check> {
  yield userCheck(subject, user, before);
  yield dropCheck(subject);
  yield* meantChecks(subject);
  yield* rootProgramChecks(subject);
  yield* rootHomeChecks(subject);
  yield* entryScriptChecks(subject);
  yield* workloadChecks(subject);
  if (before !== null && before !== 'unknown') yield* namedUserChecks(subject, before);
  if (subject.facts.result(subject.stage).exposed.length > 0) yield* lowPortChecks(subject);
}

/** A user that the file names may have a number in the base image. */
function* namedUserChecks(subject: Subject, before: string): Generator<Check> {
  const { users } = subject.facts.base(subject.stage);
  const isKnown = Object.hasOwn(users, before);
  yield* numberChecks(subject, isKnown ? (users[before] ?? before) : before);
  yield* mountChecks(subject, before);
}

function userCheck(subject: Subject, user: Instruction, before: string | null): Check {
  const { stage, lineOf } = subject;
  const text = `the user before line ${lineOf(user)} is known`;
  if (before === 'unknown') {
    return refused(
      text,
      `which user \`${stage.base.text}\` has is not known: look at its \`Config.User\` (\`docker image inspect\`), and go back to that one behind what line ${lineOf(user)} is for`,
    );
  }
  const name = before ?? '';
  const own = userOfFile(subject, user);
  if (own === undefined) return held(`\`${name}\` is the user of the base image`);
  const server = databaseRun(subject, own, user);
  if (server !== undefined) {
    return refused(
      `\`${name}\` is for the program, and not only for what is built behind line ${lineOf(own)}`,
      `line ${lineOf(own)} sets \`${name}\` to fill a database while the image is built (line ${lineOf(server)}), and the file names no user for what it starts: find out what that writes, give it to a user, and set that one behind line ${lineOf(user)}`,
    );
  }
  return isForBuild(subject, own, user)
    ? unknown(
        `\`${name}\` is for the program, and not only for what is built behind line ${lineOf(own)}`,
      )
    : held(`line ${lineOf(own)} sets \`${name}\` for the program`);
}

/** The last USER before another one. */
function userOfFile({ instructions }: Subject, user: Instruction): Instruction | undefined {
  const earlier = instructions.slice(0, instructions.indexOf(user));
  return earlier.findLast(({ keyword }) => keyword === 'USER');
}

/** A database is filled as its own user, whoever the program runs as. */
function databaseRun(
  { instructions }: Subject,
  own: Instruction,
  user: Instruction,
): Instruction | undefined {
  const between = instructions.slice(instructions.indexOf(own), instructions.indexOf(user));
  return between.find(
    ({ keyword, body }) =>
      keyword === 'RUN' &&
      /\b(?:psql|initdb|pg_ctl|createdb|createuser|mysql|mysqld_safe|mongod?|service)\s/.test(
        body.text,
      ),
  );
}

/** A user who is set between two stretches of root, and builds something, may be one of the build. */
function isForBuild(
  { facts, instructions }: Subject,
  own: Instruction,
  user: Instruction,
): boolean {
  const between = instructions.slice(instructions.indexOf(own), instructions.indexOf(user));
  const before = facts.before(own).user;
  const wasRoot = before === 'unknown' || isRootUser(before);
  return wasRoot && between.some(({ keyword }) => keyword === 'RUN');
}
