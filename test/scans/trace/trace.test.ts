import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import type { HistoryEntry, ReportedPackage } from '../../../src/findings/scan-report.ts';
import type { SecretCause } from '../../../src/findings/traced-vulnerability.ts';
import type { MatchedScan } from '../../../src/scans/matched-scan.ts';
import type { MergedScan, MergedVulnerability } from '../../../src/scans/merged-scan.ts';
import type { BaseContents } from '../../../src/image/base-contents.ts';
import type { TraceContext } from '../../../src/scans/trace-context.ts';
import { traceScans } from '../../../src/scans/trace/trace.ts';
import { newTarget } from '../../../src/scans/vocabulary/new-target.ts';
import { newVulnerability } from '../../../src/scans/vocabulary/new-vulnerability.ts';

interface Found {
  /** `deb curl 8.1`. */
  readonly package: string;
  readonly path?: string;
  readonly source?: string;
  /** Number of the layer. */
  readonly layer?: number;
  readonly fixed?: readonly string[];
  readonly instruction?: string;
  readonly tool?: string;
  readonly id?: string;
}

function merged(found: Found): MergedVulnerability {
  const [type = '', name = '', version = ''] = found.package.split(' ');
  const vulnerability = newVulnerability({
    ids: [found.id ?? 'CVE-2024-1'],
    package: {
      type,
      name,
      version,
      path: found.path ?? null,
      source: found.source ?? null,
    } satisfies Partial<ReportedPackage>,
    layer: found.layer === undefined ? null : `sha256:${found.layer}`,
    fixed: found.fixed ?? [],
    instruction: found.instruction ?? null,
  });
  if (vulnerability === null) throw new Error(`not a vulnerability: ${found.package}`);
  const paths = found.path === undefined ? [] : [found.path];
  return { vulnerability, paths, witnesses: [found.tool ?? 'Trivy'], silencedBy: null };
}

/** A step a line, `-` before those without a layer. */
function historyOf(text: string): HistoryEntry[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const isEmpty = line.startsWith('- ');
    return { createdBy: isEmpty ? line.slice(2) : line, comment: null, isEmpty };
  });
}

interface Setting {
  readonly history?: string;
  readonly layers?: number;
  readonly files?: readonly string[];
  readonly contents?: BaseContents;
  readonly role?: MatchedScan['role'];
  readonly base?: string;
  readonly target?: string;
  readonly baseEntries?: number;
  readonly secrets?: MergedScan['secrets'];
}

function trace(text: string, found: readonly Found[], setting: Setting = {}) {
  const history = historyOf(setting.history ?? '');
  const layers = setting.layers ?? history.filter(({ isEmpty }) => !isEmpty).length;
  const diffIds = Array.from({ length: layers }, (_, index) => `sha256:${index}`);
  const target = newTarget({ kind: 'image', name: 'app:1', history, diffIds });
  const scan: MergedScan = {
    target,
    tools: ['Trivy'],
    vulnerabilities: found.map(merged),
    secrets: setting.secrets ?? [],
    problems: [],
    packages: [],
  };
  const { role = 'built', base = null, files, contents } = setting;
  const matched = {
    scan,
    path: 'api/Dockerfile',
    role,
    target: setting.target ?? null,
    base,
    baseEntries: setting.baseEntries ?? null,
    because: '',
  };
  const context: TraceContext = {
    baseContents: () => contents ?? null,
    hasFile: files === undefined ? null : (path) => files.includes(path),
  };
  return traceScans(parseDockerfile(text), [matched], context);
}

/** `run 3 curl layer`: kind, line, the text at the span, certainty, then what else is set. */
function told(text: string, cause: SecretCause): string {
  const { start, end } = cause.span;
  const line = text.slice(0, start).split('\n').length;
  const parts = [cause.kind, String(line), `<${text.slice(start, end)}>`, cause.certainty];
  if (cause.kind === 'run' && cause.isBuildTool) parts.push('build tool');
  if ((cause.kind === 'run' || cause.kind === 'copy') && cause.file !== null)
    parts.push(cause.file);
  if (cause.kind === 'copy' && cause.from !== null) parts.push(`from ${cause.from}`);
  return parts.join(' ');
}

function causeOf(text: string, found: Found, setting: Setting = {}): string {
  const { vulnerabilities, notices } = trace(text, [found], setting);
  const [first] = vulnerabilities;
  return first === undefined ? notices.join('; ') : told(text, first.cause);
}

const BASE_HISTORY = 'ADD rootfs.tar / # buildkit\n- CMD ["sh"]\n';

