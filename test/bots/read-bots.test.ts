import { describe, expect, test } from 'vitest';
import { isBotFile } from '../../src/bots/bot-files.ts';
import { readBots } from '../../src/bots/read-bots.ts';
import { parseReference } from '../../src/image/reference.ts';

/** Of `Dockerfile node`: who moves the image; `pins` where digests are put, too. */
function said(
  files: Readonly<Record<string, string>>,
  asked: string,
  { isFrom = true, isWritten = true } = {},
): string {
  const { bots, notices } = readBots(new Map(Object.entries(files)));
  const [path = '', name = ''] = asked.split(' ');
  const image = parseReference(name);
  if (image === null) throw new Error(`${name} is no image`);
  const moving = bots.filter(({ covers }) => covers({ path, image, isFrom, isWritten }));
  const names = moving.map((bot) => `${bot.name}${bot.pinsDigests ? ' pins' : ''}`);
  return [...names, ...notices].join('; ');
}

const NODE = 'Dockerfile node:20';

const RENOVATE: readonly (readonly [name: string, config: unknown, asked: string, said: string])[] =
  [
    ['an empty one looks at all', {}, NODE, 'Renovate'],
    ['in a folder, too', {}, 'a/b/Dockerfile.dev node:20', 'Renovate'],
    ['a name that Renovate does not know', {}, 'a.dockerfile.j2 node:20', ''],
    ['a name in another case', {}, 'DOCKERFILE node:20', ''],
    ['turned off', { enabled: false }, NODE, ''],
    ['managers without it', { enabledManagers: ['npm'] }, NODE, ''],
    ['managers with it', { enabledManagers: ['npm', 'dockerfile'] }, NODE, 'Renovate'],
    ['the manager turned off', { dockerfile: { enabled: false } }, NODE, ''],
    ['all of Docker turned off', { docker: { enabled: false } }, NODE, ''],
    ['turned off by a preset', { extends: ['config:recommended', 'docker:disable'] }, NODE, ''],
    ['by a preset named in full', { extends: 'default:disableRenovate' }, NODE, ''],
    [
      'by a preset, and on again',
      { extends: ['docker:disable'], dockerfile: { enabled: true } },
      NODE,
      'Renovate',
    ],
    [
      'a preset that is ignored',
      { extends: ['docker:disable'], ignorePresets: ['docker:disable'] },
      NODE,
      'Renovate',
    ],
    ['a preset of others', { extends: ['github>acme/renovate'] }, NODE, 'Renovate'],
    ['files of tests, recommended', { extends: ['config:base'] }, 'test/Dockerfile node:20', ''],
    ['files of tests, otherwise', {}, 'test/Dockerfile node:20', 'Renovate'],
    [
      'a list of its own in the place of the recommended one',
      { extends: ['config:recommended'], ignorePaths: ['old/**'] },
      'test/Dockerfile node:20',
      'Renovate',
    ],
    ['an ignored folder', { ignorePaths: ['old/**'] }, 'old/a/Dockerfile node:20', ''],
    ['an ignored part of the path', { ignorePaths: ['old/'] }, 'x/old/Dockerfile node:20', ''],
    ['a pattern with braces may ignore', { ignorePaths: ['{a,b}/**'] }, NODE, ''],
    ['only some folders', { includePaths: ['web/**'] }, NODE, ''],
    ['one of these folders', { includePaths: ['web/**'] }, 'web/Dockerfile node:20', 'Renovate'],
    ['a pattern with braces may not include', { includePaths: ['{web,a}/**'] }, NODE, ''],
    ['an ignored image', { ignoreDeps: ['node'] }, NODE, ''],
    ['another ignored image', { ignoreDeps: ['debian'] }, NODE, 'Renovate'],
    [
      'an image that a rule turns off',
      { packageRules: [{ matchPackageNames: ['node'], enabled: false }] },
      NODE,
      '',
    ],
    [
      'all images of another registry',
      { packageRules: [{ matchPackageNames: ['ghcr.io/acme/**'], enabled: false }] },
      'Dockerfile ghcr.io/acme/base:1',
      '',
    ],
    [
      'a rule about other managers',
      { packageRules: [{ matchManagers: ['npm'], enabled: false }] },
      NODE,
      'Renovate',
    ],
    [
      'a rule about all managers but these',
      { packageRules: [{ matchManagers: ['!dockerfile'], enabled: false }] },
      NODE,
      'Renovate',
    ],
    [
      'a rule about all images',
      { packageRules: [{ matchDatasources: ['docker'], enabled: false }] },
      NODE,
      '',
    ],
    [
      'all turned off, and Dockerfiles on again',
      {
        packageRules: [
          { matchPackageNames: ['*'], enabled: false },
          { matchManagers: ['dockerfile'], enabled: true },
        ],
      },
      NODE,
      'Renovate',
    ],
    [
      'a rule with an expression may be about it',
      { packageRules: [{ matchPackageNames: ['/^n(o+)+de$/'], enabled: false }] },
      NODE,
      '',
    ],
    [
      'a rule with a condition that is not read may be about it',
      { packageRules: [{ matchCurrentVersion: '<1', enabled: false }] },
      NODE,
      '',
    ],
    [
      'a rule about major versions only',
      { packageRules: [{ matchUpdateTypes: ['major'], enabled: false }] },
      NODE,
      'Renovate',
    ],
    [
      'a rule about all versions',
      { packageRules: [{ matchUpdateTypes: ['major', 'minor', 'patch'], enabled: false }] },
      NODE,
      '',
    ],
    [
      'a rule about another file',
      { packageRules: [{ matchFileNames: ['web/**'], enabled: false }] },
      NODE,
      'Renovate',
    ],
    ['digests by a preset', { extends: ['config:best-practices'] }, NODE, 'Renovate pins'],
    ['digests by another', { extends: ['docker:pinDigests'] }, NODE, 'Renovate pins'],
    ['digests by the file', { pinDigests: true }, NODE, 'Renovate pins'],
    ['digests by the manager', { dockerfile: { pinDigests: true } }, NODE, 'Renovate pins'],
    [
      'digests by a rule',
      { packageRules: [{ matchDatasources: ['docker'], pinDigests: true }] },
      NODE,
      'Renovate pins',
    ],
    [
      'digests but for some',
      {
        extends: ['config:best-practices'],
        packageRules: [{ matchPackageNames: ['node'], pinDigests: false }],
      },
      NODE,
      'Renovate',
    ],
  ];

