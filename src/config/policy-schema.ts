import * as z from 'zod';

const text = z.string().min(1).max(300);
const reason = z
  .string()
  .min(1)
  .max(1000)
  .optional()
  .describe('Why; it is shown with the finding.');

/** Registry and repository written out, so that no image is meant by accident. */
const imagePrefix = z
  .string()
  .max(300)
  .regex(/^(?=[^/]*[.:]|localhost)[A-Za-z0-9][\w.:-]*\/(?:[\w.-]+\/)*[\w.-]*$/, {
    error: 'is no beginning of the full name of an image, such as `docker.io/library/`',
  });

const mirror = z
  .strictObject({
    from: imagePrefix.describe(
      'Beginning of the full name, registry included: `docker.io/library/`, `ghcr.io/acme/`.',
    ),
    to: imagePrefix.describe('What takes its place: `registry.example.com/hub/library/`.'),
  })
  .readonly();

const label = z
  .strictObject({
    key: text.describe('Key of the label, such as `org.opencontainers.image.source`.'),
    value: z
      .string()
      .max(300)
      .optional()
      .describe(
        'The value to write where it is missing. `{source}` stands for the address of the repository, `{title}` for its name, `{licenses}` for what its manifest says. A person has to write it without a value.',
      ),
    reason,
  })
  .readonly();

const KEYWORDS = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const;

const banned = z
  .strictObject({
    instruction: z.enum(KEYWORDS).describe('Keyword of the instruction.'),
    value: text
      .optional()
      .describe(
        'What its arguments look like; `*` stands for anything: `*sudo*`. All of them without it.',
      ),
    remove: z
      .boolean()
      .default(false)
      .describe('Whether a fix that takes it out is proposed, for review.'),
    reason,
  })
  .readonly();

/** The section `policy`. */
export const policySchema = z
  .strictObject({
    mirrors: z
      .array(mirror)
      .max(100)
      .readonly()
      .default([])
      .describe('Where images are to be taken from; the first entry that fits counts.'),
    labels: z
      .array(label)
      .max(100)
      .readonly()
      .default([])
      .describe('Labels that every image has to have.'),
    banned: z
      .array(banned)
      .max(100)
      .readonly()
      .default([])
      .describe('Instructions that no Dockerfile may have.'),
    pins: z
      .enum(['off', 'versions', 'snapshot'])
      .default('off')
      .describe(
        'Whether packages without a version get one, for the rules `*-unpinned`. `versions`: the version that a scan report of the built image, or a lock file, tells; never where the distribution deletes old versions. `snapshot`: besides, packages of Debian come from `snapshot.debian.org`, of the day of the base image. The posture `strict` does not turn it on.',
      ),
    runtime: z
      .enum(['plain', 'distroless'])
      .default('plain')
      .describe(
        'What `build-tools-in-image` ships a program on. `plain`: the plain image of the distribution. `distroless`: `gcr.io/distroless/static-debian12:nonroot`, or that of Debian 13, for programs in Go and Rust that are linked statically and need no shell and no package; the plain image for all others.',
      ),
  })
  .readonly();
