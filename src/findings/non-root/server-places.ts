import { joinPath } from '../../builds/paths.ts';
import { contextOf } from '../build-context.ts';
import { copiesOf } from '../copies.ts';
import { placeText } from './subject.ts';
import type { Subject } from './subject.ts';

/** More are not listed. */
const MOST_PLACES = 6;

/** Lines beyond are not read. */
const MOST_LINES = 5000;

/** Files that are configuration by their names. */
const CONFIGURATION = /(?:\.(?:conf|cfg|cnf|ya?ml|toml|template|tmpl)|file)$/i;

/** `listen 80`, `bind *:443`, `<VirtualHost *:80>`, `address: ":80"`, `http_port 80`. */
const LISTENS =
  /^\s{0,100}(?:listen|bind|https?_port|port|<virtualhost|address|addr|namevirtualhost)\b[\s:="']{1,20}(?:[^\s"']{0,200}:)?(\d{1,3})(?![\d.:])/i;

/** What HAProxy does as root. */
const ROOT_OF_HAPROXY = /^\s{0,100}(?:chroot|user|group|pidfile|stats\s+socket)\s/;

/** Where the configuration that the file copies from the repository needs root, `haproxy.cfg:3 (bind *:80)`. */
export function rootLines(subject: Subject, server: string): readonly string[] {
  const { dockerfile, facts, has } = subject;
  const { context } = contextOf(dockerfile, facts);
  if (context === null) return [];
  const sources = copiesOf(dockerfile)
    .filter(({ instruction, from }) => has(instruction) && from === null)
    .flatMap((copy) => copy.sources.map(({ path }) => path.replace(/^\/+/, '')));
  const found: string[] = [];
  for (const source of new Set(sources.filter((path) => CONFIGURATION.test(path)))) {
    const path = joinPath(context.folder, source);
    const text = path === null ? null : context.surroundings.text(path);
    for (const [index, line] of (text ?? '').split('\n', MOST_LINES).entries()) {
      const isRoot =
        Number(LISTENS.exec(line)?.[1] ?? 0) > 0 ||
        (server === 'haproxy' && ROOT_OF_HAPROXY.test(line));
      if (!isRoot || found.length >= MOST_PLACES) continue;
      const place = placeText({ path: path ?? source, line: index + 1 });
      found.push(`${place} (\`${line.trim().slice(0, 60)}\`)`);
    }
  }
  return found;
}
