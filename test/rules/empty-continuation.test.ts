import rule from '../../src/rules/empty-continuation.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a comment stands between the lines': 'FROM a:1\nRUN x && \\\n  # y\n  z\n',
    'the blank line is in a here-document': 'FROM a:1\nRUN <<EOF\nx \\\n\ny\nEOF\n',
    'the blank line is behind the instruction': 'FROM a:1\nRUN x\n\nRUN y\n',
  },
  leaves: {
    'the next line is an instruction': [
      'FROM a:1\nRUN x && \\\n\nCMD ["y"]\n',
      [3],
      /the continuation may be the mistake/,
    ],
    'the next line behind a comment is an instruction': [
      'FROM a:1\nRUN x \\\n\n# z\nCMD ["y"]\n',
      [3],
      /the continuation may be the mistake/,
    ],
    'blanks at the end of the file': ['FROM a:1\nRUN x \\\n  ', [3], /end of the file/],
  },
  fixes: {
    'several, with blanks and comments between': [
      'FROM a:1\nRUN x && \\\n\n  # c\n \t\n  y && \\\n\n\n  z\n',
      'FROM a:1\nRUN x && \\\n  # c\n  y && \\\n  z\n',
    ],
    'Windows line endings': [
      'FROM a:1\r\nENV A=1 \\\r\n\r\n  B=2\r\n',
      'FROM a:1\r\nENV A=1 \\\r\n  B=2\r\n',
    ],
    'one behind ONBUILD': [
      'FROM a:1\nONBUILD RUN x && \\\n\n  y\n',
      'FROM a:1\nONBUILD RUN x && \\\n  y\n',
    ],
  },
});
