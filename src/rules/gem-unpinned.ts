import { hasOption } from '../dockerfile/command-line.ts';
import { versionMatched } from '../findings/locked-version.ts';
import { asksForVersions, versionsOr } from '../findings/pin-packages.ts';
import type { PinForm } from '../findings/pin-packages.ts';
import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'which version is right is not to be seen in the Dockerfile: write the one that `gem list` shows in the built image behind `-v`, or install from a Gemfile.lock';

const LOCKED = /^ {4}([\w.-]{1,100}) \((\d[\w.]{0,60})/gm;
/** Of Bundler itself, at the end of the file. */
const BUNDLED = /^(BUNDLED) WITH\r?\n\s{1,9}(\d[\w.]{0,60})/gm;

const FORM: PinForm = {
  type: 'gem',
  nameIn: (word) => (/^[\w.-]{1,100}$/.test(word) ? word : null),
  write: (word, version) => `${word}:${version}`,
  version: /^\d[\w.]*$/,
  isPlace: (path) => path.endsWith('.gemspec'),
  locks: [
    {
      name: 'Gemfile.lock',
      versionIn: (text, name) =>
        name === 'bundler'
          ? versionMatched(text, BUNDLED, () => true)
          : versionMatched(text, LOCKED, (one) => one === name),
    },
  ],
};

const PINNING: Pinning = {
  managers: ['gem'],
  actions: new Set(['install', 'i']),
  isPinned: (text) => /:|\.gem$/.test(text) || isPathOrUrl(text),
  isExempt: (call) => hasOption(call, ['-v', '--version', '-g', '--file'], call.valueOptions),
  answer: versionsOr(LEFT, FORM),
};

export default {
  id: 'gem-unpinned',
  summary: 'Gems are installed without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days, and a new release may break it. gem takes `name:version`. The fix writes the version that a scan report or a lock file tells, where the policy asks for it (`pins`).',
  severity: 'medium',
  safety: 'review',
  opinionated: true,
  isAskedFor: asksForVersions,
  effects: ['packages', 'files'],
  paths: ['/**'],
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
    {
      name: 'the policy asks for versions',
      policy: { pins: 'versions' },
      files: { 'Gemfile.lock': 'GEM\n  specs:\n    rake (13.2.1)\n\nBUNDLED WITH\n   2.5.22\n' },
      before: 'FROM ruby:3.3\nRUN gem install bundler\n',
      after: 'FROM ruby:3.3\nRUN gem install bundler:2.5.22\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
