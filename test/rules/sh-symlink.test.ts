import rule from '../../src/rules/sh-symlink.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'SHELL is used': 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN source a\n',
    'another link is made': 'FROM debian:12\nRUN ln -s /bin/bash /usr/local/bin/bash\n',
    'sh is only the source': 'FROM debian:12\nRUN ln -s /bin/sh /bin/mysh\n',
    'an empty image gets its shell':
      'FROM scratch\nRUN ["/busybox", "ln", "/busybox", "/bin/sh"]\n',
    'a text says it': 'FROM debian:12\nRUN echo ln -sf /bin/bash /bin/sh\n',
  },
  fixes: {
    'a RUN below needs bash': {
      before:
        'FROM debian:12\n# so that we can source files\nRUN rm /bin/sh && \\\n  ln -s /bin/bash /bin/sh\n\nRUN source a && nvm install\nCMD nvm run\n',
      after:
        'FROM debian:12\n# so that we can source files\nSHELL ["/bin/bash", "-c"]\n\nRUN source a && nvm install\nCMD nvm run\n',
      preconditions: {
        'bash is there: the RUN of line 6 (`source`) runs in it today': 'held',
        'no RUN, CMD, ENTRYPOINT or HEALTHCHECK below calls `sh` by its name': 'held',
        'no program and no script of the image counts on bash as `/bin/sh` (`#!/bin/sh`, `system()`)':
          'unknown',
      },
    },
    'the link is relative, and the image is not known': [
      'from example.com/base\nrun mv /bin/sh /bin/sh.old ; ln -s bash /bin/sh\nrun [[ -e a ]]\n',
      'from example.com/base\nshell ["/bin/bash", "-c"]\nrun [[ -e a ]]\n',
    ],
  },
  leaves: {
    'nothing below needs bash': [
      'FROM debian:12\nRUN source a\nRUN ln -sfv /bin/bash /bin/sh\nRUN make\n',
      [3],
      /^no RUN below it needs bash/,
    ],
    'the RUN that needs bash stands in another stage': [
      'FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\nFROM debian:12\nRUN source a\n',
      [2],
      /^no RUN below it needs bash/,
    ],
    'the RUN does other things': [
      'FROM debian:12\nRUN apt-get update && ln -sf bash /bin/sh\nRUN source a\n',
      [2],
      /^the RUN does more .* for the RUN of line 3 \(`source`\)$/,
    ],
    'the container starts sh': [
      'FROM debian:12\nRUN ln -sf bash /bin/sh\nRUN source a\nENTRYPOINT ["/bin/sh", "/run.sh"]\n',
      [2],
      /^ENTRYPOINT of line 4 calls `sh`/,
    ],
    'a RUN calls sh': [
      'FROM debian:12\nRUN ln -sf bash /bin/sh\nRUN source a && sh install.sh\n',
      [2],
      /^RUN of line 3 calls `sh`/,
    ],
    'SHELL is another one already': [
      'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN ln -sf bash /bin/sh\nRUN source a\n',
      [3],
      /call bash by its name/,
    ],
    'sudo replaces it by another shell': [
      'FROM debian:12\nRUN sudo ln -snf /usr/bin/zsh /usr/bin/sh\n',
      [2],
      /`SHELL \["\/usr\/bin\/zsh", "-c"\]`/,
    ],
    'a copy replaces it': ['FROM debian:12\nRUN cp /bin/bash /bin/sh\nRUN source a\n', [2]],
  },
});
