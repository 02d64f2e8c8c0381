import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import type { HistoryEntry } from '../../../src/findings/scan-report.ts';
import { alignHistory } from '../../../src/scans/trace/align-history.ts';

/** `-` before a step that made no layer; behind ` // `, the comment. */
function historyOf(text: string): HistoryEntry[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [step = '', comment = null] = line.trim().split(' // ');
      const isEmpty = step.startsWith('- ');
      return { createdBy: isEmpty ? step.slice(2) : step, comment, isEmpty };
    });
}

/** Each entry with the line of its instruction, `base`, or `?`. */
function lines(dockerfile: string, history: string, target: string | null = null): string[] {
  const parsed = parseDockerfile(dockerfile);
  const entries = historyOf(history);
  const { pairs, baseEntries } = alignHistory(parsed, target, entries);
  return entries.map((_, index) => {
    const start = pairs.get(index)?.span.start;
    if (start !== undefined) return String(dockerfile.slice(0, start).split('\n').length);
    return index < baseEntries ? 'base' : '?';
  });
}

const ALPINE = `/bin/sh -c #(nop) ADD file:0c4555f363c2672e350001f1293e689875a3760afe7b3f9146886afe67121cba in /
- /bin/sh -c #(nop)  CMD ["/bin/sh"]`;

