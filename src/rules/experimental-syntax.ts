import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Rule } from '../findings/rule.ts';

/** Channels, those of daily builds included, in which features were tried out before they became stable. */
const TRIAL =
  /^((?:docker\.io\/)?docker\/dockerfile)(?:-upstream)?:(?:(?:[\d.]+|master)-)?(?:experimental|labs)$/;

/**
 * What is still in the `labs` channel with version 1.20 of the frontend; mounts came with 1.2, here-documents
 * and `--link` with 1.4, `--checksum` with 1.6, `--exclude` with 1.19, `--parents` and `--security` with 1.20
 * (https://docs.docker.com/build/buildkit/dockerfile-release-notes/).
 */
const STILL_TRIED = 'device';

function isStable({ instructions }: Dockerfile): boolean {
  return !instructions.some(({ keyword, flags }) => {
    return keyword === 'RUN' && flags.some(({ name }) => name === STILL_TRIED);
  });
}

export default {
  id: 'experimental-syntax',
  summary: 'The syntax line names a trial version of the frontend for what is stable by now',
  rationale:
    'Mounts and here-documents once needed `docker/dockerfile:experimental` or a `labs` version. They are ' +
    'in the stable frontend since 1.2 and 1.4, while the trial versions get no fixes any more. The fix ' +
    'takes `docker/dockerfile:1`, where the file uses nothing that is still being tried.',
  severity: 'low',
  safety: 'review',
  effects: [],
  aliases: {},
  references: ['https://docs.docker.com/build/buildkit/dockerfile-release-notes/'],
  examples: [
    {
      name: 'a cache mount needed the experimental version',
      before:
        '# syntax=docker/dockerfile:experimental\nFROM golang:1.25\nRUN --mount=type=cache,target=/root/.cache go version\n',
      after:
        '# syntax=docker/dockerfile:1\nFROM golang:1.25\nRUN --mount=type=cache,target=/root/.cache go version\n',
    },
  ],
  *check(dockerfile) {
    for (const { role, span, reference } of imageUses(dockerfile)) {
      const name = role === 'syntax' ? TRIAL.exec(reference)?.[1] : undefined;
      if (name === undefined) continue;
      const message = `\`${reference}\` is a trial version of the frontend.`;
      if (!isStable(dockerfile)) {
        const left =
          'the file uses `RUN --device`, which is in no stable version yet; take the newest `labs` version';
        yield { span, message, fix: null, left };
        continue;
      }
      const target = `${name}:1`;
      const reason = 'what the file uses is stable by now';
      const to = { reference: target, digest: null, kind: 'replacement', reason } as const;
      const fix = {
        title: `Take the stable frontend \`${target}\``,
        edits: [{ span, text: target }],
        moves: [{ from: reference, to: { ...to, evidence: null } }],
        review: 'See that the builders in use can pull this image.',
        preconditions: [
          {
            text: 'mounts, here-documents and flags of this file are in the stable frontend',
            state: 'held' as const,
          },
        ],
      };
      yield { span, message, fix };
    }
  },
} satisfies Rule;
