import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/builds/manifests.ts';
import { readBuilds } from '../../src/builds/read-builds.ts';
import { imageUses } from '../../src/dockerfile/image-uses.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { HistoryEntry, ScanTarget } from '../../src/findings/scan-report.ts';
import { matchScans } from '../../src/scans/match-scans.ts';
import type { MatchContext } from '../../src/scans/matching/match-context.ts';
import { mergeScans } from '../../src/scans/merge-scans.ts';
import { newTarget } from '../../src/scans/vocabulary/new-target.ts';
import { digest, image, scan, weakness } from './make-scan.ts';

type Files = Readonly<Record<string, string>>;

const OWN = 'https://github.com/acme/shop';

const API = [
  'FROM node:20',
  'WORKDIR /api',
  'COPY package.json .',
  'RUN npm ci --omit=dev',
  'CMD ["node", "api.js"]',
].join('\n');
const WEB = [
  'FROM nginx:1.27',
  'RUN apk add --no-cache curl',
  'COPY dist /usr/share/nginx/html',
  'EXPOSE 8080',
].join('\n');
const TWO: Files = { 'api/Dockerfile': API, 'web/Dockerfile': WEB };
const ONE: Files = { Dockerfile: API };

/** What BuildKit notes of the API's Dockerfile. */
const API_HISTORY: readonly HistoryEntry[] = [
  '/bin/sh -c #(nop) ADD file:abc in / ',
  '/bin/sh -c #(nop)  CMD ["bash"]',
  'WORKDIR /api',
  'COPY package.json . # buildkit',
  'RUN /bin/sh -c npm ci --omit=dev # buildkit',
  'CMD ["node" "api.js"]',
].map((createdBy) => ({ createdBy, comment: null, isEmpty: false }));

const FOREIGN_HISTORY: readonly HistoryEntry[] = [
  'ADD rootfs.tar /',
  'RUN make install',
  'USER app',
].map((createdBy) => ({ createdBy, comment: null, isEmpty: false }));

function contextOf(files: Files, given: Partial<MatchContext> = {}): MatchContext {
  const all = Object.entries(files).map(([path, text]) => ({ path, text }));
  const dockerfiles = all.flatMap(({ path, text }) => {
    if (!path.endsWith('Dockerfile')) return [];
    const dockerfile = parseDockerfile(text);
    return [{ path, dockerfile, uses: imageUses(dockerfile) }];
  });
  const { builds } = readBuilds(all, (path) => Object.hasOwn(files, path));
  const manifests = all.filter(({ path }) => path.includes('k8s')).flatMap(readManifest);
  return {
    dockerfiles,
    builds,
    manifests,
    images: [],
    explicit: new Map(),
    repositories: [OWN],
    ...given,
  };
}

/** `path, stage, role, base: why` of each match, or `reason: problem`. */
function matched(target: ScanTarget, files: Files, given: Partial<MatchContext> = {}): string[] {
  const { scans } = mergeScans([scan('A', target, [weakness('CVE-2024-1', 'x@1')])]);
  const outcome = matchScans(scans, contextOf(files, given));
  return [
    ...outcome.matched.map(({ path, role, target: stage, base, because }) => {
      return [path, stage ?? 'last', role, `${base ?? 'none'}: ${because}`].join(', ');
    }),
    ...outcome.unmatched.map(({ reason, problem, configuration }) =>
      [`${reason}: ${problem}`, ...configuration].join('\n'),
    ),
  ];
}

const NO_MATCH =
  /^no-match: nothing says from which Dockerfile it is built; if one of this repository is it, /;

