import rule from '../../src/rules/pipefail.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'there is no pipe': 'FROM debian:12\nRUN a || b; echo "a | b"\n',
    'SHELL has the option':
      'FROM debian:12\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN curl https://a.test | sh\n',
    'the parent stage has the option':
      'FROM debian:12 AS a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM a\nRUN curl https://a.test | sh\n',
    'the RUN sets it': 'FROM alpine:3.20\nRUN set -eo pipefail; wget -O- https://a.test | sh\n',
    'the interpreter line sets it':
      'FROM debian:12\nRUN <<EOF\n#!/bin/bash -eo pipefail\ncurl https://a.test | sh\nEOF\n',
    'the exec form has no pipes': 'FROM debian:12\nRUN ["a", "|", "b"]\n',
    'the shell is not POSIX': 'FROM debian:12\nSHELL ["pwsh", "-c"]\nRUN Get-A | Get-B\n',
    'what writes cannot fail':
      'FROM debian:12\nRUN echo "$SUM  a" | sha256sum -c -\nRUN printf x | cat\nRUN yes | sdkmanager\n',
    'a group writes that cannot fail':
      'FROM debian:12\nRUN { echo a; \\\n  echo b; } | tee /c\nRUN (printf a; echo b) | tee /c\n',
    'a condition looks at the end only':
      'FROM debian:12\nRUN if ldd --version | grep -q musl; then a; fi\nRUN while a | b; do c; done\nRUN ! a | b\n',
    'a failure is forgiven': 'FROM debian:12\nRUN a | b || true\n',
    'the status of the substitution is lost anyway': 'FROM debian:12\nRUN echo "$(a | b)"\n',
    'CMD has a pipe': 'FROM debian:12\nCMD a | b\n',
  },
  leaves: {
    'bash is there and sh is dash': [
      'FROM debian:12\nRUN curl https://a.test | sh\n',
      [2],
      /dash.*bash is there/,
    ],
    'sh is that of busybox': [
      'FROM alpine:3.20\nRUN wget -O- https://a.test | tar -x\n',
      [2],
      /is busybox here, so that `set -o pipefail`/,
    ],
    'sh is bash': ['FROM fedora:41\nRUN curl https://a.test | sh\n', [2], /is bash here/],
    'SHELL is bash without the option': [
      'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN curl https://a.test | sh\n',
      [3],
      /the SHELL in force takes/,
    ],
    'nothing is known of the base image': [
      'FROM example.com/a:1\nRUN curl https://a.test | sh\n',
      [2],
      /is not known/,
    ],
    'the value of a variable comes out of a pipe': [
      'FROM debian:12\nRUN v=$(curl https://a.test | cut -d. -f1)\n',
      [2],
    ],
    'only the first of three cannot fail': ['FROM debian:12\nRUN echo x | \\\n  a | b\n', [3]],
    'a loop writes into the pipe': [
      'FROM debian:12\nRUN for i in a b; do cat $i; done | sort\n',
      [2],
    ],
    'one command of a group may fail': ['FROM debian:12\nRUN { echo a; b; } | tee /c\n', [2]],
    'a loop reads from the pipe': [
      'FROM debian:12\nRUN find / | while read f; do echo $f; done\n',
      [2],
    ],
    'the option is set only behind the pipe': [
      'FROM alpine:3.20\nRUN a | b; set -o pipefail; c | d\n',
      [2],
    ],
    'a RUN is reported once': ['FROM debian:12\nRUN a | b && c | d\nRUN e | f\n', [2, 3]],
  },
});
