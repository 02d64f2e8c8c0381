import type { Dockerfile } from '../dockerfile/model.ts';
import { removeArgument } from '../dockerfile/remove-argument.ts';
import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import { stageChain } from '../findings/base-image.ts';
import { exposeWords, portRange } from '../findings/expose-words.ts';
import type { ExposeWord } from '../findings/expose-words.ts';
import type { Fix, Rule } from '../findings/rule.ts';

const SSH_PORT = 22;

/** Text that only an image with an SSH server has: the daemon, its package, its configuration. */
const SERVER = /\bsshd\b|openssh-server|\bdropbear\b|sshd_config/;

function runsServer(
  dockerfile: Dockerfile,
  { instruction: { stage: index } }: ExposeWord,
): boolean {
  const stage = dockerfile.stages[index ?? -1];
  if (stage === undefined) return false;
  const instructions = stageChain(stage).flatMap((member) => member.instructions);
  return instructions.some(({ keyword, span }) => {
    return keyword !== 'EXPOSE' && SERVER.test(dockerfile.text.slice(span.start, span.end));
  });
}

function removal(dockerfile: Dockerfile, { instruction, word }: ExposeWord): Fix | null {
  const common = {
    title: 'Do not expose the SSH port',
    effects: ['expose'] as const,
    review:
      'See whether somebody logs in to the container over SSH; `docker exec` needs no server.',
  };
  if (instruction.arguments.length === 1) {
    const edits = [removeInstruction(dockerfile, instruction)];
    return { ...common, edits, instructions: [{ kind: 'remove', keyword: 'EXPOSE' }] };
  }
  const edit = removeArgument(instruction, instruction.arguments.indexOf(word));
  return edit === null ? null : { ...common, edits: [edit] };
}

function leftReason(dockerfile: Dockerfile, exposed: ExposeWord): string | null {
  const [first, last] = portRange(exposed) ?? [0, 0];
  if (runsServer(dockerfile, exposed)) return 'the file sets up an SSH server';
  if (first !== last) return 'it is one of a range';
  return exposed.isTrigger ? 'the port is one of the images built on this' : null;
}

export default {
  id: 'expose-ssh',
  summary: 'The image exposes the port of SSH',
  rationale:
    'An SSH server in a container is one more program to keep up to date, with keys and passwords of its ' +
    'own, and a way in that the platform does not see; `docker exec` and `kubectl exec` do the same. ' +
    'Where the file shows no SSH server, the port is a leftover, and the fix takes it out.',
  severity: 'medium',
  safety: 'review',
  effects: ['expose'],
  about: ['EXPOSE'],
  aliases: {
    trivy: ['DS-0004', 'DS004'],
    checkov: ['CKV_DOCKER_1'],
    kics: ['Exposing Port 22 (SSH)', '5907595b-5b6d-4142-b173-dbb0e73fbff8'],
    sonar: ['S6473'],
  },
  references: [
    'https://avd.aquasec.com/misconfig/ds-0004',
    'https://docs.docker.com/reference/dockerfile/#expose',
  ],
  examples: [
    {
      name: 'port 22 stands beside another one',
      before: 'FROM debian:12\nEXPOSE 22 8080\n',
      after: 'FROM debian:12\nEXPOSE 8080\n',
    },
  ],
  *check(dockerfile) {
    for (const exposed of exposeWords(dockerfile)) {
      const [first, last] = portRange(exposed) ?? [0, 0];
      if (first > SSH_PORT || last < SSH_PORT) continue;
      const { span } = exposed.word;
      const message = 'Port 22 is exposed, the one of SSH.';
      const left = leftReason(dockerfile, exposed);
      const fix = left === null ? removal(dockerfile, exposed) : null;
      if (fix === null) {
        yield { span, message, fix, left: left ?? 'a comment stands beside the port' };
      } else {
        yield { span, message, fix };
      }
    }
  },
} satisfies Rule;
