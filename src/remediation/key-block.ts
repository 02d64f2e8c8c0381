import { PROPOSAL_KINDS } from './proposal.ts';
import type { ProposalKey } from './proposal.ts';

const BLOCK = /<!-- seaworthy:proposal:v1 (\{[^\n]*\}) -->/;

/** The hidden block that carries the key in a body or a commit message. */
export function printKeyBlock(key: ProposalKey): string {
  const { kind, subject, to } = key;
  // A dash could close the comment early, so none is printed.
  const json = JSON.stringify({ kind, subject, to }).replaceAll('-', String.raw`\u002d`);
  return `<!-- seaworthy:proposal:v1 ${json} -->`;
}

/** Reads the block back; null when there is none that we wrote. */
export function parseKeyBlock(text: string): ProposalKey | null {
  const json = BLOCK.exec(text)?.[1];
  return json === undefined ? null : readKey(parseOrNull(json));
}

function readKey(value: unknown): ProposalKey | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('kind' in value) || !('subject' in value) || !('to' in value)) return null;
  const { subject, to } = value;
  const kind = PROPOSAL_KINDS.find((known) => known === value.kind);
  if (kind === undefined) return null;
  return typeof subject === 'string' && typeof to === 'string' ? { kind, subject, to } : null;
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Somebody edited the block: it is no longer ours.
    return null;
  }
}
