/** Texts to be shown, each with a name that is fit for a file. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

/** From what `seaworthy run --format json` prints, and from Markdown files whose first line may be `title: …`. */
export function readTexts(paths) {
  return paths.flatMap((path) => {
    if (statSync(path).isDirectory()) {
      const names = readdirSync(path).filter((name) => /\.(?:json|md)$/.test(name));
      return readTexts(names.sort().map((name) => join(path, name)));
    }
    const name = basename(path, extname(path));
    const text = readFileSync(path, 'utf8');
    return path.endsWith('.json') ? proposalsIn(text, name) : [markdown(text, name)];
  });
}

function proposalsIn(json, name) {
  return JSON.parse(json).proposals.map(({ branch, title, body }) => ({
    name: `${name}-${branch.replace(/[^a-z0-9]+/g, '-')}`,
    title,
    body,
  }));
}

function markdown(text, name) {
  const [, title, body] = /^title: ([^\n]*)\n([^]*)$/.exec(text) ?? [null, name, text];
  return { name, title, body };
}
