import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../../src/findings/non-root/check.ts';
import type { Check } from '../../../src/findings/non-root/check.ts';
import { lowPortChecks } from '../../../src/findings/non-root/low-ports.ts';
import { moveListen } from '../../../src/findings/non-root/nginx-config.ts';
import { readDirectives } from '../../../src/findings/non-root/nginx-directives.ts';
import { purposeChecks } from '../../../src/findings/non-root/purpose.ts';
import { rootHomeChecks } from '../../../src/findings/non-root/root-home.ts';
import { rootProgramChecks } from '../../../src/findings/non-root/root-programs.ts';
import { runTimeWriteChecks } from '../../../src/findings/non-root/run-time-writes.ts';
import { serverChecks } from '../../../src/findings/non-root/server-programs.ts';
import { subjectOf } from '../../../src/findings/non-root/subject.ts';
import type { Subject } from '../../../src/findings/non-root/subject.ts';
import { checkFile } from '../../../src/remediation/check.ts';
import { plainContext } from '../../../src/remediation/check-context.ts';

type Look = (subject: Subject) => Iterable<Check>;

/** What one check alone says of a file. */
function left(look: Look, text: string): string | null {
  const { dockerfile, facts } = checkFile({ path: 'Dockerfile', text }, plainContext([]));
  const [stage] = dockerfile.stages;
  if (stage === undefined) throw new Error('no stage');
  return verdictOf(look(subjectOf(dockerfile, facts, stage))).left;
}

interface Row {
  readonly look: Look;
  readonly text: string;
  readonly reason: RegExp;
}

describe('a check alone refuses a file where', () => {
  const rows: Record<string, Row> = {
    'the command names a port for root': {
      look: lowPortChecks,
      text: 'FROM debian:12\nCMD ["app", "--port=443"]\n',
      reason: /^port 443 .* such as 8443,/,
    },
    'the image is for work in a shell': {
      look: purposeChecks,
      text: 'FROM debian:12\nCMD ["bash"]\n',
      reason: /^it starts a shell/,
    },
    'a program is put into the home of root': {
      look: rootHomeChecks,
      text: 'FROM debian:12\nENV PATH=/root/bin:$PATH\nCMD ["app"]\n',
      reason: /below \/root/,
    },
    'the program logs people in': {
      look: rootProgramChecks,
      text: 'FROM debian:12\nCMD ["sshd", "-D"]\n',
      reason: /^`sshd`/,
    },
    'the program compiles at the start': {
      look: runTimeWriteChecks,
      text: 'FROM rust:1\nCMD ["cargo", "run"]\n',
      reason: /^`cargo run` builds at the start/,
    },
    'the server gives up root itself': {
      look: serverChecks,
      text: 'FROM haproxy:3.0\nCMD ["haproxy"]\n',
      reason: /^`haproxy`: HAProxy gives up root itself/,
    },
  };
  it.each(Object.entries(rows))('%s', (_name, { look, text, reason }) => {
    expect(left(look, text)).toMatch(reason);
  });

  it.each(Object.values(rows).map(({ look }) => [look.name, look] as const))(
    '%s would, and lets a plain service pass',
    (_name, look) => {
      expect(left(look, 'FROM debian:12\nEXPOSE 8080\nCMD ["/app/server"]\n')).toBeNull();
    },
  );
});

describe('the directives of an nginx configuration', () => {
  it('stand in the server around them, whatever else a word may hold', () => {
    const text =
      'http { # {\n server { root "/a;b"; } server { listen ${A}80; location ~ \\.php$ { } } }';
    const shown = readDirectives(text)?.map(({ name, value, server }) => [name, value, server]);
    expect(shown).toEqual([
      ['http', '', 0],
      ['server', '', 0],
      ['root', '"/a;b"', 1],
      ['server', '', 0],
      ['listen', '${A}80', 2],
      ['location', '~ \\.php$', 2],
    ]);
  });

  it.each(['server {', 'server { } }', 'listen 80', 'a { {% if x %} b; }', '; ;'])(
    'cannot be told in %s',
    (text) => {
      expect(readDirectives(text)).toBeNull();
    },
  );

  it('are moved where each server listens, and nowhere else', () => {
    const text = 'server { listen 80; return 301 http://a:80; }\nserver { listen 9000; }\n';
    const { edits } = moveListen(text, 80, 8080);
    expect(edits?.map((edit) => [edit.span.start, edit.text])).toEqual([
      [16, '8080'],
      [19, '\nport_in_redirect off;'],
    ]);
  });
});
