import type { House, HouseText } from '../house.ts';
import { adapt, tell } from './manner.ts';
import type { Manner } from './manner.ts';

/** Comments in the first lines of a file say what it is made by. */
const FIRST_LINES = 30;

const GENERATED =
  /\b(?:(?:is|was|been|file|auto(?:matically)?)[ -]?generated\b|generated (?:by|from|via|with|using)\b|do(?: not|n['’]t) (?:edit|modify|change)\b.{0,60}\b(?:directly|this file|manually|by hand|it)\b|do not edit\b)/i;

/** Also where a variant stands in the name, which makes no Dockerfile of it: `Dockerfile-slim.template`. */
const TEMPLATE =
  /(?:^|\/)(?:dockerfile|containerfile)[^/]*\.(?:j2|jinja2?|tmpl|tpl|template|in|erb|ejs|mustache|hbs|gotmpl|m4)$/i;

/** Of the official images: how they are described to the library (docker-library/official-images). */
const LIBRARY =
  /^(?:generate-stackbrew-library\.sh|apply-templates\.sh|\.?bashbrew\b.*|stackbrew\.js)$/;

/** Dockerfiles that are made from something else are never edited: the change belongs there. */
export function generatedFiles({ facts, paths, dockerfiles }: House): readonly Manner[] {
  const manners: Manner[] = [];
  const said = dockerfiles.filter(saysGenerated).map(({ path }) => path);
  if (said.length > 0) manners.push(leave(said, said[0] ?? '', 'its comments say that'));
  const templates = paths.filter((path) => TEMPLATE.test(path));
  const rest = dockerfiles.map(({ path }) => path).filter((path) => !said.includes(path));
  const made = rest.filter((path) => templates.some((template) => isBelow(path, template)));
  if (made.length > 0)
    manners.push(leave(made, templates[0] ?? '', 'a template beside it says that'));
  const library = paths.find((path) => LIBRARY.test(path));
  if (library !== undefined || facts.name.startsWith('docker-library/')) {
    const reason =
      'it makes official images, whose changes are reviewed by the rules of docker-library/official-images';
    manners.push(tell('official-image', library ?? facts.name, reason));
  }
  return manners;
}

function leave(paths: readonly string[], from: string, why: string): Manner {
  const [first = ''] = paths;
  const more = paths.length === 1 ? '' : ` and ${paths.length - 1} more`;
  const reason = `\`${first}\`${more}: ${why} it is generated, and is left alone`;
  return adapt('generated', from, reason, { kind: 'leave-files', paths });
}

function saysGenerated({ text }: HouseText): boolean {
  const lines = text.slice(0, 10_000).split('\n').slice(0, FIRST_LINES);
  return lines.some((line) => line.startsWith('#') && line.length < 500 && GENERATED.test(line));
}

/** In the folder of the template, or below it. */
function isBelow(path: string, template: string): boolean {
  return path.startsWith(template.slice(0, template.lastIndexOf('/') + 1));
}
