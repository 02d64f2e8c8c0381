import { describe, expect, test } from 'vitest';
import type { GivenArgument, GivenArguments } from '../../src/dockerfile/given-arguments.ts';
import { imageUses } from '../../src/dockerfile/image-uses.ts';
import { indexLines } from '../../src/dockerfile/line-index.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { cpuTime } from '../cpu-time.ts';

const SHA = `sha256:${'0a1b'.repeat(16)}`;

/** Role, stage and name of each use; `written => resolved` where they differ, `?` and why not. */
function show(text: string): string[] {
  return imageUses(parseDockerfile(text)).map((use) => {
    const { role, stage, reference, resolved, unresolved } = use;
    const place = stage === null ? role : `${role} ${stage}`;
    if (resolved === null) return `${place}: ${reference} ? ${unresolved ?? ''}`;
    const name = reference === resolved ? reference : `${reference} => ${resolved}`;
    return `${place}: ${name}`;
  });
}

type Case = readonly [name: string, text: string, uses: readonly string[]];

describe('imageUses finds', () => {
  const cases: readonly Case[] = [
    ['the image of FROM', 'FROM alpine:3.20', ['base 0: alpine:3.20']],
    ['none in an empty file', '', []],
    [
      'registry, port, tag and digest as written',
      `FROM host:5000/x:1@${SHA}\nFROM host:5000/y`,
      [`base 0: host:5000/x:1@${SHA}`, 'base 1: host:5000/y'],
    ],
    [
      'a digest without a tag',
      `FROM alpine@${SHA}\nCOPY --from=r.io/a@${SHA} /a /b`,
      [`base 0: alpine@${SHA}`, `copy-from 0: r.io/a@${SHA}`],
    ],
    [
      'a name with the folder of official images',
      'FROM library/alpine:3.20\nFROM docker.io/library/alpine',
      ['base 0: library/alpine:3.20', 'base 1: docker.io/library/alpine'],
    ],
    [
      'a registry with a port in every place',
      '# syntax=host:5000/frontend\nFROM host:5000/x\nCOPY --from=host:5000/y /a /b\nRUN --mount=from=host:5000/z:1,target=/b x',
      [
        'syntax: host:5000/frontend',
        'base 0: host:5000/x',
        'copy-from 0: host:5000/y',
        'mount-from 0: host:5000/z:1',
      ],
    ],
    [
      'an official image by its namespace and at a mirror',
      'FROM library/alpine:3.20\nFROM mirror.gcr.io/library/alpine:3.20',
      ['base 0: library/alpine:3.20', 'base 1: mirror.gcr.io/library/alpine:3.20'],
    ],
    ['a quoted name', 'FROM "alpine:3.20"', ['base 0: alpine:3.20']],
    ['a name in single quotes', "FROM 'alpine:3.20' AS a", ['base 0: alpine:3.20']],
    [
      'the image behind a platform',
      'FROM --platform=$BUILDPLATFORM node:20-slim as b',
      ['base 0: node:20-slim'],
    ],
    [
      'no image in the name of an earlier stage, in any case',
      'FROM node:20 AS Build\nFROM BUILD\nCOPY --from=build /a /b\nCOPY --from=bUiLd /a /b',
      ['base 0: node:20'],
    ],
    [
      'no image in an index',
      'FROM node:20\nFROM alpine\nCOPY --from=0 /a /b\nRUN --mount=from=0,target=/b x',
      ['base 0: node:20', 'base 1: alpine'],
    ],
    [
      'no image in scratch',
      'ARG NOTHING=scratch\nFROM scratch\nCOPY --from=scratch / /\nFROM $NOTHING',
      [],
    ],
    [
      'an image that only begins like a stage',
      'FROM node:20 AS alpine\nFROM scratch\nCOPY --from=alpine:3.20 /a /b',
      ['base 0: node:20', 'copy-from 1: alpine:3.20'],
    ],
    [
      'an image named like a stage that comes later in FROM',
      'FROM alpine\nFROM debian AS alpine',
      ['base 0: alpine', 'base 1: debian'],
    ],
    [
      'no image in the name of a later stage in COPY, which the builder knows',
      'FROM scratch\nCOPY --from=late /a /b\nFROM alpine AS late',
      ['base 1: alpine'],
    ],
    [
      'the image of COPY behind any other flags',
      'FROM scratch\nCOPY --link --chown=${U}:${G} --chmod=u=rwX,go=rX --exclude=*.md --from=busybox:1.36 /a /b',
      ['copy-from 0: busybox:1.36'],
    ],
    [
      'the image of COPY before other flags and in quotes',
      'FROM scratch\nCOPY --from="ghcr.io/astral-sh/uv:0.5" --link /uv /bin/',
      ['copy-from 0: ghcr.io/astral-sh/uv:0.5'],
    ],
    [
      'the image of a mount behind a cache mount, as it is common',
      'FROM scratch\nRUN --mount=type=cache,target=/root/.cache --mount=type=bind,from=busybox:1.36,target=/b x',
      ['mount-from 0: busybox:1.36'],
    ],
    [
      'the image of a mount before, between and behind others',
      'FROM scratch\nRUN --mount=from=a:1,target=/a --mount=type=secret,id=s --security=insecure --mount=source=/x,from=b:2,target=/b --mount=type=tmpfs,target=/t --mount=type=bind,target=/c,from=c:3 x',
      ['mount-from 0: a:1', 'mount-from 0: b:2', 'mount-from 0: c:3'],
    ],
    ['no image in ADD, which has no from', 'FROM scratch\nADD --from=busybox /a /b', []],
    [
      'every mount of a RUN in any position',
      'FROM scratch\nRUN --mount=type=cache,target=/root/.cache --network=none --mount=type=bind,from=busybox:1.36,target=/b --mount=target=/c,from=alpine:3.20 x',
      ['mount-from 0: busybox:1.36', 'mount-from 0: alpine:3.20'],
    ],
    [
      'a mount that continues on other lines',
      'FROM scratch\nRUN --mount=type=bind,\\\n# the tools\nfrom=busybox:1.36,\\\ntarget=/b x',
      ['mount-from 0: busybox:1.36'],
    ],
    [
      'no image in a mount from a stage or the context',
      'FROM scratch AS tools\nRUN --mount=from=Tools,target=/b --mount=target=/c --mount=type=secret,id=x y',
      [],
    ],
    [
      'images under ONBUILD',
      'FROM node:20\nONBUILD COPY --from=busybox:1.36 /a /b\nONBUILD RUN --mount=from=alpine:3.20,target=/b x',
      ['base 0: node:20', 'copy-from 0: busybox:1.36', 'mount-from 0: alpine:3.20'],
    ],
    [
      'every image under ONBUILD, whatever stands before it',
      'FROM scratch\nONBUILD COPY --link --chown=${U}:${G} --from="busybox:1.36" /a /b\nONBUILD RUN --mount=type=cache,target=/c --mount=type=bind,from=a:1,target=/a --mount=from=b:2,target=/b x',
      ['copy-from 0: busybox:1.36', 'mount-from 0: a:1', 'mount-from 0: b:2'],
    ],
    [
      'no image under ONBUILD in a stage or an index',
      'FROM alpine AS tools\nFROM scratch\nONBUILD COPY --from=Tools /a /b\nONBUILD COPY --from=0 /a /b',
      ['base 0: alpine'],
    ],
    [
      'all of it where a backtick escapes',
      '# escape=`\nARG V=ltsc2022\nFROM mcr.microsoft.com/windows/servercore:$V\nCOPY --link `\n  --from=busybox:1.36 /a C:\\b',
      [
        'base 0: mcr.microsoft.com/windows/servercore:$V => mcr.microsoft.com/windows/servercore:ltsc2022',
        'copy-from 0: busybox:1.36',
      ],
    ],
    [
      'the frontend on the first line',
      '# syntax=docker/dockerfile:1.9\nFROM scratch',
      ['syntax: docker/dockerfile:1.9'],
    ],
    [
      'the frontend below another directive',
      '# check=skip=all\n#syntax = docker.io/docker/dockerfile:1\nFROM alpine',
      ['syntax: docker.io/docker/dockerfile:1', 'base 0: alpine'],
    ],
    [
      'the frontend without its command line',
      '# syntax=docker/dockerfile:1 --debug\nFROM scratch',
      ['syntax: docker/dockerfile:1'],
    ],
    [
      'no frontend below the first comment',
      '# hello\n# syntax=docker/dockerfile:1\nFROM scratch',
      [],
    ],
    [
      'no image in a here-document',
      'FROM scratch\nRUN <<EOF\nFROM alpine\nCOPY --from=busybox /a /b\nEOF\nCOPY <<EOF /Dockerfile\nFROM debian\nEOF',
      [],
    ],
    [
      'no image in the text of a RUN',
      'FROM scratch\nRUN echo "FROM alpine" && \\\n  docker run --mount=from=busybox nginx',
      [],
    ],
    [
      'all of it in a file with a byte order mark and Windows line endings',
      '\uFEFF# syntax=docker/dockerfile:1\r\nFROM alpine:3.20\r\nCOPY --from=busybox:1.36 /a /b\r\n',
      ['syntax: docker/dockerfile:1', 'base 0: alpine:3.20', 'copy-from 0: busybox:1.36'],
    ],
  ];
  test.each(cases)('%s', (_name, text, uses) => {
    expect(show(text)).toEqual(uses);
  });
});

