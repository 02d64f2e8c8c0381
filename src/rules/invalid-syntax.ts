import type { SyntaxProblem } from '../dockerfile/model.ts';
import type { Rule } from '../findings/rule.ts';

/** Why nothing is changed, by what the builder refuses. */
const LEFT: Readonly<Record<SyntaxProblem['reason'], string>> = {
  empty: 'which image is meant stands nowhere in the file',
  'unknown-instruction': 'only its author knows which instruction is meant',
  'missing-arguments': 'what is missing stands nowhere in the file',
  'invalid-arguments': 'several corrections are possible, and they mean different things',
  'invalid-flag': 'several corrections are possible, and they mean different things',
  'invalid-directive': 'only its author knows which of the settings is meant',
  'instruction-before-from': 'the stage that it belongs to stands nowhere in the file',
  'unterminated-heredoc': 'the line where the here-document was meant to end is not marked',
};

export default {
  id: 'invalid-syntax',
  summary: 'The builder does not accept the file',
  rationale:
    'The builder stops at what it cannot read, so no image comes of this file. As long as it is so, ' +
    'no fix of another rule is applied to the file either: what cannot be read cannot be edited ' +
    'safely.',
  severity: 'medium',
  safety: null,
  effects: [],
  aliases: {
    hadolint: ['DL1000', 'DL3061'],
    kics: ['Dockerfile Should Specify Base Image', '19619060-f22e-094f-fda1-aacf37b69bba'],
  },
  references: [
    'https://docs.docker.com/reference/dockerfile/#format',
    'https://github.com/hadolint/hadolint/wiki/DL3061',
  ],
  examples: [
    {
      name: 'an instruction stands before FROM',
      before: 'RUN true\nFROM debian:12\n',
      after: null,
    },
  ],
  *check({ problems }) {
    for (const { reason, message, span } of problems) {
      yield { span, message, fix: null, left: LEFT[reason] };
    }
  },
} satisfies Rule;
