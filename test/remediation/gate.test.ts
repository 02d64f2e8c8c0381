import { describe, expect, it } from 'vitest';
import type { CommandChange, Fix, Problem, Rule } from '../../src/findings/rule.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import type { Patch } from '../../src/remediation/patch.ts';
import { replacing, sampleRule } from './sample-rules.ts';

function patch(text: string, ...rules: readonly Rule[]): Patch {
  const context = plainContext(rules);
  const policy = { safeties: ['safe'] as const, only: null, moveImages: true };
  return composePatch({ path: 'Dockerfile', text }, context, policy);
}

function insertAt(text: string, rest: Partial<Fix> = {}) {
  return (start: number): Fix => ({
    title: 'Insert',
    edits: [{ span: { start, end: start }, text }],
    ...rest,
  });
}

function movingTo(from: string, reference: string): Partial<Fix> {
  const to = { reference, digest: null, kind: 'minor', reason: 'newer', evidence: null } as const;
  return { effects: ['base'], moves: [{ from, to }] };
}

function join(command: string): CommandChange {
  return { kind: 'join', command };
}

function leave(command: string): CommandChange {
  return { kind: 'exit-on-failure', command };
}

const raiseCurl: CommandChange = {
  kind: 'replace-argument',
  command: 'apk add',
  argument: 'curl=8.5.0-r0',
  by: 'curl=8.5.0-r1',
};

