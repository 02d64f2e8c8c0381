import { describe, expect, test } from 'vitest';
import type { ImageConfig } from '../../src/dockerfile/image-config.ts';
import { interpret } from '../../src/dockerfile/interpret.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { cpuTime } from '../cpu-time.ts';

const SCRATCH: ImageConfig = {
  user: null,
  workdir: null,
  shell: null,
  entrypoint: null,
  cmd: null,
  env: new Map(),
  envComplete: true,
  exposed: [],
  volumes: [],
  labels: new Map(),
  healthcheck: null,
  stopSignal: null,
  onbuild: [],
};

const UNKNOWN: ImageConfig = {
  ...SCRATCH,
  user: 'unknown',
  workdir: 'unknown',
  shell: 'unknown',
  entrypoint: 'unknown',
  cmd: 'unknown',
  envComplete: false,
  healthcheck: 'unknown',
  stopSignal: 'unknown',
};

const BASE: ImageConfig = {
  ...SCRATCH,
  user: 'app',
  workdir: '/srv',
  entrypoint: ['/entry'],
  cmd: ['serve'],
  env: new Map([
    ['PATH', '/bin'],
    ['HOME', '/srv'],
  ]),
  exposed: ['80/tcp'],
  labels: new Map([['a', 'base']]),
};

/** The configuration of the last stage, maps as plain objects. */
function resultOf(lines: readonly string[], base: ImageConfig) {
  const dockerfile = parseDockerfile(lines.join('\n'));
  const last = dockerfile.stages.at(-1);
  if (last === undefined) throw new Error('no stage');
  const { env, labels, ...rest } = interpret(dockerfile, () => base).result(last);
  return { ...rest, env: Object.fromEntries(env), labels: Object.fromEntries(labels) };
}

type Result = Partial<ReturnType<typeof resultOf>>;
type Case = readonly [name: string, lines: readonly string[], result: Result];

