import { atLeast, versionNumbers } from '../../image/version-range.ts';
import type { LimitReader, LimitStatement } from '../limit.ts';

const MOST_LINES = 10_000;

/** Both directives name the least Go that is needed, no upper end (go.dev/ref/mod#go-mod-file-go). */
export const GO_MOD: LimitReader = {
  reads: (fileName) => fileName === 'go.mod',
  statements: (text) => {
    const statements: LimitStatement[] = [];
    for (const line of text.split('\n', MOST_LINES)) {
      const match = /^(go|toolchain)[ \t]+(?:go)?(\d[\w.]{0,30})/.exec(line);
      const [, setting = '', written = ''] = match ?? [];
      const version = versionNumbers(written);
      if (version === null) continue;
      statements.push({ runtime: 'go', setting, written, range: atLeast(written, version) });
    }
    return statements;
  },
};
