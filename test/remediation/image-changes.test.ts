import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/image/upgrade.ts';
import { imageParts } from '../../src/remediation/body/image-changes.ts';
import type { ProposedFix } from '../../src/remediation/proposal.ts';

const NOTHING: Evidence = {
  platform: null,
  created: { from: null, to: null },
  revision: { from: null, to: null },
  source: null,
  compareLink: null,
  size: { from: null, to: null },
  platforms: { lost: [], gained: [] },
  packages: null,
  configuration: [],
  unknown: [],
};

function moving(from: string, reference: string, evidence: Partial<Evidence> | null): ProposedFix {
  const to = {
    reference,
    digest: null,
    kind: 'patch',
    reason: 'a patch release on the same line',
    evidence: evidence === null ? null : { ...NOTHING, ...evidence },
  } as const;
  const title = `Move ${from} to ${reference}`;
  const fix = { title, edits: [], moves: [{ from, to }] };
  return {
    path: 'Dockerfile',
    line: 1,
    rule: 'outdated-image',
    safety: 'review',
    title,
    effects: ['base'],
    editedLines: [],
    mark: '0123456789abcdef',
    advisories: [],
    cures: [],
    fix,
  };
}

function sectionOf(evidence: Partial<Evidence> | null): string {
  return imageParts([moving('node:20.1.0', 'node:20.2.0', evidence)], false).join('\n');
}

describe('the part about an image says', () => {
  it('which image becomes which, and why', () => {
    expect(sectionOf(null)).toBe(
      'A patch release on the same line:\n\n- `node:20.1.0` → `node:20.2.0`',
    );
  });

  it('the tags alone, and each move once', () => {
    const digest = `@sha256:${'a'.repeat(64)}`;
    const fix = moving(`node:20${digest}`, `node:22${digest}`, null);
    const parts = imageParts([fix, fix], false);
    expect(parts).toEqual(['A patch release on the same line:\n\n- `node:20` → `node:22`']);
  });

  const rows: Record<string, [evidence: Partial<Evidence>, text: string]> = {
    'when both were built': [
      { created: { from: '2024-02-01T10:00:00Z', to: '2026-03-02T11:00:00Z' } },
      '- Created: 2024-02-01 → 2026-03-02',
    ],
    'that one day is not known': [
      { created: { from: null, to: '2026-03-02T11:00:00Z' } },
      '- Created: not known → 2026-03-02',
    ],
    'how large both are': [
      { size: { from: 75_100_000, to: 76_240_000 } },
      '- Compressed size: 75.1 MB → 76.2 MB',
    ],
    'where the source can be compared': [
      { compareLink: 'https://github.com/a/b/compare/1...2', revision: { from: '1', to: '2' } },
      '- Source revision: `1` → `2` ([what lies between](<https://github.com/a/b/compare/1...2>))',
    ],
    'which platforms are new': [
      { platforms: { lost: [], gained: ['linux/riscv64'] } },
      'New platforms: `linux/riscv64`',
    ],
    'which packages differ': [
      {
        packages: [
          { name: 'curl', from: '8.1', to: '8.2' },
          { name: 'zlib', from: null, to: '1.3' },
          { name: 'perl', from: '5', to: null },
        ],
      },
      '<summary>Packages: 1 updated, 1 added, 1 removed</summary>\n\n- `curl`: `8.1` → `8.2`\n- `zlib`: new, `1.3`\n- `perl`: gone, was `5`\n',
    ],
    'that the packages are the same': [{ packages: [] }, 'The packages in both are the same.'],
    'which defaults are others': [
      { configuration: [{ field: 'user', from: null, to: 'node' }] },
      '**The new image sets other defaults:**\n\n- `user`: nothing → `node`',
    ],
    'what is not known': [{ unknown: ['no package list'] }, 'Not known: no package list.'],
  };
  it.each(Object.entries(rows))('%s', (_name, [evidence, text]) => {
    expect(sectionOf(evidence)).toContain(text);
  });

  it('no more than sixty packages', () => {
    const packages = Array.from({ length: 70 }, (_, index) => ({
      name: `p${index}`,
      from: '1',
      to: '2',
    }));
    const text = sectionOf({ packages });
    expect(text.match(/^- `p\d+`: /gm)).toHaveLength(60);
    expect(text).toContain('- and 10 more');
  });

  it('nothing that a registry could smuggle in', () => {
    const text = sectionOf({
      created: { from: '<img src=x>', to: '2026-01-01' },
      packages: [{ name: 'a`|b', from: '[x](http://y)', to: '@me' }],
      unknown: ['<b>@someone</b>'],
    });
    expect(text).toContain('- Created: not known → 2026-01-01');
    expect(text).toContain('- ``a`|b``: `[x](http://y)` → `@me`');
    expect(text).not.toContain('<b>');
  });
});
