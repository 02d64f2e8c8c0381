import { describe, expect, it } from 'vitest';
import { PROJECTS } from '../../../scripts/split-proof/projects.ts';
import { proveProject } from '../../../scripts/split-proof/prove-project.ts';

const LONGEST_MS = 600_000;

// One language on every run; `npm run split-proof` builds them all.
const QUICK = Object.entries(PROJECTS).filter(([name]) => name.startsWith('a Go program reads'));

describe('before and after the split', () => {
  it.each(QUICK)(
    '%s',
    async (_name, project) => {
      const { after, printsBefore, printsAfter, toolAfter } = await proveProject(project);
      expect(after).toContain('COPY --from=build');
      expect(printsBefore).toBe(project.prints);
      expect(printsAfter).toBe(project.prints);
      expect(toolAfter).toBe('none');
    },
    LONGEST_MS,
  );
});
