import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import type { FileChanges } from '../e2e/github/person.ts';
import { githubScene, outcomes } from './github-scene.ts';
import type { GitHubScene } from './github-scene.ts';

const PROBLEM = 'FROM debian:12\nENV A 1\nUSER app\n';
const CURED = 'FROM debian:12\nENV A=1\nUSER app\n';
const OWN = '.github/seaworthy.yml';
const LOOK = { rules: ['legacy-key-value'] };
const OFF = 'rules: { legacy-key-value: off }\n';
const HARDENING = ['created seaworthy/hardening'];

/** Token, head, tree, and the files with the configuration that is shared. */
const FIRST_LOOK = 4;

async function organisation(
  files: FileChanges,
  shared: Readonly<Record<string, FileChanges>>,
): Promise<GitHubScene> {
  const scene = await githubScene(files);
  for (const [name, content] of Object.entries(shared)) {
    scene.host.addRepository(name, { files: content });
  }
  return scene;
}

async function mistakeOf({ look }: GitHubScene): Promise<string> {
  const error = await look(LOOK).catch((thrown: unknown) => thrown);
  if (error instanceof ConfigError) return error.message;
  throw new Error('the configuration is right', { cause: error });
}

interface Found {
  readonly files: FileChanges;
  readonly shared: Readonly<Record<string, FileChanges>>;
  readonly made: readonly string[];
  readonly requests: number;
}

const CASES: Readonly<Record<string, Found>> = {
  'a repository without a configuration has that of its owner': {
    files: { Dockerfile: PROBLEM },
    shared: { 'acme/.github': { [OWN]: OFF } },
    made: [],
    requests: FIRST_LOOK,
  },
  'a repository without Dockerfiles asks for it, too, with the one request that it has left': {
    files: { 'README.md': '', 'odd.txt': PROBLEM },
    shared: { 'acme/.github': { [OWN]: `${OFF}paths: { include: [odd.txt] }\n` } },
    made: [],
    requests: FIRST_LOOK + 1,
  },
  'a repository without anything of ours takes no more requests than before': {
    files: { 'README.md': '' },
    shared: {},
    made: [],
    requests: FIRST_LOOK,
  },
  'a configuration of its own stands alone': {
    files: { Dockerfile: PROBLEM, [OWN]: 'version: 1\n' },
    shared: { 'acme/.github': { [OWN]: OFF } },
    made: HARDENING,
    requests: 0,
  },
  'a configuration that extends that of the owner costs no request more': {
    files: { Dockerfile: PROBLEM, [OWN]: 'extends: .github\n' },
    shared: { 'acme/.github': { [OWN]: OFF } },
    made: [],
    requests: FIRST_LOOK,
  },
  'a configuration wins over what it extends': {
    files: {
      Dockerfile: PROBLEM,
      [OWN]: 'extends: ACME/.github\nrules: { legacy-key-value: on }\n',
    },
    shared: { 'acme/.github': { '.github/seaworthy.yaml': OFF } },
    made: HARDENING,
    requests: 0,
  },
  'another repository and another file cost one request': {
    files: { Dockerfile: PROBLEM, [OWN]: 'extends: platform:docker/seaworthy.yml\n' },
    shared: { 'acme/platform': { 'docker/seaworthy.yml': OFF } },
    made: [],
    requests: FIRST_LOOK + 1,
  },
  'what is extended extends another one': {
    files: { Dockerfile: PROBLEM, [OWN]: 'extends: platform\n' },
    shared: {
      'acme/platform': { [OWN]: 'extends: .github\n' },
      'acme/.github': { [OWN]: OFF },
    },
    made: [],
    requests: FIRST_LOOK + 1,
  },
};

test.each(Object.entries(CASES))('%s', async (_, { files, shared, made, requests }) => {
  const scene = await organisation(files, shared);
  scene.host.log.clear();
  expect(outcomes(await scene.look(LOOK))).toEqual(made);
  if (made.length === 0) expect(scene.host.requests).toHaveLength(requests);
  scene.host.assertHonest();
});

describe('nothing is changed where what is extended', () => {
  const extending = (base: string) => ({
    Dockerfile: PROBLEM,
    [OWN]: `version: 1\nextends: ${base}\n`,
  });
  const at = `${OWN}:2:10: \`extends\``;
  const mistakes: Readonly<Record<string, readonly [string, Found['shared'], string]>> = {
    'is not there': [
      '.github',
      {},
      `${at}: \`.github\` is not there, or not for us to see; install the app on that repository, too, or correct the name`,
    ],
    'belongs to somebody else': [
      'evil/.github',
      { 'evil/.github': { [OWN]: OFF } },
      `${at}: \`evil/.github\` belongs to another owner; name a repository of the owner of this one`,
    ],
    'is broken': [
      '.github',
      { 'acme/.github': { [OWN]: 'version: 1\npostur: strict\n' } },
      `acme/.github:${OWN}:2:1: unknown key \`postur\`; did you mean posture?`,
    ],
    'is no text': [
      'platform',
      { 'acme/platform': { [OWN]: Buffer.from([0, 1, 2]) } },
      `${at}: \`platform\` cannot be read: it is no text in UTF-8`,
    ],
    'is the file itself': ['shop', {}, `${at} leads back to the file itself; remove one of them`],
    'leads back to another': [
      '.github',
      { 'acme/.github': { [OWN]: 'extends: shop\n' } },
      `acme/.github:${OWN}:1:10: \`extends\` leads back to the file itself; remove one of them`,
    ],
    'leads on and on': [
      'one',
      {
        'acme/one': { [OWN]: 'extends: two\n' },
        'acme/two': { [OWN]: 'extends: three\n' },
        'acme/three': { [OWN]: 'extends: four\n' },
        'acme/four': { [OWN]: OFF },
      },
      `acme/three:${OWN}:1:10: \`extends\` leads on for more than 3 files`,
    ],
  };
  test.each(Object.entries(mistakes))('%s', async (_, [base, shared, message]) => {
    const scene = await githubScene(extending(base));
    scene.host.addOrganization('evil');
    for (const [name, files] of Object.entries(shared)) scene.host.addRepository(name, { files });
    expect(await mistakeOf(scene)).toBe(message);
    expect(scene.branches()).toEqual(['main']);
    scene.host.assertHonest();
  });
});

test('a repository that was given to another owner is no longer read', async () => {
  const scene = await organisation(
    { Dockerfile: CURED, [OWN]: 'extends: platform\n' },
    { 'acme/platform': { [OWN]: OFF } },
  );
  scene.host.addOrganization('evil');
  scene.host.admin.transfer('acme/platform', 'evil', 'ann');
  expect(await mistakeOf(scene)).toContain('is not there, or not for us to see');
});

test('a private one that the app is not installed on is not seen', async () => {
  const scene = await githubScene({ Dockerfile: PROBLEM });
  scene.host.addRepository('acme/.github', { files: { [OWN]: OFF }, private: true });
  const only = { repositories: ['acme/shop'] };
  const installation = scene.host.admin.install('acme', 'ann', only);
  expect(outcomes(await scene.look({ ...LOOK, installation }))).toEqual(HARDENING);
});
