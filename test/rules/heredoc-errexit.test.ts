import rule from '../../src/rules/heredoc-errexit.ts';
import { testRule } from './rule-table.ts';

const HELD = {
  'each command of the here-document fails only where the build should stop': 'held',
} as const;

testRule(rule, {
  passes: {
    'there is no here-document': 'FROM debian:12\nRUN a; b\n',
    'there is one command': 'FROM debian:12\nRUN <<EOF\nmake\nEOF\n',
    'the commands are joined': 'FROM debian:12\nRUN <<EOF\na &&\n  b &&\n  c\nEOF\n',
    'the script sets it': 'FROM debian:12\nRUN <<EOF\nset -eux\na\nb\nEOF\n',
    'the interpreter line sets it': 'FROM debian:12\nRUN <<EOF\n#!/bin/bash -e\na\nb\nEOF\n',
    'SHELL sets it': 'FROM debian:12\nSHELL ["/bin/bash", "-ec"]\nRUN <<EOF\na\nb\nEOF\n',
    'the script switches it off': 'FROM debian:12\nRUN <<EOF\nset +e\na\nb\nEOF\n',
    'it is no script of a shell':
      'FROM debian:12\nRUN <<EOF\n#!/usr/bin/env python3\na()\nb()\nEOF\n',
    'it is the input of a command': 'FROM debian:12\nRUN cat <<EOF > /a\nb\nc\nEOF\n',
    'only harmless commands stand before the last':
      'FROM debian:12\nRUN <<EOF\necho a\nexport B=1\nmake\nEOF\n',
    'failures are met': 'FROM debian:12\nRUN <<EOF\na || true\nif c; then echo d; fi\nmake\nEOF\n',
    'a file is copied': 'FROM debian:12\nCOPY <<EOF /a\nb\nc\nEOF\n',
  },
  leaves: {
    'the shell code is broken': [
      'FROM debian:12\nRUN <<EOF\nmake\nif a; then\nEOF\n',
      [3],
      /could not be read/,
    ],
  },
  fixes: {
    'commands that must not fail': {
      before: 'FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y a\nEOF\n',
      after: 'FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install -y a\nEOF\n',
      preconditions: HELD,
    },
    'an interpreter line, a quoted name and tabs': {
      before:
        "FROM debian:12\nRUN <<-'EOF'\n\t#!/bin/bash\n\t# why\n\tmake\n\tmake install\n\tEOF\n",
      after:
        "FROM debian:12\nRUN <<-'EOF'\n\t#!/bin/bash\n\t# why\n\tset -e\n\tmake\n\tmake install\n\tEOF\n",
      preconditions: HELD,
    },
    'a set without it': {
      before: 'FROM debian:12\nRUN <<EOF\nset -ux\nmake\nmake install\nEOF\n',
      after: 'FROM debian:12\nRUN <<EOF\nset -eux\nmake\nmake install\nEOF\n',
      preconditions: HELD,
    },
    'a command that may answer by its status': {
      before: 'FROM debian:12\nRUN <<EOF\ngrep a /b\nmake\nEOF\n',
      after: 'FROM debian:12\nRUN <<EOF\nset -e\ngrep a /b\nmake\nEOF\n',
      preconditions: { '`grep` of the here-document succeed in a good build': 'unknown' },
    },
    'a test in front of a command': {
      before: 'FROM debian:12\nRUN <<EOF\n[ -f /a ] && b\nmake\nEOF\n',
      after: 'FROM debian:12\nRUN <<EOF\nset -e\n[ -f /a ] && b\nmake\nEOF\n',
      preconditions: { '`[`, `b` of the here-document succeed in a good build': 'unknown' },
    },
  },
});
