import type { Instruction } from '../dockerfile/model.ts';
import type { Fix, Rule } from '../findings/rule.ts';
import { relativeWorkdirs } from '../findings/workdir-chain.ts';

function absoluteFix({ bodySpan }: Instruction, path: string, review: string | null): Fix {
  const edits = [{ span: bodySpan, text: path }];
  const fix = { title: 'Write WORKDIR as an absolute path', edits };
  return review === null ? fix : { ...fix, safety: 'review', review };
}

export default {
  id: 'relative-workdir',
  summary: 'WORKDIR is a relative path',
  rationale:
    'A relative WORKDIR is joined to the one before it, or to that of the base image. Whoever moves an ' +
    'instruction, or updates the base, moves the directory without noticing. The fix writes the path ' +
    'that results today: safe where the file itself says where it starts, for review where the base ' +
    'image does.',
  severity: 'high',
  safety: 'safe',
  effects: [],
  about: ['WORKDIR'],
  aliases: {
    hadolint: ['DL3000'],
    trivy: ['DS-0009', 'DS009'],
    checkov: ['CKV_DOCKER_10'],
    kics: ['WORKDIR Path Not Absolute', '6b376af8-cfe8-49ab-a08d-f32de23661a4'],
    buildkit: ['WorkdirRelativePath'],
    sonar: ['S7021'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/workdir-relative-path/',
    'https://github.com/hadolint/hadolint/wiki/DL3000',
    'https://avd.aquasec.com/misconfig/ds-0009',
  ],
  examples: [
    {
      name: 'a second WORKDIR continues the first',
      before: 'FROM debian:12\nWORKDIR /app\nWORKDIR src\n',
      after: 'FROM debian:12\nWORKDIR /app\nWORKDIR /app/src\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const { instruction, path, review, left } of relativeWorkdirs(dockerfile, facts)) {
      const span = instruction.bodySpan;
      const message = `\`${instruction.body.text.trim()}\` is relative: where it leads depends on what came before.`;
      if (path === null) yield { span, message, fix: null, left };
      else yield { span, message, fix: absoluteFix(instruction, path, review) };
    }
  },
} satisfies Rule;