describe('the history of an image leads to the lines', () => {
  const cases: Readonly<
    Record<string, readonly [dockerfile: string, history: string, lines: string]>
  > = {
    'when BuildKit wrote it': [
      `FROM alpine
ARG VERSION
ENV A="b c" \\
    D=e
WORKDIR /app
RUN apk add \\
      curl
COPY --chown=1 package.json lock.json ./
EXPOSE 3000 80
USER 1001
CMD ["npm", "start"]`,
      `${ALPINE}
- ARG VERSION=1.2 // buildkit.dockerfile.v0
- ENV A=b c D=e
WORKDIR /app
RUN |1 VERSION=1.2 /bin/sh -c apk add       curl # buildkit
COPY --chown=1 package.json lock.json ./ # buildkit
- EXPOSE map[3000/tcp:{} 80/tcp:{}]
- USER 1001
- CMD ["npm" "start"]`,
      'base base 2 3 5 6 8 9 10 11',
    ],
    'when the classic builder wrote it': [
      `FROM alpine
ENV A=b
WORKDIR /app
COPY package.json .
RUN npm ci
COPY . .
ENTRYPOINT node server.js`,
      `${ALPINE}
- /bin/sh -c #(nop)  ENV A=b
/bin/sh -c #(nop) WORKDIR /app
/bin/sh -c #(nop) COPY file:238737301d47304174e4d24f4def935b29b3069c03c72ae8de97d94624382fce in .
/bin/sh -c npm ci
/bin/sh -c #(nop) COPY dir:b57ec657b862a36f8afeaca8923d48615aa53a69178834123559eb188ef028ff in .
- /bin/sh -c #(nop)  ENTRYPOINT ["/bin/sh" "-c" "node server.js"]`,
      'base base 2 3 4 5 6 7',
    ],
    'when kaniko wrote it': [
      `FROM alpine
RUN --mount=type=cache,target=/c apk add curl
COPY --from=builder /a /b
CMD ["node"]`,
      `${ALPINE}
RUN --mount=type=cache,target=/c apk add curl
COPY --from=builder /a /b
- CMD ["node"]`,
      'base base 2 3 4',
    ],
    'when buildah wrote it, which does not note ARG': [
      'FROM alpine\nARG A=1\nRUN apk add curl\nCOPY a.txt /b/\n',
      `${ALPINE}
|1 A=1 /bin/sh -c apk add curl // FROM docker.io/library/alpine:latest
/bin/sh -c #(nop) COPY file:238737301d47304174e4d24f4def935b29b3069c03c72ae8de97d94624382fce in /b/`,
      'base base 3 4',
    ],
    'when buildah wrote it, which leaves variables and exec forms as they are': [
      'FROM alpine\nARG B=1 A="b c"\nENV D=/srv\nWORKDIR $D\nRUN ["sh", "-c", "ls"]\nCOPY a.txt $D/\nCOPY x y ./',
      `${ALPINE}
- /bin/sh -c #(nop) ARG A B
- /bin/sh -c #(nop) ENV D=/srv
- /bin/sh -c #(nop) WORKDIR $D
|2 A=b c B=1 /bin/sh -c ["sh", "-c", "ls"]
/bin/sh -c #(nop) COPY file:238737301d47304174e4d24f4def935b29b3069c03c72ae8de97d94624382fce in $D/
/bin/sh -c #(nop) COPY multi:238737301d47304174e4d24f4def935b29b3069c03c72ae8de97d94624382fce in ./ `,
      'base base 2 3 4 5 6 7',
    ],
    'when SHELL names another shell, and a build argument holds blanks': [
      'FROM alpine\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nARG A\nRUN curl x | sh\nCMD ["a"]',
      `${ALPINE}
- SHELL [/bin/bash -o pipefail -c]
- ARG A=b c
RUN |1 A=b c /bin/bash -o pipefail -c curl x | sh # buildkit
- /bin/bash -o pipefail -c #(nop)  CMD ["a"]`,
      'base base 2 3 4 5',
    ],
    'when a RUN has its command in a here-document': [
      'FROM alpine\nRUN <<EOF\napk add curl\napk add git\nEOF\nRUN cat <<X > /a\nhello\nX\n',
      `${ALPINE}
RUN /bin/sh -c apk add curl apk add git  # buildkit
RUN /bin/sh -c cat <<X > /a hello X # buildkit`,
      'base base 2 6',
    ],
    'when variables stand in the paths': [
      'FROM alpine\nARG DIR=/srv\nENV HOME_DIR=$DIR/app\nWORKDIR $HOME_DIR\nCOPY x ${HOME_DIR}/x\n',
      `${ALPINE}
- ARG DIR=/srv
- ENV HOME_DIR=/srv/app
WORKDIR /srv/app
COPY x /srv/app/x # buildkit`,
      'base base 2 3 4 5',
    ],
    'when the RUN is in the exec form': [
      'FROM alpine\nRUN ["apk", "add", "curl"]\nUSER a',
      `${ALPINE}\nRUN apk add curl # buildkit\n- USER a`,
      'base base 2 3',
    ],
    'of the built stage and of the stages below it, and of no other': [
      `FROM alpine AS tools
RUN apk add git
FROM alpine AS base
RUN apk add curl
FROM base
COPY --from=tools /usr/bin/git /usr/bin/git
CMD ["git"]`,
      `${ALPINE}
RUN /bin/sh -c apk add curl # buildkit
COPY /usr/bin/git /usr/bin/git # buildkit
- CMD ["git"]`,
      'base base 4 6 7',
    ],
    'that a parent stage runs by ONBUILD': [
      'FROM alpine AS base\nONBUILD COPY . /app\nFROM base\nRUN make test',
      `${ALPINE}
- ONBUILD COPY . /app
COPY . /app # buildkit
RUN /bin/sh -c make test # buildkit`,
      'base base 2 2 4',
    ],
    'when it was squashed, but for the layer itself': [
      'FROM alpine\nRUN apk add curl\nCMD ["a"]',
      `${ALPINE}
- /bin/sh -c apk add curl
- /bin/sh -c #(nop)  CMD ["a"]
 // merge sha256:1 to sha256:2`,
      'base base 2 3 ?',
    ],
    'not when it was flattened': ['FROM alpine\nRUN apk add curl', ' // Imported from -', '?'],
    'of no instruction when the file has only FROM': ['FROM alpine', ALPINE, 'base base'],
  };
  it.each(Object.entries(cases))('%s', (_name, [dockerfile, history, expected]) => {
    expect(lines(dockerfile, history).join(' ')).toBe(expected);
  });
});