describe('an image is matched', () => {
  it('by what was said with its report', () => {
    const target = image('x:1');
    const explicit = new Map([[target, { dockerfile: 'web/Dockerfile' }]]);
    expect(matched(target, TWO, { explicit })).toEqual([
      'web/Dockerfile, last, built, nginx:1.27: it was given with the report',
    ]);
  });

  it.each([
    ['ghcr.io/acme/api', 'api/Dockerfile, last, built, node:20: the configuration says so'],
    ['ghcr.io/acme/api:1.2', 'api/Dockerfile, last, built, node:20: the configuration says so'],
  ])('by the configuration: %s', (name, expected) => {
    const images = [{ image: name, dockerfile: 'api/Dockerfile' }];
    expect(matched(image('ghcr.io/acme/api:1.2'), TWO, { images })).toEqual([expected]);
  });

  it('by the entry of its tag rather than by one without a tag', () => {
    const images = [
      { image: 'acme/shop', dockerfile: 'api/Dockerfile' },
      { image: 'acme/shop:web', dockerfile: 'web/Dockerfile', target: 'x' },
    ];
    expect(matched(image('acme/shop:web'), TWO, { images })).toEqual([
      'web/Dockerfile, x, built, none: the configuration says so',
    ]);
  });

  it('to every file that is built on it', () => {
    const files = { ...TWO, 'b/Dockerfile': 'FROM docker.io/library/node:20 AS x\nFROM x' };
    expect(matched(image('node:20'), files)).toEqual([
      'api/Dockerfile, last, base, node:20: it is the image that FROM names (node:20)',
      'b/Dockerfile, last, base, docker.io/library/node:20: it is the image that FROM names (docker.io/library/node:20)',
    ]);
  });

  it('to a file that is built on it by digest', () => {
    const files = { Dockerfile: `FROM node:20@${digest('x')}` };
    const target = image('node:20-bookworm', { references: [`node@${digest('x')}`] });
    expect(matched(target, files)).toHaveLength(1);
  });

  it('both to the file that builds it and to the one that is built on it', () => {
    const files = {
      'base/Dockerfile': 'FROM alpine:3.20',
      'api/Dockerfile': 'FROM acme/base:1',
      'compose.yml': 'services: { a: { build: base, image: "acme/base:1" } }',
    };
    expect(
      matched(image('acme/base:1'), files).map((text) => text.split(', ').slice(0, 3).join(' ')),
    ).toEqual(['api/Dockerfile last base', 'base/Dockerfile last built']);
  });

  it.each([
    ['acme/api:1.2', 'acme/api:1.2'],
    ['acme/api:1.2', 'acme/api'],
    ['acme/api:1.2', 'docker.io/acme/api:${TAG}'],
  ])('%s by a compose file that builds %s', (name, built) => {
    const files = {
      ...TWO,
      'compose.yml': `services:\n  a:\n    build: api\n    image: "${built}"`,
    };
    const named = built.replace(':${TAG}', '');
    expect(matched(image(name), files)).toEqual([
      `api/Dockerfile, last, built, node:20: compose.yml:3 builds ${named} from it`,
    ]);
  });

  it('by a workflow that names it after the repository', () => {
    const workflow = [
      'jobs: { a: { steps: [',
      ' { uses: docker/build-push-action@v6, with: { context: api, tags: "ghcr.io/${{ github.repository }}:${{ github.sha }}" } } ] } }',
    ].join('\n');
    const files = { ...TWO, '.github/workflows/ci.yml': workflow };
    expect(matched(image('ghcr.io/acme/shop:9'), files)[0]).toMatch(
      /^api\/Dockerfile, .* builds ghcr.io\/acme\/shop from it$/,
    );
  });

  it('by the build of its own tag rather than by others', () => {
    const files = {
      ...TWO,
      'compose.yml':
        'services: { a: { build: api, image: "acme/shop:api" }, w: { build: web, image: "acme/shop:web" } }',
    };
    expect(matched(image('acme/shop:web'), files)[0]).toMatch(/^web\/Dockerfile/);
  });

  it('with the stage that is built', () => {
    const files = {
      Dockerfile: 'FROM alpine:3.20 AS dev\nRUN a\nFROM node:20 AS prod\nRUN b',
      'compose.yml': 'services: { a: { build: { context: ., target: dev }, image: "acme/a:1" } }',
    };
    expect(matched(image('acme/a:1'), files)[0]).toMatch(/^Dockerfile, dev, built, alpine:3.20/);
  });

  it('by the build of another tag, where it is the only one of the repository', () => {
    const files = {
      ...TWO,
      'compose.yml': 'services: { a: { build: api, image: "acme/api:dev" } }',
    };
    expect(matched(image('acme/api:1.2'), files)[0]).toMatch(/^api\/Dockerfile/);
  });

  it('by the file that the scanner was given', () => {
    expect(matched(image('x:1', { dockerfile: './web/Dockerfile' }), TWO)).toEqual([
      'web/Dockerfile, last, built, nginx:1.27: the report names web/Dockerfile',
    ]);
    const files = { ...TWO, Dockerfile: 'FROM alpine' };
    const target = image('x:1', { dockerfile: '/home/me/shop/web/Dockerfile' });
    expect(matched(target, files)[0]).toMatch(/^web\/Dockerfile/);
  });

  it('by its history', () => {
    expect(matched(image('x:1', { history: API_HISTORY }), TWO)).toEqual([
      'api/Dockerfile, last, built, node:20: the history of the image has 100 % of its instructions, in their order',
    ]);
  });

  it('by its history, among what builds leave open', () => {
    const compose =
      'services: { a: { build: api, image: acme/shop }, w: { build: web, image: acme/shop } }';
    const files = { ...TWO, 'compose.yml': compose };
    const target = image('acme/shop:1', { history: API_HISTORY });
    expect(matched(target, files)[0]).toMatch(
      /^api\/Dockerfile.*: compose.yml:1 builds acme\/shop from it, and the history/,
    );
  });

  it.each([
    ['k8s/api.yml next to the only file of its folder', { 'api/k8s/a.yml': 'api' }, 'acme/api:1'],
    ['k8s of a namesake', { 'k8s/a.yml': 'web' }, 'ghcr.io/acme/web:1'],
  ])('by a manifest: %s', (_name, manifests, name) => {
    const texts = Object.entries(manifests).map(([path]) => {
      const text = `apiVersion: v1\nkind: Pod\nspec: { containers: [{ image: "${name}" }] }`;
      return [path, text] as const;
    });
    const found = matched(image(name), { ...TWO, ...Object.fromEntries(texts) });
    const path = `${name.replace(/^.*\/|:.*$/g, '')}/Dockerfile`;
    expect(found[0]).toMatch(new RegExp(`^${path}, .*yml:3 next to it names ${name}$`));
  });
});