describe('on a base image that is known', () => {
  const cases: readonly Case[] = [
    ['nothing changes without instructions', [], { user: 'app', cmd: ['serve'], workdir: '/srv' }],
    ['USER replaces the user', ['USER 10001:10001'], { user: '10001:10001' }],
    ['USER is expanded', ['ARG U=node', 'USER "${U}"'], { user: 'node' }],
    ['USER that becomes empty is root', ['USER ${U:-}'], { user: null }],
    ['WORKDIR is joined to the directory of the base', ['WORKDIR app'], { workdir: '/srv/app' }],
    ['WORKDIR adds up', ['WORKDIR a', 'WORKDIR ../b/./c'], { workdir: '/srv/b/c' }],
    ['WORKDIR that is absolute stays as it stands', ['WORKDIR /x/'], { workdir: '/x/' }],
    ['WORKDIR is expanded', ['WORKDIR $HOME/x'], { workdir: '/srv/x' }],
    ['WORKDIR that becomes empty changes nothing', ['WORKDIR ${W:-}'], { workdir: '/srv' }],
    ['WORKDIR does not leave the root', ['WORKDIR ../../../x'], { workdir: '/x' }],
    [
      'ENV is added and replaced',
      ['ENV A=1 PATH=/x:$PATH', 'ENV B "2 3"'],
      { env: { PATH: '/x:/bin', HOME: '/srv', A: '1', B: '2 3' } },
    ],
    [
      'ENV sees ARG, and ARG is not kept',
      ['ARG V=1', 'ENV A=$V', 'ARG A=2', 'ENV B=$A'],
      { env: { PATH: '/bin', HOME: '/srv', A: '1', B: '2' } },
    ],
    [
      'LABEL is expanded, keys too',
      ['ARG K=b', 'LABEL a="$HOME" $K=\'$HOME\''],
      { labels: { a: '/srv', b: '$HOME' } },
    ],
    ['CMD in shell form gets the shell', ['CMD  run  $X '], { cmd: ['/bin/sh', '-c', 'run  $X'] }],
    [
      'CMD in shell form gets the shell in force',
      ['SHELL ["/bin/bash", "-c"]', 'CMD run', 'SHELL ["/bin/ash"]'],
      { cmd: ['/bin/bash', '-c', 'run'], shell: ['/bin/ash'] },
    ],
    ['CMD in exec form is not expanded', ['CMD ["a", "$HOME"]'], { cmd: ['a', '$HOME'] }],
    ['CMD leaves the entry point', ['CMD ["a"]'], { entrypoint: ['/entry'] }],
    ['an empty CMD is none', ['CMD []'], { cmd: null }],
    [
      'ENTRYPOINT drops the CMD of the base',
      ['ENTRYPOINT ["e"]'],
      { entrypoint: ['e'], cmd: null },
    ],
    ['ENTRYPOINT keeps a CMD before it', ['CMD ["a"]', 'ENTRYPOINT ["e"]'], { cmd: ['a'] }],
    ['ENTRYPOINT keeps a CMD after it', ['ENTRYPOINT ["e"]', 'CMD ["a"]'], { cmd: ['a'] }],
    [
      'EXPOSE is normalised, sorted and not repeated',
      ['EXPOSE 443 53/UDP 8080:9000', 'ARG P="7 80/tcp"', 'EXPOSE $P 443/tcp 20-22/sctp'],
      {
        exposed: [
          '7/tcp',
          '20/sctp',
          '21/sctp',
          '22/sctp',
          '53/udp',
          '80/tcp',
          '443/tcp',
          '9000/tcp',
        ],
      },
    ],
    [
      'EXPOSE of no port stays as written',
      ['EXPOSE 70000 $NONE 2-1 1000-65535'],
      { exposed: ['2-1', '80/tcp', '1000-65535/tcp', '$NONE', '70000'] },
    ],
    [
      'VOLUME takes both forms',
      ['VOLUME /b $HOME', 'VOLUME ["/a a", "/b"]'],
      { volumes: ['/a a', '/b', '/srv'] },
    ],
    ['STOPSIGNAL is expanded', ['ARG S=SIGQUIT', 'STOPSIGNAL $S'], { stopSignal: 'SIGQUIT' }],
    [
      'HEALTHCHECK has its flags in one order',
      ['healthcheck --retries=3 --interval=5s \\', '  cmd  curl  -f localhost'],
      { healthcheck: 'HEALTHCHECK --interval=5s --retries=3 CMD curl  -f localhost' },
    ],
    [
      'HEALTHCHECK in exec form',
      ['HEALTHCHECK CMD [ "a" , "b c" ]'],
      { healthcheck: 'HEALTHCHECK CMD ["a","b c"]' },
    ],
    ['HEALTHCHECK NONE', ['HEALTHCHECK none'], { healthcheck: 'NONE' }],
    [
      'ONBUILD keeps its triggers in order and does not run them',
      ['ONBUILD  user  node', 'ONBUILD copy --chown=1 [ "a", "b" ]', 'ONBUILD RUN <<E', 'x', 'E'],
      { user: 'app', onbuild: ['USER node', 'COPY --chown=1 ["a","b"]', 'RUN <<E\nx\nE'] },
    ],
    ['RUN and COPY change nothing', ['RUN x', 'COPY a b'], { user: 'app', workdir: '/srv' }],
  ];
  test.each(cases)('%s', (_name, lines, result) => {
    expect(resultOf(['FROM base', ...lines], BASE)).toMatchObject(result);
  });
});

describe('on a base image that is not known', () => {
  const cases: readonly Case[] = [
    [
      'everything stays unknown',
      ['RUN x'],
      { user: 'unknown', cmd: 'unknown', workdir: 'unknown' },
    ],
    ['a relative WORKDIR stays unknown', ['WORKDIR app', 'WORKDIR ..'], { workdir: 'unknown' }],
    [
      'an absolute WORKDIR is known',
      ['WORKDIR app', 'WORKDIR /a', 'WORKDIR b'],
      { workdir: '/a/b' },
    ],
    ['ENV keeps a variable as written', ['ENV P="$PATH:/x"'], { env: { P: '$PATH:/x' } }],
    ['and hands it on', ['ENV P=${A}', 'ENV Q="<$P>"'], { env: { P: '${A}', Q: '<${A}>' } }],
    ['USER keeps a variable as written', ['ARG U', 'USER $U:0'], { user: '$U:0' }],
    ['WORKDIR on a variable is not joined', ['WORKDIR $D/a', 'WORKDIR b'], { workdir: '$D/a/b' }],
    ['CMD in shell form counts on the standard shell', ['CMD a'], { cmd: ['/bin/sh', '-c', 'a'] }],
    ['ENTRYPOINT drops a CMD nobody knows', ['ENTRYPOINT ["e"]'], { cmd: null }],
    ['a word the builder refuses stays', ['USER ${A:?no}'], { user: '${A:?no}' }],
  ];
  test.each(cases)('%s', (_name, lines, result) => {
    expect(resultOf(['FROM base', ...lines], UNKNOWN)).toMatchObject(result);
  });
});