describe('the gate refuses a fix that', () => {
  const wrong: Record<string, [part: string, text: string, rule: Rule]> = {
    'breaks the syntax': [
      'bytes',
      'FROM a\nUSER x\n',
      sampleRule('USER x', replacing('USER x', 'ENV x')),
    ],
    'loses a comment': [
      'bytes',
      'FROM a\n# why\nUSER x\n',
      sampleRule('# why\nUSER x', replacing('# why\nUSER x', 'USER x')),
    ],
    'changes a directive': [
      'bytes',
      '# syntax=docker/dockerfile:1\nFROM a\n',
      sampleRule('dockerfile:1', replacing('dockerfile:1', 'dockerfile:2')),
    ],
    'drops the final line ending': [
      'bytes',
      'FROM a\nUSER x\n',
      sampleRule('x\n', replacing('x\n', 'y')),
    ],
    'writes a bare line feed into a file of CRLF lines': [
      'bytes',
      'FROM a\r\nRUN x\r\n',
      sampleRule(
        'RUN x',
        replacing('RUN x', 'RUN x \\\n && y', { commands: [{ kind: 'append', command: 'y' }] }),
      ),
    ],
    'has edits that overlap': [
      'bytes',
      'FROM a\nUSER x\n',
      sampleRule('USER x', (start) => ({
        title: 'Overlap',
        edits: [
          { span: { start, end: start + 6 }, text: 'USER y' },
          { span: { start: start + 2, end: start + 4 }, text: 'z' },
        ],
      })),
    ],
    'removes an instruction without declaring it': [
      'instructions',
      'FROM a\nEXPOSE 80\nCMD a\n',
      sampleRule('EXPOSE 80\n', replacing('EXPOSE 80\n', '', { effects: ['expose'] })),
    ],
    'inserts an instruction without declaring it': [
      'instructions',
      'FROM a\nCMD a\n',
      sampleRule('CMD a', replacing('CMD a', 'EXPOSE 80\nCMD b', { effects: ['expose', 'cmd'] })),
    ],
    'changes the user without declaring it': [
      'configuration',
      'FROM a\nUSER root\n',
      sampleRule('root', replacing('root', 'nobody')),
    ],
    'changes the working directory that a later RUN has': [
      'configuration',
      'FROM a\nWORKDIR /a\nRUN make\nWORKDIR /b\n',
      sampleRule('/a', replacing('/a', '/c')),
    ],
    'makes CMD append to an entry point': [
      'configuration',
      'FROM a\nENTRYPOINT run x\nCMD ["y"]\n',
      sampleRule('run x', replacing('run x', '["run", "x"]')),
    ],
    'changes a command without declaring it': [
      'commands',
      'FROM a\nRUN make test\n',
      sampleRule('make test', replacing('make test', 'make')),
    ],
    'loses a command of a RUN': [
      'commands',
      'FROM a\nRUN make && make install\n',
      sampleRule(' && make install', replacing(' && make install', '')),
    ],
    'raises a version beyond the declared one': [
      'commands',
      'FROM a\nRUN apk add curl=8.5.0-r0\n',
      sampleRule(
        'curl=8.5.0-r0',
        replacing('curl=8.5.0-r0', 'curl=9.0.0-r0', { commands: [raiseCurl] }),
      ),
    ],
    'raises a version of two packages where one was declared': [
      'commands',
      'FROM a\nRUN apk add curl=8.5.0-r0 git=2.43.0-r0\n',
      sampleRule(
        'curl=8.5.0-r0 git=2.43.0-r0',
        replacing('curl=8.5.0-r0 git=2.43.0-r0', 'curl=8.5.0-r1 git=2.43.7-r0', {
          commands: [raiseCurl],
        }),
      ),
    ],
    'joins two commands in another way': [
      'commands',
      'FROM a\nRUN make && make install\n',
      sampleRule('&&', replacing('&&', '||')),
    ],
    'puts a command into a subshell': [
      'commands',
      'FROM a\nRUN make && make install\n',
      sampleRule('make install', replacing('make install', '(make install)')),
    ],
    'joins a command by && that stood behind a semicolon': [
      'commands',
      'FROM a\nRUN cd b; make\n',
      sampleRule(';', replacing(';', ' &&')),
    ],
    'joins another command than it declares': [
      'commands',
      'FROM a\nRUN cd b; make; c\n',
      sampleRule('; make', replacing('; make', ' && make', { commands: [join('c')] })),
    ],
    'joins a command in another way than by &&': [
      'commands',
      'FROM a\nRUN cd b; make\n',
      sampleRule(';', replacing(';', ' ||', { commands: [join('make')] })),
    ],
    'takes a declared join for the way back': [
      'commands',
      'FROM a\nRUN cd b && make\n',
      sampleRule(' &&', replacing(' &&', ';', { commands: [join('make')] })),
    ],
    'joins a construct in another way': [
      'commands',
      'FROM a\nRUN cd b && (make)\n',
      sampleRule('&&', replacing('&&', '||')),
    ],
    'puts a way out behind another command than it declares': [
      'commands',
      'FROM a\nRUN cd b; make; c\n',
      sampleRule('; c', replacing('; c', ' || exit 1; c', { commands: [leave('cd b')] })),
    ],
    'leaves in any case where it declares a way out': [
      'commands',
      'FROM a\nRUN cd b; make\n',
      sampleRule('; m', replacing('; m', '; exit 1; m', { commands: [leave('cd b')] })),
    ],
    'leaves with another code than it declares': [
      'commands',
      'FROM a\nRUN cd b; make\n',
      sampleRule('; m', replacing('; m', ' || exit 0; m', { commands: [leave('cd b')] })),
    ],
    'breaks the shell text': [
      'commands',
      'FROM a\nRUN make && make\n',
      sampleRule('&&', replacing('&&', '&& &&')),
    ],
    'takes another base image': [
      'configuration',
      'FROM alpine:3.20\nUSER x\n',
      sampleRule('3.20', replacing('3.20', '3.21')),
    ],
    'takes another image in COPY': [
      'configuration',
      'FROM scratch\nCOPY --from=busybox:1.36 /a /b\n',
      sampleRule('1.36', replacing('1.36', '1.37')),
    ],
    'takes another image in a mount': [
      'configuration',
      'FROM scratch\nRUN --mount=from=busybox:1.36,target=/b x\n',
      sampleRule('1.36', replacing('1.36', '1.37')),
    ],
    'takes another image than it declares': [
      'configuration',
      'ARG V=3.20\nFROM alpine:$V\n',
      sampleRule('3.20', replacing('3.20', '3.21', movingTo('alpine:3.20', 'alpine:3.22'))),
    ],
    'moves an image that another fix did not mean': [
      'configuration',
      'ARG V=3.20\nFROM alpine:$V\nFROM alpine-tools:$V\n',
      sampleRule('3.20', replacing('3.20', '3.21', movingTo('alpine:3.20', 'alpine:3.21'))),
    ],
    'swaps two declared images': [
      'configuration',
      'FROM alpine:3.20\nFROM debian:12\n',
      sampleRule(
        'alpine:3.20\nFROM debian:12',
        replacing('alpine:3.20\nFROM debian:12', 'debian:12\nFROM alpine:3.20'),
      ),
    ],
    'takes another frontend than it declares': [
      'bytes',
      '# syntax=docker/dockerfile:1.4\nFROM a\n',
      sampleRule(
        '1.4',
        replacing('1.4', '1.9', movingTo('docker/dockerfile:1.4', 'docker/dockerfile:1.8')),
      ),
    ],
    'does not cure the finding': [
      'findings',
      'FROM a\nUSER x\n',
      sampleRule('USER x', replacing('USER x', 'USER x ')),
    ],
  };

  it.each(Object.entries(wrong))('%s', (_name, [part, text, rule]) => {
    const result = patch(text, rule);
    expect(result.after).toBe(text);
    expect(result.applied).toEqual([]);
    expect(result.left[0]?.reason).toContain(`the gate refused the fix (${part})`);
  });

  it('makes another rule find something as severe', () => {
    const worse = sampleRule('EXPOSE 22', replacing('EXPOSE 22', 'EXPOSE 22'), {
      id: 'worse',
      severity: 'high',
    });
    const rule = sampleRule(
      'EXPOSE 80',
      replacing('EXPOSE 80', 'EXPOSE 22', { effects: ['expose'] }),
    );
    const text = 'FROM a\nEXPOSE 80\n';
    const result = patch(text, rule, worse);
    expect(result.after).toBe(text);
    expect(result.left.map((left) => left.reason)).toEqual([
      'the gate refused the fix (findings): worse finds something new on line 2',
    ]);
  });

  it('never settles', () => {
    const growing = sampleRule(
      'LABEL a=',
      insertAt('LABEL b=1\n', {
        effects: ['labels'],
        instructions: [{ kind: 'insert', keyword: 'LABEL' }],
      }),
    );
    const shrinking: Rule = {
      ...growing,
      *check(dockerfile): Generator<Problem> {
        const start = dockerfile.text.indexOf('LABEL a=');
        const count = dockerfile.text.split('LABEL b=1').length - 1;
        if (count > 40) return;
        const edits = [{ span: { start, end: start }, text: 'LABEL b=1\n' }];
        const fix: Fix = {
          title: 'Grow',
          edits,
          effects: ['labels'],
          instructions: [{ kind: 'insert', keyword: 'LABEL' }],
        };
        for (let index = count; index < 40; index += 1) {
          const at = index === count ? fix : { ...fix, edits: [] };
          yield { span: { start, end: start + 5 }, message: `missing ${index}`, fix: at };
        }
      },
    };
    const result = patch('FROM a\nLABEL a=1\n', shrinking);
    expect(result.left.some((left) => left.reason.includes('(settled)'))).toBe(true);
  });
});