describe('with the layers of the report, a package leads to', () => {
  const file = `FROM node:20 AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci
FROM debian:12
RUN apt-get update && apt-get install -y curl=8.1 gcc && rm -rf /x
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt flask==2.0
COPY --from=build /src/node_modules ./node_modules
COPY target/app.jar lib/ ./
CMD ["x"]`;
  const history = `${BASE_HISTORY}RUN /bin/sh -c apt-get update && apt-get install -y curl=8.1 gcc && rm -rf /x # buildkit
WORKDIR /app
COPY requirements.txt . # buildkit
RUN /bin/sh -c pip install -r requirements.txt flask==2.0 # buildkit
COPY /src/node_modules ./node_modules # buildkit
COPY target/app.jar lib/ ./ # buildkit
- CMD ["x"]`;
  const cases: Readonly<Record<string, readonly [Found, string]>> = {
    'the base image': [{ package: 'deb libc6 2.36', layer: 0 }, 'base 5 <debian:12> layer'],
    'the word that names it': [{ package: 'deb curl 8.1', layer: 1 }, 'run 6 <curl=8.1> layer'],
    'the command that brought it along': [
      { package: 'deb libnghttp2 1.5', layer: 1 },
      'run 6 <apt-get install -y curl=8.1 gcc> layer',
    ],
    'a build tool': [{ package: 'deb gcc 12', layer: 1 }, 'run 6 <gcc> layer build tool'],
    'the file that the command read': [
      { package: 'pypi jinja2 3.0', layer: 4 },
      'run 9 <pip install -r requirements.txt flask==2.0> layer requirements.txt',
    ],
    'the word in the command beside the file': [
      { package: 'pypi Flask 2.0', layer: 4 },
      'run 9 <flask==2.0> layer',
    ],
    'the copy out of a stage, and the file of that stage': [
      { package: 'npm lodash 4.17.0', path: 'app/node_modules/lodash/package.json', layer: 5 },
      'copy 10 <COPY --from=build /src/node_modules ./node_modules> layer package-lock.json from build',
    ],
    'the program that was copied': [
      { package: 'maven log4j 2.14', path: 'app/app.jar:BOOT-INF/lib/log4j.jar', layer: 6 },
      'copy 11 <COPY target/app.jar lib/ ./> layer target/app.jar',
    ],
  };
  it.each(Object.entries(cases))('%s', (_name, [found, expected]) => {
    expect(causeOf(file, found, { history })).toBe(expected);
  });

  it('the base image, when the registry knows its layers, without a history', () => {
    const contents = { packages: null, namesLanguagePackages: false, diffIds: ['sha256:0'] };
    const found = { package: 'npm x 1', path: 'opt/x/package.json', layer: 0 };
    expect(causeOf('FROM a\nRUN npm i\n', found, { layers: 2, contents })).toBe('base 1 <a> layer');
  });
  it('a library that header files bring, and no build tool: the program is linked with it', () => {
    const found = { package: 'apk libpq 17', layer: 1 };
    const text = 'FROM alpine\nRUN apk add gcc libpq-dev\nCMD ["x"]';
    const history = 'ADD file:0 in /\nRUN /bin/sh -c apk add gcc libpq-dev # buildkit';
    expect(causeOf(text, found, { history })).not.toContain('build tool');
  });

  it('nothing of the base image, when one layer holds all that the file does', () => {
    const squashed = `${BASE_HISTORY}- /bin/sh -c apk add git\n/bin/sh -c #(nop) CMD ["x"]`;
    const found = { package: 'apk libcurl 8', layer: 1 };
    const text = 'FROM alpine\nRUN apk add git\nCMD ["x"]';
    expect(causeOf(text, found, { history: squashed })).toBe(
      'run 2 <apk add git> inferred build tool',
    );
  });
});

describe('a database of packages lies in the last layer that wrote it', () => {
  const text = 'FROM alpine\nRUN apk add curl\nRUN apk add git';
  const history = `${BASE_HISTORY}RUN /bin/sh -c apk add curl # buildkit\nRUN /bin/sh -c apk add git # buildkit`;
  const path = 'lib/apk/db/installed';
  it('so a package that nothing names comes with the base image', () => {
    const found = { package: 'apk musl 1.2', path, layer: 2 };
    expect(causeOf(text, found, { history })).toBe('base 1 <alpine> inferred');
  });
  it('and one that is named with the RUN that names it', () => {
    const found = { package: 'apk curl 8', path, layer: 2 };
    expect(causeOf(text, found, { history })).toBe('run 2 <curl> inferred');
  });
  it('unless another scanner tells the layer of the package itself: then both are one', () => {
    const { vulnerabilities } = trace(
      text,
      [
        { package: 'apk libidn2 2', path, layer: 2, tool: 'Grype' },
        { package: 'apk libidn2 2', layer: 1 },
      ],
      { history },
    );
    expect(vulnerabilities.map(({ cause }) => told(text, cause))).toEqual([
      'run 2 <apk add curl> layer',
    ]);
    expect(vulnerabilities[0]?.witnesses).toEqual(['Grype', 'Trivy']);
  });
});

