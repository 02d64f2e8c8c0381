import type { Scan } from '../../findings/scan-report.ts';
import { newTarget } from '../vocabulary/new-target.ts';
import type { Notices } from '../vocabulary/notices.ts';
import { readEach } from '../vocabulary/read-each.ts';
import { checkedProblem, checkedSecret, checkedVulnerability } from './checked.ts';
import { checkSchema, kindSchema } from './check-schema.ts';

/** What Checkov says of one kind of check; null for what is no such object. */
export function readCheckov(document: unknown, notices: Notices): Scan | null {
  const kind = kindSchema.safeParse(document).data;
  if (kind === undefined) return null;
  const { failed_checks: failed, skipped_checks: skipped } = kind.results;
  const gathered = gather(kind.check_type);
  const failures = { place: `failed_checks of ${kind.check_type}`, notices };
  readEach(failed, checkSchema, failures, (check) => {
    gathered.add(check, null);
    return [];
  });
  const skips = { place: `skipped_checks of ${kind.check_type}`, notices };
  readEach(skipped, checkSchema, skips, (check) => {
    const comment = check.check_result?.suppress_comment ?? '';
    gathered.add(check, comment === '' ? 'skipped by Checkov' : comment);
    return [];
  });
  return gathered.scan;
}

function gather(kind: string) {
  const vulnerabilities: Scan['vulnerabilities'][number][] = [];
  const problems: Scan['problems'][number][] = [];
  const secrets: Scan['secrets'][number][] = [];
  const target = newTarget({ kind: 'files', name: `files (${kind})` });
  const scan: Scan = { tool: 'Checkov', target, vulnerabilities, problems, secrets };

  /** A secret that is skipped is none, because a secret has no reason to carry. */
  function add(check: Parameters<typeof checkedProblem>[0], silencedBy: string | null): void {
    const vulnerability = checkedVulnerability(check, silencedBy);
    if (vulnerability !== null) vulnerabilities.push(vulnerability);
    else if (kind !== 'secrets') problems.push(checkedProblem(check, silencedBy));
    else if (silencedBy === null) secrets.push(checkedSecret(check));
  }
  return { scan, add };
}
