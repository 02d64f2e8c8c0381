import type { Dockerfile } from '../dockerfile/model.ts';
import { contextOf, isWholeContext } from '../findings/build-context.ts';
import type { BuildContext } from '../findings/build-context.ts';
import { copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import { copiedPaths } from '../findings/copied-paths.ts';
import { ignoreCompanion, listEntries } from '../findings/ignore-companion.ts';
import { needlessFiles } from '../findings/needless-files.ts';
import type { Needless } from '../findings/needless-files.ts';
import type { Facts, Fix, Rule } from '../findings/rule.ts';

const LEFT =
  'which files the build needs is not in the Dockerfile: list them here, or list the others (.git, .env, node_modules) in .dockerignore';

const MESSAGE = 'Everything in the build context that .dockerignore lets through is copied.';

/** Each source that is the whole build context. */
function* wholeContexts(dockerfile: Dockerfile): Generator<[Copy, Copy['destination']]> {
  for (const copy of copiesOf(dockerfile)) {
    if (copy.from !== null) continue;
    for (const source of copy.sources) if (isWholeContext(source.path)) yield [copy, source];
  }
}

function ignoreFix(
  facts: Facts,
  context: BuildContext,
  needless: readonly Needless[],
  copies: readonly Copy[],
): Fix {
  const entries = needless.map(({ entry }) => entry);
  const conditions = new Map(
    needless.flatMap((each) => each.conditions.map((one) => [one.text, one] as const)),
  );
  const how = context.ignoreText === null ? 'lists' : 'also lists';
  return {
    title: `Keep ${listEntries(entries)} out of the build context`,
    edits: [],
    effects: ['files'],
    // The list itself is copied, too.
    paths: copies.flatMap((copy) => copiedPaths(facts, copy, [...entries, '.dockerignore'])),
    review: `\`${context.ignorePath}\` ${how} what the image does not need; look whether anything in the image reads ${listEntries(entries)}.`,
    preconditions: [
      {
        text: 'no COPY or ADD of a Dockerfile that is built from this folder names it',
        state: 'held',
      },
      ...conditions.values(),
    ],
    companions: [ignoreCompanion(context, entries)],
  };
}

export default {
  id: 'recursive-copy',
  summary: 'The whole build context is copied into the image',
  rationale:
    '`COPY . .` takes whatever lies in the directory on the day: the history of git, environment files, ' +
    'editor files, results of earlier builds. Each change of any of them also builds this and all ' +
    'later layers anew. A .dockerignore that excludes what is not needed, or a list of what is, cures ' +
    'both. Where the repository is known, this reports only what no .dockerignore keeps out and what the ' +
    'image certainly does not need, and the fix lists that.',
  severity: 'info',
  safety: 'review',
  opinionated: true,
  effects: ['files'],
  about: ['COPY', 'ADD'],
  aliases: { dockle: ['DKL-LI-0003'], sonar: ['S6470'] },
  references: [
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    'https://rules.sonarsource.com/docker/RSPEC-6470/',
  ],
  examples: [
    {
      name: 'everything is copied',
      before: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n',
      after: null,
    },
    {
      name: 'the repository has no .dockerignore',
      before: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n',
      files: { '.gitignore': 'node_modules/\n.env\n', 'package.json': '{}\n' },
      after: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n',
      filesAfter: { '.dockerignore': '.git\n.env\n**/node_modules\n' },
    },
  ],
  *check(dockerfile, facts) {
    const [first, ...others] = wholeContexts(dockerfile);
    if (first === undefined) return;
    const found = [first, ...others];
    const outcome = contextOf(dockerfile, facts);
    if (outcome.context === null) {
      const left = outcome.left === null ? LEFT : `${outcome.left}; ${LEFT}`;
      for (const [, { span }] of found) yield { span, message: MESSAGE, fix: null, left };
      return;
    }
    const needless = needlessFiles(dockerfile, outcome.context);
    if (needless.length === 0) return;
    const copies = found.map(([copy]) => copy);
    const fix = ignoreFix(facts, outcome.context, needless, copies);
    const names = listEntries(needless.map(({ entry }) => entry));
    const message = `The whole build context is copied, and ${names} with it.`;
    for (const [, { span }] of found) yield { span, message, fix };
  },
} satisfies Rule;
