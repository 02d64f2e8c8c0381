import { hasOption } from '../dockerfile/command-line.ts';
import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const PINNING: Pinning = {
  managers: ['gem'],
  actions: new Set(['install', 'i']),
  isPinned: (text) => /:|\.gem$/.test(text) || isPathOrUrl(text),
  isExempt: (call) => hasOption(call, ['-v', '--version', '-g', '--file'], call.valueOptions),
  left: 'which version is right is not to be seen in the Dockerfile: write the one that `gem list` shows in the built image behind `-v`, or install from a Gemfile.lock',
};

export default {
  id: 'gem-unpinned',
  summary: 'Gems are installed without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days, and a new release may break it. gem takes `name:version`.',
  severity: 'medium',
  safety: null,
  opinionated: true,
  effects: [],
  about: PINNING.managers,
  aliases: {
    hadolint: ['DL3028'],
    kics: ['Gem Install Without Version', '22cd11f7-9c6c-4f6e-84c0-02058120b341'],
  },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3028'],
  examples: [
    {
      name: 'a gem without a version',
      before: 'FROM ruby:3.3\nRUN gem install bundler\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
