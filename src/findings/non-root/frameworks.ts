import { lastMatching } from './subject.ts';
import type { Subject } from './subject.ts';
import { refused, unknown } from './check.ts';
import type { Check } from './check.ts';

/** Dependencies that have a program write files, by the list that names them. */
const WRITERS: readonly (readonly [list: RegExp, name: RegExp, what: string])[] = [
  [/(?:^|\/)Gemfile$/, /^\s*gem\s+["']sqlite3["']/m, 'sqlite3 of the Gemfile'],
  [
    /(?:^|\/)package\.json$/,
    /"(?:better-sqlite3|sqlite3|nedb|@seald-io\/nedb|lowdb|node-persist|node-localstorage|multer|formidable|keyv-file|winston-daily-rotate-file)"\s*:/,
    'package.json',
  ],
  [
    /(?:^|\/)(?:requirements[\w.-]*\.txt|pyproject\.toml|Pipfile)$/,
    /\b(?:aiosqlite|tinydb|diskcache|chromadb|joblib|streamlit|celery)\b/i,
    'the list of Python packages',
  ],
  [
    /(?:^|\/)composer\.json$/,
    /"(?:laravel\/framework|symfony\/framework-bundle|cakephp\/cakephp)"/,
    'composer.json',
  ],
];

const RAILS = /^\s*gem\s+["']rails["']/m;

/** What the lists of dependencies beside the file, and the ways of frameworks, say about files that are written. */
export function* frameworkChecks(subject: Subject): Generator<Check> {
  yield* rails(subject);
  yield* laravel(subject);
  yield* releases(subject);
  const around = subject.facts.surroundings();
  if (around === null) return;
  const folder = around.path.includes('/') ? around.path.replace(/[^/]*$/, '') : '';
  const contexts = around
    .builds()
    .map(({ context }) => (context === null || context === '.' ? '' : `${context}/`));
  const roots = [...new Set([folder, ...contexts])].slice(0, 20);
  for (const path of around.files()) {
    if (!roots.some((root) => path.startsWith(root) && !path.slice(root.length).includes('/')))
      continue;
    const found = WRITERS.find(([list]) => list.test(path));
    const name = found === undefined ? undefined : found[1].exec(around.text(path) ?? '')?.[0];
    if (name === undefined) continue;
    yield unknown(
      `the user may write what \`${name.replace(/^[\s"]+|["\s:]+$/g, '')}\` (${path}) writes`,
    );
  }
}

/** puma and its like start Rails as they start anything else. */
function* rails({ facts, commands, dockerfile }: Subject): Generator<Check> {
  const server = commands.find(({ text }) =>
    /\b(?:puma|unicorn|passenger|thin|falcon|thrust)\b/.test(text),
  );
  if (server === undefined) return;
  const around = facts.surroundings();
  const text = around?.files().includes('Gemfile') === true ? around.text('Gemfile') : null;
  const isRails =
    /\bRAILS_|assets:precompile|bootsnap/.test(dockerfile.text) ||
    (text !== null && RAILS.test(text));
  if (isRails) {
    yield refused(
      'the program writes nothing beside itself',
      'Rails writes to log, tmp, storage and db below the application: give these four to the user, as the Dockerfile of `rails new` does (`chown -R rails:rails db log storage tmp`), then add USER',
    );
  }
  if (text === null && /\bconfig\/puma\.rb\b/.test(server.text)) {
    yield unknown('config/puma.rb names no pid or log file beside the application');
  }
}

/** Whatever starts it, Laravel keeps logs, sessions and compiled views beside itself. */
function* laravel(subject: Subject): Generator<Check> {
  const calls = lastMatching(subject, ['RUN'], /\bphp artisan\b|\bartisan optimize\b/);
  const given = lastMatching(subject, ['RUN'], /\bch(?:own|mod)\b[^;&|]{0,300}\bstorage\b/);
  if (calls === undefined || given !== undefined) return;
  yield refused(
    'the program writes nothing beside itself',
    `Laravel (line ${subject.lineOf(calls)}) writes to storage and bootstrap/cache: give both to the user that the program is to run as (\`COPY --chown\`, or \`chown -R … storage bootstrap/cache\` behind what line ${subject.lineOf(calls)} makes), then add USER`,
  );
}

/** Elixir releases and Next.js write below themselves in some settings. */
function* releases(subject: Subject): Generator<Check> {
  if (/\bmix release\b/.test(subject.dockerfile.text)) {
    yield unknown(
      'the release needs no `tmp` beside itself; where it does, `ENV RELEASE_TMP=/tmp`',
    );
  }
  const next = lastMatching(subject, ['COPY', 'RUN'], /\.next\b|\bnext build\b/);
  if (
    next !== undefined &&
    subject.commands.some(({ name }) => /^(?:node|next|npm|yarn|pnpm)$/.test(name))
  ) {
    yield unknown(
      'Next.js keeps nothing in `.next` at run time (pictures, revalidated pages); where it does, give that folder to the user',
    );
  }
}
