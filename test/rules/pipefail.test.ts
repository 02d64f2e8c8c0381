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
    'nothing is known of the base image': [
      'FROM example.com/a:1\nRUN curl https://a.test | sh\n',
      [2],
      /is not known/,
    ],
    'an image without a shell gets one from somewhere': [
      'FROM scratch\nCOPY sh /bin/sh\nRUN curl https://a.test | sh\n',
      [3],
      /no shell of its own/,
    ],
    'head and grep -q go before the end': [
      'FROM alpine:3.20\nRUN apk list | head -n 3 > /a\nRUN apk list | grep -q curl\nRUN ls /a | grep -m1 x\n',
      [2, 3, 4],
      /not so that `(?:head|grep|grep -q)` reads all of what `(?:apk|ls)` writes/,
    ],
    'sed and awk leave early': [
      "FROM alpine:3.20\nRUN cat /a | sed 3q\nRUN cat /a | awk '{ print; exit }'\n",
      [2, 3],
      /reads all of what `cat` writes/,
    ],
    'yes is cut off in the same RUN': [
      'FROM alpine:3.20\nRUN wget -O- https://a.test | tar -x && yes | sdkmanager --licenses\n',
      [2],
      /`yes` is not cut off/,
    ],
    'a condition in the same RUN goes before the end': [
      'FROM alpine:3.20\nRUN wget -O- https://a.test | tar -x; if apk list | grep -q a; then b; fi\n',
      [2],
    ],
    'dpkg does not know every file': [
      'FROM alpine:3.20\nRUN find /usr | xargs dpkg-query --search | cut -d: -f1\n',
      [2],
      /the package of every file/,
    ],
    'the shell goes on after any failure': [
      'FROM alpine:3.20\nRUN wget -O- https://a.test | tar -x; rm /a\n',
      [2],
      /goes on after any failure/,
    ],
    'bash would read the RUN in another way': [
      'FROM debian:12\nRUN curl https://a.test | tar -x && echo "a\\tb" > /c\n',
      [2],
      /dash.*`echo` with a backslash/,
    ],
    'bash would expand what dash does not': [
      'FROM debian:12\nRUN curl https://a.test | tar -x && mkdir -p /a/{b,c}\nRUN curl https://a.test | sh && a &> /b\n',
      [2, 3],
      /`\{a,b\}`|`&>`/,
    ],
    'the RUN waits for images built on this one, whose shell is dash': [
      'FROM debian:12\nONBUILD RUN curl https://a.test | sh\n',
      [2],
      /images built on this one/,
    ],
    'the option is set only behind the pipe': [
      'FROM alpine:3.20\nRUN a | b; set -o pipefail; c | d\n',
      [2],
    ],
  },
  fixes: {
    'sh is that of busybox': {
      before: 'FROM alpine:3.20\nRUN wget -O- https://a.test | tar -x\n',
      after: 'FROM alpine:3.20\nRUN set -o pipefail && wget -O- https://a.test | tar -x\n',
      preconditions: { '`wget` in front of a pipe fails only where the build should stop': 'held' },
    },
    'sh is bash': [
      'FROM fedora:41\nRUN curl https://a.test | sh\n',
      'FROM fedora:41\nRUN set -o pipefail && curl https://a.test | sh\n',
    ],
    'sh is a dash that knows it': [
      'FROM debian:trixie-slim\nRUN curl https://a.test | sh\nFROM ubuntu:26.04\nRUN curl https://a.test | sh\n',
      'FROM debian:trixie-slim\nRUN set -o pipefail && curl https://a.test | sh\nFROM ubuntu:26.04\nRUN set -o pipefail && curl https://a.test | sh\n',
    ],
    'a package manager tells which shell is there': [
      'FROM example.com/a:1\nRUN apk add curl\nRUN curl https://a.test | sh\n',
      'FROM example.com/a:1\nRUN apk add curl\nRUN set -o pipefail && curl https://a.test | sh\n',
    ],
    'a set stands at the start': [
      'FROM alpine:3.20\nRUN set -eux; \\\n\twget -O- https://a.test | tar -x; \\\n\trm /a\n',
      'FROM alpine:3.20\nRUN set -euxo pipefail; \\\n\twget -O- https://a.test | tar -x; \\\n\trm /a\n',
    ],
    'connectors begin the lines': [
      'FROM alpine:3.20\nRUN apk add tar \\\n  && wget -O- https://a.test | tar -x\n',
      'FROM alpine:3.20\nRUN set -o pipefail \\\n  && apk add tar \\\n  && wget -O- https://a.test | tar -x\n',
    ],
    'connectors end the lines, and the lines are CRLF': [
      'FROM alpine:3.20\r\nRUN apk add tar && \\\r\n  wget -O- https://a.test | tar -x\r\n',
      'FROM alpine:3.20\r\nRUN set -o pipefail && \\\r\n  apk add tar && \\\r\n  wget -O- https://a.test | tar -x\r\n',
    ],
    'semicolons join the commands': [
      'FROM alpine:3.20\nRUN apk add tar; wget -O- https://a.test | tar -x\n',
      'FROM alpine:3.20\nRUN set -o pipefail; apk add tar; wget -O- https://a.test | tar -x\n',
    ],
    'a here-document': [
      'FROM alpine:3.20\nRUN <<EOF\nwget -O- https://a.test | tar -x\nEOF\n',
      'FROM alpine:3.20\nRUN <<EOF\nset -o pipefail\nwget -O- https://a.test | tar -x\nEOF\n',
    ],
    'a here-document for bash': [
      'FROM debian:12\nRUN <<EOF\n#!/bin/bash\ncurl https://a.test | sh\nEOF\n',
      'FROM debian:12\nRUN <<EOF\n#!/bin/bash\nset -o pipefail\ncurl https://a.test | sh\nEOF\n',
    ],
    'a failure of another pipe is forgiven': [
      'FROM alpine:3.20\nRUN wget -O- https://a.test | tar -x && { apk list | head || true; }\n',
      'FROM alpine:3.20\nRUN set -o pipefail && wget -O- https://a.test | tar -x && { apk list | head || true; }\n',
    ],
    'sh is an old dash beside bash': {
      before:
        'FROM debian:12\n# why\nRUN curl https://a.test | sh\nRUN make\nRUN curl https://b.test | sh\nCMD ["a"]\n',
      after:
        'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n# why\nRUN curl https://a.test | sh\nRUN make\nRUN curl https://b.test | sh\nCMD ["a"]\n',
      preconditions: {
        'bash is in the image, and runs the commands below as `/bin/sh` did': 'held',
        '`curl` in front of a pipe fails only where the build should stop': 'held',
      },
    },
    'a CMD below keeps its shell': [
      'FROM debian:12\nRUN curl https://a.test | sh\nRUN make\nCMD a && b\n',
      'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl https://a.test | sh\nSHELL ["/bin/sh", "-c"]\nRUN make\nCMD a && b\n',
    ],
    'a RUN below, also of a stage built on this one, keeps its shell': [
      'from debian:12 as a\nrun curl https://a.test | sh\nfrom a\nrun yes | apt-get install b\n',
      'from debian:12 as a\nshell ["/bin/bash", "-o", "pipefail", "-c"]\nrun curl https://a.test | sh\nshell ["/bin/sh", "-c"]\nfrom a\nrun yes | apt-get install b\n',
    ],
    'a stage built on this one is cured by the same SHELL': [
      'FROM debian:12 AS a\nRUN curl https://a.test | sh\nFROM a\nRUN curl https://b.test | sh\n',
      'FROM debian:12 AS a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl https://a.test | sh\nFROM a\nRUN curl https://b.test | sh\n',
    ],
    'SHELL is bash without the option': [
      'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN curl https://a.test | sh\n',
      'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl https://a.test | sh\n',
    ],
    'SHELL is bash, and is also that of CMD': [
      'FROM debian:12\nSHELL ["/bin/bash", "-ec"]\nRUN curl https://a.test | sh\nCMD a && b\n',
      'FROM debian:12\nSHELL ["/bin/bash", "-ec"]\nRUN set -o pipefail && curl https://a.test | sh\nCMD a && b\n',
    ],
    'a RUN for images built on this one': [
      'FROM alpine:3.20\nONBUILD RUN wget -O- https://a.test | sh\n',
      'FROM alpine:3.20\nONBUILD RUN set -o pipefail && wget -O- https://a.test | sh\n',
    ],
    'whether the writer may fail has to be seen': {
      before: 'FROM alpine:3.20\nRUN v=$(grep a /b | cut -d. -f1) && c "$v"\n',
      after: 'FROM alpine:3.20\nRUN set -o pipefail && v=$(grep a /b | cut -d. -f1) && c "$v"\n',
      preconditions: {
        '`grep` in front of a pipe succeeds in a good build (it fails where no line matches)':
          'unknown',
      },
    },
    'a group or a loop writes into the pipe': {
      before: 'FROM alpine:3.20\nRUN for i in a b; do cat $i; done | sort\n',
      after: 'FROM alpine:3.20\nRUN set -o pipefail && for i in a b; do cat $i; done | sort\n',
      preconditions: { 'the commands in front of a pipe succeed in a good build': 'unknown' },
    },
    'a loop reads from the pipe': [
      'FROM alpine:3.20\nRUN find / | while read f; do echo $f; done\n',
      'FROM alpine:3.20\nRUN set -o pipefail && find / | while read f; do echo $f; done\n',
    ],
  },
});