describe('without layers, a package leads to', () => {
  const contents: BaseContents = {
    packages: [
      { name: 'curl', version: '8.1', type: 'deb', source: null, architecture: null },
      { name: 'zlib1g', version: '1.1', type: 'deb', source: null, architecture: null },
    ],
    namesLanguagePackages: false,
    diffIds: null,
  };
  const cases: Readonly<Record<string, readonly [text: string, Found, string, Setting?]>> = {
    'the word that names it': [
      'FROM debian\nENV V=8.1\nRUN apt-get install -y curl=$V',
      { package: 'deb curl 8.1' },
      'run 3 <curl=$V> inferred',
    ],
    'an rpm that is named with its version': [
      'FROM ubi9\nRUN microdnf install -y java-17-openjdk java-17-openjdk-devel-17.0.1',
      { package: 'rpm java-17-openjdk-devel 17.0.1' },
      'run 2 <java-17-openjdk-devel-17.0.1> inferred build tool',
    ],
    'the base image whose packages have it': [
      'FROM debian\nRUN apt-get install -y curl',
      { package: 'deb curl 8.1' },
      'base 1 <debian> packages',
      { contents },
    ],
    'the RUN, when the base image does not have it': [
      'FROM debian\nRUN apt-get install -y wget\nRUN apt-get install -y git vim',
      { package: 'deb liberror-perl 0.1' },
      'run 3 <apt-get install -y git vim> inferred',
      { contents },
    ],
    'the upgrade, when the base image has another version': [
      'FROM debian\nRUN apt-get update && apt-get upgrade -y',
      { package: 'deb zlib1g 1.2' },
      'run 2 <RUN apt-get update && apt-get upgrade -y> inferred',
      { contents },
    ],
    'the base image, when nothing names it': [
      'FROM debian\nRUN apt-get install -y curl',
      { package: 'deb zlib1g 1.1' },
      'base 1 <debian> inferred',
    ],
    'the RUN that installs its source package': [
      'FROM debian\nRUN apt-get install -y curl',
      { package: 'deb libcurl4 8.1', source: 'curl' },
      'run 2 <apt-get install -y curl> inferred',
    ],
    'the lock file that the RUN reads': [
      'FROM node\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .',
      { package: 'npm ws 7', path: 'app/node_modules/ws/package.json' },
      'run 4 <npm ci> inferred api/package-lock.json',
      { files: ['api/package.json', 'api/package-lock.json'] },
    ],
    'the manifest where there is no lock file': [
      'FROM node\nWORKDIR /app\nCOPY package*.json ./\nRUN npm install',
      { package: 'npm ws 7', path: 'app/node_modules/ws/package.json' },
      'run 4 <npm install> inferred api/package.json',
      { files: ['api/package.json'] },
    ],
    'the lock file that COPY brings': [
      'FROM ruby\nWORKDIR /app\nCOPY . .\nRUN bundle install',
      { package: 'gem rack 2', path: 'app/Gemfile.lock' },
      'copy 3 <COPY . .> inferred Gemfile.lock',
    ],
    'the lock file below the folder that is copied': [
      'FROM node\nCOPY services /srv',
      { package: 'npm ws 7', path: 'srv/a/node_modules/ws/package.json' },
      'copy 2 <COPY services /srv> inferred services/a/yarn.lock',
      { files: ['services/a/yarn.lock'] },
    ],
    'the stage that compiled the program': [
      'FROM golang AS b\nWORKDIR /s\nCOPY go.mod go.sum ./\nRUN go mod download\nRUN go build -o /out/app .\nFROM alpine\nCOPY --from=b /out/app /usr/bin/app',
      { package: 'golang golang.org/x/net 0.1', path: 'usr/bin/app' },
      'copy 7 <COPY --from=b /out/app /usr/bin/app> inferred go.mod from b',
    ],
    'a program that is installed by name': [
      'FROM golang\nRUN go install golang.org/x/tools/cmd/goimports@v0.1.0',
      { package: 'golang golang.org/x/tools 0.1.0' },
      'run 2 <golang.org/x/tools/cmd/goimports@v0.1.0> inferred',
    ],
    "Node's own packages, which come with the base image": [
      'FROM node\nWORKDIR /app\nCOPY . .\nRUN npm ci',
      {
        package: 'npm tar 6',
        path: 'usr/local/lib/node_modules/npm/node_modules/tar/package.json',
      },
      'base 1 <node> inferred',
    ],
    'the command that takes another npm, for what npm brings': [
      'FROM debian\nRUN npm install -g npm@9.0.0\nCOPY . .',
      {
        package: 'npm tar 6',
        path: 'usr/local/lib/node_modules/npm/node_modules/tar/package.json',
      },
      'run 2 <npm install -g npm@9.0.0> inferred',
    ],
    'the stage that compiled the program, but no list, for what Go itself brings': [
      'FROM golang AS b\nWORKDIR /s\nCOPY go.mod go.sum ./\nRUN go build -o /out/app .\nFROM alpine\nCOPY --from=b /out/app /usr/bin/app',
      { package: 'golang stdlib 1.20.1', path: 'usr/bin/app' },
      'copy 6 <COPY --from=b /out/app /usr/bin/app> inferred from b',
    ],
    'the instruction that the scanner names': [
      'FROM debian\nRUN apt-get install -y a\nRUN apt-get install -y b && make all',
      { package: 'deb q 1', instruction: 'RUN /bin/sh -c apt-get install -y b && make all' },
      'run 3 <apt-get install -y b> inferred',
    ],
    'a copied file system': [
      'FROM debian AS r\nRUN debootstrap\nFROM scratch\nCOPY --from=r /rootfs /',
      { package: 'deb libc6 2' },
      'copy 4 <COPY --from=r /rootfs /> inferred from r',
    ],
    'the line of the stage that was built': [
      'FROM debian AS one\nRUN apt-get install -y curl\nFROM alpine\nCOPY a b',
      { package: 'deb curl 8' },
      'run 2 <curl> inferred',
      { target: 'one' },
    ],
    'another image that files are copied from': [
      'FROM alpine\nCOPY --from=composer:2 /usr/bin/composer /usr/bin/composer',
      { package: 'composer composer/composer 2', path: 'usr/bin/composer' },
      'copy 2 <COPY --from=composer:2 /usr/bin/composer /usr/bin/composer> inferred',
    ],
  };
  it.each(Object.entries(cases))('%s', (_name, [text, found, expected, setting]) => {
    expect(causeOf(text, found, setting)).toBe(expected);
  });
});

