import type { Proposal } from '../../src/remediation/proposal.ts';

/** A proposal that gives these files a new text. */
export function proposalFor(after: Readonly<Record<string, string>>): Proposal {
  const fix = {
    rule: 'add-copy',
    safety: 'safe' as const,
    title: 'Use COPY',
    effects: [],
    line: 2,
    editedLines: [],
    mark: '0123456789abcdef',
    advisories: [],
    cures: [],
    fix: { title: 'Use COPY', edits: [] },
  };
  return {
    key: { kind: 'hardening', subject: 'all', to: 'e3b0c442' },
    branch: 'seaworthy/hardening',
    title: 'Put the Dockerfiles in order',
    body: '',
    files: Object.entries(after).map(([path, text]) => ({ path, before: '', after: text })),
    fixes: Object.keys(after).map((path) => ({ ...fix, path })),
  };
}
