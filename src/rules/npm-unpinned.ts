import { versionInNpmLock } from '../findings/locked-version.ts';
import { asksForVersions, versionsOr } from '../findings/pin-packages.ts';
import type { PinForm } from '../findings/pin-packages.ts';
import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'which version is right is not to be seen in the Dockerfile: write the one that `npm ls -g` shows in the built image behind `@`, or list it in a lock file';

/** `serve`, `@scope/name`, `serve@latest`. */
const NAME = /^((?:@[\w.-]{1,100}\/)?[\w.-]{1,100})(?:@(?:latest|next|\*)?)?$/;

const FORM: PinForm = {
  type: 'npm',
  nameIn: (word) => NAME.exec(word)?.[1] ?? null,
  write: (word, version) => `${NAME.exec(word)?.[1] ?? word}@${version}`,
  version: /^\d[\w.+-]*$/,
  // Packages that others brought along lie in a folder of theirs.
  isPlace: (path, word) => {
    const folders = path.split('node_modules/');
    return folders.length === 2 && folders[1] === `${NAME.exec(word)?.[1] ?? ''}/package.json`;
  },
  locks: [
    { name: 'npm-shrinkwrap.json', versionIn: versionInNpmLock },
    { name: 'package-lock.json', versionIn: versionInNpmLock },
  ],
};

const PINNING: Pinning = {
  managers: ['npm'],
  actions: new Set(['install', 'i', 'in', 'add']),
  // The first character may be the `@` of a scope; a tag that moves is no version.
  isPinned: (text) =>
    (/.@/.test(text) && !/.@(?:latest|next|\*)?$/.test(text)) ||
    /\.(?:tgz|tar\.gz|tar)$/.test(text) ||
    /^[\w.-]+\/[\w.-]+/.test(text) ||
    isPathOrUrl(text),
  answer: versionsOr(LEFT, FORM),
};

export default {
  id: 'npm-unpinned',
  summary: 'Packages are installed by npm without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days, and a new release may break it. npm takes `package@version`. The fix writes the version that a scan report or a lock file tells, where the policy asks for it (`pins`).',
  severity: 'medium',
  safety: 'review',
  opinionated: true,
  isAskedFor: asksForVersions,
  effects: ['packages', 'files'],
  paths: ['/**'],
  about: PINNING.managers,
  aliases: {
    hadolint: ['DL3016'],
    kics: ['NPM Install Command Without Pinned Version', 'e36d8880-3f78-4546-b9a1-12f0745ca0d5'],
  },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3016'],
  examples: [
    {
      name: 'a package without a version',
      before: 'FROM node:22\nRUN npm install -g serve\n',
      after: null,
    },
    {
      name: 'the policy asks for versions',
      policy: { pins: 'versions' },
      installed: [{ name: 'serve', type: 'npm', version: '14.2.4' }],
      before: 'FROM node:22\nRUN npm install -g serve\n',
      after: 'FROM node:22\nRUN npm install -g serve@14.2.4\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
