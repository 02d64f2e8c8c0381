import type { TextEdit } from '../dockerfile/text-edit.ts';

/** Edits of one build file after which a build passes a secret in place of an argument. */
export type SecretOutcome =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  /** What a person has to write there, one clause. */
  | { readonly ok: false; readonly left: string };