describe('Renovate', () => {
  test.each(RENOVATE)('%s', (_, config, asked, expected) => {
    expect(said({ 'renovate.json': JSON.stringify(config) }, asked)).toBe(expected);
  });

  test.each([
    '.github/renovate.json5',
    '.gitlab/renovate.jsonc',
    '.renovaterc',
    '.renovaterc.json',
  ])('is found in %s, with comments and final commas', (path) => {
    expect(isBotFile(path)).toBe(true);
    expect(said({ [path]: "// Ours\n{ extends: ['docker:pinDigests',], }\n" }, NODE)).toBe(
      'Renovate pins',
    );
  });

  test('is found in package.json, which says nothing of it otherwise', () => {
    expect(said({ 'package.json': '{"renovate":{}}' }, NODE)).toBe('Renovate');
    expect(said({ 'package.json': '{"name":"a"}' }, NODE)).toBe('');
    expect(said({ 'package.json': '{"name":' }, NODE)).toBe('');
  });

  test('counts by the first of its files', () => {
    const files = { '.renovaterc': '{}', 'renovate.json': '{"enabled":false}' };
    expect(said(files, NODE)).toBe('');
  });
});

const updates = (text: string) => `version: 2\nupdates:\n${text}`;
const docker = (more: string) => updates(`  - package-ecosystem: docker\n${more}`);
const here = (more: string) => docker(`    directory: /\n${more}`);

const DEPENDABOT: readonly (readonly [name: string, text: string, asked: string, said: string])[] =
  [
    ['the folder itself', here(''), NODE, 'Dependabot'],
    ['a file with a longer name', here(''), 'prod.dockerfile.j2 node:20', 'Dependabot'],
    ['a folder below', here(''), 'web/Dockerfile node:20', ''],
    ['another ecosystem', updates('  - package-ecosystem: npm\n    directory: /\n'), NODE, ''],
    [
      'compose files',
      updates('  - package-ecosystem: docker-compose\n    directory: /\n'),
      NODE,
      '',
    ],
    [
      'folders by name',
      docker('    directories: [/web/, ./api]\n'),
      'web/Dockerfile node:20',
      'Dependabot',
    ],
    [
      'folders by pattern',
      docker('    directories: ["/apps/*"]\n'),
      'apps/a/Dockerfile node:20',
      'Dependabot',
    ],
    [
      'one below such a folder',
      docker('    directories: ["/apps/*"]\n'),
      'apps/a/b/Dockerfile node:20',
      '',
    ],
    ['all folders, this one', docker('    directories: ["**/*"]\n'), NODE, 'Dependabot'],
    [
      'all folders, one far below',
      docker('    directories: ["**/*"]\n'),
      'a/b/c/Dockerfile node:20',
      'Dependabot',
    ],
    ['security updates only', here('    open-pull-requests-limit: 0\n'), NODE, ''],
    ['an ignored image', here('    ignore: [{ dependency-name: node }]\n'), NODE, ''],
    ['ignored images', here('    ignore: [{ dependency-name: "no*" }]\n'), NODE, ''],
    [
      'an ignored image of a registry',
      here('    ignore: [{ dependency-name: acme/base }]\n'),
      'Dockerfile ghcr.io/acme/base:1',
      '',
    ],
    [
      'ignored versions',
      here('    ignore: [{ dependency-name: node, versions: [">=21"] }]\n'),
      NODE,
      'Dependabot',
    ],
    [
      'ignored major versions',
      here(
        '    ignore: [{ dependency-name: "*", update-types: ["version-update:semver-major"] }]\n',
      ),
      NODE,
      'Dependabot',
    ],
    [
      'ignored small versions',
      here(
        '    ignore: [{ dependency-name: "*", update-types: ["version-update:semver-minor", "version-update:semver-patch"] }]\n',
      ),
      NODE,
      '',
    ],
    ['allowed images', here('    allow: [{ dependency-name: debian }]\n'), NODE, ''],
    ['an excluded path', here('    exclude-paths: ["Dockerfile"]\n'), NODE, ''],
    [
      'aliases and merged keys',
      `x: &a { directory: / }\n${updates('  - <<: *a\n    package-ecosystem: docker\n')}`,
      NODE,
      'Dependabot',
    ],
  ];