describe('the gate refuses the cure of a file that the builder refuses where', () => {
  const asRun = { instructions: [{ kind: 'replace', keyword: 'RUNN', by: 'RUN' }] } as const;
  const wrong: Record<string, [text: string, reason: RegExp, rule: Rule]> = {
    'the builder still refuses it': [
      'FROM a\nRUNN x\nCOPPY a b\n',
      /does not parse/,
      sampleRule('RUNN', replacing('RUNN', 'RUN', asRun)),
    ],
    'another instruction is declared': [
      'FROM a\nRUNN x\n',
      /RUNN became CMD/,
      sampleRule('RUNN', replacing('RUNN', 'CMD', asRun)),
    ],
    'the argument changes, too': [
      'FROM a\nRUNN x\n',
      /more than its keyword/,
      sampleRule('RUNN x', replacing('RUNN x', 'RUN y', asRun)),
    ],
    'an instruction is lost': [
      'FROM a\nRUNN x\nUSER b\n',
      /number of instructions/,
      sampleRule('RUNN x\nUSER b\n', replacing('RUNN x\nUSER b\n', 'RUN x\n', asRun)),
    ],
    'more is declared than done': [
      'FROM a\nRUNN x\n',
      /is missing/,
      sampleRule(
        'RUNN',
        replacing('RUNN', 'RUN', {
          instructions: [...asRun.instructions, ...asRun.instructions],
        }),
      ),
    ],
  };

  it.each(Object.entries(wrong))('%s', (_name, [text, reason, rule]) => {
    const result = patch(text, { ...rule, curesSyntax: true });
    expect(result.after).toBe(text);
    expect(result.left[0]?.reason).toMatch(reason);
  });

  it('a rule has other fixes, which it does not even get', () => {
    const result = patch('FROM a\nRUNN x\n', sampleRule('RUNN', replacing('RUNN', 'RUN', asRun)));
    expect(result.left[0]?.reason).toMatch(/cure its syntax first/);
  });
});

