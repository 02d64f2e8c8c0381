import { keywordLike } from '../dockerfile/keyword-case.ts';
import { deviates, majorityCase } from '../findings/instruction-case.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'from-as-casing',
  summary: 'AS is written in other letters than its FROM',
  rationale:
    'Keywords may be written in capitals or in small letters, but two styles on one line make it ' +
    'harder to see where the name of the stage begins. The fix changes the letters of `AS` only.',
  severity: 'info',
  safety: 'safe',
  onlyStyle: true,
  effects: [],
  aliases: { buildkit: ['FromAsCasing'] },
  references: ['https://docs.docker.com/reference/build-checks/from-as-casing/'],
  examples: [
    {
      name: 'FROM in capitals has `as` in small letters',
      before: 'FROM debian:12 as base\n',
      after: 'FROM debian:12 AS base\n',
    },
  ],
  *check(dockerfile) {
    const { text, stages } = dockerfile;
    const majority = majorityCase(dockerfile);
    for (const { from, asSpan } of stages) {
      if (asSpan === null) continue;
      const written = text.slice(asSpan.start, asSpan.end);
      const keyword = text.slice(from.keywordSpan.start, from.keywordSpan.end);
      const wanted = keywordLike(keyword, 'as');
      const isConsistent = keyword.toLowerCase() === keyword || keyword.toUpperCase() === keyword;
      if (!isConsistent || written === wanted) continue;
      const message = `\`${written}\` does not match the letters of \`${keyword}\`.`;
      if (deviates(keyword, majority)) {
        const left = `\`${keyword}\` itself differs from the other instructions and changes first`;
        yield { span: asSpan, message, fix: null, left };
      } else if (written.toLowerCase() !== 'as') {
        yield {
          span: asSpan,
          message,
          fix: null,
          left: 'a continuation stands inside the keyword',
        };
      } else {
        const fix = { title: 'Write `AS` like `FROM`', edits: [{ span: asSpan, text: wanted }] };
        yield { span: asSpan, message, fix };
      }
    }
  },
} satisfies Rule;
