import { nameOf } from '../builds/paths.ts';
import { versionMatched } from '../findings/locked-version.ts';
import { asksForVersions, versionsOr } from '../findings/pin-packages.ts';
import type { PinForm } from '../findings/pin-packages.ts';
import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'which version is right is not to be seen in the Dockerfile: write the one that `go version -m` shows of the built program behind `@`';

/** The path of a program, without the version behind it. */
const PROGRAM = /^([\w.~/-]{1,300})(?:@\w*)?$/;
const REQUIRED = /^(?:require[ \t]|[ \t]{1,9})[ \t]{0,9}([\w.~/-]{1,200}) (v\d[\w.+-]{0,60})/gm;

const FORM: PinForm = {
  type: 'golang',
  // By custom a module keeps its programs in `cmd`; what lies elsewhere may be a module of its own.
  nameIn: (word) => PROGRAM.exec(word)?.[1]?.replace(/\/cmd\/[\w.-]+$/, '') ?? null,
  write: (word, version) => `${PROGRAM.exec(word)?.[1] ?? word}@v${version.replace(/^v/, '')}`,
  version: /^v?\d[\w.+-]*$/,
  // Scanners name the program in which they read of the module.
  isPlace: (path, word) => nameOf(path) === nameOf(PROGRAM.exec(word)?.[1] ?? ''),
  locks: [
    {
      name: 'go.mod',
      versionIn: (text, name) => versionMatched(text, REQUIRED, (one) => one === name),
    },
  ],
};

const PINNING: Pinning = {
  managers: ['go'],
  actions: new Set(['install', 'get']),
  // A path without a host is of the standard library or of the module itself.
  isPinned: (text) =>
    /@(?!(?:latest|master|main|head|upgrade|patch)$)/i.test(text) ||
    !/^[\w-]+(?:\.[\w-]+)+\//.test(text) ||
    isPathOrUrl(text),
  answer: versionsOr(LEFT, FORM),
};

export default {
  id: 'go-unpinned',
  summary: 'Go programs are installed without a version',
  rationale:
    'Without a version, or with `@latest`, the same Dockerfile builds different images on different days. go takes `package@version`. The fix writes the version that a scan report or a lock file tells, where the policy asks for it (`pins`).',
  severity: 'medium',
  safety: 'review',
  opinionated: true,
  isAskedFor: asksForVersions,
  effects: ['packages', 'files'],
  paths: ['/**'],
  about: PINNING.managers,
  aliases: {
    hadolint: ['DL3062'],
  },
  references: [
    'https://go.dev/ref/mod#go-install',
    'https://github.com/hadolint/hadolint/wiki/DL3062',
  ],
  examples: [
    {
      name: 'the latest version of a program',
      before: 'FROM golang:1.25\nRUN go install golang.org/x/tools/gopls@latest\n',
      after: null,
    },
    {
      name: 'the policy asks for versions',
      policy: { pins: 'versions' },
      installed: [{ name: 'golang.org/x/tools/gopls', type: 'golang', version: 'v0.20.0' }],
      before: 'FROM golang:1.25\nRUN go install golang.org/x/tools/gopls@latest\n',
      after: 'FROM golang:1.25\nRUN go install golang.org/x/tools/gopls@v0.20.0\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
