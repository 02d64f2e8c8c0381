import { describe, expect, it } from 'vitest';
import type { Effect, Fix, InstructionChange, Rule } from '../../../src/findings/rule.ts';
import type { StageSplit } from '../../../src/findings/stage-split.ts';
import { plainContext } from '../../../src/remediation/check-context.ts';
import { composePatch } from '../../../src/remediation/compose.ts';
import type { Patch } from '../../../src/remediation/patch.ts';
import { knowledgeOf } from '../../rules/image-knowledge.ts';
import { replacing, sampleRule } from '../sample-rules.ts';

const BEFORE = `FROM golang:1.24
ARG VERSION=1
ENV MODE=fast
ENV CGO_ENABLED=0
ENV LEVEL=1 GOFLAGS=-v
WORKDIR /app
COPY . .
EXPOSE 80
RUN go build -o server .
LABEL version=$VERSION
CMD ["./server"]
`;

const RUNTIME = [
  'FROM debian:bookworm-slim',
  'ARG VERSION=1',
  'ENV MODE=fast',
  'ENV LEVEL=1',
  'EXPOSE 80',
  'RUN apt-get update',
  'WORKDIR /app',
  'COPY --from=build /app/server /app/server',
];

interface Made {
  /** Lines of the new last stage in front of the cut. */
  readonly lines?: readonly string[];
  /** Lines at the end of the builder. */
  readonly ending?: readonly string[];
  readonly from?: string;
  /** Whether EXPOSE leaves the builder. */
  readonly takesExpose?: boolean;
  readonly declared?: Partial<StageSplit>;
  readonly cutAt?: string;
  readonly effects?: readonly Effect[];
  /** Another image to build on. */
  readonly base?: string;
}

function textBefore({ base = 'golang:1.24' }: Made): string {
  return BEFORE.replace('golang:1.24', base);
}

/** The right split of `BEFORE`, but for what the test makes wrong. */
function splitting(made: Made) {
  const {
    lines = RUNTIME,
    ending = [],
    base = 'golang:1.24',
    from = `FROM ${base} AS build`,
    takesExpose = true,
  } = made;
  const before = textBefore(made);
  const start = before.indexOf(made.cutAt ?? 'LABEL');
  const expose = { start: before.indexOf('EXPOSE'), end: before.indexOf('RUN') };
  const text = [...ending, '', ...lines].map((line) => `${line}\n`).join('');
  const added = [...ending, ...lines].map((line): InstructionChange => {
    return { kind: 'insert', keyword: line.split(' ')[0] ?? '' };
  });
  const commands = [...ending, ...lines].flatMap((line) =>
    line.startsWith('RUN ')
      ? [{ kind: 'append' as const, command: line.slice('RUN '.length) }]
      : [],
  );
  return sampleRule(`FROM ${base}\n`, (at): Fix => ({
    title: 'Split',
    edits: [
      { span: { start: at, end: at + `FROM ${base}`.length }, text: from },
      ...(takesExpose ? [{ span: expose, text: '' }] : []),
      { span: { start, end: start }, text },
    ],
    effects: made.effects ?? ['base', 'env', 'files', 'packages'],
    instructions: [
      ...(takesExpose ? [{ kind: 'remove' as const, keyword: 'EXPOSE' }] : []),
      ...added,
    ],
    commands,
    splitStage: {
      runtime: 'debian:bookworm-slim',
      builder: 'build',
      cut: start,
      copies: ['/app/server'],
      onPath: [],
      runs: ['apt-get update'],
      builderRuns: [],
      buildOnly: ['CGO_ENABLED', 'GOFLAGS'],
      ...made.declared,
    },
  }));
}

function patchOf(made: Made, allowed: readonly string[] = [], others: readonly Rule[] = []): Patch {
  const knowledge = knowledgeOf({ allowed });
  const context = plainContext([splitting(made), ...others], knowledge);
  return composePatch({ path: 'Dockerfile', text: textBefore(made) }, context, {
    safeties: ['safe', 'review'],
    only: null,
    moveImages: true,
  });
}

