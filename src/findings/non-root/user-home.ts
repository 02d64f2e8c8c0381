import { held, unknown } from './check.ts';
import type { Check } from './check.ts';
import type { RunUser } from './run-user.ts';
import { lastMatching } from './subject.ts';
import type { Subject } from './subject.ts';

/** Programs that keep logs, caches or keys in the home of their own accord, and what these are. */
const AT_HOME: readonly (readonly [name: RegExp, what: string])[] = [
  [/^(?:npm|pnpm|yarn|corepack)$/, 'its logs and cache'],
  [/^dotnet$/, 'keys and settings'],
  [/^streamlit$/, 'its settings'],
];

/** Packages whose programs refuse a user without a name (getpwuid(3)). */
const ASKS_NAME = /\b(openssh-clients?|openssh(?=\s|$)|postgresql-client|libpq5|whois)\b/;

/** A place that every user may write. */
export const OTHER_HOME = '/tmp';

/** The program, where its user has no home of its own, and needs one. */
function needsHome({ commands }: Subject): readonly [name: string, what: string] | null {
  for (const { name } of commands) {
    const what = AT_HOME.find(([pattern]) => pattern.test(name))?.[1];
    if (what !== undefined) return [name, what];
  }
  return null;
}

/** True where the fix has to say where the home is. */
export function setsHome(subject: Subject, { home }: RunUser): boolean {
  const { facts, stage } = subject;
  return home === 'none' && !facts.result(stage).env.has('HOME') && needsHome(subject) !== null;
}

/** What the program finds as its home (`HOME` is `/` for a number without an entry in /etc/passwd). */
export function* homeChecks(subject: Subject, user: RunUser): Generator<Check> {
  const { facts, stage, lineOf } = subject;
  if (user.home === 'own' || !user.hasShell || facts.result(stage).env.has('HOME')) return;
  const need = needsHome(subject);
  const where = user.name !== null ? 'a folder that is not there' : '`/`, which it may not write';
  if (need === null) {
    yield held(`nothing says that the program needs a home, which for this user is ${where}`);
  } else {
    const [name, what] = need;
    yield user.home === 'none'
      ? held(`\`${name}\` finds ${OTHER_HOME} as its home, in which it keeps ${what}`)
      : unknown(`the user has a home, in which \`${name}\` keeps ${what}`);
  }
  if (user.name !== null) return;
  const asks = lastMatching(subject, ['RUN'], ASKS_NAME);
  const name = ASKS_NAME.exec(asks?.body.text ?? '')?.[1];
  if (asks !== undefined && name !== undefined) {
    yield unknown(
      `the program does not use \`${name}\` (line ${lineOf(asks)}), which refuses a number without a name`,
    );
  }
}
