import { shown } from '../../dockerfile/shown-text.ts';
import { held, refused, unknown } from './check.ts';
import type { Check } from './check.ts';
import { packageScript } from './package-script.ts';
import { NEEDS_ROOT, WRITES } from './script-lines.ts';
import type { StartedCommand } from './started-commands.ts';
import type { Subject } from './subject.ts';

/** What a command does at the start of each container that writes beside the program. */
const WRITERS: readonly (readonly [pattern: RegExp, what: string, cure: string])[] = [
  [
    /^(?:(?:npm|pnpm|yarn|bun)(?: --?[\w-]+)* (?:run )?(?:[\w:-]*(?:dev|watch|debug)[\w:-]*|serve)\b|nodemon\b|ts-node-dev\b|ng serve\b|(?:npx )?vite(?! preview)\b|(?:npx )?next dev\b|react-scripts start\b|vue-cli-service\b|webpack(?:-dev-server| serve)\b|gatsby develop\b|nest start --watch|expo\b|live-server\b|browser-sync\b|jekyll serve\b|hugo server\b|mkdocs serve\b|air\b)/,
    'is a development server, which writes caches and compiled files beside the sources',
    'give the working directory to the user with `COPY --chown`, or build a second stage for production',
  ],
  [
    /^(?:npx|npm exec|bunx|pnpm dlx|yarn dlx|pipx run|uvx|ts-node|tsx)\b/,
    'fetches or compiles programs at the start, into the home of the user',
    'install or compile it in a RUN instead, then add USER',
  ],
  [
    /^(?:cargo|go|dotnet) (?:run|watch|test|build|bench|install)\b|^(?:\.\/)?(?:gradlew?|mvnw?|sbt|lein|mill|ant|make|cmake|stack|cabal|mix|rebar3|crystal|swift|zig|nimble|dub|shards|bazel|clojure|clj|scala-cli|bloop|flutter|dart run|rake)\b|^(?:(?:tsc|babel|swc|esbuild|rollup|parcel|webpack|gulp|grunt)(?![-\w])|(?:astro|gatsby|nest|next|ng|nuxt|remix|vite|vue-cli-service) build\b)/,
    'builds at the start of every container, which writes beside the sources and into caches of the home',
    'build in a RUN and start what comes out, then add USER',
  ],
  [
    /^(?:apt-get|apt|apk|yum|dnf|pip3?|npm (?:i|install|ci)|yarn install|pnpm (?:i|install)|yarn$|bundle install|composer|gem install|conda|poetry install|pipenv install|uv (?:pip|sync)|luarocks)\b/,
    'installs packages at the start of every container',
    'install them in a RUN, then add USER',
  ],
  [
    /^(?:poetry|pipenv|uv|pdm|hatch|rye) run\b/,
    'looks for its virtual environment in the home of whoever runs it, and that of root is closed to others',
    'put the environment beside the program (`POETRY_VIRTUALENVS_IN_PROJECT=1`, `PIPENV_VENV_IN_PROJECT=1`, `UV_PROJECT_ENVIRONMENT`) and start its `bin/…` itself, then add USER',
  ],
  [
    /^(?:rails|(?:bundle exec )?rails|bin\/rails|\.\/bin\/rails)\b/,
    'is Rails, which writes to log, tmp, storage and db',
    'give these four to the user, as the Dockerfile of `rails new` does (`chown -R rails:rails db log storage tmp`), then add USER',
  ],
  [
    /^python[\d.]*(?: -\w+)* (?:\.\/)?manage\.py (?:runserver|migrate|collectstatic)\b/,
    'is the development server or a migration of Django, which may write its SQLite file and static files beside the sources',
    'start gunicorn, and run migrations where the database is set up; where it is SQLite, give its folder to the user',
  ],
  [
    /^php artisan\b/,
    'is Laravel, which writes to storage and bootstrap/cache',
    'give both to the user with `COPY --chown`, then add USER',
  ],
  [
    /^php\b[^;&|]{0,200}\s[\w./-]{1,100}\.php start\b/,
    'is a Workerman server, which writes its pid file and log beside the script',
    'name both in a folder of the user (`Worker::$pidFile`, `Worker::$logFile`), then add USER',
  ],
  [
    /^hypnotoad\b/,
    'writes `hypnotoad.pid` beside the program when its settings name no other place',
    'name a pid file in a folder of the user (`pid_file` in the settings of Mojolicious), then add USER',
  ],
  [
    /\bweb2py\b/,
    'is web2py, which writes sessions, errors and databases below its applications',
    'give these folders to the user, then add USER',
  ],
  [
    /^(?:jupyter|start-notebook\.(?:sh|py)|rstudio-server|rserver|code-server|shiny-server)\b/,
    'keeps its settings and the work of people in the home of its user',
    'create a user with a home, make that the working directory, and see that volumes with notebooks belong to it',
  ],
  [
    /^(?:pm2|pm2-runtime|forever)\b/,
    'keeps logs, pid files and sockets in the home of its user',
    'start `node` itself, or set `PM2_HOME` to a folder of the user, then add USER',
  ],
];

