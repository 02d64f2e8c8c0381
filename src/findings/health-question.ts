import { jsonArray } from '../dockerfile/exec-edit.ts';
import { keywordLike } from '../dockerfile/keyword-case.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { Workload, WorkloadHealthcheck } from '../builds/workload.ts';
import type { Facts, Fix } from './rule.ts';
import { runCommandsNamed } from './run-commands.ts';

/** HEALTHCHECK as a compose file of the repository asks it, or why there is none. */
export type HealthAnswer = { readonly fix: Fix } | { readonly left: string };

interface Asked {
  readonly workload: Workload;
  readonly healthcheck: WorkloadHealthcheck;
}

/** How to find out whether the image works, as far as the repository tells. */
export function healthAnswer(dockerfile: Dockerfile, facts: Facts, stage: Stage): HealthAnswer {
  const workloads = facts.surroundings()?.workloads() ?? [];
  const asked = workloads.flatMap((workload): Asked[] => {
    const { healthcheck } = workload;
    return healthcheck === null ? [] : [{ workload, healthcheck }];
  });
  const [first, ...others] = asked;
  if (first !== undefined) {
    const isSame = others.every((one) => instructionOf(one) === instructionOf(first));
    const commands = commandsOf(first.healthcheck.command);
    if (isSame && commands === null) {
      return { left: `write the question of ${placeOf(first)} as HEALTHCHECK, in its shell form` };
    }
    if (isSame) return { fix: insertion(dockerfile, stage, first, commands ?? []) };
    const places = asked.map(placeOf).join(' and ');
    return {
      left: `${places} ask in different ways; write the one that always holds as HEALTHCHECK`,
    };
  }
  const kubernetes = workloads.find(({ kind }) => kind === 'kubernetes');
  if (kubernetes !== undefined) {
    const { path, line } = kubernetes.place;
    return {
      left: `Kubernetes runs it (\`${path}:${line}\`) and asks by probes of its own, not by HEALTHCHECK; add one only for those who run it elsewhere`,
    };
  }
  return { left: advice(dockerfile, facts, stage) };
}

/** Commands without quotes and expansions, joined by `||` and `&&`. */
const SIMPLE = /^[\w./:@=%+,?-]+(?: +[\w./:@=%+,?-]+)*$/;

/** The commands that run; null for shell text that is more than simple commands in a row. */
function commandsOf(command: WorkloadHealthcheck['command']): readonly string[] | null {
  if (typeof command !== 'string') return [command.join(' ')];
  const parts = command.split(/ *(?:\|\||&&) */).map((part) => part.replace(/ +/g, ' '));
  return parts.every((part) => SIMPLE.test(part)) ? parts : null;
}

function insertion(
  dockerfile: Dockerfile,
  { instructions, from }: Stage,
  asked: Asked,
  commands: readonly string[],
): Fix {
  const { text, lineEnding } = dockerfile;
  const command = instructions.find(({ keyword }) => keyword === 'ENTRYPOINT' || keyword === 'CMD');
  const place = command ?? instructions.at(-1) ?? from;
  const like = text.slice(place.keywordSpan.start, place.keywordSpan.end);
  const written = keywordLike(like, 'HEALTHCHECK') + instructionOf(asked);
  const { start, end } = place.span;
  const edit =
    command === undefined
      ? { span: { start: end, end }, text: lineEnding + written }
      : { span: { start, end: start }, text: written + lineEnding };
  return {
    title: 'Ask for the health of the container as Compose does',
    edits: [edit],
    instructions: [{ kind: 'insert', keyword: 'HEALTHCHECK' }],
    commands: commands.map((command) => ({ kind: 'append', command })),
    review: `Whoever runs the image gets the question that ${placeOf(asked)} asks; a container that answers badly is shown as unhealthy, and Swarm replaces it.`,
    preconditions: [
      { text: `${placeOf(asked)} asks the running container the same`, state: 'held' },
    ],
  };
}

/** Everything behind the keyword. */
function instructionOf({ healthcheck: { command, options } }: Asked): string {
  const flags = options.map((option) => ` ${option}`).join('');
  return `${flags} CMD ${typeof command === 'string' ? command : jsonArray(command)}`;
}

function placeOf({ workload: { place }, healthcheck: { line } }: Asked): string {
  return `\`${place.path}:${line}\``;
}

/** Names the port and a tool that the image has, so that only the path is left to find. */
function advice(dockerfile: Dockerfile, facts: Facts, stage: Stage): string {
  const ports = facts.result(stage).exposed.filter((port) => port.endsWith('/tcp'));
  const [port] = ports;
  const tail = 'unless the platform asks by itself, as Kubernetes does';
  if (port === undefined || ports.length > 1) {
    return `the file does not say on which port it answers: add a HEALTHCHECK with a tool that is in the image, ${tail}`;
  }
  const address = `http://127.0.0.1:${port.replace('/tcp', '')}/`;
  const question = questionFor(dockerfile, facts, stage, address);
  return question === null
    ? `no tool that could ask \`${address}\` is known to be in the image: let the program itself answer (\`HEALTHCHECK CMD ["…", "--health"]\`), ${tail}`
    : `add \`HEALTHCHECK CMD ${question}\`, with a path that answers as long as it works, ${tail}`;
}

function questionFor(
  dockerfile: Dockerfile,
  facts: Facts,
  stage: Stage,
  address: string,
): string | null {
  const { sh, gnuWget } = facts.base(stage);
  const isInstalled = (name: string) => runCommandsNamed(dockerfile, facts, [name]).length > 0;
  if (isInstalled('curl')) return `curl -fsS ${address} || exit 1`;
  const hasWget = sh === 'busybox' || gnuWget === true || isInstalled('wget');
  return hasWget ? `wget -q -O /dev/null ${address} || exit 1` : null;
}
