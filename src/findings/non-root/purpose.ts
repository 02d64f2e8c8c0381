import { shown } from '../../dockerfile/shown-text.ts';
import { baseImageName } from '../base-image.ts';
import { held, refused, unknown } from './check.ts';
import type { Check } from './check.ts';
import { isServer } from './server-programs.ts';
import { isScriptName } from './started-commands.ts';
import { lastMatching } from './subject.ts';
import type { Subject } from './subject.ts';

const SHELL = /^(?:(?:ba|da|a|z|fi|c|k)?sh|busybox|tmux|screen)$/;
const INTERPRETER =
  /^(?:python|pypy|node|irb|jshell|php|perl|ghci|iex|erl|R|julia|ipython|lua|deno|bun|scala|clojure|ruby)[\d.]*$/;
const HELP = /^(?:--?help|-h|help|--?version|version|-v|-V)$/;
const WAITING = /^(?:tail -f \/dev\/null|sleep (?:infinity|inf|\d+\w?)|cat|true)$/;

/** Options that choose how to be interactive, and nothing to run. */
const INTERACTIVE = /^-(?:[ail]+|-login|-norc|-interactive)$/;

/** What an installation names: the words of RUNs that call a package manager. */
const INSTALL =
  /\b(?:apt-get|apt|apk|yum|dnf|microdnf|zypper|pacman|pip3?|pipx|npm|yarn|gem|cargo|go|cabal|luarocks|conda|mamba|brew)\b/;

/** Words of a command line that only a server has. */
const SERVING =
  /\b(?:serve[rd]?|runserver|listen|0\.0\.0\.0|gunicorn|uvicorn|hypercorn|daphne|granian|uwsgi|waitress-serve|puma|unicorn|thin|iodine|rackup|http-server|nginx|httpd|apache2|caddy|haproxy|catalina\.sh|php-fpm|websocket|api)\b|--(?:port|bind|host|listen|http)\b|:\d{4,5}\b/i;

/** Whether the image is one that runs a program for others, which is what a user of its own is for. */
export function* purposeChecks(subject: Subject): Generator<Check> {
  yield* ownProgram(subject);
  yield* place(subject);
  yield* interactive(subject);
  yield service(subject);
}

function* ownProgram({
  dockerfile,
  facts,
  stage,
  instructions,
  commands,
}: Subject): Generator<Check> {
  const text = 'the file starts a program of its own, or a server of its base image';
  const base = baseImageName(dockerfile, stage);
  if (base?.startsWith('gcr.io/oss-fuzz-base/') === true) {
    yield refused(
      text,
      'OSS-Fuzz builds in this image: its `compile` runs as root and writes to /src, /work and /out, so leave the user to it',
    );
  }
  const isOwn = instructions.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  const { entrypoint, cmd } = facts.result(stage);
  if (isOwn && commands.length === 0 && entrypoint !== 'unknown' && cmd !== 'unknown') {
    yield refused(
      text,
      'its entry point only goes on with what it is given, and there is no CMD: images are built on it, whose installations need root, so set USER in those',
    );
  }
  if (isOwn || commands.some(({ name, text: line }) => isServer(name) || SERVING.test(line))) {
    yield held(text);
    return;
  }
  const started = commands[0] === undefined ? '' : ` (${shown(commands[0].text)})`;
  yield refused(
    text,
    `the file starts no program of its own, only what \`${base ?? stage.base.text}\` starts${started}: say who works in it with \`docker run --user\`, or add USER where a program is built on it`,
  );
}

