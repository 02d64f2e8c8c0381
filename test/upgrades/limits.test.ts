import { describe, expect, test } from 'vitest';
import { brokenLimits, mayLimit, readLimits } from '../../src/upgrades/limits.ts';
import { cpuTime } from '../cpu-time.ts';

/** What the file says of `versions`: the runtime, each text, and the versions that it forbids. */
function show(path: string, text: string, versions: readonly string[]): string[] {
  const limits = readLimits(new Map([[path, text]])).limitsFor('Dockerfile');
  return limits.map((limit) => {
    const forbidden = versions.filter(
      (version) => brokenLimits([limit], limit.runtime, version.split('.').map(Number)).length > 0,
    );
    return `${limit.runtime} line ${limit.line ?? '-'}: ${limit.text}; not ${forbidden.join(' ')}`;
  });
}

type Row = readonly [path: string, text: string, versions: string, limits: readonly string[]];

const POM = (inner: string): string => `<project>\n${inner}\n</project>\n`;

describe('what a repository allows is read from', () => {
  const rows: readonly Row[] = [
    [
      'package.json',
      '{\n  "engines": { "node": "^20.11 || >=22" }\n}',
      '18 20 21 22 24',
      ['node line 2: engines.node in package.json says ^20.11 || >=22; not 18 21'],
    ],
    [
      'package.json',
      '{ "volta": { "node": "20.11.1" } }',
      '20.12.0 22',
      ['node line 1: volta.node in package.json says 20.11.1; not 22'],
    ],
    ['.nvmrc', 'v20.11.1\n', '20 20.19.0 22', ['node line 1: .nvmrc says v20.11.1; not 22']],
    ['.nvmrc', 'lts/iron\n', '20 22', ['node line 1: .nvmrc says lts/iron; not 22']],
    ['.nvmrc', 'lts/*\n', '20 22', []],
    ['.nvmrc', 'constructor\n', '20 22', []],
    ['.node-version', 'lts/__proto__\n', '20 22', []],
    ['.node-version', '20\n', '20 22', ['node line 1: .node-version says 20; not 22']],
    [
      '.python-version',
      '# ours\n3.12.1\n',
      '3.12 3.13 3',
      ['python line 2: .python-version says 3.12.1; not 3.13 3'],
    ],
    [
      '.tool-versions',
      'nodejs 20.11.0\njava temurin-17.0.9+9 # lts\npython system\n',
      '17 20 21',
      [
        'node line 1: nodejs in .tool-versions says 20.11.0; not 17 21',
        'java line 2: java in .tool-versions says temurin-17.0.9+9; not 20 21',
      ],
    ],
    [
      'pyproject.toml',
      '[project]\nname = "x"\nrequires-python = ">=3.9,<3.13"\n',
      '3.9 3.12.4 3.13',
      ['python line 3: requires-python in pyproject.toml says >=3.9,<3.13; not 3.13'],
    ],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\npython = "^3.11"\n',
      '3.10 3.13 4',
      ['python line 2: tool.poetry.dependencies.python in pyproject.toml says ^3.11; not 3.10 4'],
    ],
    [
      'go.mod',
      'module x\n\ngo 1.22.0\n\ntoolchain go1.22.5\n',
      '1.21 1.22 1.22.4 1.25',
      [
        'go line 3: go in go.mod says 1.22.0; not 1.21',
        'go line 5: toolchain in go.mod says 1.22.5; not 1.21 1.22.4',
      ],
    ],
    [
      'global.json',
      '{\n // ours\n "sdk": { "version": "8.0.100", "rollForward": "latestFeature" } }',
      '8.0 8.0.404 9.0',
      ['dotnet-sdk line 3: sdk.version in global.json says 8.0.100; not 9.0'],
    ],
    [
      'global.json',
      '{ "sdk": { "version": "8.0.103" } }',
      '8.0.110 8.0.204',
      ['dotnet-sdk line 1: sdk.version in global.json says 8.0.103; not 8.0.204'],
    ],
    [
      'app.csproj',
      '<Project><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>',
      '8.0 9.0',
      ['dotnet line 1: TargetFramework in app.csproj says net8.0; not 9.0'],
    ],
    [
      'composer.json',
      '{ "require": { "php": "~8.1" }, "config": { "platform": { "php": "8.1.10" } } }',
      '8.1 8.3 9',
      [
        'php line 1: require.php in composer.json says ~8.1; not 9',
        'php line 1: config.platform.php in composer.json says 8.1.10; not 8.3 9',
      ],
    ],
    [
      'pom.xml',
      POM(
        '<properties><java.version>17</java.version>\n<maven.compiler.release>${java.version}</maven.compiler.release></properties>',
      ),
      '17.0.9 21',
      ['java line 3: maven.compiler.release in pom.xml says 17; not 21'],
    ],
    [
      'pom.xml',
      POM(
        '<build><plugins><plugin><artifactId>maven-enforcer-plugin</artifactId><executions><execution><configuration><rules><requireJavaVersion><version>[17,22)</version></requireJavaVersion></rules></configuration></execution></executions></plugin></plugins></build>',
      ),
      '17 21 22',
      ['java line 2: requireJavaVersion in pom.xml says [17,22); not 22'],
    ],
    [
      'build.gradle.kts',
      'java { toolchain { languageVersion.set(JavaLanguageVersion.of(17)) } }',
      '17 21',
      ['java line 1: toolchain in build.gradle.kts says 17; not 21'],
    ],
    [
      'build.gradle',
      'sourceCompatibility = "1.8"',
      '8 11',
      ['java line 1: sourceCompatibility in build.gradle says 1.8; not 11'],
    ],
    [
      'Gemfile',
      'source "https://rubygems.org"\nruby "3.2.2"\n',
      '3.2.2 3.2.3 3.3',
      ['ruby line 2: ruby in Gemfile says 3.2.2; not 3.2.3 3.3'],
    ],
    [
      'Gemfile',
      "ruby '>= 3.1', '< 3.4'\n",
      '3.3 3.4',
      ['ruby line 1: ruby in Gemfile says >= 3.1, < 3.4; not 3.4'],
    ],
    ['Gemfile', 'ruby file: ".ruby-version"\n', '3.3', []],
    [
      '.ruby-version',
      'ruby-3.2.2\n',
      '3.2.9 3.3',
      ['ruby line 1: .ruby-version says ruby-3.2.2; not 3.3'],
    ],
    [
      'Cargo.toml',
      '[package]\nname = "x"\nrust-version = "1.75"\n',
      '1.70 1.80',
      ['rust line 3: rust-version in Cargo.toml says 1.75; not 1.70'],
    ],
    [
      'rust-toolchain.toml',
      '[toolchain]\nchannel = "1.75.0"\n',
      '1.75.1 1.80',
      ['rust line 2: toolchain.channel in rust-toolchain.toml says 1.75.0; not 1.80'],
    ],
    ['rust-toolchain', 'stable\n', '1.80', []],
  ];
  test.each(rows)('%s: %s', (path, text, versions, limits) => {
    expect(mayLimit(path)).toBe(true);
    expect(show(path, text, versions.split(' '))).toEqual(limits);
  });
});

