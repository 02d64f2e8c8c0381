import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of all packages that esbuild put into a bundle, as one text: they ask to be passed on.
 * `inputs`: paths relative to `root`, from esbuild's metafile.
 */
export function licenceNotices(root, inputs) {
  const folders = inputs.flatMap(
    (path) => path.match(/^.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0] ?? [],
  );
  const notices = [...new Set(folders)].sort().map((folder) => noticeOf(join(root, folder)));
  return notices.join(`\n${'-'.repeat(80)}\n\n`);
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder);
  // Some packages keep their licence in their README.
  const file =
    files.find((entry) => /^licen[cs]e/i.test(entry)) ??
    files.find((entry) => /^readme/i.test(entry));
  if (file === undefined) throw new Error(`${folder} has no licence file`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