const without = (line: string) => RUNTIME.filter((one) => one !== line);
const instead = (line: string, by: string) => RUNTIME.map((one) => (one === line ? by : one));

describe('the gate lets a stage be split that', () => {
  it('keeps its configuration and copies the program', () => {
    const { after, left } = patchOf({});
    expect(left).toEqual([]);
    expect(after).toContain(
      'RUN go build -o server .\n\nFROM debian:bookworm-slim\nARG VERSION=1\n',
    );
  });

  it('waits until nothing else is to do in it', () => {
    const port = sampleRule(
      'EXPOSE 80',
      replacing('EXPOSE 80', 'EXPOSE 81', { effects: ['expose'] }),
      {
        id: 'port',
      },
    );
    const lines = RUNTIME.map((line) => line.replace('80', '81'));
    const { applied } = patchOf({ lines }, [], [port]);
    expect(applied.map(({ rule }) => rule)).toEqual(['port', 'sample']);
  });
});

describe('the user of the image that a split takes', () => {
  const NONROOT = 'gcr.io/distroless/static-debian12:nonroot';
  const onto = (user: string | undefined, others: Made = {}): Made => ({
    lines: [
      ...instead('FROM debian:bookworm-slim', `FROM ${NONROOT}`).filter(
        (line) => !line.startsWith('RUN'),
      ),
      ...(others.lines ?? []),
    ],
    declared: { runtime: NONROOT, runs: [], ...(user === undefined ? {} : { user }) },
    effects: others.effects ?? ['base', 'env', 'files', 'packages', 'user'],
  });

  it('may take the place of root where the split declares it', () => {
    const { left, applied } = patchOf(onto('65532'));
    expect(left).toEqual([]);
    expect(applied).toHaveLength(1);
  });

  it.each<readonly [string, Made, RegExp]>([
    ['the split does not declare it', onto(undefined), /another user/],
    ['the split declares another one', onto('1000'), /another user/],
    [
      'its effects do not name it',
      onto('65532', { effects: ['base', 'env', 'files'] }),
      /another user/,
    ],
    ['a new USER says so', onto('65532', { lines: ['USER 65532'] }), /new USER/],
  ])('is refused where %s', (_name, made, reason) => {
    const { after, left } = patchOf(made);
    expect(after).toBe(BEFORE);
    expect(left[0]?.reason).toMatch(reason);
  });
});

describe('what another rule finds in a RUN that a split declares', () => {
  const finding = (severity: Rule['severity']) =>
    sampleRule('apt-get update', () => ({ title: 'None', edits: [] }), {
      id: 'packages',
      severity,
      safety: null,
      *check({ text }) {
        const start = text.indexOf('apt-get update');
        const span = { start, end: start + 'apt-get update'.length };
        if (start !== -1) yield { span, message: 'found', fix: null, left: 'it is a sample' };
      },
    });

  it('does not count when it is as bad as what the split cures', () => {
    expect(patchOf({}, [], [finding('medium')]).applied.map(({ rule }) => rule)).toEqual([
      'sample',
    ]);
  });

  it('counts where nothing declares the RUN, though the same stands before the cut', () => {
    const again = sampleRule('LABEL', () => ({ title: 'None', edits: [] }), {
      id: 'labels',
      severity: 'medium',
      safety: null,
      *check({ text, stages }) {
        // Found once in one stage, and in each of two.
        for (const { from } of stages.length > 1 ? [...stages, ...stages] : stages)
          yield { span: from.span, message: text.slice(0, 4), fix: null, left: 'it is a sample' };
      },
    });
    const { after, left } = patchOf({}, [], [again]);
    expect(after).toBe(BEFORE);
    expect(left.map(({ reason }) => reason).join()).toMatch(/labels finds something new/);
  });

  it('counts when a safe fix would write the RUN better', () => {
    const better = sampleRule('apt-get update', () => ({ title: 'None', edits: [] }), {
      id: 'packages',
      severity: 'medium',
      safety: 'safe',
      *check({ text }) {
        const start = text.indexOf('apt-get update');
        const span = { start, end: start + 'apt-get update'.length };
        const edits = [{ span, text: 'apt-get update -q' }];
        if (start !== -1) yield { span, message: 'found', fix: { title: 'Better', edits } };
      },
    });
    const { left } = patchOf({}, [], [better]);
    expect(left.map(({ reason }) => reason).join()).toMatch(/packages finds something new/);
  });

  it('counts when it is worse', () => {
    const { after, left } = patchOf({}, [], [finding('high')]);
    expect(after).toBe(BEFORE);
    expect(left[0]?.reason).toMatch(/packages finds something new/);
  });
});