describe('a file that says nothing usable is a notice:', () => {
  const rows: readonly (readonly [path: string, text: string, reason: string])[] = [
    ['package.json', '{ "engines": ', 'the file is broken, so what it allows is not known'],
    ['package.json', '[]', 'the file is broken, so what it allows is not known'],
    [
      'package.json',
      '{ "engines": { "node": "the newest" } }',
      '`engines.node` says `the newest`, which is no range of versions',
    ],
    ['pyproject.toml', '[project', 'the file is broken, so what it allows is not known'],
    ['pom.xml', 'not xml', 'the file is broken, so what it allows is not known'],
    ['go.mod', 'x'.repeat(2_000_000), 'the file is too large'],
  ];
  test.each(rows)('%s %.20s', (path, text, reason) => {
    const book = readLimits(new Map([[path, text]]));
    expect(book.notices).toEqual([{ path, reason }]);
    expect(book.limitsFor('Dockerfile')).toEqual([]);
  });
});

test('the nearest file above the Dockerfile counts, for each runtime on its own', () => {
  const book = readLimits(
    new Map([
      ['.nvmrc', '18'],
      ['.python-version', '3.11'],
      ['web/package.json', '{"engines":{"node":">=20"}}'],
      ['web/ui/.nvmrc', '22'],
      ['README.md', 'ruby 3'],
    ]),
  );
  const paths = (dockerfile: string): string[] =>
    book.limitsFor(dockerfile).map(({ path }) => path);
  expect(paths('web/Dockerfile')).toEqual(['web/package.json', '.python-version']);
  expect(paths('web/ui/Dockerfile')).toEqual(['web/ui/.nvmrc', '.python-version']);
  expect(paths('api/docker/Dockerfile')).toEqual(['.nvmrc', '.python-version']);
  expect(paths('Dockerfile')).toEqual(['.nvmrc', '.python-version']);
});

test('hostile files are read without delay', () => {
  const started = cpuTime();
  readLimits(
    new Map([
      ['Gemfile', `ruby ${'"a", '.repeat(100_000)}`],
      ['a/build.gradle', 'sourceCompatibility '.repeat(40_000)],
      ['b/pom.xml', '<a>'.repeat(100_000)],
      ['c/app.csproj', '<TargetFramework>'.repeat(50_000)],
      ['d/.tool-versions', ' '.repeat(900_000)],
      ['e/package.json', `{"engines":{"node":"${'>'.repeat(500_000)}"}}`],
      ['f/pyproject.toml', `a = ${'['.repeat(5000)}`],
      ['g/.nvmrc', '#'.repeat(500_000)],
    ]),
  );
  expect(cpuTime() - started).toBeLessThan(2000);
});
