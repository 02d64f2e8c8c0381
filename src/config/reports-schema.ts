import * as z from 'zod';
import { patternList } from './path-pattern.ts';

/** A folder that nobody has for another reason: what lies there was put there for us. */
const FILES = ['/.seaworthy/*.json', '/.seaworthy/*.sarif'];

/** The section `reports`: where the app looks for reports of scanners. */
export const reportsSchema = z
  .strictObject({
    files: patternList
      .default(FILES)
      .describe('Reports that are kept in the repository; patterns as in `.gitignore`.'),
    artifacts: patternList
      .default([])
      .describe(
        'Names of artifacts that hold reports, of the newest successful runs of workflows on the default branch; patterns as in `.gitignore`, such as `*trivy*`. Each look then asks for them.',
      ),
    codeScanning: z.boolean().default(false).describe('Whether alerts of code scanning are read.'),
    dependabot: z.boolean().default(false).describe('Whether alerts of Dependabot are read.'),
  })
  .readonly();
