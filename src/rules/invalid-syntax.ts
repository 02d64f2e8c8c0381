import type { Dockerfile, Instruction, SyntaxProblem } from '../dockerfile/model.ts';
import { repairSpelling } from '../findings/repair-spelling.ts';
import type { Rule } from '../findings/rule.ts';
import { unknownReason } from '../findings/unknown-instruction.ts';

/** Why nothing is changed, by what the builder refuses. */
const LEFT: Readonly<Record<SyntaxProblem['reason'], string>> = {
  empty: 'which image is meant stands nowhere in the file',
  'unknown-instruction': 'only its author knows which instruction is meant',
  'missing-arguments': 'what is missing stands nowhere in the file; write it, or remove the line',
  'invalid-arguments': 'several corrections are possible, and they mean different things',
  'invalid-flag': 'several corrections are possible, and they mean different things',
  'invalid-directive': 'only its author knows which of the settings is meant',
  'instruction-before-from':
    'the stage that it belongs to stands nowhere in the file; move it below the FROM that is meant',
  'unterminated-heredoc': 'the line where the here-document was meant to end is not marked',
};

interface Place {
  readonly instruction: Instruction;
  readonly previous: Instruction | undefined;
}

/** Instructions by the offset of their keyword, where problems begin. */
function placesOf({ instructions }: Dockerfile): ReadonlyMap<number, Place> {
  return new Map(
    instructions.map((instruction, index) => {
      const place = { instruction, previous: instructions[index - 1] };
      return [instruction.keywordSpan.start, place];
    }),
  );
}

function leftReason(
  dockerfile: Dockerfile,
  reason: SyntaxProblem['reason'],
  place: Place | undefined,
): string {
  if (place === undefined) return LEFT[reason];
  const { instruction, previous } = place;
  if (reason === 'unknown-instruction') return unknownReason(dockerfile, instruction, previous);
  if (reason === 'invalid-arguments' && instruction.keyword === 'FROM') {
    return `which image is meant by \`${instruction.body.text}\` is not in the file; write it as one word, such as \`name:tag\``;
  }
  return LEFT[reason];
}

export default {
  id: 'invalid-syntax',
  summary: 'The builder does not accept the file',
  rationale:
    'The builder stops at what it cannot read, so no image comes of this file. As long as it is so, ' +
    'no fix of another rule is applied to the file either: what cannot be read cannot be edited ' +
    'safely. The fix spells an instruction as it was meant, where it is one slip away from one ' +
    'instruction only and nothing else is wrong.',
  severity: 'medium',
  safety: 'review',
  curesSyntax: true,
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
    {
      name: 'an instruction is misspelt',
      before: 'FROM debian:12\nCOPPY a /a\n',
      after: 'FROM debian:12\nCOPY a /a\n',
    },
  ],
  *check(dockerfile) {
    const { problems } = dockerfile;
    if (problems.length === 0) return;
    const places = placesOf(dockerfile);
    const unknown = problems.flatMap(({ reason, span }) => {
      const place = reason === 'unknown-instruction' ? places.get(span.start) : undefined;
      return place === undefined ? [] : [place.instruction];
    });
    const fix = repairSpelling(dockerfile, unknown);
    for (const { reason, message, span } of problems) {
      if (fix !== null) yield { span, message, fix };
      else
        yield { span, message, fix, left: leftReason(dockerfile, reason, places.get(span.start)) };
    }
  },
} satisfies Rule;
