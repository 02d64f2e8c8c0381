import type { ScannedExample } from '../../src/findings/example.ts';
import rule from '../../src/rules/vulnerable-file.ts';
import { testRule } from './rule-table.ts';

type Found = Partial<ScannedExample> & Pick<ScannedExample, 'line'>;

const LODASH = { name: 'lodash', type: 'npm', version: '4.17.20', fixed: ['4.17.21'] };
const STDLIB = {
  name: 'stdlib',
  type: 'golang',
  version: 'v1.24.1',
  fixed: ['1.23.8', '1.24.2'],
};

function lodash(row: Found): ScannedExample[] {
  return [{ ...LODASH, ...row }];
}

function stdlib(row: Found): ScannedExample[] {
  return [{ ...STDLIB, ...row }];
}

function built(from: string): string {
  return `FROM ${from} AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\n`;
}

testRule(rule, {
  outlooks: { 'ghcr.io/acme/tool:1.2': { reference: 'ghcr.io/acme/tool:1.3', kind: 'minor' } },
  passes: {
    'nothing was scanned': 'FROM a\nCOPY . .\n',
    'a RUN installs it by itself': ['FROM a\nRUN npm i -g lodash\n', lodash({ line: 2 })],
    'the base image has it': ['FROM a\nCOPY . .\n', lodash({ line: 1 })],
    'a statement says that it does not count': [
      'FROM a\nCOPY . .\n',
      lodash({ line: 2, silencedBy: 'a VEX statement' }),
    ],
  },
  leaves: {
    'a lock file is copied': [
      'FROM a\nCOPY . .\n',
      [2],
      'update lodash to 4.17.21 in web/package-lock.json, which this line copies',
      lodash({ line: 2, file: 'web/package-lock.json' }),
    ],
    'a lock file is installed from': [
      'FROM a\nCOPY . .\nRUN npm ci\n',
      [3],
      'update lodash to 4.17.21 in package-lock.json, which this RUN installs from',
      lodash({ line: 3, file: 'package-lock.json' }),
    ],
    'a stage installs from a lock file': [
      'FROM a AS build\nRUN npm ci\nFROM a\nCOPY --from=build /node_modules /node_modules\n',
      [4],
      'update lodash to 4.17.21 in yarn.lock, which stage build installs from',
      lodash({ line: 4, file: 'yarn.lock' }),
    ],
    'a stage brings it': [
      'FROM a AS build\nRUN npm ci\nFROM a\nCOPY --from=0 /node_modules /node_modules\n',
      [4],
      'stage 0 brings it; take lodash 4.17.21 or newer there',
      lodash({ line: 4 }),
    ],
    'a program of the build context has it': [
      'FROM a\nADD app.jar /\n',
      [2],
      'app.jar, which this line adds, has to be built with log4j-core 2.17.1 or newer',
      lodash({
        line: 2,
        file: 'app.jar',
        name: 'log4j-core',
        type: 'maven',
        version: '2.14.1',
        fixed: ['2.17.1'],
      }),
    ],
    'a program of the build context was built with an old Go': [
      'FROM a\nCOPY tool /\n',
      [2],
      'tool, which this line copies, has to be built with Go 1.24.2 or newer',
      stdlib({ line: 2, file: 'tool' }),
    ],
    'another image brings it, and the registry names the next one': [
      'FROM a\nCOPY --from=ghcr.io/acme/tool:1.2 /tool /tool\n',
      [2],
      'it comes with the image ghcr.io/acme/tool:1.2; the one to take next is ghcr.io/acme/tool:1.3, and a scan of it tells whether it has 1.24.2',
      stdlib({ line: 2 }),
    ],
    'another image brings it': [
      'FROM a\nCOPY --from=ghcr.io/acme/other:1 /tool /tool\n',
      [2],
      /^it comes with the image ghcr\.io\/acme\/other:1; a newer build of it with 1\.24\.2/,
      stdlib({ line: 2 }),
    ],
    'the builder has an old patch release of Go': [
      built('golang:1.24.1-alpine'),
      [4],
      'stage build builds the program with Go 1.24.1; take golang:1.24.2-alpine there',
      stdlib({ line: 4 }),
    ],
    'the tag of the builder lets the fix in': [
      built('docker.io/library/golang:1.24'),
      [4],
      /; a build that pulls docker\.io\/library\/golang:1\.24 anew takes Go 1\.24\.2 or newer$/,
      stdlib({ line: 4 }),
    ],
    'the builder is pinned to a digest': [
      built(`golang:1.24@sha256:${'0'.repeat(64)}`),
      [4],
      /; take golang:1\.24 with the digest that it has now/,
      stdlib({ line: 4 }),
    ],
    'the builder is another image': [
      built('example.com/go-toolset:9'),
      [4],
      /; build it with Go 1\.24\.2 or newer$/,
      stdlib({ line: 4 }),
    ],
    'a module is part of a program that a stage builds': [
      built('golang:1.24'),
      [4],
      'update golang.org/x/net to 0.36.0 in the go.mod of what stage build builds',
      stdlib({ line: 4, name: 'golang.org/x/net', version: 'v0.35.0', fixed: ['0.36.0'] }),
    ],
    'an address has the version': [
      `FROM a\nADD --checksum=sha256:${'0'.repeat(64)} https://example.com/tool-1.0 /tool\n`,
      [2],
      'the address says which version this line adds: take Go 1.24.2 or newer, and its checksum along',
      stdlib({ line: 2 }),
    ],
    'no fix is known': [
      'FROM a\nCOPY . .\n',
      [2],
      'no version with a fix is known; who maintains lodash has to act first',
      lodash({ line: 2, fixed: [] }),
    ],
  },
});
