import { exposeWords, portRange } from '../findings/expose-words.ts';
import type { Rule } from '../findings/rule.ts';

const HIGHEST_PORT = 65_535;

export default {
  id: 'expose-out-of-range',
  summary: 'EXPOSE names a port that does not exist',
  rationale:
    'Ports are numbers from 0 to 65535, and a range begins with its lower end. The builder stops at ' +
    'anything else, so no image comes of the file.',
  severity: 'critical',
  safety: null,
  effects: [],
  about: ['EXPOSE'],
  aliases: {
    hadolint: ['DL3011'],
    trivy: ['DS-0008', 'DS008'],
    kics: ['UNIX Ports Out Of Range', '71bf8cf8-f0a1-42fa-b9d2-d10525e0a38e'],
    buildkit: ['ExposeInvalidFormat'],
    semgrep: ['invalid-port'],
  },
  references: [
    'https://docs.docker.com/reference/dockerfile/#expose',
    'https://github.com/hadolint/hadolint/wiki/DL3011',
    'https://avd.aquasec.com/misconfig/ds-0008',
  ],
  examples: [
    { name: 'a port has a digit too many', before: 'FROM debian:12\nEXPOSE 80800\n', after: null },
  ],
  *check(dockerfile) {
    for (const exposed of exposeWords(dockerfile)) {
      const range = portRange(exposed);
      if (range === null) continue;
      const [first, last] = range;
      const isTooHigh = Math.max(first, last) > HIGHEST_PORT;
      if (!isTooHigh && first <= last) continue;
      const { span, text } = exposed.word;
      const problem = isTooHigh
        ? `the highest port is ${HIGHEST_PORT}`
        : 'the range runs backwards';
      const message = `\`${text}\` is no port: ${problem}.`;
      yield {
        span,
        message,
        fix: null,
        left: 'which port the program listens on is not in the file',
      };
    }
  },
} satisfies Rule;
