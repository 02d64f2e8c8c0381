import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import type { Facts } from '../rule.ts';
import { refused, verdictOf } from './check.ts';
import type { Check, Verdict } from './check.ts';
import { lowPortChecks } from './low-ports.ts';
import { dropCheck, startChecks } from './non-root.ts';
import { ownedPaths } from './owned-paths.ts';
import { subjectOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { mountChecks, numberChecks, workloadChecks } from './workload-checks.ts';

/**
 * Whether what a stage starts as root can run as the user of another image, in which nothing can be given to
 * that user any more.
 *
 * @param owner User and group by their numbers: `65532:65532`.
 */
export function runsAs(dockerfile: Dockerfile, facts: Facts, stage: Stage, owner: string): Verdict {
  const subject = subjectOf(dockerfile, facts, stage);
  return verdictOf(checksOf(subject, owner));
}

function* checksOf(subject: Subject, owner: string): Generator<Check> {
  yield dropCheck(subject);
  yield* startChecks(subject, null);
  yield* workloadChecks(subject);
  yield* lowPortChecks(subject);
  yield* numberChecks(subject, owner);
  const [written] = ownedPaths(subject);
  if (written !== undefined) {
    yield refused(
      'the program writes nothing but below `/tmp` and its home',
      `the program writes \`${written.path}\` (${written.because})`,
    );
  }
  yield* mountChecks(subject, owner);
}
