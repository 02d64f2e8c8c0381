import rule from '../../src/rules/consecutive-runs.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'there is one RUN': 'FROM debian:12\nRUN a && b\n',
    'something stands between': 'FROM debian:12\nRUN a\nWORKDIR /x\nRUN b\n',
    'they belong to two stages': 'FROM debian:12\nRUN a\nFROM debian:12\nRUN b\n',
    'one was put together on purpose': 'FROM debian:12\nRUN a && b && c\nRUN d\n',
    'their mounts differ': 'FROM debian:12\nRUN --mount=type=cache,target=/c a\nRUN b\n',
    'one is in exec form': 'FROM debian:12\nRUN a\nRUN ["b"]\n',
    'one is a here-document': 'FROM debian:12\nRUN a\nRUN <<EOF\nb\nEOF\n',
    'the shell is not POSIX': 'FROM debian:12\nSHELL ["pwsh", "-c"]\nRUN Get-A\nRUN Get-B\n',
    'ONBUILD stands between': 'FROM debian:12\nRUN a\nONBUILD RUN b\nRUN c\n',
  },
  leaves: {
    'each of a longer row': [
      'FROM debian:12\nRUN a\nRUN b\nRUN c && d\n',
      [3, 4],
      /which of these 3 RUNs belong together/,
    ],
    'a comment stands between': ['FROM debian:12\nRUN a\n# then\nRUN b\n', [4], /a comment stands/],
    'the directory would reach into the second': [
      'FROM debian:12\nRUN cd /a\nRUN b\n',
      [3],
      /`cd` in this RUN would reach/,
    ],
    'the first goes on after a failure': [
      'FROM debian:12\nRUN a; b\nRUN c\n',
      [3],
      /not joined by `&&`/,
    ],
  },
  fixes: {
    'two that stand alone': [
      'FROM debian:12\nRUN a\n\nRUN b && c\nCMD ["d"]\n',
      'FROM debian:12\nRUN a && b && c\nCMD ["d"]\n',
    ],
    'the same mounts': [
      'FROM debian:12\nRUN --mount=type=cache,target=/c a\nRUN --mount=type=cache,target=/c b\n',
      'FROM debian:12\nRUN --mount=type=cache,target=/c a && b\n',
    ],
  },
});