const GONE = `${BASE_HISTORY}- ENV A=b
RUN /bin/sh -c apt-get install -y curl
RUN /bin/sh -c make
- CMD ["x"]`;

describe('what an edit took away has no cause any more', () => {
  const count = '1 findings in app:1';
  const cases: Readonly<Record<string, readonly [text: string, Found, string, Setting?]>> = {
    'when FROM names another image': [
      'FROM debian:13',
      { package: 'deb libc6 2' },
      `${count} came with another base image than the file names now`,
      { base: 'debian:12' },
    ],
    'when the image that was scanned is no longer the base': [
      'FROM debian:13',
      { package: 'deb libc6 2' },
      `${count} came with another base image than the file names now`,
      { base: 'debian:12', role: 'base' },
    ],
    'when the pinned version was raised to one with the fix': [
      'FROM debian\nRUN apt-get install -y curl=8.5',
      { package: 'deb curl 8.1', fixed: ['8.4'] },
      `${count} are of versions that the file no longer asks for`,
    ],
    'when the instruction between two others is gone': [
      'FROM debian\nENV A=b\nRUN make\nCMD ["x"]',
      { package: 'deb curl 8.1', layer: 1 },
      `${count} came with an instruction that the file does not have`,
      { history: GONE },
    ],
    'when the first instruction is gone, and its entry was not one of the base image': [
      'FROM debian\nRUN make\nCMD ["x"]',
      { package: 'deb curl 8.1', layer: 1 },
      `${count} came with an instruction that the file does not have`,
      { history: GONE, baseEntries: 2 },
    ],
    'when the first instruction is gone, and the layer is not one of the base image': [
      'FROM debian\nRUN make\nCMD ["x"]',
      { package: 'deb curl 8.1', layer: 1 },
      `${count} came with an instruction that the file does not have`,
      {
        history: GONE,
        contents: { packages: null, namesLanguagePackages: false, diffIds: ['sha256:0'] },
      },
    ],
  };
  it.each(Object.entries(cases))('%s', (_name, [text, found, expected, setting]) => {
    expect(causeOf(text, found, setting)).toBe(expected);
  });

  it('but a version raised too little still counts', () => {
    const text = 'FROM debian\nRUN apt-get install -y curl=8.2';
    const found = { package: 'deb curl 8.1', fixed: ['8.4'] };
    expect(causeOf(text, found)).toBe('run 2 <curl=8.2> inferred');
  });
  it('and so does one on another line of releases', () => {
    const text = 'FROM python\nRUN pip install django==3.2.5';
    const found = { package: 'pypi Django 3.2.1', fixed: ['2.2.28', '3.2.13'] };
    expect(causeOf(text, found)).toBe('run 2 <django==3.2.5> inferred');
  });
  it('and the same base image, of the scan of which everything comes with FROM', () => {
    const setting: Setting = { base: 'debian:12', role: 'base' };
    const text = 'FROM debian:12\nRUN apt-get install -y curl';
    expect(causeOf(text, { package: 'deb curl 8' }, setting)).toBe('base 1 <debian:12> packages');
  });
});

