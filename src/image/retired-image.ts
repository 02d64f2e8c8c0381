import type { Tag } from './tag.ts';

/** An image under a name that is given up, as it was used. */
export interface RetiredUse {
  /** What `*` stands for in the name of its row. */
  readonly rest: string;
  /** Null when the reference has none. */
  readonly tag: Tag | null;
}

/** One image that takes the place of a retired one. Several rows of a name are alternatives, best first. */
export interface RetiredImage {
  /** The familiar name: `openjdk`, `k8s.gcr.io/*`. */
  readonly name: string;
  /** Why, and what to look at: a clause for a person without a final dot. */
  readonly why: string;
  /** Where that is announced; an https address. */
  readonly source: string;
  /** The reference to take instead; null when this use has no counterpart. */
  readonly successor: (use: RetiredUse) => string | null;
}

/** The same tag under another name, or none where there was none. */
export function renamed(name: string): RetiredImage['successor'] {
  return ({ rest, tag }) => withTag(name.replace('*', rest), tag?.text ?? null);
}

/** `name:tag`, or the name alone. */
export function withTag(name: string, tag: string | null): string {
  return tag === null ? name : `${name}:${tag}`;
}

/** The first numbers of the version of a tag, as text; null when it has no release version. */
export function versionText(tag: Tag | null, count: number): string | null {
  if (tag?.scheme !== 'release') return null;
  return tag.version?.slice(0, count).join('.') ?? null;
}
