import { describe, expect, test } from 'vitest';
import { editImage } from '../../src/dockerfile/image-edit.ts';
import { imageUses } from '../../src/dockerfile/image-uses.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { applyEdits } from '../../src/dockerfile/text-edit.ts';

const OLD = `sha256:${'0a'.repeat(32)}`;
const NEW = `sha256:${'1b'.repeat(32)}`;

/** The file after the last image became `target`; null when that cannot be expressed. */
function edited(text: string, target: string): string | null {
  const dockerfile = parseDockerfile(text);
  const use = imageUses(dockerfile).at(-1);
  const edits = use === undefined ? null : editImage(dockerfile, use, target);
  const result = edits === null ? null : applyEdits(text, edits);
  return result?.ok === true ? result.text : null;
}

type Row = readonly [name: string, before: string, target: string, after: string];

describe('the image is changed where it is written:', () => {
  const rows: readonly Row[] = [
    ['in FROM', 'FROM node:20 AS a\n', 'node:22', 'FROM node:22 AS a\n'],
    ['in quotes', 'FROM "node:20"', 'node:22', 'FROM "node:22"'],
    [
      'in COPY behind other flags',
      'FROM scratch\nCOPY --link --from=busybox:1.36 /a /b',
      'busybox:1.37',
      'FROM scratch\nCOPY --link --from=busybox:1.37 /a /b',
    ],
    [
      'in the second mount of a RUN',
      'FROM scratch\nRUN --mount=type=cache,target=/c --mount=from=busybox:1.36,target=/b x',
      'busybox:1.37',
      'FROM scratch\nRUN --mount=type=cache,target=/c --mount=from=busybox:1.37,target=/b x',
    ],
    [
      'in a mount that continues on another line',
      'FROM scratch\nRUN --mount=type=bind,\\\nfrom=busybox:1.36,target=/b x',
      'busybox:1.37',
      'FROM scratch\nRUN --mount=type=bind,\\\nfrom=busybox:1.37,target=/b x',
    ],
    [
      'in the directive',
      '# syntax = docker/dockerfile:1.9\r\nFROM scratch',
      'docker/dockerfile:1.10',
      '# syntax = docker/dockerfile:1.10\r\nFROM scratch',
    ],
    ['in an ARG', 'ARG V=20\nFROM node:${V}', 'node:22', 'ARG V=22\nFROM node:${V}'],
    [
      'in an ARG of several on a line',
      'ARG A=1 V="20" B=2\nFROM node:$V-slim',
      'node:22-slim',
      'ARG A=1 V="22" B=2\nFROM node:$V-slim',
    ],
    [
      'in the ARG of the version, and not in the variant behind it',
      'ARG V=20\nFROM node:${V}-alpine',
      'node:22.1-alpine',
      'ARG V=22.1\nFROM node:${V}-alpine',
    ],
    [
      'in two ARGs, one for each part',
      'ARG N=20\nARG A=3.18\nFROM node:${N}-alpine${A}',
      'node:22-alpine3.20',
      'ARG N=22\nARG A=3.20\nFROM node:${N}-alpine${A}',
    ],
    [
      'in an ARG and in the line',
      'ARG N=20\nFROM node:${N}-alpine3.18',
      'node:22-alpine3.20',
      'ARG N=22\nFROM node:${N}-alpine3.20',
    ],
    [
      'in the first of a chain of ARGs',
      'ARG V=20\nARG T=${V}-slim\nARG I=node:${T}\nFROM ${I}',
      'node:22-slim',
      'ARG V=22\nARG T=${V}-slim\nARG I=node:${T}\nFROM ${I}',
    ],
    [
      'in the last of several defaults',
      'ARG V=1\nARG V=2\nFROM a:$V',
      'a:3',
      'ARG V=1\nARG V=3\nFROM a:$V',
    ],
    [
      'in the default of a substitution',
      'FROM node:${V:-20}-slim',
      'node:22-slim',
      'FROM node:${V:-22}-slim',
    ],
    [
      'in the ARG, where the default of the substitution is not used',
      'ARG V=20\nFROM node:${V:-18}',
      'node:22',
      'ARG V=22\nFROM node:${V:-18}',
    ],
    [
      'in the minor version alone, where major and minor are two ARGs',
      'ARG A=3\nARG B=12\nFROM python:$A.$B',
      'python:3.13',
      'ARG A=3\nARG B=13\nFROM python:$A.$B',
    ],
    [
      'in an ARG that stands twice in one name',
      'ARG V=20\nFROM acme/app:$V-$V',
      'acme/app:22-22',
      'ARG V=22\nFROM acme/app:$V-$V',
    ],
    [
      'in the name for a replacement',
      'FROM openjdk:17-jdk AS a',
      'eclipse-temurin:17-jdk',
      'FROM eclipse-temurin:17-jdk AS a',
    ],
    ['in tag and digest', `FROM node:20@${OLD}`, `node:22@${NEW}`, `FROM node:22@${NEW}`],
    [
      'in the digest alone, wherever that is',
      `ARG D=${OLD}\nFROM node:20@$D`,
      `node:20@${NEW}`,
      `ARG D=${NEW}\nFROM node:20@$D`,
    ],
    [
      'by a digest behind the whole name in FROM',
      'FROM --platform=$BUILDPLATFORM node:20 AS a',
      `node:20@${NEW}`,
      `FROM --platform=$BUILDPLATFORM node:20@${NEW} AS a`,
    ],
    [
      'by a digest in the ARG that is the whole name',
      'ARG BASE="node:20"\nFROM $BASE',
      `node:20@${NEW}`,
      `ARG BASE="node:20@${NEW}"\nFROM $BASE`,
    ],
    [
      'by a digest behind a registry from an ARG',
      'ARG R=r.io\nFROM $R/node:20',
      `r.io/node:20@${NEW}`,
      `ARG R=r.io\nFROM $R/node:20@${NEW}`,
    ],
    ['by a tag where there is none', 'FROM "node"', `node:22@${NEW}`, `FROM "node:22@${NEW}"`],
    [
      'for one of two images that one ARG feeds, and the other with it',
      'ARG V=20\nFROM node:$V AS a\nFROM node:$V-slim',
      'node:22-slim',
      'ARG V=22\nFROM node:$V AS a\nFROM node:$V-slim',
    ],
    ['not at all when it is the target', 'FROM node:20', 'node:20', 'FROM node:20'],
    [
      'with a byte order mark and Windows line endings kept',
      '\uFEFFARG V=20\r\nFROM node:$V\r\n',
      'node:22',
      '\uFEFFARG V=22\r\nFROM node:$V\r\n',
    ],
  ];
  test.each(rows)('%s', (_name, before, target, after) => {
    expect(edited(before, target)).toBe(after);
  });
});

describe('the image cannot be changed', () => {
  const rows: readonly (readonly [name: string, text: string, target: string])[] = [
    ['without a value', 'ARG V\nFROM node:$V', 'node:22'],
    ['where a substitution cuts the value', 'ARG V=v20\nFROM node:${V#v}', 'node:22'],
    ['where it is an alternative', 'ARG S=1\nFROM node:20${S:+-slim}', 'node:20-alpine'],
    [
      'by a digest that would make a build argument have no effect',
      'ARG V=20\nFROM node:$V',
      `node:20@${NEW}`,
    ],
    [
      'where the ARG stands twice and would have to become two things',
      'ARG V=20\nFROM acme/node$V:$V',
      'acme/node20:22',
    ],
    ['where quotes cut it up', 'FROM no"de:20"', 'node:22'],
  ];
  test.each(rows)('%s', (_name, text, target) => {
    expect(edited(text, target)).toBeNull();
  });
});
