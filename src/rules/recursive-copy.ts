import { copiesOf } from '../findings/copies.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'which files the build needs is not in the Dockerfile: list them here, or list the others (.git, .env, node_modules) in .dockerignore';

/** `.`, `./`, `*`, `/` and the like: the whole build context. */
function isWholeContext(path: string): boolean {
  return /^\.{0,1}\/{0,2}\*?$/.test(path) && path !== '';
}

export default {
  id: 'recursive-copy',
  summary: 'The whole build context is copied into the image',
  rationale:
    '`COPY . .` takes whatever lies in the directory on the day: the history of git, environment files, ' +
    'editor files, results of earlier builds. Each change of any of them also builds this and all ' +
    'later layers anew. A .dockerignore that excludes what is not needed, or a list of what is, cures ' +
    'both. This cannot see whether a .dockerignore is there.',
  severity: 'info',
  safety: null,
  opinionated: true,
  effects: [],
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
  ],
  *check(dockerfile) {
    for (const { sources, from } of copiesOf(dockerfile)) {
      if (from !== null) continue;
      for (const { path, span } of sources) {
        if (!isWholeContext(path)) continue;
        const message =
          'Everything in the build context that .dockerignore lets through is copied.';
        yield { span, message, fix: null, left: LEFT };
      }
    }
  },
} satisfies Rule;