const SOURCE = 'org.opencontainers.image.source';

describe('a label matches an image to', () => {
  it.each<[string, Readonly<Record<string, string>>, Files, string]>([
    ['the only file of the repository', { [SOURCE]: OWN }, ONE, 'Dockerfile'],
    [
      'the only file, in another spelling',
      { [SOURCE]: 'git@github.com:Acme/shop.git' },
      ONE,
      'Dockerfile',
    ],
    [
      'the file of the folder in its address',
      { [SOURCE]: `${OWN}/tree/main/web` },
      TWO,
      'web/Dockerfile',
    ],
    [
      'the file of its title',
      { [SOURCE]: OWN, 'org.opencontainers.image.title': 'Web' },
      TWO,
      'web/Dockerfile',
    ],
    [
      'the file that gives the title',
      { [SOURCE]: OWN, 'org.opencontainers.image.title': 'The Shop' },
      { ...TWO, 'c/Dockerfile': 'FROM a\nLABEL org.opencontainers.image.title="The Shop"' },
      'c/Dockerfile',
    ],
    [
      'the file that is built on its base',
      { [SOURCE]: OWN, 'org.opencontainers.image.base.name': 'docker.io/library/nginx:1.27' },
      TWO,
      'web/Dockerfile',
    ],
    [
      'the file of its service',
      { 'com.docker.compose.service': 'w' },
      { ...TWO, 'compose.yml': 'services: { w: { build: web } }' },
      'web/Dockerfile',
    ],
  ])('%s', (_name, labels, files, path) => {
    expect(matched(image('x:1', { labels }), files)[0]).toMatch(
      new RegExp(`^${path}, last, built`),
    );
  });
});

