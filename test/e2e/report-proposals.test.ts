import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { branchesOf, gitIn, makeCheckout, makeFolder } from '../local/folders.ts';
import { pushImage } from '../registry/make-image.ts';
import { startRegistry } from '../registry/real-registry.ts';
import type { RealRegistry } from '../registry/real-registry.ts';
import { debImage } from '../upgrades/databases.ts';
import type { Versions } from '../upgrades/databases.ts';
import { trivyReport } from './sample-reports.ts';
import type { Row } from './sample-reports.ts';
import { json, seaworthy } from './seaworthy.ts';
import type { Outcome } from './seaworthy.ts';

let registry: RealRegistry;
let scratch: string;

async function push(tag: string, packages: Versions): Promise<void> {
  const layers = debImage({ 'base-files': '12.1', ...packages }).layers ?? [];
  // Written by debImage: records of paths and texts.
  const files = layers.map((layer) => ({ files: layer as Record<string, string> }));
  await pushImage(registry, 'library/node', tag, {
    created: '2026-01-02T03:04:05Z',
    layers: [...files, { files: { tag } }],
  });
}

const OLD: Versions = {
  'libssl3/openssl': '3.0.11-1',
  zlib1g: '1:1.2.13',
  'perl-base/perl': '5.36.0-7',
  // Built again since the image was scanned.
  curl: '7.88.1-10+deb12u4',
};
const MENDED: Versions = { ...OLD, 'libssl3/openssl': '3.0.14-1' };

beforeAll(async () => {
  registry = await startRegistry();
  await push('24.1.0-slim', OLD);
  await push('24.2.0-slim', MENDED);
  await push('24.11.0-slim', { ...MENDED, tar: '1.34' });
  scratch = mkdtempSync(join(tmpdir(), 'seaworthy-proposals-'));
  writeFileSync(
    join(scratch, 'registries.yml'),
    `registries:\n  docker.io:\n    mirrors: [${registry.host}]\n    original: never\n  ${registry.host}:\n    insecure: true\n`,
  );
});

afterAll(async () => {
  await registry.stop();
  rmSync(scratch, { recursive: true, force: true });
});

function run(folder: string, words: readonly string[], more: Record<string, string> = {}): Outcome {
  const environment = {
    SEAWORTHY_REGISTRIES: join(scratch, 'registries.yml'),
    XDG_CACHE_HOME: join(scratch, 'cache'),
    ...more,
  };
  return seaworthy(folder, words, { environment });
}

const IMAGE = 'acme/web:1';
const DOCKERFILE = 'FROM node:24.1.0-slim\nWORKDIR /app\nUSER node\nCMD ["node", "a.js"]\n';
const HISTORY = [
  { created_by: '/bin/sh -c #(nop) ADD file:0123456789abcdef in / ' },
  { created_by: 'ENV NODE_VERSION=24.1.0', comment: 'buildkit.dockerfile.v0', empty_layer: true },
  { created_by: 'WORKDIR /app', comment: 'buildkit.dockerfile.v0' },
  { created_by: 'USER node', comment: 'buildkit.dockerfile.v0', empty_layer: true },
  { created_by: 'CMD ["node" "a.js"]', comment: 'buildkit.dockerfile.v0', empty_layer: true },
];
const FIXED: Row = {
  id: 'CVE-2024-1',
  package: 'libssl3 3.0.11-1',
  fixed: '3.0.14-1',
  severity: 'CRITICAL',
};
const REST: readonly Row[] = [
  { id: 'CVE-2024-2', package: 'zlib1g 1:1.2.13' },
  { id: 'CVE-2024-3', package: 'perl-base 5.36.0-7', fixed: '5.36.0-7+deb12u9' },
  { id: 'CVE-2024-4', package: 'curl 7.88.1-10', fixed: '7.88.1-10+deb12u4', severity: 'LOW' },
  {
    id: 'CVE-2024-5',
    package: 'semver 7.0.0',
    fixed: '7.5.2',
    lockFile: 'usr/lib/npm/package.json',
  },
];

const CONFIGURATION = 'images:\n  - image: acme/web\n    dockerfile: Dockerfile\n';

function checkout(rows: readonly Row[], files: Readonly<Record<string, string>> = {}): string {
  return makeCheckout({
    Dockerfile: DOCKERFILE,
    'trivy.json': trivyReport(rows, { name: IMAGE, history: HISTORY }),
    '.github/seaworthy.yml': CONFIGURATION,
    ...files,
  });
}

interface Run {
  readonly left: readonly { readonly rule: string; readonly advisory?: string }[];
  readonly proposals: readonly {
    readonly branch: string;
    readonly title: string;
    readonly body: string;
    readonly outcome: { readonly kind: string } | null;
  }[];
}

