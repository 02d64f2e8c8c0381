const DOCKERFILE = /^(?:dockerfile(?:\..+)?|.+\.dockerfile|containerfile.*)$/is;
const TEMPLATE = /\.(?:j2|jinja2?|tmpl|tpl|template|in|erb|ejs|mustache|hbs|gotmpl|m4)$/i;
/** Files that belong to a Dockerfile without being one. */
const COMPANION = /\.(?:dockerignore|containerignore|md|sh|ya?ml|json|bak|orig|rej|swp)$|~$/i;

export type NameKind = 'dockerfile' | 'template' | 'other';

/** Whether a path names a Dockerfile, a template of one (by its ending), or neither. */
export function kindOfName(path: string): NameKind {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (TEMPLATE.test(name))
    return kindOfName(name.replace(TEMPLATE, '')) === 'other' ? 'other' : 'template';
  return DOCKERFILE.test(name) && !COMPANION.test(name) ? 'dockerfile' : 'other';
}
