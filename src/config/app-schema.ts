import * as z from 'zod';
import { SEVERITIES } from '../findings/severity.ts';

/** The section `checks`: what is said about pull requests of others. */
export const checksSchema = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('Whether pull requests that touch a Dockerfile get a check.'),
    failOn: z
      .enum(SEVERITIES)
      .nullable()
      .default(null)
      .describe('The check fails for new findings as severe as this; it never does without it.'),
    suggestions: z
      .boolean()
      .default(true)
      .describe('Whether fixes are suggested on the changed lines, in one review.'),
  })
  .readonly();

/** The section `dashboard`. */
export const dashboardSchema = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe('Whether one issue lists all proposals, open, waiting and refused.'),
    title: z.string().min(1).max(200).default('Dockerfiles in order').describe('Its title.'),
  })
  .readonly();

/** The section `codeScanning`. */
export const codeScanningSchema = z
  .strictObject({
    upload: z
      .boolean()
      .default(false)
      .describe('Whether findings of the default branch are uploaded to code scanning (SARIF).'),
  })
  .readonly();
