import * as z from 'zod';
import { patternList } from './path-pattern.ts';

/** A folder that nobody has for another reason: what lies there was put there for us. */
const FILES = ['/.seaworthy/*.json', '/.seaworthy/*.sarif'];

/** How workflows call what their scanners wrote. What is no report is passed over. */
const ARTIFACTS = ['seaworthy*', '*scan*', '*sarif*', '*vulnerabilit*', '*trivy*', '*grype*'];

/** The section `reports`: where the app looks for reports of scanners. */
export const reportsSchema = z
  .strictObject({
    files: patternList
      .default(FILES)
      .describe('Reports that are kept in the repository; patterns as in `.gitignore`.'),
    artifacts: patternList
      .default(ARTIFACTS)
      .describe(
        'Names of artifacts that hold reports, of the newest successful runs of workflows on the default branch; patterns as in `.gitignore`.',
      ),
    codeScanning: z.boolean().default(true).describe('Whether alerts of code scanning are read.'),
    dependabot: z.boolean().default(true).describe('Whether alerts of Dependabot are read.'),
  })
  .readonly();