describe('the gate refuses to split a stage where the fix', () => {
  const wrong: Readonly<Record<string, readonly [reason: RegExp, made: Made]>> = {
    'forgets a setting': [/another variable `MODE`/, { lines: without('ENV MODE=fast') }],
    'takes a variable out of an ENV that it does not declare': [
      /has a new ENV/,
      { declared: { buildOnly: ['CGO_ENABLED'] } },
    ],
    'gives another value to what an ENV keeps': [
      /has a new ENV/,
      { lines: instead('ENV LEVEL=1', 'ENV LEVEL=2') },
    ],
    'gives a variable another value': [
      /a new ENV|another variable/,
      { lines: instead('ENV MODE=fast', 'ENV MODE=slow') },
    ],
    'forgets an ARG that a later instruction uses': [
      /another `VERSION`/,
      { lines: without('ARG VERSION=1') },
    ],
    'takes another image than it declares': [
      /not declared|does not stand on/,
      { lines: instead('FROM debian:bookworm-slim', 'FROM debian:trixie-slim') },
    ],
    'declares no image at all for it': [
      /may not be used/,
      { declared: { runtime: 'Not An Image' } },
    ],
    'takes another image for the builder': [
      /the builder is not the old stage/,
      { from: 'FROM debian:bookworm-slim AS build' },
    ],
    'names the builder otherwise': [
      /the builder is not the old stage/,
      { from: 'FROM golang:1.24 AS other' },
    ],
    'forgets the copy': [
      /missing/,
      { lines: without('COPY --from=build /app/server /app/server') },
    ],
    'copies something else': [/a new COPY/, { lines: [...RUNTIME, 'COPY --from=build /app /app'] }],
    'copies from the build folder': [/a new COPY/, { lines: [...RUNTIME, 'COPY . .'] }],
    'copies the program to another place': [
      /a new COPY/,
      {
        lines: instead(
          'COPY --from=build /app/server /app/server',
          'COPY --from=build /app/server /server',
        ),
      },
    ],
    'runs something that it does not declare': [
      /a new RUN/,
      { lines: [...RUNTIME, 'RUN apt-get upgrade'] },
    ],
    'builds something that it does not declare': [
      /the builder has a new RUN/,
      { ending: ['RUN go test ./...'] },
    ],
    'changes the user': [/a new USER/, { lines: [...RUNTIME, 'USER nobody'] }],
    'changes the directory': [
      /another workdir/,
      { lines: instead('WORKDIR /app', 'WORKDIR /srv'), effects: ['base', 'env', 'workdir'] },
    ],
    'loses a port': [/EXPOSE was lost|EXPOSE occurs/, { lines: without('EXPOSE 80') }],
    'takes an entry point away that the image brought along': [
      /another entrypoint/,
      { base: 'maven:3.9-eclipse-temurin-17' },
    ],
    'cuts before the build': [
      /wrong stage|missing|lost/,
      { declared: { cut: BEFORE.indexOf('EXPOSE') } },
    ],
    'drops a variable that is not declared to be for the build': [
      /another variable `CGO_ENABLED`/,
      { declared: { buildOnly: ['GOFLAGS'] } },
    ],
  };

  it.each(Object.entries(wrong))('%s', (_name, [reason, made]) => {
    const { after, left } = patchOf(made);
    expect(after).toBe(textBefore(made));
    expect(left[0]?.reason).toMatch(reason);
  });

  it('takes an image that the configuration does not allow', () => {
    const { after, left } = patchOf({}, ['golang']);
    expect(after).toBe(BEFORE);
    expect(left[0]?.reason).toMatch(/may not be used/);
  });
});
