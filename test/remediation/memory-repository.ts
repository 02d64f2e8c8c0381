import type { Proposal } from '../../src/remediation/proposal.ts';
import type { Repository } from '../../src/remediation/repository.ts';

/** A repository in memory that remembers what was proposed. */
export function memoryRepository(files: Readonly<Record<string, string | null>>): {
  readonly repository: Repository;
  readonly proposed: Proposal[];
} {
  const proposed: Proposal[] = [];
  const repository: Repository = {
    name: 'shop',
    addresses: [],
    head: () => Promise.resolve({ commit: '0'.repeat(40), branch: 'main' }),
    listFiles: () => Promise.resolve(Object.keys(files)),
    readFile: (path) => {
      const text = files[path] ?? null;
      const isThere = text !== null;
      return Promise.resolve(isThere ? { ok: true, text } : { ok: false, reason: 'it is binary' });
    },
    ensureProposal: (proposal) => {
      proposed.push(proposal);
      return Promise.resolve({ kind: 'created' });
    },
  };
  return { repository, proposed };
}
