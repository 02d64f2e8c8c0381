import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import { baseImageName, stageChain } from './base-image.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';

/** What gives up root after the start of the container. */
export interface PrivilegeDrop {
  /** True when the command of the image says so, or that of a base image known to do it. */
  readonly certain: boolean;
  /** For messages: `gosu`. */
  readonly by: string;
}

/** Official images whose own entry point goes on as another user (their `docker-entrypoint.sh`). */
const DROPPING_IMAGES = new Set([
  'cassandra',
  'consul',
  'couchdb',
  'ghost',
  'hashicorp/consul',
  'hashicorp/vault',
  'influxdb',
  'mariadb',
  'mongo',
  'mysql',
  'neo4j',
  'pgvector/pgvector',
  'postgis/postgis',
  'postgres',
  'rabbitmq',
  'redis',
  'timescale/timescaledb',
  'valkey/valkey',
  'vault',
  'zookeeper',
]);

/** Programs that start another one as another user. */
export const DROP_TOOL =
  /(?:^|[\s/"'=|])(gosu|su-exec|setpriv|runuser|s6-setuidgid|s6-overlay|setuidgid|chpst|fixuid|chroot(?=\s{1,9}--userspec)|sudo(?=\s{1,9}-\w{0,9}u)|su(?=\s{1,9}(?:-\s|-?\w)))(?=$|[\s/"'@:;,=-])/;

const dropsOf = oncePerFile(() => new Map<Stage, PrivilegeDrop | null>());

/** How the image of a stage gives up root itself; null when nothing hints at it. Read once a stage. */
export function privilegeDrop(
  dockerfile: Dockerfile,
  facts: Facts,
  stage: Stage,
): PrivilegeDrop | null {
  const known = dropsOf(dockerfile, facts);
  const drop = known.get(stage);
  if (drop !== undefined) return drop;
  const found = findDrop(dockerfile, facts, stage);
  known.set(stage, found);
  return found;
}

function findDrop(dockerfile: Dockerfile, facts: Facts, stage: Stage): PrivilegeDrop | null {
  const command = commandText(facts, stage);
  const tool = DROP_TOOL.exec(command)?.[1];
  if (tool !== undefined) return { certain: true, by: tool };
  const { entrypoint } = facts.result(stage);
  const name = baseImageName(dockerfile, stage);
  if (name !== null && DROPPING_IMAGES.has(name)) {
    const ownEntrypoint = stageChain(stage).some(({ instructions }) => {
      return instructions.some(({ keyword }) => keyword === 'ENTRYPOINT');
    });
    return { certain: !ownEntrypoint, by: `the entry point of \`${name}\`` };
  }
  if (entrypoint !== null && entrypoint[0] === '/init') return { certain: false, by: 's6-overlay' };
  return mayRunScript(entrypoint, command) ? broughtTool(stage) : null;
}

/** Entry point and command as one text; empty where they are not known. */
export function commandText(facts: Facts, stage: Stage): string {
  const { entrypoint, cmd } = facts.result(stage);
  const known = [entrypoint, cmd].map((part) => (part === 'unknown' ? [] : (part ?? [])));
  return known.flat().join(' ');
}

/** A script may use every tool of the image. */
function mayRunScript(entrypoint: readonly string[] | 'unknown' | null, command: string): boolean {
  return entrypoint !== null || /\.sh\b|entry-?point|\/(?:start|run|init)\b/.test(command);
}

function broughtTool(stage: Stage): PrivilegeDrop | null {
  for (const { instructions } of stageChain(stage)) {
    for (const { keyword, body, heredocs } of instructions) {
      if (keyword !== 'RUN' && keyword !== 'COPY' && keyword !== 'ADD') continue;
      const text = [body.text, ...heredocs.map(({ content }) => content)].join('\n');
      const tool = DROP_TOOL.exec(text)?.[1];
      // `su` in a RUN is for the build, and every image has it.
      if (tool !== undefined && tool !== 'su' && tool !== 'sudo')
        return { certain: false, by: tool };
    }
  }
  return null;
}
