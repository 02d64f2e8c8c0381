import { describe, expect, it } from 'vitest';
import { aliasList, matchesAlias } from '../../src/findings/aliases.ts';
import type { ToolName } from '../../src/findings/aliases.ts';

const aliases = {
  hadolint: ['DL3002'],
  trivy: ['DS-0002'],
  checkov: ['CKV_DOCKER_3', 'CKV_DOCKER_8'],
  kics: ['Missing User Instruction', 'fd54f200-402c-4333-a5a4-36ef6709af2f'],
  buildkit: ['JSONArgsRecommended'],
  dockle: ['CIS-DI-0001'],
  sonar: ['S6471'],
  semgrep: ['missing-user'],
} as const;

describe('an id means one of the aliases when it', () => {
  const rows: readonly (readonly [name: string, tool: ToolName, id: string])[] = [
    ['is the same', 'hadolint', 'DL3002'],
    ['has other letters', 'hadolint', 'dl3002'],
    ['is Trivy’s today', 'trivy', 'DS-0002'],
    ['is Trivy’s without the dash', 'trivy', 'DS0002'],
    ['is Trivy’s of former days', 'trivy', 'DS002'],
    ['is the address of Trivy’s advisory', 'trivy', 'avd-ds-0002'],
    ['is the second of two', 'checkov', 'CKV_DOCKER_8'],
    ['is the title of a query', 'kics', 'missing user instruction'],
    ['is the folder of a query', 'kics', 'missing_user_instruction'],
    ['is the UUID of a query', 'kics', 'FD54F200-402C-4333-A5A4-36EF6709AF2F'],
    ['is a build check', 'buildkit', 'JSONArgsRecommended'],
    ['has Sonar’s repository before it', 'sonar', 'docker:S6471'],
    ['is the whole path of a rule', 'semgrep', 'dockerfile.security.missing-user.missing-user'],
  ];
  it.each(rows)('%s', (_name, tool, id) => {
    expect(matchesAlias(aliases, tool, id)).toBe(true);
  });
});

describe('an id means none of the aliases when it', () => {
  const rows: readonly (readonly [name: string, tool: ToolName, id: string])[] = [
    ['is another number', 'trivy', 'DS-0020'],
    ['is another tool’s', 'checkov', 'DL3002'],
    ['only begins the same', 'hadolint', 'DL30021'],
    ['is empty', 'kics', ''],
  ];
  it.each(rows)('%s', (_name, tool, id) => {
    expect(matchesAlias(aliases, tool, id)).toBe(false);
  });

  it('is asked of a rule without aliases', () => {
    expect(matchesAlias({}, 'trivy', 'DS-0002')).toBe(false);
  });
});

describe('the list of aliases', () => {
  it('has each spelling once', () => {
    expect(aliasList({ trivy: ['DS-0001', 'DS001'], dockle: ['X', 'X'] })).toEqual([
      'DS-0001',
      'DS001',
      'X',
    ]);
  });
});
