import { gemRange } from '../../image/version-clauses.ts';
import type { LimitReader } from '../limit.ts';

const MOST_LINES = 10_000;

/** Bundler refuses to start under another Ruby than this (bundler.io/man/gemfile.5.html, RUBY). */
export const GEMFILE: LimitReader = {
  reads: (fileName) => fileName === 'Gemfile',
  statements: (text) => {
    for (const line of text.split('\n', MOST_LINES)) {
      const quoted = /^\s*ruby[\s(]+((?:["'][^"']{1,60}["'],?\s*){1,5})/.exec(line)?.[1];
      if (quoted === undefined) continue;
      const written = quoted.replace(/["']/g, '').replace(/[,\s]+$/, '');
      return [{ runtime: 'ruby', setting: 'ruby', written, range: gemRange(written) }];
    }
    return [];
  },
};