describe('imageUses puts in', () => {
  const cases: readonly Case[] = [
    [
      'the default of an ARG',
      'ARG VERSION=3.20\nFROM alpine:${VERSION}',
      ['base 0: alpine:${VERSION} => alpine:3.20'],
    ],
    [
      'several ARGs of one line',
      'ARG A=alpine B=3.20\nFROM $A:$B',
      ['base 0: $A:$B => alpine:3.20'],
    ],
    [
      'an ARG that is made of another',
      'ARG V=3.20\nARG TAG=${V}-x\nFROM alpine:$TAG',
      ['base 0: alpine:$TAG => alpine:3.20-x'],
    ],
    [
      'quoted defaults',
      'ARG A="alpine"\nARG V=\'3.20\'\nFROM "${A}:${V}"',
      ['base 0: ${A}:${V} => alpine:3.20'],
    ],
    [
      'the default of a substitution',
      'FROM alpine:${V:-3.20}',
      ['base 0: alpine:${V:-3.20} => alpine:3.20'],
    ],
    [
      'the default of a substitution for an empty value, with a colon only',
      'ARG V=\nFROM alpine${V:-:3.20}\nFROM alpine${V-:3.20}',
      ['base 0: alpine${V:-:3.20} => alpine:3.20', 'base 1: alpine${V-:3.20} => alpine'],
    ],
    [
      'one ARG made of another on the same line',
      'ARG A=3.20 B=$A-x\nFROM alpine:$B',
      ['base 0: alpine:$B => alpine:3.20-x'],
    ],
    [
      'a whole reference with a port and a digest',
      `ARG I=host:5000/a/b:1@${SHA}\nFROM \${I}`,
      [`base 0: \${I} => host:5000/a/b:1@${SHA}`],
    ],
    [
      'a registry with a port that is an ARG',
      'ARG R=host:5000/\nFROM ${R}alpine',
      ['base 0: ${R}alpine => host:5000/alpine'],
    ],
    [
      'nothing for an alternative without a value',
      'ARG SLIM\nFROM node:20${SLIM:+-slim}',
      ['base 0: node:20${SLIM:+-slim} => node:20'],
    ],
    [
      'an alternative',
      'ARG SLIM=1\nFROM node:20${SLIM:+-slim}',
      ['base 0: node:20${SLIM:+-slim} => node:20-slim'],
    ],
    [
      'a value without its beginning or its end, short or long',
      'ARG V=v3.20.1\nFROM a:${V#v}\nFROM a:${V%.*}\nFROM a:${V##*.}\nFROM a:${V%%.*}',
      [
        'base 0: a:${V#v} => a:3.20.1',
        'base 1: a:${V%.*} => a:v3.20',
        'base 2: a:${V##*.} => a:1',
        'base 3: a:${V%%.*} => a:v3',
      ],
    ],
    [
      'a value with something replaced',
      'ARG V=3-20\nFROM a:${V/-/.}',
      ['base 0: a:${V/-/.} => a:3.20'],
    ],
    [
      'the last of several defaults',
      'ARG V=3.19\nARG V=3.20\nARG V\nFROM alpine:$V',
      ['base 0: alpine:$V => alpine:3.20'],
    ],
    [
      'only global ARGs, not those of a stage',
      'ARG V=3.20\nFROM alpine:$V\nARG V=3.19\nFROM alpine:$V',
      ['base 0: alpine:$V => alpine:3.20', 'base 1: alpine:$V => alpine:3.20'],
    ],
    [
      'an ARG that names a stage, which is no image',
      'ARG TARGET=prod\nFROM alpine AS prod\nFROM ${TARGET}',
      ['base 0: alpine'],
    ],
    [
      'the platform where it names a stage',
      'FROM alpine AS base-amd64\nFROM arm64v8/alpine AS base-arm64\nFROM base-${TARGETARCH}',
      ['base 0: alpine', 'base 1: arm64v8/alpine'],
    ],
  ];
  test.each(cases)('%s', (_name, text, uses) => {
    expect(show(text)).toEqual(uses);
  });
});

