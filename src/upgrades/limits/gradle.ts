import { lineRange, versionNumbers } from '../../image/version-range.ts';
import type { LimitReader } from '../limit.ts';

/** The forms that name a version in place; what a variable or a catalogue names is not found. */
const FORMS: readonly (readonly [setting: string, form: RegExp])[] = [
  ['toolchain', /JavaLanguageVersion\.of\(\s*["']?(\d{1,2})["']?\s*\)/],
  ['jvmToolchain', /\bjvmToolchain\(\s*(\d{1,2})\s*\)/],
  [
    'sourceCompatibility',
    /\bsourceCompatibility\s*=?\s*["']?(?:JavaVersion\.VERSION_)?([\d._]{1,6})/,
  ],
];

/** The Java that Gradle builds with (docs.gradle.org/current/userguide/toolchains.html). */
export const GRADLE: LimitReader = {
  reads: (fileName) => fileName === 'build.gradle' || fileName === 'build.gradle.kts',
  statements: (text) => {
    for (const [setting, form] of FORMS) {
      const written = form.exec(text)?.[1];
      const version = versionNumbers(written?.replace(/^1[._](?=\d)/, '') ?? '');
      if (written === undefined || version === null) continue;
      const range = lineRange(written, version, 1);
      return [{ runtime: 'java', setting, written, range }];
    }
    return [];
  },
};
