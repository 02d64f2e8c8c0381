import { joinPath } from '../../builds/paths.ts';
import { resolveDirectory } from '../../dockerfile/work-directory.ts';
import { baseImageName } from '../base-image.ts';
import { contextOf, neighboursOf } from '../build-context.ts';
import { baseName, copiesOf } from '../copies.ts';
import type { Companion } from '../surroundings.ts';
import { refused, unknown } from './check.ts';
import type { Check } from './check.ts';
import { moveListen } from './nginx-config.ts';
import { completeMove } from './port-move.ts';
import type { PortMove } from './port-move.ts';
import { placeText } from './subject.ts';
import type { Subject } from './subject.ts';

const PORT = 80;
const CONDITION = 'the configuration of nginx works as another user, on another port';

/** What the first process of nginx writes (https://hub.docker.com/_/nginx, "Running nginx as a non-root user"). */
const OWNED = ['/var/cache/nginx', '/run/nginx.pid'];

/** A configuration file of the repository, and where the image has it. */
interface Config {
  readonly path: string;
  readonly target: string;
}

/** Taking away what the image brings along; every other RUN that names nginx may change it. */
const REMOVES_DEFAULT =
  /^\s*rm\s+(?:-\w+\s+)*\/etc\/nginx\/conf\.d\/(?:default\.conf|\*(?:\.conf)?)\s*$/;

/** nginx of the official image, with a configuration of the repository; null where it is something else. */
export function nginxMove(subject: Subject): PortMove | null {
  const { dockerfile, facts, stage, commands } = subject;
  const ids = facts.base(stage).users['nginx'];
  const [command, ...more] = commands;
  if (baseImageName(dockerfile, stage) !== 'nginx' || ids === undefined || more.length > 0)
    return null;
  if (!/^\S*nginx -g daemon off;$/.test(command?.text ?? '')) return null;
  const configs = configsOf(subject);
  if (configs.length === 0) return null;
  const checks: Check[] = [];
  const companions: Companion[] = [];
  const refuse = (what: string) => {
    checks.push(
      refused(
        CONDITION,
        `${what}, so nginx is not moved here to a port from 1024 on: do that by hand (\`listen 8080\`, \`chown ${ids} ${OWNED.join(' ')}\`, \`USER ${ids}\`), or ${alternative(subject)}`,
      ),
    );
  };
  const against = reasonAgainst(subject, configs);
  if (against !== null) refuse(against);
  for (const { path } of configs) {
    const text = facts.surroundings()?.text(path) ?? null;
    const move = text === null ? null : moveListen(text, PORT, PORT + 8000);
    if (move === null) refuse(`${path} is not at hand`);
    else if (move.edits === null) refuse(`${path} ${move.left}`);
    else {
      if (move.edits.length > 0) companions.push({ path, edits: move.edits });
      if (move.asksPort)
        checks.push(unknown(`the application behind ${path} does not look at SERVER_PORT`));
    }
  }
  if (companions.length === 0 && checks.length === 0) return null;
  const places = companions.map(({ path }) => path).join(' and ');
  return completeMove(subject, {
    from: PORT,
    edits: [],
    companions,
    effects: ['user', 'files'],
    checks,
    commands: [`touch /run/nginx.pid`, `chown ${ids} ${OWNED.join(' ')}`],
    owned: OWNED,
    user: {
      user: ids,
      owner: ids,
      commands: [],
      hasShell: true,
      what: 'the user `nginx` of the base image',
    },
    how: `\`listen ${PORT + 8000}\` in ${places}`,
    instead: alternative(subject),
  });
}

function alternative({ stage }: Subject): string {
  const tag = /:([\w.-]+)/.exec(stage.base.text)?.[1] ?? 'TAG';
  return `take \`nginxinc/nginx-unprivileged:${tag}\`, which does all this, where there is such a tag`;
}

/** What is copied below /etc/nginx from the build context; a source that is no file is one, too. */
function configsOf(subject: Subject): readonly Config[] {
  const { dockerfile, facts, has } = subject;
  const { context } = contextOf(dockerfile, facts);
  if (context === null) return [];
  return copiesOf(dockerfile).flatMap(({ instruction, sources, destination, from }) => {
    const { workdir } = facts.before(instruction);
    const target = resolveDirectory(workdir ?? '/', destination.path, false);
    if (!has(instruction) || from !== null || !target.startsWith('/etc/nginx')) return [];
    return sources.flatMap(({ path }) => {
      const file = joinPath(context.folder, path.replace(/^\/+/, '') || '.');
      const isFolder = destination.path.endsWith('/') || /\/(?:conf\.d|nginx)$/.test(target);
      const place = isFolder ? `${target.replace(/\/$/, '')}/${baseName(path)}` : target;
      return [{ path: file ?? path, target: place }];
    });
  });
}

function reasonAgainst(subject: Subject, configs: readonly Config[]): string | null {
  const { dockerfile, facts, instructions, workloads, lineOf } = subject;
  const odd = configs.find(
    ({ target }) => !/^\/etc\/nginx\/(?:nginx\.conf|conf\.d\/[\w.-]+\.conf)$/.test(target),
  );
  if (odd !== undefined) return `${odd.path} is copied to ${odd.target}`;
  const other = copiesOf(dockerfile).find(
    ({ instruction, from, destination }) =>
      subject.has(instruction) &&
      (destination.path.startsWith('/docker-entrypoint') ||
        (destination.path.startsWith('/etc/nginx') &&
          (from !== null || instruction.heredocs.length > 0))),
  );
  if (other !== undefined)
    return `line ${lineOf(other.instruction)} copies to ${other.destination.path}`;
  const runs = instructions.filter(
    ({ keyword, body }) => keyword === 'RUN' && /nginx|\/docker-entrypoint/.test(body.text),
  );
  const removes = runs.filter(({ body }) => REMOVES_DEFAULT.test(body.text));
  const changing = runs.find(
    (run) => !removes.includes(run) && /\/etc\/nginx|\/docker-entrypoint/.test(run.body.text),
  );
  if (changing !== undefined)
    return `line ${lineOf(changing)} changes the configuration of nginx, too`;
  const isWhole = configs.some(({ target }) => target === '/etc/nginx/nginx.conf');
  const isReplaced = configs.some(({ target }) => target === '/etc/nginx/conf.d/default.conf');
  const includes = configs.some(({ path }) =>
    (facts.surroundings()?.text(path) ?? '').includes('conf.d'),
  );
  if (!isReplaced && removes.length === 0 && !(isWhole && !includes)) {
    return `the image keeps its own /etc/nginx/conf.d/default.conf, which listens on ${PORT}`;
  }
  const mount = workloads
    .flatMap(({ place, mounts }) => mounts.map((each) => ({ ...each, place })))
    .find(({ path }) => /^\/(?:etc\/nginx|run|var\/run|var\/cache)(?:\/|$)/.test(path));
  if (mount !== undefined)
    return `${placeText({ ...mount.place, line: mount.line })} mounts something at ${mount.path}`;
  return sharedBy(subject, configs);
}

/** Another Dockerfile may copy the same file, and a service may mount it. */
function sharedBy({ dockerfile, facts }: Subject, configs: readonly Config[]): string | null {
  const { context } = contextOf(dockerfile, facts);
  if (context === null) return 'the build context is not known';
  const others = neighboursOf(context);
  const own = facts.surroundings();
  for (const { path } of configs) {
    const name = baseName(path);
    const other = others.find((file) => own?.text(file)?.includes(name) !== false);
    if (other !== undefined) return `${other} may copy ${path}, too`;
  }
  return null;
}