describe('secrets lead to', () => {
  const secret = (path: string | null, layer: number | null, id = 'private-key') => ({
    secret: {
      id,
      title: 'A key',
      severity: 'high' as const,
      path,
      lines: null,
      layer: layer === null ? null : `sha256:${layer}`,
    },
    witnesses: ['Trivy'],
    silencedBy: null,
  });
  const first = (text: string, ...[path, layer, id]: Parameters<typeof secret>): string => {
    const history = `${BASE_HISTORY}COPY . /app # buildkit\n- ENV X`;
    const { secrets, notices } = trace(text, [], { history, secrets: [secret(path, layer, id)] });
    return secrets[0] === undefined ? notices.join() : told(text, secrets[0].cause);
  };
  const text = 'FROM alpine\nCOPY . /app\nENV AWS_SECRET_KEY=a GITHUB_TOKEN=b C=d';
  it('the copy of the layer, and the file', () => {
    expect(first(text, 'app/a/id_rsa', 1)).toBe('copy 2 <COPY . /app> layer a/id_rsa');
  });
  it('the base image', () => {
    expect(first(text, 'etc/key', 0)).toBe('base 1 <alpine> layer');
  });
  it('the copy to their place, without a layer', () => {
    expect(first(text, 'app/id_rsa', null)).toBe('copy 2 <COPY . /app> inferred id_rsa');
  });
  it('the variable whose name is that of the rule', () => {
    expect(first(text, null, null, 'aws-access-key-id')).toBe(
      'setting 3 <AWS_SECRET_KEY> inferred',
    );
  });
  it('no line, when two could be it', () => {
    const two = 'FROM alpine\nENV A_TOKEN=a\nENV B_TOKEN=b';
    expect(first(two, null, null, 'jwt')).toBe('1 findings in app:1 cannot be traced to any line');
  });
});

it('says when history and layers do not agree', () => {
  const { notices } = trace('FROM a\nRUN b', [], { history: BASE_HISTORY, layers: 3 });
  expect(notices).toEqual([
    'the history of app:1 tells of 1 layers, but it has 3; only names tell which line is the cause',
  ]);
});

it('keeps the order of the report, and what the names of packages hold does no harm', () => {
  const names = ['__proto__', 'constructor', '../../etc', '`rm`', 'zlib'];
  const { vulnerabilities } = trace(
    'FROM debian\nRUN apt-get install -y x',
    names.map((name) => ({ package: `deb ${name} 1` })),
  );
  expect(vulnerabilities.map(({ vulnerability }) => vulnerability.package.name)).toEqual(names);
});

it('traces 15,000 vulnerabilities in little time', () => {
  const text = 'FROM node\nWORKDIR /app\nCOPY package.json .\nRUN npm install\nCOPY . .\nCMD ["x"]';
  const history = `${BASE_HISTORY}WORKDIR /app\nCOPY package.json . # buildkit\nRUN /bin/sh -c npm install # buildkit\nCOPY . . # buildkit\n- CMD ["x"]`;
  const found = Array.from({ length: 15_000 }, (_, n): Found => {
    const name = `p${n % 3000}`;
    return {
      id: `CVE-2024-${n}`,
      package: `npm ${name} 1`,
      path: `app/node_modules/${name}/package.json`,
      layer: n % 5,
    };
  });
  const start = performance.now();
  expect(trace(text, found, { history }).vulnerabilities).toHaveLength(15_000);
  expect(performance.now() - start).toBeLessThan(2000);
});