describe('an image is not matched', () => {
  it('because there is only one file', () => {
    expect(matched(image('x:1'), ONE)).toEqual([expect.stringMatching(NO_MATCH)]);
  });

  it.each<[string, ScanTarget, Files]>([
    ['to a file that is built on another tag', image('node:22'), ONE],
    [
      'to a file that is built on another digest',
      image('node:20', { digests: [digest('y')] }),
      { Dockerfile: `FROM node:20@${digest('x')}` },
    ],
    [
      'by a build of another name',
      image('acme/b:1'),
      { ...ONE, 'compose.yml': 'services: { a: { build: ., image: acme/a } }' },
    ],
    [
      'by a manifest that names an image of others',
      image('redis:7'),
      {
        ...ONE,
        'k8s/a.yml': 'apiVersion: v1\nkind: Pod\nspec: { containers: [{ image: "redis:7" }] }',
      },
    ],
    ['by a history of others', image('x:1', { history: FOREIGN_HISTORY }), TWO],
    ['by the path of a file that is not there', image('x:1', { dockerfile: 'c/Dockerfile' }), TWO],
    [
      'by a label, when our address is like another',
      image('x:1', { labels: { [SOURCE]: `${OWN}-2` } }),
      ONE,
    ],
  ])('%s', (_name, target, files) => {
    expect(matched(target, files)).toEqual([expect.stringMatching(NO_MATCH)]);
  });

  it.each<[string, Partial<ScanTarget>, string]>([
    [
      'when its label names another repository',
      { labels: { [SOURCE]: 'https://github.com/other/x' } },
      `its label ${SOURCE} names github.com/other/x`,
    ],
    [
      'when its history has nothing of the file',
      { history: FOREIGN_HISTORY },
      'its history has no instruction of web/Dockerfile',
    ],
  ])('by weak evidence %s', (_name, fields, why) => {
    const [problem] = matched(image('x:1', { dockerfile: 'web/Dockerfile', ...fields }), TWO);
    expect(problem).toMatch(`no-match: the report names web/Dockerfile, but ${why}; if one`);
  });

  it('to a file that a build names and that is not there', () => {
    const files = { ...ONE, 'compose.yml': 'services: { a: { build: x, image: "acme/a:1" } }' };
    expect(matched(image('acme/a:1'), files)[0]).toMatch(
      'no-match: compose.yml:1 builds it from x/Dockerfile, which is not looked at; if one',
    );
  });

  it('when several files may be it, and says what to write', () => {
    const compose =
      'services: { a: { build: api, image: acme/shop }, w: { build: web, image: acme/shop } }';
    expect(matched(image('acme/shop:1'), { ...TWO, 'compose.yml': compose })).toEqual([
      [
        'ambiguous: it may be built from api/Dockerfile (compose.yml:1 builds acme/shop from it) or web/Dockerfile (compose.yml:1 builds acme/shop from it); write into .github/seaworthy.yml which one it is',
        'images:',
        '  - image: acme/shop',
        '    dockerfile: api/Dockerfile # or web/Dockerfile',
      ].join('\n'),
    ]);
  });

  it('when several stages may be it', () => {
    const files = {
      Dockerfile: 'FROM a AS dev\nRUN a\nFROM b\nRUN b',
      'compose.yml':
        'services: { a: { build: { context: ., target: dev }, image: a/b }, w: { build: ., image: a/b } }',
    };
    expect(matched(image('a/b:1'), files)[0]).toMatch(
      /^ambiguous: .*Dockerfile, stage dev \(.*\n {4}target: dev # or /s,
    );
  });

  it('when its label names this repository, which has several files', () => {
    expect(matched(image('x:1', { labels: { [SOURCE]: OWN } }), TWO)[0]).toMatch(
      /^ambiguous: it may be built from api/,
    );
  });
});

describe('a scan of files', () => {
  const files = newTarget({ kind: 'files', name: '.' });

  it('with vulnerabilities is no image', () => {
    expect(matched(files, ONE)).toEqual([
      expect.stringMatching(/^not-an-image: it is a scan of a folder of files, and/),
    ]);
  });

  it('with nothing else than problems needs no match', () => {
    const targets = [files, newTarget({ kind: 'unknown', name: 'x' })];
    const { scans } = mergeScans(targets.map((target) => scan('A', target)));
    expect(matchScans(scans, contextOf(ONE))).toEqual({ matched: [], unmatched: [] });
  });
});

describe('hostile labels', () => {
  it('are no properties of prototypes, and say nothing', () => {
    const labels = Object.fromEntries([
      ['__proto__', 'x'],
      [SOURCE, 'x'.repeat(100_000)],
    ]);
    expect(matched(image('x:1', { labels }), ONE)).toEqual([expect.stringMatching(NO_MATCH)]);
  });
});