describe('the gate lets a fix pass that', () => {
  const right: Record<string, [before: string, after: string, rule: Rule]> = {
    'declares the user that it changes': [
      'FROM a\nUSER root\n',
      'FROM a\nUSER nobody\n',
      sampleRule('root', replacing('root', 'nobody', { effects: ['user'] })),
    ],
    'declares the image that it takes': [
      'FROM alpine:3.20\nUSER root\n',
      'FROM alpine:3.21\nUSER root\n',
      sampleRule('3.20', replacing('3.20', '3.21', movingTo('alpine:3.20', 'alpine:3.21'))),
    ],
    'declares the frontend that it takes': [
      '# syntax=docker/dockerfile:1.4\nFROM a\n',
      '# syntax=docker/dockerfile:1.9\nFROM a\n',
      sampleRule(
        '1.4',
        replacing('1.4', '1.9', movingTo('docker/dockerfile:1.4', 'docker/dockerfile:1.9')),
      ),
    ],
    'declares the instruction that it removes': [
      'FROM a\nEXPOSE 80\nCMD a\n',
      'FROM a\nCMD a\n',
      sampleRule(
        'EXPOSE 80\n',
        replacing('EXPOSE 80\n', '', {
          effects: ['expose'],
          instructions: [{ kind: 'remove', keyword: 'EXPOSE' }],
        }),
      ),
    ],
    'declares the command that && joins in place of a semicolon': [
      'FROM a\nRUN cd b; (make)\n',
      'FROM a\nRUN cd b && (make)\n',
      sampleRule(';', replacing(';', ' &&', { commands: [join('make')] })),
    ],
    'declares the way out behind a command': [
      'FROM a\nRUN cd b; make; c\n',
      'FROM a\nRUN cd b || exit 1; make; c\n',
      sampleRule('b; m', replacing('b; m', 'b || exit 1; m', { commands: [leave('cd b')] })),
    ],
    'declares the command that it appends': [
      'FROM a\r\nRUN make\r\n',
      'FROM a\r\nRUN make && rm -rf /x\r\n',
      sampleRule(
        'RUN make\r',
        replacing('RUN make\r', 'RUN make && rm -rf /x\r', {
          commands: [{ kind: 'append', command: 'rm -rf /x' }],
        }),
      ),
    ],
  };

  it.each(Object.entries(right))('%s', (_name, [before, after, rule]) => {
    expect(patch(before, rule)).toMatchObject({ after, left: [] });
  });

  it('is right although another one in the same file is wrong', () => {
    const good = sampleRule(
      'apt ',
      replacing('apt ', 'apt-get ', {
        commands: [{ kind: 'rename', command: 'apt', by: 'apt-get' }],
      }),
      { id: 'good' },
    );
    const bad = sampleRule('USER root', replacing('USER root', 'USER nobody'), { id: 'bad' });
    const result = patch('FROM a\nRUN apt update\nUSER root\nRUN apt clean\n', bad, good);
    expect(result.after).toBe('FROM a\nRUN apt-get update\nUSER root\nRUN apt-get clean\n');
    expect(result.left.map((left) => left.rule)).toEqual(['bad']);
  });
});
