import { describe, expect, test } from 'vitest';
import type { Instruction } from '../../src/dockerfile/model.ts';
import { mountsOf } from '../../src/dockerfile/mounts.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

function lastInstruction(text: string): Instruction {
  const instruction = parseDockerfile(text).instructions.at(-1);
  if (instruction === undefined) throw new Error('no instruction');
  return instruction.trigger ?? instruction;
}

/** `type{key=value …}` with `+ro` and `+required`, or the error. */
function show(run: string): string[] {
  const text = `FROM a\n${run}\n`;
  return mountsOf(lastInstruction(text), text).map((mount) => {
    if (mount.error !== null) return `error: ${mount.error}`;
    const fields = [...mount.fields.values()]
      .filter(({ key }) => key !== 'type')
      .map(({ key, value }) => (value === null ? key : `${key}=${value}`));
    const flags = `${mount.readonly ? '+ro' : ''}${mount.required ? '+required' : ''}`;
    return `${mount.type}{${fields.join(' ')}}${flags}`;
  });
}

describe('mountsOf reads', () => {
  const cases: readonly (readonly [name: string, run: string, mounts: readonly string[]])[] = [
    ['no mount in a plain RUN', 'RUN make', []],
    ['no mount in another instruction', 'COPY --from=a /x /y', []],
    ['no mount in the text of the command', 'RUN echo --mount=type=cache', []],
    [
      'a cache, which can be written',
      'RUN --mount=type=cache,target=/root/.cache make',
      ['cache{target=/root/.cache}'],
    ],
    ['a bind mount without a type', 'RUN --mount=target=/x make', ['bind{target=/x}+ro']],
    [
      'several mounts among other flags',
      'RUN --network=none --mount=type=cache,target=/a --mount=type=bind,from=busybox:1.36,target=/b x',
      ['cache{target=/a}', 'bind{from=busybox:1.36 target=/b}+ro'],
    ],
    [
      'short keys by their long names',
      'RUN --mount=type=bind,src=/s,dst=/d,rw x',
      ['bind{source=/s target=/d readwrite}'],
    ],
    [
      'another name of the target',
      'RUN --mount=type=tmpfs,destination=/d,size=1g x',
      ['tmpfs{target=/d size=1g}'],
    ],
    ['keys and types in any case', 'RUN --mount=TYPE=Cache,Target=/X x', ['cache{target=/X}']],
    [
      'a secret that must be there',
      'RUN --mount=type=secret,id=npm,required x',
      ['secret{id=npm required}+ro+required'],
    ],
    [
      'a secret that need not',
      'RUN --mount=type=secret,id=npm,required=false x',
      ['secret{id=npm required=false}+ro'],
    ],
    ['an agent socket', 'RUN --mount=type=ssh git clone x', ['ssh{}+ro']],
    [
      'a read-only cache',
      'RUN --mount=type=cache,target=/a,readonly x',
      ['cache{target=/a readonly}+ro'],
    ],
    ['a value that says no', 'RUN --mount=target=/a,ro=0 x', ['bind{target=/a readonly=0}']],
    [
      'the last of two contrary keys',
      'RUN --mount=target=/a,ro,rw x',
      ['bind{target=/a readonly readwrite}'],
    ],
    ['the last of two equal keys', 'RUN --mount=target=/a,target=/b x', ['bind{target=/b}+ro']],
    ['equals signs in a value', 'RUN --mount=type=secret,id=a=b x', ['secret{id=a=b}+ro']],
    [
      'variables as they are written',
      'RUN --mount=type=cache,target=${DIR}/x,id=$ID x',
      ['cache{target=${DIR}/x id=$ID}'],
    ],
    [
      'quotes around the whole value',
      'RUN --mount="type=bind,from=alpine:3.20,target=/a" x',
      ['bind{from=alpine:3.20 target=/a}+ro'],
    ],
    [
      'quoted fields with commas and quotes',
      `RUN --mount='type=bind,"source=a,""b""",target=/a' x`,
      ['bind{source=a,"b" target=/a}+ro'],
    ],
    [
      'an empty field after a comma at the end',
      'RUN --mount=type=cache,target=/a, x',
      ['cache{target=/a }'],
    ],
    [
      'a quote that is not closed as a mistake',
      `RUN --mount='"type=bind' x`,
      ['error: a quoted field has no closing quote, or text stands behind it'],
    ],
    [
      'a quote inside a field as a mistake',
      `RUN --mount='target="/a"' x`,
      ['error: a quote stands inside an unquoted field'],
    ],
    ['an empty mount as a mistake', 'RUN --mount= x', ['error: the mount has no fields']],
    ['the mounts under ONBUILD', 'ONBUILD RUN --mount=type=ssh x', ['ssh{}+ro']],
  ];
  test.each(cases)('%s', (_name, run, mounts) => {
    expect(show(run)).toEqual(mounts);
  });
});

describe('the spans of a mount cut out of the file', () => {
  const cases: readonly (readonly [name: string, run: string, field: string, value: string])[] = [
    [
      'a plain field',
      'RUN --mount=type=bind,from=busybox:1.36,target=/b x',
      'from=busybox:1.36',
      'busybox:1.36',
    ],
    [
      'a field inside quotes',
      'RUN --mount="type=bind,from=busybox:1.36" x',
      'from=busybox:1.36',
      'busybox:1.36',
    ],
    [
      'a quoted field with its quotes',
      `RUN --mount='"from=busybox:1.36",target=/b' x`,
      '"from=busybox:1.36"',
      'busybox:1.36',
    ],
    [
      'a field on another line',
      'RUN --mount=type=bind,\\\nfrom=busybox:1.36,\\\ntarget=/b x',
      'from=busybox:1.36',
      'busybox:1.36',
    ],
    [
      'a field below a comment that reads alike',
      'RUN --mount=type=bind,\\\n# from=busybox:1.35,\nfrom=busybox:1.36 x',
      'from=busybox:1.36',
      'busybox:1.36',
    ],
    ['a bare key', 'RUN --mount=type=bind,from x', 'from', ''],
  ];
  test.each(cases)('%s', (_name, run, field, value) => {
    const text = `FROM a\r\n${run}\r\n`;
    const from = mountsOf(lastInstruction(text), text)[0]?.fields.get('from');
    expect(text.slice(from?.span.start, from?.span.end)).toBe(field);
    const inner = from?.valueSpan ?? { start: 0, end: 0 };
    expect(text.slice(inner.start, inner.end)).toBe(value);
  });

  test('the whole value where quotes stand in it and the text of the file is not given', () => {
    const text = 'FROM a\nRUN --mount="from=busybox:1.36,target=/b" x';
    const from = mountsOf(lastInstruction(text))[0]?.fields.get('from');
    expect(text.slice(from?.span.start, from?.span.end)).toBe('"from=busybox:1.36,target=/b"');
  });
});
