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
  leaves: {
    'a link replaces it': [
      'FROM debian:12\nRUN ln -sfv /bin/bash /bin/sh\n',
      [2],
      /remove the link/,
    ],
    'the link is relative, after a removal': [
      'FROM debian:12\nRUN rm /bin/sh && \\\n  ln -s bash /bin/sh\n',
      [3],
    ],
    'sudo replaces it': ['FROM debian:12\nRUN sudo ln -snf /usr/bin/zsh /usr/bin/sh\n', [2]],
    'a copy replaces it': ['FROM debian:12\nRUN cp /bin/bash /bin/sh\n', [2]],
  },
});
