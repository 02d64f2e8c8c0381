import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { Span } from '../dockerfile/span.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { deviates, majorityCase } from '../findings/instruction-case.ts';
import type { KeywordCase } from '../findings/instruction-case.ts';
import type { Rule } from '../findings/rule.ts';

/** The keyword of an instruction, of its trigger, and the AS of FROM, which belongs to it. */
function keywordSpans({ stages }: Dockerfile, instruction: Instruction): Span[] {
  const spans = [instruction.keywordSpan];
  if (instruction.trigger !== null) spans.push(instruction.trigger.keywordSpan);
  const stage = instruction.keyword === 'FROM' ? stages[instruction.stage ?? -1] : undefined;
  const asSpan = stage?.asSpan ?? null;
  return asSpan === null ? spans : [...spans, asSpan];
}

function editsFor({ text }: Dockerfile, spans: readonly Span[], wanted: KeywordCase): TextEdit[] {
  return spans.flatMap((span) => {
    const written = text.slice(span.start, span.end);
    if (!deviates(written, wanted)) return [];
    const changed = wanted === 'lower' ? written.toLowerCase() : written.toUpperCase();
    return [{ span, text: changed }];
  });
}

export default {
  id: 'instruction-casing',
  summary: 'Instructions are written in different letters',
  rationale:
    'Keywords may be written in capitals or in small letters, but a file that mixes both is harder to ' +
    'read, and an instruction in the rarer style is easily taken for an argument. The fix follows the ' +
    'majority of the file and changes keywords only.',
  severity: 'info',
  safety: 'safe',
  onlyStyle: true,
  effects: [],
  aliases: { buildkit: ['ConsistentInstructionCasing'], sonar: ['S6476'] },
  references: [
    'https://docs.docker.com/reference/build-checks/consistent-instruction-casing/',
    'https://docs.docker.com/reference/dockerfile/#format',
  ],
  examples: [
    {
      name: 'one instruction of three is in small letters',
      before: 'FROM debian:12\nrun true\nCMD ["bash"]\n',
      after: 'FROM debian:12\nRUN true\nCMD ["bash"]\n',
    },
  ],
  *check(dockerfile) {
    const { text, instructions } = dockerfile;
    const wanted = majorityCase(dockerfile);
    for (const instruction of instructions) {
      const span = instruction.keywordSpan;
      const keyword = text.slice(span.start, span.end);
      if (!deviates(keyword, wanted)) continue;
      const style = wanted === 'lower' ? 'small letters' : 'capitals';
      const message = `\`${keyword}\` should be in ${style}, like most instructions of this file.`;
      if (keyword.toUpperCase() !== instruction.keyword) {
        yield { span, message, fix: null, left: 'a continuation stands inside the keyword' };
        continue;
      }
      const edits = editsFor(dockerfile, keywordSpans(dockerfile, instruction), wanted);
      yield { span, message, fix: { title: `Write all instructions in ${style}`, edits } };
    }
  },
} satisfies Rule;