describe('the lines are found in a file that was edited since', () => {
  const BUILT = `${ALPINE}
RUN /bin/sh -c apk add curl=8.1 git # buildkit
WORKDIR /app
ADD . /app # buildkit
RUN /bin/sh -c npm install # buildkit
RUN /bin/sh -c npm run build # buildkit
- CMD ["node" "a.js"]`;
  const cases: Readonly<Record<string, readonly [dockerfile: string, lines: string]>> = {
    'with a flag and another version': [
      'FROM alpine\nRUN apk add --no-cache curl=8.5 git\nWORKDIR /app\nADD . /app\nRUN npm install\nRUN npm run build\nCMD ["node","a.js"]',
      'base base 2 3 4 5 6 7',
    ],
    'with ADD made COPY and a USER more': [
      'FROM alpine\nRUN apk add curl=8.1 git\nWORKDIR /app\nCOPY . /app\nRUN npm ci\nRUN npm run build\nUSER node\nCMD ["node","a.js"]',
      'base base 2 3 4 5 6 8',
    ],
    'with two RUNs joined': [
      'FROM alpine\nRUN apk add curl=8.1 git\nWORKDIR /app\nADD . /app\nRUN npm install && npm run build\nCMD ["node","a.js"]',
      'base base 2 3 4 5 5 6',
    ],
    'without one of the instructions': [
      'FROM alpine\nRUN apk add curl=8.1 git\nWORKDIR /app\nADD . /app\nRUN npm install\nCMD ["node","a.js"]',
      'base base 2 3 4 5 ? 6',
    ],
    'with a RUN that was written anew': [
      'FROM alpine\nRUN apk add curl=8.1 git\nWORKDIR /app\nADD . /app\nRUN yarn --frozen-lockfile\nRUN npm run build\nCMD ["node","a.js"]',
      'base base 2 3 4 5 6 7',
    ],
    'with a new RUN at the end': [
      'FROM alpine\nRUN apk add curl=8.1 git\nWORKDIR /app\nADD . /app\nRUN npm install\nRUN npm run build\nCMD ["node","a.js"]\nRUN echo new',
      'base base 2 3 4 5 6 7',
    ],
  };
  it.each(Object.entries(cases))('%s', (_name, [dockerfile, expected]) => {
    expect(lines(dockerfile, BUILT).join(' ')).toBe(expected);
  });
});

describe('the steps of the base image', () => {
  it('are not taken for those of the file, though they look alike', () => {
    const base = `${ALPINE}
- ENV NODE_VERSION=20
RUN /bin/sh -c apk add --no-cache curl gnupg # buildkit
COPY docker-entrypoint.sh /usr/local/bin/ # buildkit
- ENTRYPOINT ["docker-entrypoint.sh"]
- CMD ["node"]`;
    const found = lines(
      'FROM node\nRUN apk add --no-cache curl\nCOPY . /app\nCMD ["node"]',
      `${base}\nRUN /bin/sh -c apk add --no-cache curl # buildkit\nCOPY . /app # buildkit\n- CMD ["node"]`,
    );
    expect(found.join(' ')).toBe('base base base base base base base 2 3 4');
  });
});

describe('the score', () => {
  const history = historyOf(`${ALPINE}\nRUN /bin/sh -c make all # buildkit\n- CMD ["app"]`);
  const score = (text: string, target: string | null = null): number =>
    alignHistory(parseDockerfile(text), target, history).score;
  it('is 1 when every instruction is there', () => {
    expect(score('FROM alpine\nARG X\nRUN make all\nCMD ["app"]')).toBe(1);
  });
  it('is the share of those that are', () => {
    expect(score('FROM alpine\nRUN make all\nCOPY a /b\nCOPY c /d\nCMD ["app"]')).toBe(0.5);
  });
  it('is low for a file of something else', () => {
    expect(score('FROM alpine\nCOPY a /b\nRUN npm ci\nUSER x\nCMD ["node"]')).toBeLessThan(0.2);
  });
  it('is 0 without instructions, without history and without the stage', () => {
    expect(score('FROM alpine')).toBe(0);
    expect(score('FROM alpine\nRUN make all', 'absent')).toBe(0);
    expect(alignHistory(parseDockerfile('FROM a\nRUN x'), null, []).score).toBe(0);
  });
  it('is that of the stage that was built', () => {
    expect(score('FROM alpine AS a\nRUN make all\nCMD ["app"]\nFROM b\nCOPY x y', 'A')).toBe(1);
  });
});

it('a long history and a long file of unlike steps take little time', () => {
  const file = Array.from({ length: 400 }, (_, n) => `RUN echo ${'a '.repeat(40)}${n} && x${n}`);
  const steps = Array.from({ length: 600 }, (_, n) => `RUN /bin/sh -c y${n} ${'b '.repeat(40)}`);
  const parsed = parseDockerfile(`FROM a\n${file.join('\n')}`);
  const start = performance.now();
  alignHistory(parsed, null, historyOf(steps.join('\n')));
  expect(performance.now() - start).toBeLessThan(1500);
});
