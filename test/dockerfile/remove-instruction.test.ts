import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { removeInstruction } from '../../src/dockerfile/remove-instruction.ts';
import { applyEdits } from '../../src/dockerfile/text-edit.ts';

describe('an instruction that is removed', () => {
  it.each([
    ['takes its line along', 'FROM a\n  USER b\nRUN c\n', 'FROM a\nRUN c\n'],
    ['takes its continued lines along', 'FROM a\nUSER \\\n\n b\nRUN c\n', 'FROM a\nRUN c\n'],
    ['leaves one of two blank lines', 'FROM a\n\nUSER b\n \nRUN c\n', 'FROM a\n\nRUN c\n'],
    ['leaves a blank line on one side', 'FROM a\n\nUSER b\nRUN c\n', 'FROM a\n\nRUN c\n'],
    ['leaves comments around it', 'FROM a\n# b\nUSER b\n# c\n', 'FROM a\n# b\n# c\n'],
    [
      'leaves the comments inside it',
      'FROM a\nUSER \\\n  # b\n  c\nRUN d\n',
      'FROM a\n# b\nRUN d\n',
    ],
    [
      'keeps Windows line endings',
      'FROM a\r\n\r\nUSER b\r\n\r\nRUN c\r\n',
      'FROM a\r\n\r\nRUN c\r\n',
    ],
    ['leaves no line ending where there was none', 'FROM a\nUSER b', 'FROM a'],
    ['leaves no line ending behind its comments', 'FROM a\nUSER \\\n# b\n c', 'FROM a\n# b'],
  ])('%s', (_name, before, after) => {
    const dockerfile = parseDockerfile(before);
    const user = dockerfile.instructions.find(({ keyword }) => keyword === 'USER');
    const edits = user === undefined ? [] : [removeInstruction(dockerfile, user)];
    expect(applyEdits(before, edits)).toEqual({ ok: true, text: after });
  });
});
