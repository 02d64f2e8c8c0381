import { describe, expect, it } from 'vitest';
import { formatVulnerabilities } from '../../src/cli/format-vulnerabilities.ts';
import { NO_COLORS } from '../../src/cli/terminal.ts';
import { outcomesJson } from '../../src/cli/traced-json.ts';
import { discoverRules } from '../../src/discover.ts';
import { vulnerabilityParts } from '../../src/remediation/body/vulnerabilities.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import { scannedRows } from '../../src/remediation/scanned-rows.ts';
import { scansOf } from '../rules/scanned-images.ts';

const rules = (await discoverRules()).filter(({ id }) => id === 'vulnerable-package');
const scanned = [
  {
    ...{ line: 2, name: 'django', type: 'pypi', version: '3.2.10', id: 'CVE-2022-23833' },
    fixed: ['2.2.27', '3.2.12', '4.0.2'],
  },
];
const file = { path: 'Dockerfile', text: 'FROM a\nRUN pip install django==3.2.10\n' };
const context = { ...plainContext(rules), scans: scansOf({ scanned }) };
const policy = { safeties: ['review'] as const, only: null, moveImages: false };
const rows = scannedRows([composePatch(file, context, policy)]);

describe('of the fixed versions of several release lines, the next one is told', () => {
  it('below the edits of `fix`', () => {
    expect(formatVulnerabilities(rows, NO_COLORS)).toContain('django 3.2.10 -> 3.2.12');
  });

  it('in a pull request', () => {
    expect(vulnerabilityParts(rows).join()).toContain('`django 3.2.10` → `3.2.12`');
  });

  it('in JSON', () => {
    expect(outcomesJson(rows).advisories.map(({ to }) => to)).toEqual(['3.2.12']);
  });
});