function proposals(outcome: Outcome): Run['proposals'] {
  return (json(outcome) as Run).proposals;
}

const RUN = ['run', '.', '--format', 'json', '--report', 'trivy.json'];

describe('run with a report', () => {
  const BRANCH = 'seaworthy/upgrade-node-24-1-0';

  test('moves the base image to what fixes it, and says what becomes of everything', () => {
    const folder = checkout([FIXED, ...REST]);
    const outcome = run(folder, RUN);
    expect(outcome).toMatchObject({ code: 1, stderr: '' });
    const [proposal, ...others] = proposals(outcome);
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({
      branch: BRANCH,
      title:
        'Move node:24.1.0-slim to node:24.11.0-slim: fixes 1 vulnerability (1 critical) in Dockerfile',
    });
    expect(proposal?.body).toContain(
      [
        'As reported by Trivy about `acme/web:1`.',
        '',
        '| | before | after |',
        '| --- | ---: | ---: |',
        '| critical | 1 | **0** |',
        '| high | 3 | 3 |',
        '| low | 1 | 1 |',
        '| **all** | 5 | **4** |',
      ].join('\n'),
    );
    expect(proposal?.body).toContain(
      '- `libssl3 3.0.11-1` → `3.0.14-1` (`Dockerfile:1`, base image): [`CVE-2024-1`](<https://avd.aquasec.com/nvd/cve-2024-1>) (critical)',
    );
    expect(proposal?.body).toContain(
      '- **the next build without its cache**, 1 vulnerability: `curl 7.88.1-10`',
    );
    expect(proposal?.body).toMatch(/- \*\*who publishes the base image, .*`perl-base 5\.36\.0-7`/);
    expect(proposal?.body).toMatch(/- \*\*the distribution or the project, .*`zlib1g 1:1\.2\.13`/);
    expect(proposal?.body).toMatch(/- \*\*nobody can tell .*`semver 7\.0\.0`/);
    expect(gitIn(folder, 'show', `${BRANCH}:Dockerfile`)).toMatch(/^FROM node:24\.11\.0-slim\n/);
  });

  test('lists what the move does not cure', () => {
    const { left } = json(run(checkout([FIXED, ...REST]), RUN)) as Run;
    expect(left.map(({ advisory }) => advisory).sort()).toEqual([
      'CVE-2024-2',
      'CVE-2024-3',
      'CVE-2024-4',
      'CVE-2024-5',
    ]);
  });

  test('fix lists the same', () => {
    const folder = checkout([FIXED, ...REST]);
    const words = ['fix', '--safety', 'safe,review', '--report', 'trivy.json', '--format', 'json'];
    const outcome = run(folder, words);
    expect(json(outcome)).toMatchObject({
      files: [
        {
          changed: true,
          applied: [{ rule: 'vulnerable-base-image', advisories: ['CVE-2024-1'] }],
          left: [{ line: 1 }, { line: 1 }, { line: 1 }, { line: 1 }],
        },
      ],
    });
  });

  test('changes nothing the second time', () => {
    const folder = checkout([FIXED, ...REST]);
    const [first] = proposals(run(folder, RUN));
    const commit = gitIn(folder, 'rev-parse', BRANCH);
    const [second] = proposals(run(folder, RUN));
    expect(second).toEqual({ ...first, outcome: { kind: 'unchanged' } });
    expect(gitIn(folder, 'rev-parse', BRANCH)).toBe(commit);
  });

  test('speaks of no vulnerability where no image fixes one', () => {
    const folder = checkout(REST);
    const found = proposals(run(folder, RUN));
    expect(found.map(({ title }) => title)).toEqual([
      'Move node:24.1.0-slim to node:24.11.0-slim in Dockerfile',
    ]);
    expect(found[0]?.body).not.toContain('What scanners found');
  });

  test('proposes no move for what is silenced', () => {
    const files = { '.trivyignore': 'CVE-2024-1\n' };
    const held = `${CONFIGURATION}upgrades:\n  kinds: []\n`;
    const folder = checkout([FIXED], { ...files, '.github/seaworthy.yml': held });
    expect(proposals(run(folder, RUN))).toEqual([]);
  });

  test('never makes a move that the policy does not allow, and says what it would do', () => {
    const held = `${CONFIGURATION}upgrades:\n  kinds: []\n`;
    const folder = checkout([FIXED, ...REST], { '.github/seaworthy.yml': held });
    const outcome = run(folder, RUN);
    expect(proposals(outcome)).toEqual([]);
    expect(branchesOf(folder)).toEqual(['main']);
    const { left } = json(outcome) as Run;
    expect(left).toHaveLength(5);
  });

  test('raises a pinned package in a proposal of its own', () => {
    const text = DOCKERFILE.replace(
      'USER',
      'RUN apt-get update && apt-get install -y --no-install-recommends git=1:2.39.2-1.1 && rm -rf /var/lib/apt/lists/*\nUSER',
    );
    const rows = [{ id: 'CVE-2024-6', package: 'git 1:2.39.2-1.1', fixed: '1:2.39.5-0+deb12u1' }];
    const folder = checkout(rows, { Dockerfile: text });
    const found = proposals(run(folder, RUN));
    const proposal = found.find(({ branch }) => branch.includes('vulnerable-package'));
    expect(proposal?.title).toBe('Raise git from 1:2.39.2-1.1 to 1:2.39.5-0+deb12u1 in Dockerfile');
    expect(proposal?.body).toContain('`1:2.39.5-0+deb12u1` (`Dockerfile:3`, installed');
    expect(gitIn(folder, 'show', `${proposal?.branch ?? ''}:Dockerfile`)).toContain(
      'git=1:2.39.5-0+deb12u1 ',
    );
  });

  test('asks which Dockerfile it is, and goes on with the rest', () => {
    const folder = checkout([FIXED], {
      'other/Dockerfile': DOCKERFILE,
      '.github/seaworthy.yml': 'version: 1\n',
    });
    const outcome = run(folder, RUN);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(
      'images:\n  - image: acme/web\n    dockerfile: Dockerfile # or',
    );
    expect(proposals(outcome)).toHaveLength(1);
  });

  test('shows hostile names as text in the pull request', () => {
    const hostile = 'a|b`c</details>\n[x](http://evil.example) @octocat <img src=x>\u202E';
    const more = {
      PkgName: `libssl3${hostile}`,
      Title: hostile,
      PrimaryURL: 'https://a.example/|x',
    };
    const rows = [FIXED, { ...FIXED, id: hostile, more: { ...more, PkgName: 'libssl3' } }];
    const folder = checkout([...rows, { ...FIXED, id: 'CVE-2024-9', more }]);
    const [proposal] = proposals(run(folder, RUN));
    const body = proposal?.body ?? '';
    expect(body).toContain('CVE-2024-1');
    const plain = body.replaceAll(/(`+)(?!`).+?(?<!`)\1(?!`)/g, '');
    expect(plain).not.toMatch(/evil\.example|@octocat|<img|\u202E/);
  });
});