/** Variables and words that send files somewhere (`--pid=x`, `-Xloggc:x`, `> x`). */
const TARGET =
  /(?:^|\s)(?:>>?\s*|--?(?:pid|pidfile|pid-file|log-?file|log-path|logfile|access-logfile|error-logfile|data[-_]?dir|dbpath|cache-dir|output|out|workdir|storage|logdir|db|database|file)[= ]|-Xloggc:|-Xlog:\S*file=|-XX:HeapDumpPath=)\s*([^\s"']+)/g;

/** What the command writes to, so far as its words tell. */
export function namedTargets({ text }: StartedCommand): readonly string[] {
  return [...text.matchAll(TARGET)].flatMap(([whole, path = '']) => {
    const isNone = path === '-' || path === '' || path.startsWith('-');
    const isWord = /-(?:db|database|storage)[= ]\s*[\w-]+$/.test(whole);
    return isNone ||
      isWord ||
      /^\/(?:dev|proc|tmp|var\/tmp)(?:\/|$)/.test(path) ||
      path.includes('://')
      ? []
      : [path];
  });
}

export function* runTimeWriteChecks(subject: Subject): Generator<Check> {
  const { commands } = subject;
  const text = 'what it starts builds, installs and compiles nothing at run time';
  let isKnown = true;
  for (const command of commands) {
    yield* writerChecks(command, text, '');
    const script = packageScript(subject, command);
    if (script === null) continue;
    const source = `script \`${script.name}\` of package.json`;
    for (const inner of script.commands ?? []) yield* writerChecks(inner, text, `, ${source},`);
    if (script.commands !== null) continue;
    isKnown = false;
    yield unknown(`the ${source}, which is not at hand, builds and installs nothing at run time`);
  }
  if (isKnown) yield held(text);
  for (const command of commands) {
    yield* inlineChecks(command);
    for (const path of namedTargets(command)) {
      if (path.startsWith('/')) continue;
      yield unknown(
        `the user may write \`${path}\`, which the command names, in the working directory`,
      );
    }
  }
}

/** `source`: where the command stands, between commas; empty for the image's own. */
function* writerChecks(
  { name, text: line }: StartedCommand,
  condition: string,
  source: string,
): Generator<Check> {
  const own = `${name}${line.slice(line.split(' ', 1)[0]?.length ?? 0)}`;
  const found = WRITERS.find(([pattern]) => pattern.test(own));
  if (found === undefined) return;
  const [, what, cure] = found;
  yield refused(condition, `${shown(own)}${source} ${what}: ${cure}`);
}

/** What a script could do, an inline command can do, too: `rm x && server`. */
function* inlineChecks({ name, words }: StartedCommand): Generator<Check> {
  const line = [name, ...words.slice(1)].join(' ').slice(0, 2000);
  const root = NEEDS_ROOT.find(([pattern]) => pattern.test(line));
  if (root !== undefined) {
    yield refused(
      'the command does nothing that only root may do',
      `${shown(line)} in the command ${root[1]}, which only root may: do that in a RUN, then add USER`,
    );
  }
  if (WRITES.test(line) && !/>\s*\/dev\//.test(line)) {
    yield unknown(`the user may write what ${shown(line)} in the command writes`);
  }
}