describe('imageUses says why it cannot resolve', () => {
  const cases: readonly Case[] = [
    [
      'an ARG without a default',
      'ARG VERSION\nFROM alpine:${VERSION}',
      ['base 0: alpine:${VERSION} ? ARG VERSION has no default'],
    ],
    [
      'an ARG of the stage only',
      'FROM scratch\nARG V=1\nFROM alpine:$V',
      ['base 1: alpine:$V ? ARG V is not declared before the first FROM'],
    ],
    [
      'an ARG made of one without a default',
      'ARG V\nARG TAG=$V-slim\nFROM node:$TAG',
      ['base 0: node:$TAG ? ARG V has no default'],
    ],
    [
      'two ARGs without a default',
      'ARG A\nARG B\nFROM $A/$B/$A',
      ['base 0: $A/$B/$A ? ARG A has no default and ARG B has no default'],
    ],
    ['an ARG made of itself', 'ARG A=$A\nFROM $A', ['base 0: $A ? ARG A is made of itself']],
    [
      'an ARG that the builder refuses',
      'ARG A=${B\nFROM $A',
      ["base 0: $A ? ARG A has a mistake: syntax error: missing '}'"],
    ],
    [
      'a platform',
      'FROM app:$TARGETARCH',
      ['base 0: app:$TARGETARCH ? TARGETARCH is known only during the build'],
    ],
    [
      'a platform that is declared, too',
      'ARG TARGETARCH\nFROM app:$TARGETARCH',
      ['base 0: app:$TARGETARCH ? TARGETARCH is known only during the build'],
    ],
    ['an empty name', 'ARG A=\nFROM $A', ['base 0: $A ? the name of the image is empty']],
    [
      'a variable in COPY --from',
      'ARG V=1\nFROM scratch\nARG V\nCOPY --from=busybox:$V /a /b',
      ['copy-from 0: busybox:$V ? COPY --from does not expand variables; a stage with `FROM` does'],
    ],
    [
      'a variable in a mount',
      'FROM scratch\nRUN --mount=from=busybox:${V:-1},target=/b x',
      [
        'mount-from 0: busybox:${V:-1} ? the from of RUN --mount does not expand variables; a stage with `FROM` does',
      ],
    ],
  ];
  test.each(cases)('%s', (_name, text, uses) => {
    expect(show(text)).toEqual(uses);
  });

  test('a substitution that the builder refuses', () => {
    const [use] = imageUses(parseDockerfile('FROM alpine:${V'));
    expect(use?.resolved).toBeNull();
    expect(use?.unresolved).toContain("missing '}'");
  });
});

