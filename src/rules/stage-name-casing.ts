import type { Dockerfile, Stage, Word } from '../dockerfile/model.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { referencesTo } from '../findings/stage-references.ts';
import type { Rule } from '../findings/rule.ts';

/** The edit that puts a word into small letters; null when it is, or a continuation stands inside. */
function lowerCase({ text }: Dockerfile, word: Word): TextEdit | null {
  const lower = word.text.toLowerCase();
  const isWhole = text.slice(word.span.start, word.span.end) === word.text;
  return isWhole && lower !== word.text ? { span: word.span, text: lower } : null;
}

function referenceEdits(dockerfile: Dockerfile, stage: Stage): TextEdit[] {
  return referencesTo(dockerfile, stage).flatMap(({ word }) => lowerCase(dockerfile, word) ?? []);
}

export default {
  id: 'stage-name-casing',
  summary: 'The name of a stage is not in small letters',
  rationale:
    'Names of stages are the same in any letters, so `Build` and `build` are one stage, and a reader has ' +
    'to know that. In small letters a name is easily told from a keyword. The fix changes the name and ' +
    'every FROM, COPY and mount of the file that uses it; `--target` takes both spellings.',
  severity: 'info',
  safety: 'safe',
  onlyStyle: true,
  effects: [],
  aliases: { buildkit: ['StageNameCasing'] },
  references: ['https://docs.docker.com/reference/build-checks/stage-name-casing/'],
  examples: [
    {
      name: 'the name and its use change together',
      before: 'FROM golang:1.23 AS Build\nFROM scratch\nCOPY --from=Build /app /app\n',
      after: 'FROM golang:1.23 AS build\nFROM scratch\nCOPY --from=build /app /app\n',
    },
  ],
  *check(dockerfile) {
    for (const stage of dockerfile.stages) {
      const { nameWord, name } = stage;
      if (nameWord === null || name === null || nameWord.text === name) continue;
      const { span, text } = nameWord;
      const message = `The name of the stage \`${text}\` should be in small letters.`;
      const edit = lowerCase(dockerfile, nameWord);
      if (edit === null) {
        yield { span, message, fix: null, left: 'a continuation stands inside the name' };
        continue;
      }
      const edits = [edit, ...referenceEdits(dockerfile, stage)];
      yield { span, message, fix: { title: 'Write names of stages in small letters', edits } };
    }
  },
} satisfies Rule;