describe('--scan', () => {
  /** A folder with a `trivy` that knows one image; `words` beside it gets what it was asked. */
  function fakeTrivy(report: string): string {
    const folder = makeFolder({ 'report.json': report });
    writeFileSync(
      join(folder, 'trivy'),
      `#!/bin/sh\nprintf '%s\\n' "$*" >> '${folder}/words'\ncat '${folder}/report.json'\n`,
    );
    chmodSync(join(folder, 'trivy'), 0o755);
    return folder;
  }
  const withPath = (folder: string) => ({
    PATH: [folder, process.env['PATH'] ?? ''].join(delimiter),
  });
  const NEW = trivyReport(
    [
      { id: 'CVE-2025-1', package: 'tar 1.34' },
      { id: 'CVE-2024-2', package: 'zlib1g 1:1.2.13' },
    ],
    { name: 'node:24.11.0-slim', history: [] },
  );

  test('has a scanner look at the image that is taken, and says what it brings', () => {
    const folder = checkout([FIXED, ...REST]);
    const bin = fakeTrivy(NEW);
    const outcome = run(folder, [...RUN, '--scan'], withPath(bin));
    expect(outcome).toMatchObject({ code: 1, stderr: '' });
    const [proposal] = proposals(outcome);
    expect(proposal?.body).toContain('CVE-2025-1 in tar 1.34');
    expect(proposal?.body).not.toContain('no scanner has looked at it');
    const words = readFileSync(join(bin, 'words'), 'utf8').split('\n');
    expect(words[0]).toMatch(/^image --format=json .*-- (?:docker\.io\/library\/)?node:24/);
  });

  test('without a scanner on PATH says that none looked at it', () => {
    const folder = checkout([FIXED, ...REST]);
    const [proposal] = proposals(run(folder, [...RUN, '--scan']));
    expect(proposal?.body).toContain('no scanner has looked at it');
  });

  test('goes on where the scanner prints something else', () => {
    const folder = checkout([FIXED, ...REST]);
    const outcome = run(folder, [...RUN, '--scan'], withPath(fakeTrivy('{"a":')));
    expect(outcome.code).toBe(1);
    expect(proposals(outcome)).toHaveLength(1);
  });
});