describe('the text to edit stands', () => {
  const cases: readonly (readonly [name: string, text: string, places: readonly string[]])[] = [
    [
      'in each line and column of a plain file',
      '# syntax=a/b:1\nFROM alpine:3.20 AS x\n  COPY --link --from=b:1 /a /b\nRUN --mount=type=bind,from=c:1 --mount=from=d:1,target=/d x\n',
      ['1:10 a/b:1', '2:6 alpine:3.20', '3:22 b:1', '4:28 c:1', '4:45 d:1'],
    ],
    [
      'inside quotes',
      'FROM "alpine:3.20"\nCOPY --from="b:1" /a /b\nRUN --mount="from=c:1,target=/c" x\n',
      ['1:7 alpine:3.20', '2:14 b:1', '3:19 c:1'],
    ],
    [
      'behind a byte order mark, tabs and a platform',
      '\uFEFFFROM\t--platform=linux/amd64\talpine:3.20\r\nONBUILD COPY\t--from=b:1 /a /b\r\n',
      ['1:30 alpine:3.20', '2:21 b:1'],
    ],
    [
      'behind continuations and comments',
      'FROM \\\n# note\n  alpine:3.20\nRUN --mount=type=cache,target=/c \\\n    --mount=type=bind,from=b:1,target=/b \\\n    x\n',
      ['3:3 alpine:3.20', '5:28 b:1'],
    ],
  ];
  test.each(cases)('%s', (_name, text, places) => {
    const shown = imageUses(parseDockerfile(text)).map(({ span, reference }) => {
      expect(text.slice(span.start, span.end)).toBe(reference);
      const { line, column } = indexLines(text).position(span.start);
      return `${line}:${column} ${reference}`;
    });
    expect(shown).toEqual(places);
  });
});

