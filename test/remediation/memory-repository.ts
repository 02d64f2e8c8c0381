import type { Withdrawal } from '../../src/remediation/agenda.ts';
import type { PastProposal } from '../../src/remediation/history.ts';
import type { Proposal } from '../../src/remediation/proposal.ts';
import type { FileContent, Repository } from '../../src/remediation/repository.ts';

interface MemoryRepository {
  readonly repository: Repository;
  readonly proposed: Proposal[];
  readonly withdrawn: Withdrawal[];
}

/** A repository in memory that remembers what was proposed; `past` is what it remembers already. */
export function memoryRepository(
  files: Readonly<Record<string, string | null>>,
  past: readonly PastProposal[] = [],
  isFirstContact = false,
): MemoryRepository {
  const proposed: Proposal[] = [];
  const withdrawn: Withdrawal[] = [];
  const repository: Repository = {
    name: 'shop',
    addresses: [],
    listener: 'app',
    head: () => Promise.resolve({ commit: '0'.repeat(40), branch: 'main' }),
    listFiles: () => Promise.resolve(Object.keys(files)),
    readFiles: (paths) => {
      const contents = paths.map((path): [string, FileContent] => {
        const text = files[path] ?? null;
        return [path, text === null ? { ok: false, reason: 'it is binary' } : { ok: true, text }];
      });
      return Promise.resolve(new Map(contents));
    },
    readShared: () => Promise.resolve({ kind: 'out-of-reach' }),
    readHistory: (branches) => {
      const known = past.filter(
        ({ branch, state }) => state === 'open' || branches.includes(branch),
      );
      return Promise.resolve({ proposals: known, isFirstContact });
    },
    ensureProposal: (proposal) => {
      proposed.push(proposal);
      return Promise.resolve({ kind: 'created' });
    },
    withdrawProposal: (withdrawal) => {
      withdrawn.push(withdrawal);
      return Promise.resolve({ kind: 'withdrawn' });
    },
  };
  return { repository, proposed, withdrawn };
}
