import rule from '../../src/rules/no-digest.ts';
import { testRule } from './rule-table.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

testRule(rule, {
  outlooks: {
    'debian:13': { reference: `debian:13@${DIGEST}`, kind: 'digest-pin' },
    'busybox:1.37': { reference: 'busybox:1.38', kind: 'minor' },
    'docker/dockerfile:1': { reference: `docker/dockerfile:1@${DIGEST}`, kind: 'digest-pin' },
    'alpine:3.22': { reference: `alpine:3.22@${DIGEST}`, kind: 'digest-pin' },
  },
  passes: {
    'the image has a tag and a digest': `FROM debian:12@${DIGEST}\n`,
    'the digest comes from an ARG': `ARG D=${DIGEST}\nFROM debian@$D\n`,
    'the base is scratch or a stage': 'FROM scratch AS a\nFROM a\n',
    'the reference is not known': 'ARG IMAGE\nFROM $IMAGE\n',
    'COPY names what may be a build context': `FROM debian@${DIGEST}\nCOPY --from=assets / /a/\n`,
    'the syntax directive floats on purpose': `# syntax=docker/dockerfile:1.4\nFROM debian@${DIGEST}\n`,
  },
  leaves: {
    'the base has a tag only': ['FROM debian:12\n', [1], /nothing that the policy allows/],
    'the base has nothing': ['FROM debian\n', [1]],
    'another tag is to be taken': ['FROM busybox:1.37\n', [1], /becomes busybox:1\.38/],
    'COPY takes from an image': [`FROM debian@${DIGEST}\nCOPY --from=busybox:1.36 /b /b\n`, [2]],
  },
  fixes: {
    'the registry tells the digest': ['FROM debian:13\n', `FROM debian:13@${DIGEST}\n`],
    'the policy asks for digests of frontends, too': [
      `# syntax=docker/dockerfile:1\nFROM debian@${DIGEST}\n`,
      `# syntax=docker/dockerfile:1@${DIGEST}\nFROM debian@${DIGEST}\n`,
    ],
    'COPY and a mount take from an image': [
      'FROM scratch\nCOPY --from=alpine:3.22 /a /a\nRUN --mount=target=/b,from=alpine:3.22 x\n',
      `FROM scratch\nCOPY --from=alpine:3.22@${DIGEST} /a /a\nRUN --mount=target=/b,from=alpine:3.22@${DIGEST} x\n`,
    ],
  },
});

testRule(rule, {
  leaves: { 'no registry was asked': ['FROM debian:12\n', [1], /asked from the registry/] },
});
