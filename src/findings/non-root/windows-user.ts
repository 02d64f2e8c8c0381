import { indexLines } from '../../dockerfile/line-index.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { baseImageName, stageChain } from '../base-image.ts';
import type { Facts } from '../rule.ts';
import { startedCommands } from './started-commands.ts';

/** Monitors of Windows services, which only an administrator may start and stop. */
const SERVICES =
  /ServiceMonitor\.exe|\b(?:Start-Service|net(?:\.exe)? start|sc(?:\.exe)? start)\b/i;

const STARTING = new Set(['CMD', 'ENTRYPOINT']);

/**
 * What a person does about a Windows image that runs as ContainerAdministrator, one clause. Windows has the
 * account ContainerUser for it in every base image
 * (https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-security).
 */
export function windowsAdvice(dockerfile: Dockerfile, facts: Facts, stage: Stage): string {
  const chain = stageChain(stage);
  const commands = startedCommands(facts, chain);
  const base = baseImageName(dockerfile, stage) ?? stage.base.text;
  const service = commands.map(({ text }) => SERVICES.exec(text)?.[0]).find((text) => text);
  if (service !== undefined || /\/framework\/(?:aspnet|wcf)$|\/iis$/.test(base)) {
    return `\`${service ?? base}\` starts Windows services, which needs ContainerAdministrator: leave USER out, and let the service itself, or the application pool, run as an account with fewer rights`;
  }
  const start = chain
    .flatMap(({ instructions }) => instructions)
    .find(({ keyword }) => STARTING.has(keyword));
  if (start === undefined) {
    return `the file starts no program of its own, only what \`${base}\` starts as ContainerAdministrator: say who works in it with \`docker run --user ContainerUser\`, or add \`USER ContainerUser\` where a program is built on it`;
  }
  const { line } = indexLines(dockerfile.text).position(start.span.start);
  return `Windows containers of \`${base}\` run as ContainerAdministrator: add \`USER ContainerUser\` above ${start.keyword} on line ${line}, behind all that is installed, and give that account what the program writes (\`icacls DIRECTORY /grant ContainerUser:(OI)(CI)M\`)`;
}
