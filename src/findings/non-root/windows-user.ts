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
  if (
    service !== undefined ||
    (/\/(?:iis|aspnet|wcf)$/.test(base) && base.includes('/framework/'))
  ) {
    return `${service === undefined ? `\`${base}\`` : `\`${service}\``} starts Windows services, which needs ContainerAdministrator: leave USER out, and let the service itself, or the application pool, run as an account with fewer rights`;
  }
  const start = stage.instructions.find(({ keyword }) => STARTING.has(keyword));
  const place =
    start === undefined
      ? 'at the end'
      : `above ${start.keyword} on line ${indexLines(dockerfile.text).position(start.span.start).line}`;
  return `Windows containers of \`${base}\` run as ContainerAdministrator: add \`USER ContainerUser\` ${place}, behind all that is installed, and give that account what the program writes (\`icacls DIRECTORY /grant ContainerUser:(OI)(CI)M\`)`;
}
