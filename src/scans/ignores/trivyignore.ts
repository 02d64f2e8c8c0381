import { nameOf } from '../../builds/paths.ts';
import { collectIgnores } from '../silencing/ignore-file.ts';
import type { IgnoreFormat } from '../silencing/ignore-file.ts';

/**
 * `.trivyignore`: an id a line, `exp:YYYY-MM-DD` behind it, comments with `#` (Trivy's documentation, "Filtering by
 * finding IDs"). The comment above an id, or behind it, is taken for the reason.
 */
export const TRIVYIGNORE: IgnoreFormat = {
  isFile: (path) => nameOf(path) === '.trivyignore',
  read: ({ path, text }, today) => {
    const entries = collectIgnores(today);
    let comment: string | null = null;
    for (const [index, raw] of text
      .replace(/^\uFEFF/, '')
      .split('\n')
      .entries()) {
      const line = raw.trim();
      if (line === '') comment = null;
      if (line.startsWith('#')) comment = line.replace(/^[#\s]+/, '');
      if (line === '' || line.startsWith('#')) continue;
      const hash = line.search(/\s#/);
      const [id = '', ...fields] = (hash === -1 ? line : line.slice(0, hash)).split(/\s+/);
      const until = fields.find((field) => field.startsWith('exp:'))?.slice('exp:'.length) ?? null;
      const reason = hash === -1 ? comment : line.slice(hash).replace(/^[#\s]+/, '');
      const place = { path, line: index + 1, about: id };
      entries.add({ ...place, until, reason, ids: [id], covers: () => true });
    }
    return entries.reading();
  },
};
