import * as z from 'zod';
import { npmRange, versionNumbers } from '../../image/version-range.ts';
import type { VersionRange } from '../../image/version-range.ts';
import type { LimitReader } from '../limit.ts';

const globalJson = z.object({
  sdk: z
    .object({ version: z.string(), rollForward: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** The SDK that `dotnet` takes (learn.microsoft.com/dotnet/core/tools/global-json). */
export const GLOBAL_JSON: LimitReader = {
  reads: (fileName) => fileName === 'global.json',
  statements: (text) => {
    const { sdk } = globalJson.parse(JSON.parse(withoutComments(text)));
    const version = versionNumbers(sdk?.version ?? '');
    if (sdk === undefined || version === null) return [];
    const range = sdkRange(version, sdk.rollForward ?? 'latestPatch');
    return [{ runtime: 'dotnet-sdk', setting: 'sdk.version', written: sdk.version, range }];
  },
};

/** Whole lines; the file may have comments. */
function withoutComments(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/^[ \t]*\/\/.*$/gm, '');
}

/** The hundreds of the last number are the feature band, in which patches count up. */
function sdkRange(version: readonly number[], rollForward: string): VersionRange | null {
  const [major = 0, minor = 0, patch = 0] = version;
  const exact = `${major}.${minor}.${patch}`;
  const band = Math.floor(patch / 100) * 100 + 100;
  const ends = new Map<string, string>(
    Object.entries({
      disable: `<=${exact}`,
      patch: `<${major}.${minor}.${band}`,
      latestpatch: `<${major}.${minor}.${band}`,
      feature: `<${major}.${minor + 1}.0`,
      latestfeature: `<${major}.${minor + 1}.0`,
      minor: `<${major + 1}.0.0`,
      latestminor: `<${major + 1}.0.0`,
      major: '',
      latestmajor: '',
    }),
  );
  const end = ends.get(rollForward.toLowerCase());
  return end === undefined ? null : npmRange(`>=${exact} ${end}`.trim());
}