describe('what builds give', () => {
  const place = { path: 'compose.yaml', line: 5, span: null };
  const given: GivenArguments = new Map<string, GivenArgument>([
    ['V', { value: '3.20', places: [place], isPassed: true }],
    ['STAGE', { value: 'Tools', places: [place], isPassed: true }],
    ['EMPTY', { value: '', places: [place], isPassed: true }],
    ['W', { value: null, reason: 'a.yaml:1 gives 1 but b.yaml:2 gives 2' }],
    ['ENV', { value: '7', places: [{ ...place, path: '.env' }], isPassed: false }],
  ]);

  const cases: readonly (readonly [name: string, text: string, use: string])[] = [
    ['is the value of an ARG without one', 'ARG V\nFROM a:$V', 'a:3.20 from compose.yaml:5'],
    ['is part of another ARG', 'ARG V\nARG T=$V-x\nFROM a:$T', 'a:3.20-x from compose.yaml:5'],
    ['is cut', 'ARG V\nFROM a:${V%.*}', 'a:3 from compose.yaml:5'],
    [
      'stands before a default of a substitution',
      'ARG V\nFROM a:${V:-1}',
      'a:3.20 from compose.yaml:5',
    ],
    ['is not the text of an alternative', 'ARG V\nFROM a:1${V:+-x}', 'a:1-x from 2'],
    ['is replaced by a default when it is empty', 'ARG EMPTY\nFROM a:${EMPTY:-1}', 'a:1 from 2'],
    ['comes from .env, too', 'ARG ENV\nFROM a:$ENV', 'a:7 from .env:5'],
    [
      'leaves a default what it is',
      'ARG V=1\nFROM a:$V',
      'a:1 from 1 but compose.yaml:5 passes V=3.20',
    ],
    [
      'leaves an earlier default',
      'ARG V=1\nARG V\nFROM a:$V',
      'a:1 from 1 but compose.yaml:5 passes V=3.20',
    ],
    ['leaves a default that is the same', 'ARG V=3.20\nFROM a:$V', 'a:3.20 from 1'],
    ['leaves a default alone that only .env knows', 'ARG ENV=1\nFROM a:$ENV', 'a:1 from 1'],
    [
      'does not come into a file that has no such ARG',
      'FROM a:$V',
      'ARG V is not declared before the first FROM',
    ],
    [
      'is none where builds disagree',
      'ARG W\nFROM a:$W',
      'ARG W has no default, and a.yaml:1 gives 1 but b.yaml:2 gives 2',
    ],
    ['is none where it is not given', 'ARG X\nFROM a:$X', 'ARG X has no default'],
    ['names an earlier stage', 'ARG STAGE\nFROM scratch AS tools\nFROM $STAGE', ''],
    [
      'names no later stage',
      'ARG STAGE\nFROM $STAGE\nFROM scratch AS tools',
      'Tools from compose.yaml:5',
    ],
  ];
  test.each(cases)('%s', (_name, text, shown) => {
    const uses = imageUses(parseDockerfile(text), given).map((use) => {
      const [other] = use.definedAt.given;
      const line = indexLines(text).position(use.definedAt.span.start).line;
      const from = other === undefined ? `${line}` : `${other.path}:${other.line}`;
      const overrides = use.overrides.map(({ name, value, places: [by] }) => {
        return ` but ${by.path}:${by.line} passes ${name}=${value}`;
      });
      return use.unresolved ?? `${use.resolved ?? ''} from ${from}${overrides.join('')}`;
    });
    expect(uses.join()).toBe(shown);
  });

  test('is not remembered for the file', () => {
    const dockerfile = parseDockerfile('ARG V\nFROM a:$V');
    expect(imageUses(dockerfile, given)[0]?.resolved).toBe('a:3.20');
    expect(imageUses(dockerfile)[0]?.resolved).toBeNull();
  });
});

