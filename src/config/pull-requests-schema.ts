import * as z from 'zod';
import { timeZone } from './time-zone.ts';

/** No name that a code host gives is longer. */
const name = z.string().min(1).max(200);

/** A code host takes no more of these. */
const names = z.array(name).max(50).readonly().default([]);

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const time = z.string().regex(TIME, { error: 'is no time such as `08:30`' });

const openingHours = z
  .strictObject({
    days: z
      .array(z.enum(DAYS))
      .min(1)
      .max(DAYS.length)
      .readonly()
      .default(DAYS)
      .describe('Days of the week.'),
    from: time.default('00:00').describe('From this time on.'),
    to: time
      .default('00:00')
      .describe('Until this time, that of the next day where it is not after `from`.'),
    timeZone: timeZone
      .default('UTC')
      .describe('Name of the time zone in which `days`, `from` and `to` are meant (IANA).'),
  })
  .readonly();

/** The section `pullRequests`. */
export const pullRequestsSchema = z
  .strictObject({
    limit: z.int().min(0).max(100).default(3).describe('How many proposals are open at once.'),
    firstContact: z
      .int()
      .min(0)
      .max(100)
      .default(1)
      .describe('How many are open at once until people have merged or closed the first one.'),
    openingHours: openingHours
      .optional()
      .describe('When new ones are opened; at any time without it. Open ones are kept up to date.'),
    branchPrefix: z
      .string()
      .max(100)
      .regex(/^(?!.*(?:\/\/|\/\.|\.\.|\.lock\/))[A-Za-z0-9_][A-Za-z0-9._/-]*[A-Za-z0-9_/-]$/, {
        error: 'is no beginning of a branch name',
      })
      .default('seaworthy/')
      .describe('What the names of our branches begin with.'),
    titles: z
      .enum(['auto', 'plain', 'conventional'])
      .default('auto')
      .describe(
        'Whether titles are conventional commits (`build(docker): …`). `auto`: where most commits of the repository are.',
      ),
    signOff: z
      .enum(['auto', 'always', 'never'])
      .default('auto')
      .describe(
        'Whether commits carry a `Signed-off-by` line. `auto`: where most commits of the repository do.',
      ),
    draft: z.boolean().default(false).describe('Whether they are opened as drafts.'),
    labels: names.describe('Labels that they get; one that the repository does not have is made.'),
    reviewers: names.describe('Who is asked for a review; a team as `team:name`.'),
    assignees: names.describe('Who they are assigned to.'),
    milestone: name.optional().describe('Title of the milestone that they belong to.'),
  })
  .readonly();

export type PullRequestsConfig = z.output<typeof pullRequestsSchema>;
export type OpeningHours = z.output<typeof openingHours>;
