import { expect, test } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { plannedUses } from '../../src/upgrades/planned-use.ts';

test('the uses of a file have their role, stage and the platform that it names', () => {
  const text = [
    '# syntax=docker/dockerfile:1',
    'ARG V=20',
    'ARG NONE',
    'FROM --platform=linux/arm64 node:$V AS a',
    'FROM --platform=$BUILDPLATFORM alpine:3.22',
    'COPY --from=busybox:1.37 /a /b',
    'FROM acme/$NONE',
  ].join('\n');
  expect(plannedUses('Dockerfile', parseDockerfile(text))).toEqual([
    use('docker/dockerfile:1', 'syntax', null, null),
    { ...use('node:20', 'base', 0, 'linux/arm64'), isWritten: false },
    use('alpine:3.22', 'base', 1, null),
    use('busybox:1.37', 'copy-from', 1, null),
  ]);
});

function use(reference: string, role: string, stage: number | null, platform: string | null) {
  return { path: 'Dockerfile', reference, role, isWritten: true, stage, platform };
}