describe('the value of the last image is defined', () => {
  const cases: readonly (readonly [name: string, text: string, at: string, line: number])[] = [
    ['in place', 'FROM alpine:3.20', 'alpine:3.20', 1],
    ['in place, inside its quotes', 'FROM "alpine:3.20"', 'alpine:3.20', 1],
    ['in an ARG that is the whole name', 'ARG I=alpine:3.20\nFROM ${I}', 'alpine:3.20', 1],
    ['in an ARG that is a name without a tag', 'ARG I="alpine"\nFROM $I AS a', 'alpine', 1],
    ['in an ARG that is the tag', 'ARG V=3.20\nFROM alpine:$V', '3.20', 1],
    ['in an ARG that holds the version of the tag', 'ARG V=20\nFROM node:$V-alpine', '20', 1],
    ['in place when an ARG holds only the variant', 'ARG W=-slim\nFROM node:20$W', 'node:20$W', 2],
    [
      'in the ARG of the version when another holds the variant',
      'ARG V=20\nARG W=-slim\nFROM node:$V$W',
      '20',
      1,
    ],
    ['in an ARG that is a tag without a version', 'ARG T=latest\nFROM node:$T', 'latest', 1],
    ['in place when an ARG holds the registry', 'ARG R=r.io\nFROM $R/node:20', '$R/node:20', 2],
    [
      'in place when an ARG holds the registry of a name without a tag',
      'ARG R=r.io\nFROM $R/node',
      '$R/node',
      2,
    ],
    [
      'in place when two ARGs feed the tag',
      'ARG N=20\nARG A=3.20\nFROM node:$N-alpine$A',
      'node:$N-alpine$A',
      3,
    ],
    [
      'in the ARG that puts together what several ARGs feed',
      'ARG N=20\nARG A=3.20\nARG I=node:$N-alpine$A\nFROM $I',
      'node:$N-alpine$A',
      3,
    ],
    ['in the tag when it has a digest too', `ARG V=1\nFROM a:$V@${SHA}`, '1', 1],
    ['in the ARG of a digest alone', `ARG D=${SHA}\nFROM a@$D`, SHA, 1],
    ['in the first of a chain', 'ARG V=3.20\nARG T=$V-x\nARG I=alpine:$T\nFROM $I', '3.20', 1],
    [
      'in the link of the chain that has the tag',
      'ARG R=r.io\nARG I=${R}/node:20\nFROM $I',
      '${R}/node:20',
      2,
    ],
    ['in the default that is used', 'ARG V\nFROM alpine:${V:-3.20}', 'alpine:${V:-3.20}', 2],
    ['in an ARG whose default is not needed', 'ARG V=3.20\nFROM alpine:${V:-3.19}', '3.20', 1],
    ['in an ARG that is cut', 'ARG V=v3.20\nFROM alpine:${V#v}', 'v3.20', 1],
    ['in the last of several defaults', 'ARG V=1\nARG V=2\nFROM a:$V', '2', 2],
    [
      'in the ARG of an image whose registry is another',
      'ARG R=r.io:5000\nARG V=1\nFROM $R/a:$V',
      '1',
      2,
    ],
    [
      'in place when the ARG gives only the flavour of a word',
      'ARG F=slim\nFROM node:20-$F',
      'node:20-$F',
      2,
    ],
    ['in an ARG without its quotes', "ARG V='3.20'\nFROM alpine:$V", '3.20', 1],
    ['in the second ARG of a line', 'ARG A=alpine V="3.20"\nFROM $A:$V', '3.20', 1],
    ['in COPY', 'FROM scratch\nCOPY --from="busybox:1.36" /a /b', 'busybox:1.36', 2],
    ['in a mount', 'FROM scratch\nRUN --mount=from=busybox:1.36,target=/b x', 'busybox:1.36', 2],
    [
      'in a mount inside quotes',
      'FROM scratch\nRUN --mount="target=/b,from=busybox:1.36" x',
      'busybox:1.36',
      2,
    ],
    [
      'in the directive',
      '# syntax = docker/dockerfile:1 x\nFROM scratch',
      'docker/dockerfile:1',
      1,
    ],
  ];
  test.each(cases)('%s', (_name, text, at, line) => {
    const use = imageUses(parseDockerfile(text)).at(-1);
    const span = use?.definedAt.span ?? { start: 0, end: 0 };
    expect(text.slice(span.start, span.end)).toBe(at);
    expect(text.slice(0, span.start).split('\n').length).toBe(line);
  });
});

