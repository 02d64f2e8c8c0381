import * as z from 'zod';
import { isAllowedVersions, PROPOSED_KINDS } from '../upgrades/policy.ts';

const MOST_DAYS = 3650;

/** Stars cost no more than the product of the lengths, so that their number needs no bound of its own. */
const pattern = z.string().min(1).max(200);
const patterns = z.array(pattern).max(200).readonly().default([]);
const reason = z.string().min(1).max(1000);
const days = z.int().min(0).max(MOST_DAYS);
const kinds = z.array(z.enum(PROPOSED_KINDS)).max(PROPOSED_KINDS.length).readonly();

const hold = z
  .strictObject({
    image: pattern.describe('Name of the image, without its tag; `*` stands for anything.'),
    reason: reason.optional().describe('Why; it is shown where the upgrade is left out.'),
  })
  .readonly();

const imageRule = z
  .strictObject({
    image: pattern.describe('Name of the image, without its tag; `*` stands for anything.'),
    kinds: kinds
      .optional()
      .describe('As `upgrades.kinds`, exactly these: the end of life makes no exception.'),
    pin: z.boolean().optional().describe('As `upgrades.pin`.'),
    minimumAge: days.optional().describe('As `upgrades.minimumAge`.'),
    allow: z
      .string()
      .max(200)
      .refine(isAllowedVersions, { error: 'is no range of versions, such as `>=20 <23`' })
      .optional()
      .describe('Versions that may be taken, a range as in `package.json`: `<23`.'),
    tags: pattern.optional().describe('Tags that may be taken; `*` stands for anything: `*-slim`.'),
    hold: reason.optional().describe('Why these images are never touched.'),
  })
  .readonly();

/** The section `upgrades`. */
export const upgradesSchema = z
  .strictObject({
    kinds: kinds
      .optional()
      .describe(
        'What is proposed. Without it `gentle` proposes `digest-refresh`; `balanced` also `patch`, `minor` and `replacement` (of a deprecated image by its successor); `strict` all. A new minor version that may break programs, as of Python, PHP, Go and Ruby, counts as `major`.',
      ),
    pin: z
      .boolean()
      .optional()
      .describe(
        'Whether a digest is put beside every tag. Digests that are there are kept and refreshed in any case. Only `strict` does it without being told.',
      ),
    leaveEnded: z
      .boolean()
      .optional()
      .describe(
        'Whether `major` and `distribution` are proposed also where `kinds` does not name them, once the support of the present release has ended or is about to. Only `gentle` does not without being told.',
      ),
    leaveEndedDays: days
      .default(90)
      .describe('How many days before its end of life a release counts as about to end.'),
    minimumAge: days
      .default(3)
      .describe('How many days a new tag must have been there before it is taken.'),
    minimumDigestAge: days
      .default(0)
      .describe(
        'The same for a new digest of the present tag. An image that is built anew every day never gets older than a day.',
      ),
    registries: patterns.describe(
      'Registries that are asked and whose images are taken, such as `ghcr.io` and `*.example.com`; all when there are none.',
    ),
    images: patterns.describe(
      'Images that are upgraded, such as `node` and `ghcr.io/acme/*`; all when there are none.',
    ),
    hold: z.array(hold).max(200).readonly().default([]).describe('Images that are never touched.'),
    otherBots: z
      .enum(['leave', 'ignore'])
      .default('leave')
      .describe(
        'What becomes of images that Renovate or Dependabot move by their configuration in the same repository: `leave` leaves their tags and digests to them, but where an advisory that is known to be exploited is in the image; `ignore` proposes as if they were not there.',
      ),
    rules: z
      .array(imageRule)
      .max(200)
      .readonly()
      .default([])
      .describe('What differs for some images; the first rule that names an image counts.'),
  })
  .readonly();
