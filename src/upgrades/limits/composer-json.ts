import * as z from 'zod';
import { composerRange } from '../../image/version-clauses.ts';
import { lineRange, versionNumbers } from '../../image/version-range.ts';
import type { LimitReader, LimitStatement } from '../limit.ts';

const text = z.string().optional().catch(undefined);

const composerJson = z.object({
  require: z.object({ php: text }).optional().catch(undefined),
  config: z
    .object({
      platform: z.object({ php: text }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** What Composer requires, and for which PHP it chose the packages (getcomposer.org/doc/06-config.md#platform). */
export const COMPOSER_JSON: LimitReader = {
  reads: (fileName) => fileName === 'composer.json',
  statements: (source) => {
    const { require, config } = composerJson.parse(JSON.parse(source));
    const statements: LimitStatement[] = [];
    const written = require?.php;
    if (written !== undefined) {
      const range = composerRange(written);
      statements.push({ runtime: 'php', setting: 'require.php', written, range });
    }
    const platform = config?.platform?.php ?? '';
    const version = versionNumbers(platform);
    if (version !== null) {
      const range = lineRange(platform, version, 2);
      statements.push({
        runtime: 'php',
        setting: 'config.platform.php',
        written: platform,
        range,
      });
    }
    return statements;
  },
};