describe('the parts of a name', () => {
  const cases: readonly (readonly [name: string, text: string, parts: readonly string[]])[] = [
    ['are one when it is written in place', 'FROM alpine:3.20', ['alpine:3.20 @5']],
    [
      'come from the line and from each ARG',
      'ARG R="r.io"\nARG V=20\nFROM ${R}/node:${V}-alpine',
      ['r.io @7', '/node: @31', '20 @19', '-alpine @41'],
    ],
    [
      'have no place when a substitution makes them',
      'ARG V=v3.20\nFROM alpine:${V#v}',
      ['alpine: @17', '3.20 @-'],
    ],
    [
      'stand in the default of a substitution that is used',
      'ARG R\nFROM ${R:-r.io}/node:${V-20}',
      ['r.io @16', '/node: @21', '20 @31'],
    ],
    [
      'stand in the ARG when the default of a substitution is not used',
      'ARG V=20\nFROM node:${V:-18}',
      ['node: @14', '20 @6'],
    ],
    [
      'have no place when the default of a substitution has quotes',
      'FROM node:${V:-"20"}',
      ['node: @5', '20 @-'],
    ],
    ['are none when there is no name', 'FROM $A', []],
  ];
  test.each(cases)('%s', (_name, text, parts) => {
    const [use] = imageUses(parseDockerfile(text));
    const shown = use?.parts.map(({ text: part, span }) => `${part} @${span?.start ?? '-'}`);
    expect(shown).toEqual(parts);
    for (const { text: part, span } of use?.parts ?? []) {
      if (span !== null) expect(text.slice(span.start, span.end)).toBe(part);
    }
  });
});

test('chains of ARGs that double at every step are read without delay', () => {
  const lines = ['ARG A0=x'];
  for (let step = 1; step < 16; step += 1) {
    lines.push(`ARG A${step}=$A${step - 1}$A${step - 1}`);
  }
  const started = cpuTime();
  const [use] = imageUses(parseDockerfile(`${lines.join('\n')}\nFROM $A15`));
  expect(use?.resolved).toBe('x'.repeat(2 ** 15));
  expect(cpuTime() - started).toBeLessThan(1000);
});