/** Where the file stands, or what is built on it, asks for root. */
function* place({ instructions, facts, lineOf }: Subject): Generator<Check> {
  const trigger = instructions.find(({ keyword }) => keyword === 'ONBUILD');
  const text = 'no other image or tool needs the image to start as root';
  if (trigger !== undefined) {
    yield refused(
      text,
      `ONBUILD on line ${lineOf(trigger)} runs in images built on this one, as the user that stands here: set USER in those, behind what they install`,
    );
  }
  const around = facts.surroundings();
  if (around === null) return;
  if (/(?:^|\/)\.devcontainer\//.test(around.path)) {
    yield refused(
      text,
      'this is a development container: name its user as `remoteUser` in devcontainer.json, with `updateRemoteUserUID`',
    );
  }
  const folder = around.path.includes('/') ? around.path.replace(/\/[^/]*$/, '/') : '';
  const action = [`${folder}action.yml`, `${folder}action.yaml`].find((path) =>
    /using:\s*['"]?docker/.test(around.text(path) ?? ''),
  );
  if (action !== undefined) {
    yield refused(
      text,
      `${action} makes a GitHub action of it, and these have to run as root to write to the workspace (docs.github.com, "Dockerfile support for GitHub Actions")`,
    );
  }
}

function* interactive(subject: Subject): Generator<Check> {
  const programs = subject.commands.filter((command) => !isScriptName(command.name));
  const [first, ...more] = programs.length > 0 ? programs : subject.commands;
  if (first === undefined || more.length > 0) return;
  const { name, words, text } = first;
  const condition = 'it is made to run one program, not to work or to build in';
  const operands = words.slice(1).filter((word) => !INTERACTIVE.test(word));
  if (SHELL.test(name) && operands.length === 0) {
    yield refused(
      condition,
      `it starts a shell (\`${text}\`): people and builds work in it, so say who with \`docker run --user\`, and set USER where a program is built on it`,
    );
  }
  if (INTERPRETER.test(name) && operands.length === 0) {
    yield refused(
      condition,
      `it starts the interactive \`${text}\`, so images are built on it, whose installations need root: set USER in those`,
    );
  }
  if (WAITING.test(text)) {
    yield refused(
      condition,
      `\`${text}\` only keeps the container alive for people to work in: say who with \`docker exec --user\``,
    );
  }
  yield* tool(subject, name, operands);
}

/** A program for files and terminals of whoever starts it. */
function* tool(subject: Subject, name: string, operands: readonly string[]): Generator<Check> {
  if (isKnownService(subject)) return;
  const isHelp = operands.length > 0 && operands.every((word) => HELP.test(word));
  const install = installs(subject, name);
  const desktop = lastMatching(
    subject,
    ['ENV', 'RUN', 'COPY'],
    /\bDISPLAY\b|libx11|libgtk|\/etc\/asound|pulse|libcanberra|\bmesa-utils\b|libgl1-mesa-glx|\bqmlscene\b|xkeyboard-config|\bxauth\b|\bxterm\b/i,
  );
  const text = 'it is a service, not a tool for files of whoever starts it';
  const advice = `whoever starts it gives it files, so leave the user to them: \`docker run --user "$(id -u):$(id -g)"\``;
  if (isHelp)
    yield refused(
      text,
      `\`${name}\` is a command-line tool (by default it prints \`${operands.join(' ')}\`); ${advice}`,
    );
  if (desktop !== undefined) {
    yield refused(
      text,
      `\`${name}\` works on the desktop of whoever starts it, with their display and files (line ${subject.lineOf(desktop)}); add a user with their number, 1000 on most systems, and its home, and try it there`,
    );
  }
  if (install !== undefined && operands.every((word) => word.startsWith('-'))) {
    yield refused(
      text,
      `\`${name}\`, which line ${subject.lineOf(install)} installs, is a tool with no port, volume or health check; ${advice}`,
    );
  }
}

function installs(subject: Subject, name: string) {
  if (INTERPRETER.test(name) || !/^[\w.+-]+$/.test(name)) return undefined;
  const word = new RegExp(
    `(?:^|[\\s/=@"'])${name.replace(/[.+]/g, '\\$&')}(?=$|[\\s"'=@<>~:;\\\\.-])`,
  );
  return subject.instructions.findLast(
    ({ keyword, body: { text } }) => keyword === 'RUN' && INSTALL.test(text) && word.test(text),
  );
}

function isKnownService({ facts, stage, workloads, commands }: Subject): boolean {
  const { exposed, volumes, healthcheck } = facts.result(stage);
  if (exposed.length > 0 || volumes.length > 0) return true;
  if (typeof healthcheck === 'string' && healthcheck !== 'NONE' && healthcheck !== 'unknown')
    return true;
  if (workloads.length > 0) return true;
  return commands.some(({ text }) => SERVING.test(text));
}

function service(subject: Subject): Check {
  return isKnownService(subject)
    ? held(
        'it is a service: a port, a volume, a health check, its command or the repository says so',
      )
    : unknown('it is a service, not a tool for files of whoever starts it');
}
