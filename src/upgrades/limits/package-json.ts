import * as z from 'zod';
import { lineRange, npmRange, versionNumbers } from '../../image/version-range.ts';
import type { LimitReader, LimitStatement } from '../limit.ts';

const text = z.string().optional().catch(undefined);

const packageJson = z.object({
  engines: z.object({ node: text }).optional().catch(undefined),
  volta: z.object({ node: text }).optional().catch(undefined),
});

/** `engines` of npm, and the version that Volta installs (docs.volta.sh/guide/understanding). */
export const PACKAGE_JSON: LimitReader = {
  reads: (fileName) => fileName === 'package.json',
  statements: (source) => {
    const { engines, volta } = packageJson.parse(JSON.parse(source));
    const statements: LimitStatement[] = [];
    if (engines?.node !== undefined) {
      const range = npmRange(engines.node);
      statements.push({ runtime: 'node', setting: 'engines.node', written: engines.node, range });
    }
    const version = versionNumbers(volta?.node ?? '');
    if (volta?.node !== undefined && version !== null) {
      const range = lineRange(volta.node, version, 1);
      statements.push({ runtime: 'node', setting: 'volta.node', written: volta.node, range });
    }
    return statements;
  },
};
