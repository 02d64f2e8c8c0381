import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../local/folders.ts';
import type { Files } from '../local/folders.ts';
import { SHOP, trivyReport } from './sample-reports.ts';
import { json, seaworthy } from './seaworthy.ts';
import type { Outcome } from './seaworthy.ts';

const TWO: Files = {
  'api/Dockerfile': SHOP,
  'web/Dockerfile': SHOP,
  '.git/HEAD': 'ref: refs/heads/main\n',
};

interface Checked {
  readonly files: readonly { readonly path: string; readonly findings: readonly object[] }[];
}

/** Paths of the Dockerfiles to which the report gave findings. */
function owners(outcome: Outcome): string[] {
  const { files } = json(outcome) as Checked;
  return files.filter(({ findings }) => findings.length > 0).map(({ path }) => path);
}

function check(files: Files, report = 'trivy.json', words: readonly string[] = []): Outcome {
  const folder = makeFolder({ ...TWO, 'trivy.json': trivyReport(), ...files });
  return seaworthy(folder, ['check', '--format', 'json', '--report', report, ...words]);
}

const CONFIGURATION = [
  'images:',
  '  - image: acme/shop',
  '    dockerfile: api/Dockerfile # or web/Dockerfile',
];

describe('a report of an image that two Dockerfiles may be of', () => {
  test('is nobody’s: it asks which one, in YAML that can be copied', () => {
    const outcome = check({});
    expect(outcome.code).toBe(2);
    expect(owners(outcome)).toEqual([]);
    expect(outcome.stderr.split('\n')).toEqual([
      expect.stringMatching(
        /^seaworthy: acme\/shop:1\.4: it may be built from api\/Dockerfile \(.*\) or web\/Dockerfile \(.*\); write into \.github\/seaworthy\.yml which one it is$/,
      ) as string,
      ...CONFIGURATION,
      '',
    ]);
    expect(json(outcome)).toMatchObject({
      reports: { scans: [{ dockerfiles: [], configuration: CONFIGURATION }] },
    });
  });

  test('is what `init` asks about in the configuration that it writes', () => {
    const folder = makeFolder({ ...TWO, 'trivy.json': trivyReport() });
    expect(seaworthy(folder, ['init', '--report', 'trivy.json']).code).toBe(0);
    const path = join(folder, '.github/seaworthy.yml');
    const asked = CONFIGURATION.map((line) => `#${line}\n`).join('');
    expect(readFileSync(path, 'utf8')).toContain(asked);
    expect(seaworthy(folder, ['check', '--fail-on', 'critical']).stderr).toBe('');
  });

  test('shows people the same, and edits nothing', () => {
    const folder = makeFolder({ ...TWO, 'trivy.json': trivyReport() });
    const { stdout } = seaworthy(folder, ['check', '--report', 'trivy.json']);
    expect(stdout).toContain(CONFIGURATION.map((line) => `      ${line}\n`).join(''));
    const fix = ['fix', '--safety', 'safe,review', '--offline', '--report', 'trivy.json'];
    expect(seaworthy(folder, fix)).toMatchObject({ code: 2, stdout: '' });
  });

  test.each<[string, Files, string[]]>([
    [
      'a compose file that builds it',
      { 'compose.yaml': 'services:\n  shop:\n    image: acme/shop:1.4\n    build: ./web\n' },
      ['web/Dockerfile'],
    ],
    [
      'the YAML that was asked for',
      { '.github/seaworthy.yml': `${CONFIGURATION.join('\n')}\n` },
      ['api/Dockerfile'],
    ],
    [
      'a bake file',
      { 'docker-bake.json': '{"target":{"w":{"context":"web","tags":["acme/shop:1.4"]}}}' },
      ['web/Dockerfile'],
    ],
  ])('is settled by %s', (_name, files, expected) => {
    const outcome = check(files);
    expect([outcome.code, outcome.stderr]).toEqual([1, '']);
    expect(owners(outcome)).toEqual(expected);
  });

  test('is settled on the command line, against all other evidence', () => {
    const compose = 'services:\n  shop:\n    image: acme/shop:1.4\n    build: ./web\n';
    const outcome = check({ 'compose.yaml': compose }, 'api/Dockerfile=trivy.json');
    expect([outcome.code, outcome.stderr]).toEqual([1, '']);
    expect(owners(outcome)).toEqual(['api/Dockerfile']);
  });

  test('is nobody’s where the file that a person names is not looked at', () => {
    const outcome = check({}, 'api/Dockerfile=trivy.json', ['web']);
    expect(outcome.code).toBe(2);
    expect(owners(outcome)).toEqual([]);
    expect(outcome.stderr).toContain(
      'trivy.json is said to be about api/Dockerfile, which is none of the files that are looked at',
    );
  });
});

describe('a report of another image', () => {
  const OTHER = trivyReport(undefined, {
    name: 'mail/relay:2',
    history: [{ created_by: 'RUN /bin/sh -c make relay # buildkit' }],
  });

  test.each(['json', 'sarif', 'github', 'text'])(
    'gives no finding in %s, and is told',
    (format) => {
      const folder = makeFolder({ ...TWO, 'other.json': OTHER });
      const words = ['check', '--format', format, '--report', 'other.json'];
      const { code, stdout, stderr } = seaworthy(folder, words);
      expect(code).toBe(0);
      expect(stderr).toBe(
        'seaworthy: nothing is done about mail/relay:2: no Dockerfile that is looked at is known to build it\n',
      );
      expect(stdout).not.toContain('CVE-2024-0001');
    },
  );

  test('says in the summary why, and how to say that it is ours', () => {
    const folder = makeFolder({ ...TWO, 'other.json': OTHER });
    const { stdout } = seaworthy(folder, ['check', '--report', 'other.json']);
    expect(stdout).toContain('mail/relay:2: 4 vulnerabilities by Trivy\n    no Dockerfile: ');
    expect(stdout).toContain('      images:\n        - image: mail/relay\n');
  });

  test('does not keep the report beside it from being used', () => {
    const outcome = check({ 'other.json': OTHER }, 'api/Dockerfile=trivy.json', [
      '--report',
      'other.json',
    ]);
    expect(outcome.code).toBe(1);
    expect(owners(outcome)).toEqual(['api/Dockerfile']);
  });
});
