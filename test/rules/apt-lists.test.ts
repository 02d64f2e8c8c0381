import rule from '../../src/rules/apt-lists.ts';
import { testRule } from './rule-table.ts';

const KEPT = 'RUN apt-get update && apt-get install -y curl\n';
const REMOVED = 'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n';

testRule(rule, {
  passes: {
    'the lists are removed': `FROM debian:12\n${REMOVED}`,
    'the whole directory is removed':
      'FROM debian:12\nRUN apt-get update && apt-get install -y x; rm -rf /var/lib/apt/lists\n',
    'all of the state of apt is removed':
      'FROM debian:12\nRUN apt-get update && rm -rf /var/lib/apt/* /tmp/*\n',
    'several directories are removed by one pattern':
      'FROM debian:12\nRUN apt-get update && rm -rf /var/lib/{apt,dpkg,cache,log}/\n',
    'find deletes the lists':
      'FROM debian:12\nRUN apt-get update && find /var/lib/apt/lists -type f -delete\n',
    'the lists are removed by root through sudo':
      'FROM debian:12\nRUN sudo apt-get update && sudo rm -r /var/lib/apt/lists/*\n',
    'apt-get itself removes them': 'FROM debian:13\nRUN apt-get update && apt-get distclean\n',
    'a trap removes them':
      "FROM debian:12\nRUN trap 'rm -rf /var/lib/apt/lists/*' EXIT; apt-get update; apt-get install -y x\n",
    'a script named for cleaning runs last':
      'FROM debian:12\nRUN apt-get update && apt-get install -y x && /build/cleanup.sh\n',
    'the lists are on a cache mount':
      'FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y x\n',
    'the lists are on a cache mount of their own':
      'FROM debian:12\nRUN --mount=type=cache,dst=/var/lib/apt/lists/ apt-get update && apt-get install -y x\n',
    'the lists are in memory':
      'FROM debian:12\nRUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update\n',
    'only some files of the stage are copied': `FROM debian:12 AS build\n${KEPT}FROM debian:12\nCOPY --from=build /app /app\n`,
    'the stage is only mounted': `FROM debian:12 AS build\n${KEPT}FROM debian:12\nRUN --mount=from=build,target=/b cp /b/x /x\n`,
    'the stage is the parent of one of which some files are copied': `FROM debian:12 AS a\n${KEPT}FROM a AS b\nRUN make\nFROM scratch\nCOPY --from=b /app /app\n`,
    'another directory holds the lists':
      'FROM debian:12\nRUN apt-get update -o Dir::State::lists=/tmp/lists && ls\n',
    'no lists are downloaded':
      'FROM debian:12\nRUN apt-get install -y curl && echo apt-get update\n',
  },
  leaves: {
    'a later RUN installs with these lists': [
      `FROM debian:12\n${KEPT}RUN apt-get install -y git\n`,
      [2],
      'line 3 uses these lists without an update of its own',
    ],
    'a later RUN installs before it updates': [
      `FROM debian:12\n${KEPT}RUN apt-get install -y git && apt-get update && rm -rf /var/lib/apt/lists/*\n`,
      [2],
      /line 3/,
    ],
    'a stage built on this one installs': [
      `FROM debian:12 AS base\n${KEPT}FROM base\nRUN apt install -y git\n`,
      [2],
      /line 4/,
    ],
    'a later RUN searches the lists': [
      `FROM debian:12\n${KEPT}RUN apt-cache policy git\n`,
      [2],
      /line 3/,
    ],
    'a later RUN installs in quoted shell code': [
      `FROM debian:12\n${KEPT}RUN bash -c "apt-get install -y git"\n`,
      [2],
      /line 3/,
    ],
    'a trigger installs in images built on this one': [
      `FROM debian:12\n${KEPT}ONBUILD RUN apt-get install -y git\n`,
      [2],
      /line 3/,
    ],
    'the container installs when it starts': [
      `FROM debian:12\n${KEPT}CMD apt-get install -y git && git\n`,
      [2],
      /line 3/,
    ],
    'the last command runs in the background': [
      'FROM debian:12\nRUN apt-get update && sleep 1 &\n',
      [2],
      /background/,
    ],
    'the exec form has no shell': ['FROM debian:12\nRUN ["apt-get", "update"]\n', [2], /exec form/],
    'a here-document feeds a command': [
      'FROM debian:12\nRUN apt-get update && cat <<EOF > /x\nhello\nEOF\n',
      [2],
      /here-document/,
    ],
    'the shell code is broken': ['FROM debian:12\nRUN apt-get update && (\n', [2], /./],
  },
  fixes: {
    'one line': [`FROM debian:12\n${KEPT}`, `FROM debian:12\n${REMOVED}`],
    'lists that are removed only before the update': [
      'FROM debian:12\nRUN rm -rf /var/lib/apt/lists/* && apt-get update\n',
      'FROM debian:12\nRUN rm -rf /var/lib/apt/lists/* && apt-get update && rm -rf /var/lib/apt/lists/*\n',
    ],
    'a clean that leaves the lists': [
      'FROM debian:12\nRUN apt-get update && apt-get install -y x && apt-get clean\n',
      'FROM debian:12\nRUN apt-get update && apt-get install -y x && apt-get clean && rm -rf /var/lib/apt/lists/*\n',
    ],
    'several lines with the connector in front, and a comment': [
      'FROM debian:12\nRUN apt-get update \\\n  # tools\n  && apt-get install -y \\\n    curl \\\n    git\n',
      'FROM debian:12\nRUN apt-get update \\\n  # tools\n  && apt-get install -y \\\n    curl \\\n    git \\\n  && rm -rf /var/lib/apt/lists/*\n',
    ],
    'several lines with the connector behind': [
      'FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y curl\n',
      'FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y curl && \\\n    rm -rf /var/lib/apt/lists/*\n',
    ],
    'a list under set -e': [
      'FROM debian:12\nRUN set -eux; \\\n  apt-get update; \\\n  apt-get install -y curl\n',
      'FROM debian:12\nRUN set -eux; \\\n  apt-get update; \\\n  apt-get install -y curl; \\\n  rm -rf /var/lib/apt/lists/*\n',
    ],
    'a list that ends with an alternative': [
      'FROM debian:12\nRUN apt-get update && apt-get install -y x || true\n',
      'FROM debian:12\nRUN apt-get update && apt-get install -y x || true && rm -rf /var/lib/apt/lists/*\n',
    ],
    'a here-document': [
      'FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install -y x\nEOF\n',
      'FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install -y x\nrm -rf /var/lib/apt/lists/*\nEOF\n',
    ],
    'an update through sudo': [
      'FROM debian:12\nUSER app\nRUN sudo apt-get update && sudo apt-get install -y x\n',
      'FROM debian:12\nUSER app\nRUN sudo apt-get update && sudo apt-get install -y x && sudo rm -rf /var/lib/apt/lists/*\n',
    ],
    'Windows line endings': [
      'FROM debian:12\r\nRUN apt-get update \\\r\n && apt-get install -y x\r\n',
      'FROM debian:12\r\nRUN apt-get update \\\r\n && apt-get install -y x \\\r\n && rm -rf /var/lib/apt/lists/*\r\n',
    ],
    'a cache mount that holds only the packages': [
      'FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get update\n',
      'FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get update && rm -rf /var/lib/apt/lists/*\n',
    ],
    'the parent of the last stage': [
      `FROM debian:12 AS base\n${KEPT}FROM base\nCOPY x /x\n`,
      `FROM debian:12 AS base\n${REMOVED}FROM base\nCOPY x /x\n`,
    ],
    'a stage that is copied as a whole': [
      `FROM debian:12 AS base\n${KEPT}FROM scratch\nCOPY --from=base / /\n`,
      `FROM debian:12 AS base\n${REMOVED}FROM scratch\nCOPY --from=base / /\n`,
    ],
    'a stage that can only be a target': [
      `FROM debian:12 AS test\n${KEPT}FROM debian:12\nCOPY x /x\n`,
      `FROM debian:12 AS test\n${REMOVED}FROM debian:12\nCOPY x /x\n`,
    ],
    'a RUN before one that updates by itself': [
      `FROM debian:12\n${KEPT}RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\nRUN echo\n`,
      `FROM debian:12\n${REMOVED}RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\nRUN echo\n`,
    ],
    'a RUN before a program that is no shell script': [
      `FROM debian:12\n${KEPT}RUN ./configure && make install\n`,
      `FROM debian:12\n${REMOVED}RUN ./configure && make install\n`,
    ],
    'a RUN before a shell script, for review': [
      `FROM debian:12\n${KEPT}COPY s.sh /\nRUN /s.sh\n`,
      `FROM debian:12\n${REMOVED}COPY s.sh /\nRUN /s.sh\n`,
      'review',
    ],
    'a RUN before a script from the network, for review': [
      `FROM debian:12\n${KEPT}RUN curl https://example.com/x | bash\n`,
      `FROM debian:12\n${REMOVED}RUN curl https://example.com/x | bash\n`,
      'review',
    ],
    'a trigger, for review': [
      'FROM debian:12\nONBUILD RUN apt-get update && apt-get install -y x\n',
      'FROM debian:12\nONBUILD RUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/*\n',
      'review',
    ],
  },
});
