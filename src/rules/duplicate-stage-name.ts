import { renameStage } from '../findings/rename-stage.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'duplicate-stage-name',
  summary: 'Two stages have the same name',
  rationale:
    'Names of stages are compared without regard to capitals. Where two are equal, which stage a ' +
    '`COPY --from`, a FROM or `docker build --target` means depends on the builder and on the place, ' +
    'and one of the stages may never be built. The fix renames the ' +
    'later one, and what means it with BuildKit, which takes the last stage above of that name.',
  severity: 'critical',
  safety: 'review',
  effects: [],
  aliases: {
    hadolint: ['DL3024'],
    trivy: ['DS-0012', 'DS012'],
    checkov: ['CKV_DOCKER_11'],
    kics: [
      'Same Alias In Different Froms',
      'Same alias in different FROM statements',
      'f2daed12-c802-49cd-afed-fe41d0b82fed',
    ],
    buildkit: ['DuplicateStageName'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/duplicate-stage-name/',
    'https://github.com/hadolint/hadolint/wiki/DL3024',
    'https://avd.aquasec.com/misconfig/ds-0012',
  ],
  examples: [
    {
      name: 'the second stage has the name of the first',
      before:
        'FROM golang:1.23 AS build\nRUN go build -o /app .\n' +
        'FROM debian:12 AS build\nCOPY --from=0 /app /app\n',
      after:
        'FROM golang:1.23 AS build\nRUN go build -o /app .\n' +
        'FROM debian:12 AS build-2\nCOPY --from=0 /app /app\n',
    },
  ],
  *check(dockerfile, facts) {
    const { stages } = dockerfile;
    const seen = new Set<string>();
    for (const stage of stages) {
      const { name, nameWord } = stage;
      if (name === null || nameWord === null) continue;
      if (seen.has(name)) {
        const message = `Another stage has the name \`${nameWord.text}\` already.`;
        const end =
          stages.find((other) => other.index > stage.index && other.name === name) ?? null;
        const renaming = renameStage(dockerfile, facts, stage, { ending: '-2', end });
        yield { span: nameWord.span, message, ...renaming };
      }
      seen.add(name);
    }
  },
} satisfies Rule;