describe('a stage on another stage', () => {
  const cases: readonly Case[] = [
    [
      'takes over its configuration',
      ['FROM a AS p', 'USER u', 'WORKDIR /w', 'ENV A=1', 'FROM p', 'WORKDIR x'],
      { user: 'u', workdir: '/w/x', env: { PATH: '/bin', HOME: '/srv', A: '1' } },
    ],
    [
      'takes over its CMD as one of a base, which ENTRYPOINT drops',
      ['FROM a AS p', 'CMD ["c"]', 'FROM p', 'ENTRYPOINT ["e"]'],
      { cmd: null },
    ],
    [
      'runs its triggers first and does not hand them on',
      ['FROM a AS p', 'ONBUILD USER t', 'ONBUILD WORKDIR t', 'FROM p', 'WORKDIR x'],
      { user: 't', workdir: '/srv/t/x', onbuild: [] },
    ],
    [
      'does not run the triggers of its parent’s parent',
      ['FROM a AS p', 'ONBUILD ENV A=$A+', 'FROM p AS q', 'FROM q'],
      { env: { PATH: '/bin', HOME: '/srv', A: '$A+' } },
    ],
    [
      'is not changed by another child',
      ['FROM a AS p', 'ENV A=1', 'FROM p', 'ENV A=2 B=2', 'FROM p', 'ENV C=3'],
      { env: { PATH: '/bin', HOME: '/srv', A: '1', C: '3' } },
    ],
  ];
  test.each(cases)('%s', (_name, lines, result) => {
    expect(resultOf(lines, BASE)).toMatchObject(result);
  });
});

test('triggers of a base image run', () => {
  const base = { ...BASE, onbuild: ['USER t', 'ENV A="$HOME"'] };
  expect(resultOf(['FROM base', 'ENV B=$A'], base)).toMatchObject({
    user: 't',
    env: { A: '/srv', B: '/srv' },
    onbuild: [],
  });
});

test('an image without a PATH gets the standard one', () => {
  const { env } = resultOf(['FROM scratch', 'ENV PATH=/x:$PATH'], SCRATCH);
  expect(env['PATH']).toBe('/x:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
});

describe('with a backtick as escape, as for Windows,', () => {
  const cases: readonly Case[] = [
    ['WORKDIR loses its drive', ['WORKDIR C:\\app\\'], { workdir: '\\app' }],
    ['WORKDIR adds up', ['WORKDIR c:/app', 'WORKDIR a\\..\\b'], { workdir: '\\app\\b' }],
    ['CMD in shell form is run by cmd', ['CMD a'], { cmd: ['cmd', '/S', '/C', 'a'] }],
  ];
  test.each(cases)('%s', (_name, lines, result) => {
    expect(resultOf(['# escape=`', 'FROM base', ...lines], SCRATCH)).toMatchObject(result);
  });
});

describe('before an instruction', () => {
  const dockerfile = parseDockerfile(
    ['FROM base', 'RUN a', 'RUN b', 'USER u', 'ONBUILD RUN c', 'RUN d'].join('\n'),
  );
  const { before } = interpret(dockerfile, () => BASE);
  const configs = dockerfile.instructions.map((instruction) => before(instruction));

  test('the configuration is that of the instructions above it', () => {
    expect(configs.map(({ user }) => user)).toEqual(['app', 'app', 'app', 'app', 'u', 'u']);
    expect(configs.at(-1)?.onbuild).toEqual(['RUN c']);
  });

  test('it is the same object while nothing changes', () => {
    expect(configs[2]).toBe(configs[1]);
    expect(configs[4]).not.toBe(configs[3]);
  });

  test('it is unknown outside the stages', () => {
    const [arg] = parseDockerfile('ARG V\nFROM a').instructions;
    if (arg === undefined) throw new Error('no instruction');
    expect(before(arg)).toMatchObject({ user: 'unknown', envComplete: false });
  });
});

test('10,000 ENV instructions are interpreted and read in less than a second of processor time', () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => `ENV E${index}=\${E${index - 1}:-0}`);
  const dockerfile = parseDockerfile(['FROM base', ...lines].join('\n'));
  const start = cpuTime();
  const { before } = interpret(dockerfile, () => BASE);
  const sizes = dockerfile.instructions.map((instruction) => before(instruction).env.size);
  expect(sizes.at(-1)).toBe(10_001);
  expect(cpuTime() - start).toBeLessThan(1000);
});
