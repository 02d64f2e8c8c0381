import { lineRange, versionNumbers } from '../../image/version-range.ts';
import type { LimitReader, LimitStatement } from '../limit.ts';

const FRAMEWORK = /<TargetFrameworks?>([^<]{1,200})<\/TargetFrameworks?>/;

/**
 * A program for `net8.0` does not start on another major version of .NET unless it asks to roll forward
 * (learn.microsoft.com/dotnet/core/versions/selection).
 */
export const PROJECT_FILE: LimitReader = {
  reads: (fileName) => /\.(?:cs|fs|vb)proj$|^Directory\.Build\.props$/.test(fileName),
  statements: (text) => {
    const written = FRAMEWORK.exec(text)?.[1]?.trim() ?? '';
    const lines = written.split(';').flatMap((framework) => {
      const version = versionNumbers(/^net(\d+\.\d+)/.exec(framework.trim())?.[1] ?? '');
      return version === null ? [] : [lineRange(written, version, 1)];
    });
    if (lines.length === 0 || /<RollForward>\s*(?:Latest)?Major\s*</i.test(text)) return [];
    const range = {
      text: written,
      allows: (version: readonly number[]) => lines.some(({ allows }) => allows(version)),
    };
    const statement = { setting: 'TargetFramework', written, range };
    const both: LimitStatement[] = [{ runtime: 'dotnet', ...statement }];
    return both;
  },
};
