import rule from '../../src/rules/old-syntax.ts';
import { testRule } from './rule-table.ts';

const HEREDOC = 'FROM debian:12\nRUN <<EOF\nset -e\nmake\nEOF\n';
const DIGEST = `sha256:${'e'.repeat(64)}`;

testRule(rule, {
  passes: {
    'the version follows the newest': `# syntax=docker/dockerfile:1\n${HEREDOC}`,
    'the version is new enough': `# syntax=docker/dockerfile:1.4\n${HEREDOC}`,
    'there is no syntax line': HEREDOC,
    'the frontend is of somebody else': `# syntax=example.com/dockerfile:1.2\n${HEREDOC}`,
    'the trial version has it':
      '# syntax=docker/dockerfile:1.7-labs\nFROM debian:12\nCOPY --parents a/b /\n',
    'the file uses nothing new':
      '# syntax=docker/dockerfile:1.0\nFROM --platform=$BUILDPLATFORM debian:12\nCOPY --chown=a --from=b /a /\nRUN cat <<<EOF\n',
    'a trigger is read by another build':
      '# syntax=docker/dockerfile:1.2\nFROM debian:12\nONBUILD COPY --link a /\n',
  },
  leaves: {
    'a digest belongs to the old version': [
      `# syntax=docker/dockerfile:1.2@${DIGEST}\n${HEREDOC}`,
      [1],
      /take `docker\/dockerfile:1\.4` or a later one/,
    ],
  },
  fixes: {
    'mounts came with 1.2': [
      '# syntax=docker/dockerfile:1.1\nFROM debian:12\nRUN --mount=type=cache,target=/c make\n',
      '# syntax=docker/dockerfile:1.2\nFROM debian:12\nRUN --mount=type=cache,target=/c make\n',
    ],
    'the newest of several things decides': {
      before: `# syntax = docker.io/docker/dockerfile:1.3.0\n${HEREDOC}COPY --exclude=*.md . /\nADD --link b /\n`,
      after: `# syntax = docker.io/docker/dockerfile:1.19.0\n${HEREDOC}COPY --exclude=*.md . /\nADD --link b /\n`,
      preconditions: { 'COPY --exclude (line 7) came with version 1.19': 'held' },
    },
    'a secret comes as a variable': [
      '# syntax=docker/dockerfile:1.4\nFROM debian:12\nRUN --mount=type=secret,id=t,env=TOKEN make\n',
      '# syntax=docker/dockerfile:1.10\nFROM debian:12\nRUN --mount=type=secret,id=t,env=TOKEN make\n',
    ],
    'a mode in letters': [
      '# syntax=docker/dockerfile:1.4\nFROM debian:12\nCOPY --chmod=u=rwX a /\n',
      '# syntax=docker/dockerfile:1.14\nFROM debian:12\nCOPY --chmod=u=rwX a /\n',
    ],
    'a health check with a start interval': [
      '# syntax=docker/dockerfile:1.5\nFROM debian:12\nHEALTHCHECK --start-interval=1s CMD true\n',
      '# syntax=docker/dockerfile:1.6\nFROM debian:12\nHEALTHCHECK --start-interval=1s CMD true\n',
    ],
  },
});
