import * as z from 'zod';
import { SEVERITIES } from '../findings/severity.ts';
import { parseBaseAddress } from './base-address.ts';
import { checksSchema, codeScanningSchema, dashboardSchema } from './app-schema.ts';
import { pathPattern, patternList } from './path-pattern.ts';
import { policySchema } from './policy-schema.ts';
import { pullRequestsSchema } from './pull-requests-schema.ts';
import { reportsSchema } from './reports-schema.ts';
import { scheduleSchema } from './schedule-schema.ts';
import { upgradesSchema } from './upgrades-schema.ts';

/** No name that a person writes is longer. */
const name = z.string().min(1).max(200);

const patterns = patternList.default([]);
const severity = z.enum(SEVERITIES);

const paths = z
  .strictObject({
    include: patterns.describe(
      'Files that are Dockerfiles though their names do not say so; patterns as in `.gitignore`.',
    ),
    exclude: patterns.describe('Files and folders to leave alone; patterns as in `.gitignore`.'),
  })
  .readonly();

const fix = z
  .strictObject({
    safety: z
      .array(z.enum(['safe', 'review']))
      .max(2)
      .readonly()
      .default(['safe', 'review'])
      .describe(
        'Kinds of fixes to propose. `safe`: the built image behaves the same. `review`: a person should look. The posture `gentle` proposes only `safe` ones.',
      ),
  })
  .readonly();

const ignoreRule = z
  .strictObject({
    rule: name.describe('Id of the rule, or of an advisory such as `CVE-2024-12345`.'),
    path: pathPattern
      .optional()
      .describe('Only in these files; a pattern as in `.gitignore`. All files without it.'),
    reason: z.string().max(1000).optional().describe('Why; for the people who read this later.'),
    until: z.iso
      .date()
      .optional()
      .describe('The first day, `YYYY-MM-DD`, on which the finding counts again.'),
  })
  .readonly();

const builtImage = z
  .strictObject({
    image: z
      .string()
      .max(500)
      .regex(/^[A-Za-z0-9[][\w.:/@[\]-]*$/, { error: 'is no name of an image' })
      .describe(
        'The image, such as `ghcr.io/acme/api`; with a tag or a digest only that one, else every tag.',
      ),
    dockerfile: z
      .string()
      .min(1)
      .max(1000)
      .describe('Path of the Dockerfile that it is built from, relative to the root.'),
    target: name.optional().describe('The stage that is built; the last one without it.'),
  })
  .readonly();

/** `.github/seaworthy.yml`. */
export const configSchema = z
  .strictObject({
    version: z.literal(1).default(1).describe('Version of this format.'),
    extends: z
      .string()
      .max(400)
      .refine((text) => parseBaseAddress(text) !== null, {
        error:
          'is no repository such as `.github`, `acme/.github` or `.github:path/to/seaworthy.yml`',
      })
      .optional()
      .describe(
        'A configuration of the same owner that holds where this one says nothing: `.github` is `.github/seaworthy.yml` of the repository `.github`; with `:path` another file, whose path has to contain `seaworthy` and to end in `.yml`. Mappings are merged key by key, entries of `ignore` are added, and all other lists are replaced; a key without a value leaves what is extended. Read on GitHub only. A repository without a configuration of its own has that of `.github`.',
      ),
    posture: z
      .enum(['gentle', 'balanced', 'strict'])
      .default('balanced')
      .describe(
        '`gentle`: safe fixes only. `balanced`: also fixes to review whose preconditions all hold. `strict`: also those of which some are unknown, and the opinionated rules.',
      ),
    rules: z
      .record(z.string(), z.enum(['off', 'on', ...SEVERITIES]))
      .readonly()
      .default({})
      .describe(
        'Turns a rule off, turns an opinionated one on, or gives it another severity (and turns it on).',
      ),
    ignore: z
      .array(ignoreRule)
      .max(1000)
      .readonly()
      .default([])
      .describe('Findings that are accepted; those of what is extended count, too.'),
    images: z
      .array(builtImage)
      .max(1000)
      .readonly()
      .default([])
      .describe('Which images are built from which Dockerfiles, for reports about images.'),
    paths: paths.prefault({}).describe('Which files are looked at.'),
    fix: fix.prefault({}).describe('What is fixed.'),
    upgrades: upgradesSchema.prefault({}).describe('Which newer images are proposed.'),
    policy: policySchema.prefault({}).describe('What an organisation asks of all Dockerfiles.'),
    failOn: severity
      .nullable()
      .default(null)
      .describe(
        '`seaworthy check` exits 1 only for findings as severe as this; for any without it.',
      ),
    pullRequests: pullRequestsSchema
      .prefault({})
      .describe('How many proposals there are, when, and how they look.'),
    checks: checksSchema.prefault({}).describe('What is said about pull requests of others.'),
    dashboard: dashboardSchema.prefault({}).describe('The issue with all proposals.'),
    codeScanning: codeScanningSchema.prefault({}).describe('What code scanning is told.'),
    reports: reportsSchema.prefault({}).describe('Which reports of scanners the app reads.'),
    schedule: scheduleSchema
      .prefault({})
      .describe(
        'When the app looks at all repositories of an owner; it counts in `.github/seaworthy.yml` of the repository `.github`.',
      ),
    enabled: z.boolean().default(true).describe('Whether the app does anything here.'),
  })
  .readonly();

/** A whole configuration: every default is filled in. */
export type Config = z.output<typeof configSchema>;