test.each(DEPENDABOT)('Dependabot: %s', (_, text, asked, expected) => {
  expect(said({ '.github/dependabot.yml': text }, asked)).toBe(expected);
});

test.each([
  ['a variable in its name', { isWritten: false }],
  ['another instruction', { isFrom: false }],
])('an image in %s is moved by Renovate, and not by Dependabot', (_, how) => {
  expect(said({ 'renovate.json': '{}', '.github/dependabot.yml': here('') }, NODE, how)).toBe(
    'Renovate',
  );
  expect(said({ '.github/dependabot.yml': here('') }, NODE, how)).toBe('');
});

const NOT = 'is not understood, so that nothing is left to that bot:';
const REN = `\`renovate.json\` ${NOT}`;
const DEP = `\`.github/dependabot.yml\` ${NOT}`;
const DEEP = 100_000;

const BROKEN: readonly (readonly [name: string, file: string, text: string, said: string])[] = [
  ['a Renovate file with half a text', 'renovate.json', '{"extends": [', `${REN} it is no JSON`],
  ['an empty one', 'renovate.json', '', `${REN} it is no JSON`],
  ['a list', 'renovate.json', '[]', `${REN} it is not of the kind that Renovate takes`],
  [
    'a rule that is none',
    'renovate.json',
    '{"packageRules":[7]}',
    `${REN} \`packageRules.0\` is not of the kind that Renovate takes`,
  ],
  [
    'a huge one',
    'renovate.json',
    `{"a":"${'a'.repeat(200_000)}"}`,
    `${REN} it is larger than 128 KiB`,
  ],
  ['one that is nested without an end', 'renovate.json', '['.repeat(DEEP), `${REN} it is no JSON`],
  [
    'a Dependabot file that is no YAML',
    '.github/dependabot.yml',
    'updates: [',
    `${DEP} flow sequence in block collection must be sufficiently indented and end with a ]`,
  ],
  [
    'one of version 1',
    '.github/dependabot.yml',
    'version: 1\nupdate_configs: []\n',
    `${DEP} it does not have \`version: 2\` and a list of \`updates\``,
  ],
  [
    'an update that is none',
    '.github/dependabot.yml',
    updates('  - docker\n'),
    `${DEP} \`updates.0\` is not of the kind that Dependabot takes`,
  ],
  [
    'one that is nested too deeply',
    '.github/dependabot.yml',
    '['.repeat(DEEP),
    `${DEP} this is nested too deeply`,
  ],
  [
    'a large one',
    '.github/dependabot.yml',
    `#${'a'.repeat(200_000)}`,
    `${DEP} the file is larger than 128 KiB`,
  ],
];

describe('broken and hostile', () => {
  test.each(BROKEN)('%s is said, and nothing is left', (_, file, text, expected) => {
    expect(said({ [file]: text }, NODE)).toBe(expected);
  });

  test('keys of prototypes change nothing', () => {
    const text = '{"__proto__":{"enabled":false},"constructor":{"prototype":{"enabled":false}}}';
    expect(said({ 'renovate.json': text }, NODE)).toBe('Renovate');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('patterns of many stars take little time', () => {
    const ignorePaths = Array.from({ length: 300 }, () => '**/*a*a*a*a*a*/'.repeat(20));
    const path = `${'a/'.repeat(500)}Dockerfile node:20`;
    const before = performance.now();
    expect(said({ 'renovate.json': JSON.stringify({ ignorePaths }) }, path)).toBe('Renovate');
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
