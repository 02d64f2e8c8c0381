import type { Dockerfile } from '../dockerfile/model.ts';
import { nearName, onlyNearName } from '../findings/near-name.ts';
import { stageReferences } from '../findings/stage-references.ts';
import type { StageReference } from '../findings/stage-references.ts';
import type { Fix, Rule } from '../findings/rule.ts';

interface Judgement {
  readonly message: string;
  readonly left: string;
  /** The one stage that is probably meant. */
  readonly meant?: string | null;
}

/** The index of the first stage of each name. */
function firstIndexes({ stages }: Dockerfile): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { name, index } of stages) {
    if (name !== null && !found.has(name)) found.set(name, index);
  }
  return found;
}

function judge(
  { stages }: Dockerfile,
  names: ReadonlyMap<string, number>,
  { word: { text }, by, stage }: StageReference,
): Judgement | null {
  const name = text.toLowerCase();
  const index = names.get(name);
  if (text === '' || name === stage.name || (index !== undefined && index < stage.index)) {
    return null;
  }
  if (text.includes('$')) {
    const message = `\`${text}\` is not expanded here: \`from\` takes no variables.`;
    return { message, left: 'which value of the variable is meant only its author knows' };
  }
  if (index !== undefined) {
    const message = `The stage \`${text}\` is defined below: the reference speaks of stages above only, and older builders refuse it.`;
    return { message, left: 'whether the stages should change places only their author knows' };
  }
  if (/^\d+$/.test(text)) return by === 'copy' ? judgeIndex(text, stages.length) : null;
  // With a registry, a path, a tag or a digest it is an image; `scratch` is the empty one.
  if (/[/:@.]/.test(text) || name === 'scratch' || name === 'context') return null;
  const earlier = [...names].filter(([, other]) => other < stage.index).map(([other]) => other);
  return judgeName(text, nearName(name, earlier), onlyNearName(name, earlier));
}

function judgeIndex(text: string, count: number): Judgement | null {
  if (Number(text) < count) return null;
  const message = `There is no stage number ${text}: they are counted from 0.`;
  return { message, left: 'which stage is meant only its author knows' };
}

function judgeName(text: string, near: string | null, meant: string | null): Judgement {
  const hint = near === null ? '' : ` (is \`${near}\` meant?)`;
  const message = `No stage above is called \`${text}\`${hint}: the builder looks for an image of that name.`;
  const left =
    'whether it is an image, a build context of the build command, or a slip is not in the file';
  return { message, left, meant };
}

function correction({ text }: Dockerfile, { word }: StageReference, meant: string): Fix | null {
  if (text.slice(word.span.start, word.span.end) !== word.text) return null;
  return {
    title: `Copy from the stage \`${meant}\` instead of \`${word.text}\``,
    edits: [{ span: word.span, text: meant }],
    preconditions: [
      { text: `no image and no build context is called \`${word.text}\``, state: 'unknown' },
    ],
    review: `No stage is called \`${word.text}\`: see whether \`${meant}\` is the one that is meant.`,
  };
}

export default {
  id: 'copy-from-unknown',
  summary: 'Files are copied from a stage that does not exist',
  rationale:
    'A name behind `--from` that no stage above has is taken for a build context of the build command, ' +
    'then for an image in the registry. That may be meant; but a slip in a name then fetches whatever ' +
    'image somebody has published under it. A full reference with a tag (`nginx:1.27`) or a stage of its ' +
    'own says which image is meant. The fix takes the stage whose name is nearest, where there is only one.',
  severity: 'low',
  safety: 'review',
  effects: ['files'],
  aliases: {
    hadolint: ['DL3022'],
    kics: ["COPY '--from' Without FROM Alias Defined Previously"],
  },
  references: [
    'https://docs.docker.com/reference/dockerfile/#copy---from',
    'https://github.com/hadolint/hadolint/wiki/DL3022',
  ],
  examples: [
    {
      name: 'the name has a letter too many',
      before: 'FROM golang:1.23 AS build\nFROM scratch\nCOPY --from=builld /app /app\n',
      after: 'FROM golang:1.23 AS build\nFROM scratch\nCOPY --from=build /app /app\n',
    },
  ],
  *check(dockerfile) {
    const names = firstIndexes(dockerfile);
    for (const reference of stageReferences(dockerfile)) {
      const found = reference.by === 'from' ? null : judge(dockerfile, names, reference);
      if (found === null) continue;
      const { message, left, meant = null } = found;
      const { span } = reference.word;
      const fix = meant === null ? null : correction(dockerfile, reference, meant);
      if (fix === null) yield { span, message, fix, left };
      else yield { span, message, fix };
    }
  },
} satisfies Rule;
