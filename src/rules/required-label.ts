import { keywordLike } from '../dockerfile/keyword-case.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { quoteText } from '../dockerfile/quoted-value.ts';
import { labelValue } from '../findings/label-value.ts';
import type { RequiredLabel } from '../findings/organisation-policy.ts';
import type { Facts, Fix, Problem, Rule } from '../findings/rule.ts';

/** Behind the last label of the stage, else behind its FROM: nothing that is built depends on it. */
function placeFor({ from, instructions }: Stage): Instruction {
  return instructions.findLast(({ keyword }) => keyword === 'LABEL') ?? from;
}

function insertion(dockerfile: Dockerfile, stage: Stage, key: string, value: string): Fix {
  const { text, escape, lineEnding } = dockerfile;
  const place = placeFor(stage);
  const like = text.slice(place.keywordSpan.start, place.keywordSpan.end);
  const label = `${keywordLike(like, 'LABEL')} ${key}=${quoteText(value, escape)}`;
  const { end } = place.span;
  return {
    title: `Set the label \`${key}\``,
    edits: [{ span: { start: end, end }, text: lineEnding + label }],
    instructions: [{ kind: 'insert', keyword: 'LABEL' }],
    review: `See that \`${value}\` is right for this image.`,
  };
}

function problemOf(dockerfile: Dockerfile, facts: Facts, stage: Stage, label: RequiredLabel) {
  const { key, value, reason } = label;
  const why = reason === undefined ? '' : `: ${reason}`;
  const message = `The configuration asks for the label \`${key}\`, and the last stage has none${why}.`;
  const { span } = stage.from;
  const leave = (left: string): Problem => ({ span, message, fix: null, left });
  if (value === undefined) {
    return leave(`the configuration gives no value for it; write \`LABEL ${key}="…"\``);
  }
  const known = labelValue(value, facts.surroundings());
  if ('missing' in known) {
    return leave(
      `what \`${known.missing}\` stands for is not to be seen in the repository; write \`LABEL ${key}="…"\``,
    );
  }
  return { span, message, fix: insertion(dockerfile, stage, key, known.text) };
}

export default {
  id: 'required-label',
  summary: 'A label that the organisation asks for is missing',
  rationale:
    'Labels tell who answers for an image, where its source is and under which licence it stands, and ' +
    'registries and inventories read them. Which ones every image must have is said in ' +
    '`policy.labels` of `.github/seaworthy.yml`; without it the rule says nothing.',
  severity: 'low',
  safety: 'review',
  effects: ['labels'],
  aliases: { hadolint: ['DL3049'], sonar: ['S7028'] },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3049',
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
  ],
  examples: [
    {
      name: 'the address of the source is asked for',
      policy: { labels: [{ key: 'org.opencontainers.image.source', value: '{source}' }] },
      files: {},
      before: 'FROM node:22\nCMD ["node", "server.js"]\n',
      after:
        'FROM node:22\nLABEL org.opencontainers.image.source="https://github.com/acme/shop"\nCMD ["node", "server.js"]\n',
    },
  ],
  *check(dockerfile, facts) {
    const stage = dockerfile.stages.at(-1);
    if (stage === undefined) return;
    for (const label of facts.policy.labels) {
      if (facts.result(stage).labels.has(label.key)) continue;
      yield problemOf(dockerfile, facts, stage, label);
    }
  },
} satisfies Rule;
