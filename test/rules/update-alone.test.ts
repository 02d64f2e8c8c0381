import rule from '../../src/rules/update-alone.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the same RUN installs': 'FROM debian:12\nRUN apt-get update && apt-get install -y x\n',
    'the same RUN upgrades': 'FROM debian:12\nRUN apt-get update && apt upgrade -y\n',
    'the same RUN installs in a list':
      'FROM debian:12\nRUN apt-get update ; apt-get install -y x\n',
    'the same RUN searches': 'FROM debian:12\nRUN apt-get update && apt-cache policy x\n',
    'the same RUN runs a script': 'FROM debian:12\nRUN apt-get update && ./build.sh\n',
    'the same RUN runs an installer': 'FROM debian:12\nRUN apt-get update && /opt/install-tools\n',
    'the same RUN runs a shell': 'FROM debian:12\nRUN apt-get update && curl x | bash\n',
    'the installation updates itself': 'FROM alpine:3.20\nRUN apk --update add x\n',
    'another program updates': 'FROM debian:12\nRUN sbt update && update-locale LANG=C\n',
  },
  leaves: {
    'nothing installs': [
      'FROM debian:12\nRUN apt-get update\nCMD ["bash"]\n',
      [2],
      'no RUN behind it in this stage installs packages',
    ],
    'another instruction stands between': [
      'FROM debian:12\nRUN apt-get update\nENV A=b\nRUN apt-get install -y x\n',
      [2],
      'the next instruction is ENV',
    ],
    'the next RUN does something else': [
      'FROM debian:12\nRUN apt-get update\nRUN make\nRUN apt-get install -y x\n',
      [2],
      'the next RUN does not install packages with this index',
    ],
    'the next RUN updates itself': [
      'FROM debian:12\nRUN apt-get update\nRUN apt-get update && apt-get install -y x\n',
      [2],
      /not needed/,
    ],
    'a comment stands between': [
      'FROM debian:12\nRUN apt-get update\n# tools\nRUN apt-get install -y x\n',
      [2],
      /comment stands between/,
    ],
    'the mounts differ': [
      'FROM debian:12\nRUN apt-get update\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y x\n',
      [2],
      /different flags/,
    ],
    'the network differs': [
      'FROM debian:12\nRUN --network=host apt-get update\nRUN apt-get install -y x\n',
      [2],
      /different flags/,
    ],
    'the next RUN has a here-document': [
      'FROM debian:12\nRUN apt-get update\nRUN <<EOF\napt-get install -y x\nEOF\n',
      [2],
      /here-document/,
    ],
    'the next RUN is in exec form': [
      'FROM debian:12\nRUN apt-get update\nRUN ["apt-get", "install", "-y", "x"]\n',
      [2],
      /exec form/,
    ],
    'the next RUN is a list': [
      'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y x; make\n',
      [2],
      /the next RUN are not joined/,
    ],
    'the next RUN has an alternative': [
      'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y x || true\n',
      [2],
      /the next RUN are not joined/,
    ],
    'this RUN ends in the background': [
      'FROM debian:12\nRUN apt-get update &\nRUN apt-get install -y x\n',
      [2],
      /this RUN are not joined/,
    ],
    'this RUN changes the directory': [
      'FROM debian:12\nRUN cd /tmp && apt-get update\nRUN apt-get install -y x\n',
      [2],
      /`cd` in this RUN/,
    ],
    'this RUN sets a variable': [
      'FROM debian:12\nRUN A=b && apt-get update\nRUN apt-get install -y x\n',
      [2],
      /`A` in this RUN/,
    ],
    'the shell exits at errors': [
      'FROM debian:12\nSHELL ["/bin/bash", "-ec"]\nRUN apt-get update\nRUN apt-get install -y x\n',
      [3],
      /not joined/,
    ],
    'it is a trigger': [
      'FROM debian:12\nONBUILD RUN apt-get update\nONBUILD RUN apt-get install -y x\n',
      [2],
      /trigger/,
    ],
    'zypper fetches its index': ['FROM opensuse/leap\nRUN zypper ref\n', [2], /no RUN behind it/],
  },
  fixes: {
    'two neighbours on one line each': [
      'FROM debian:12\nRUN apt-get update -q\nRUN apt-get install -y x\n',
      'FROM debian:12\nRUN apt-get update -q && apt-get install -y x\n',
    ],
    'blank lines between': [
      'FROM debian:12\nRUN apt-get update\n\n\nRUN apt-get install -y x\n',
      'FROM debian:12\nRUN apt-get update && apt-get install -y x\n',
    ],
    'an installation over several lines with a comment': [
      'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y \\\n    # one\n    x \\\n    y && ls\n',
      'FROM debian:12\nRUN apt-get update && apt-get install -y \\\n    # one\n    x \\\n    y && ls\n',
    ],
    'an update over several lines': [
      'FROM debian:12\nRUN echo x > /etc/apt/sources.list \\\n  && apt-get update\nRUN apt-get install -y x\n',
      'FROM debian:12\nRUN echo x > /etc/apt/sources.list \\\n  && apt-get update \\\n  && apt-get install -y x\n',
    ],
    'the same flags': [
      'FROM debian:12\nRUN --network=host --mount=type=tmpfs,target=/x apt-get update\nRUN --mount=type=tmpfs,target=/x --network=host apt-get install -y x\n',
      'FROM debian:12\nRUN --network=host --mount=type=tmpfs,target=/x apt-get update && apt-get install -y x\n',
    ],
    'apk with Windows line endings': [
      'FROM alpine:3.20\r\nRUN apk update\r\nRUN apk add x\r\n',
      'FROM alpine:3.20\r\nRUN apk update && apk add x\r\n',
    ],
    'a long line': [
      `FROM debian:12\nRUN apt-get update\nRUN apt-get install -y ${'package '.repeat(12)}\n`,
      `FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y ${'package '.repeat(12)}\n`,
    ],
    'a user and a directory that are the same for both': [
      'FROM debian:12\nUSER root\nWORKDIR /x\nRUN apt-get update && adduser y\nRUN apt install -y x\n',
      'FROM debian:12\nUSER root\nWORKDIR /x\nRUN apt-get update && adduser y && apt install -y x\n',
    ],
  },
});
