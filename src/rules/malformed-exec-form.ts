import { jsonArray } from '../dockerfile/exec-edit.ts';
import { isJsonAttempt, readJsonAttempt } from '../dockerfile/json-attempt.ts';
import { sliceLogical, spanAt } from '../dockerfile/logical-text.ts';
import type { Instruction, LogicalText } from '../dockerfile/model.ts';
import type { Effect, Facts, Fix, Rule } from '../findings/rule.ts';
import { replacedCommands } from '../findings/script-changes.ts';

/** Instructions with an exec form, and what changes when the array is understood. */
const EFFECTS: ReadonlyMap<string, readonly Effect[]> = new Map<string, readonly Effect[]>([
  ['RUN', []],
  ['CMD', ['cmd']],
  ['ENTRYPOINT', ['entrypoint']],
  ['SHELL', ['shell']],
  ['HEALTHCHECK', ['healthcheck']],
  ['COPY', ['files']],
  ['ADD', ['files']],
  ['VOLUME', ['volume']],
]);

/** These work today, if not as meant: an image with another volume, a container that is never healthy. */
const WORKING = new Set(['VOLUME', 'HEALTHCHECK']);

/** The part that would be the array: what follows CMD in HEALTHCHECK, else the whole. */
function arrayText({ keyword, body }: Instruction): LogicalText {
  if (keyword !== 'HEALTHCHECK') return body;
  const start = /^CMD\s+/i.exec(body.text)?.[0].length ?? body.text.length;
  return sliceLogical(body, start, body.text.length);
}

function arrayFix(
  facts: Facts,
  instruction: Instruction,
  text: LogicalText,
  isTrigger: boolean,
): Fix | null {
  const attempt = readJsonAttempt(text.text);
  if (attempt === null || instruction.comments.length > 0 || instruction.heredocs.length > 0)
    return null;
  const { keyword } = instruction;
  const effects = EFFECTS.get(keyword) ?? [];
  const fix: Fix = {
    title: `Make the array of ${keyword} valid JSON`,
    edits: [{ span: spanAt(text, 0, text.text.length), text: jsonArray(attempt.items) }],
    effects: isTrigger ? ['onbuild'] : effects,
    commands: replacedCommands(facts.script(instruction), attempt.items),
  };
  if (attempt.isExact && !WORKING.has(keyword)) return fix;
  const items = attempt.items.map((item) => `\`${item}\``).join(', ');
  return {
    ...fix,
    safety: 'review',
    review: `See whether these are the parts that were meant: ${items}.`,
  };
}

/** What keeps the array from being read, and how to write it. */
function leftReason({ comments, heredocs }: Instruction, text: string): string {
  const how =
    'write every part in double quotes, with commas between them and nothing behind the bracket';
  if (comments.length + heredocs.length > 0) return `a comment stands inside; ${how}`;
  if (text.includes('\\')) return `an escape in it may mean several things; ${how}`;
  const end = text.lastIndexOf(']') + 1;
  if (end > 0 && end < text.trimEnd().length) return `something stands behind the bracket; ${how}`;
  return `where one part ends cannot be told from the text; ${how}`;
}

export default {
  id: 'malformed-exec-form',
  summary: 'An array that is not valid JSON is taken as plain text',
  rationale:
    'Exec form is JSON: strings in double quotes, commas between them, no comma at the end, nothing ' +
    'behind the bracket. When it is not, the builder says nothing and takes the whole text as a command ' +
    "for the shell, or as names of files. `CMD ['node', 'app.js']` then looks for a program called " +
    '`[node,`, and the container cannot start. The fix writes the array that was meant.',
  severity: 'medium',
  safety: 'safe',
  effects: ['cmd', 'entrypoint', 'shell', 'healthcheck', 'volume', 'files'],
  aliases: {
    kics: [
      'Not Using JSON In CMD And ENTRYPOINT Arguments',
      'b86987e1-6397-4619-81d5-8807f2387c79',
      'Not Using Proper Exec Form In CMD And ENTRYPOINT Arguments',
      '34945ae8-730d-424c-8279-b064d9f108de',
    ],
    sonar: ['S7030'],
  },
  references: ['https://docs.docker.com/reference/dockerfile/#exec-form'],
  examples: [
    {
      name: 'strings in single quotes',
      before: "FROM node:20\nCMD ['node', 'app.js']\n",
      after: 'FROM node:20\nCMD ["node", "app.js"]\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const outer of dockerfile.instructions) {
      const instruction = outer.trigger ?? outer;
      const { keyword, json } = instruction;
      if (json || !EFFECTS.has(keyword) || instruction.stage === null) continue;
      const text = arrayText(instruction);
      if (!isJsonAttempt(text.text)) continue;
      const span = spanAt(text, 0, text.text.length);
      const message = `This array of ${keyword} is not valid JSON, so the builder takes it as plain text.`;
      const fix = arrayFix(facts, instruction, text, outer !== instruction);
      if (fix === null) yield { span, message, fix, left: leftReason(instruction, text.text) };
      else yield { span, message, fix };
    }
  },
} satisfies Rule;
