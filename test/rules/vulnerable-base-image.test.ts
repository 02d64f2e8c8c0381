import { describe, expect, it } from 'vitest';
import { vulnerabilityKey } from '../../src/findings/traced-vulnerability.ts';
import type {
  Alternative,
  CandidateAssessment,
  TracedVulnerability,
} from '../../src/findings/traced-vulnerability.ts';
import type { ImageOutlook, UpgradeCandidate } from '../../src/image/upgrade.ts';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import type { CheckContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import { NO_SCANS } from '../../src/remediation/scan-knowledge.ts';
import rule from '../../src/rules/vulnerable-base-image.ts';
import outdated from '../../src/rules/outdated-image.ts';
import { tracedToBase } from '../findings/traced.ts';
import type { Weakness } from '../findings/traced.ts';

const TEXT = 'FROM node:20.11.0-slim\nCMD ["node", "server.js"]\n';
const FROM = 'node:20.11.0-slim';
const SSL: Weakness = {
  id: 'CVE-1',
  package: 'deb openssl 3.0.11-1',
  fixed: ['3.0.14-1'],
  severity: 'critical',
  isKnownExploited: true,
};
const ZLIB: Weakness = { id: 'CVE-2', package: 'deb zlib1g 1.2', fixed: ['1.3'], severity: 'low' };
const DEBIAN = { source: 'debian', severity: 'low' } as const;
const PERL: Weakness = {
  id: 'CVE-3',
  package: 'deb perl 5.36',
  severity: 'medium',
  decision: 'will-not-fix',
  severities: [DEBIAN],
};
const NEWER: UpgradeCandidate = {
  reference: 'node:20.19.5-slim',
  digest: null,
  kind: 'patch',
  reason: 'it is the newest that may be taken',
  evidence: null,
};

interface Situation {
  readonly found: readonly Weakness[];
  /** Null where no registry was asked. */
  readonly chosen?: UpgradeCandidate | null;
  readonly options?: readonly Partial<CandidateAssessment>[] | null;
  readonly unknown?: string;
  readonly alternatives?: readonly Alternative[];
  readonly traced?: Partial<TracedVulnerability>;
  readonly isAllowed?: boolean;
}

function keysOf(...all: readonly Weakness[]): ReadonlySet<string> {
  return new Set(all.map((one) => vulnerabilityKey(tracedToBase(one).vulnerability)));
}

function contextOf(situation: Situation): CheckContext {
  const { found, chosen = null, options = null, unknown = null, traced } = situation;
  const { alternatives = [], isAllowed = true } = situation;
  const all = options?.map((option) => ({
    candidate: NEWER,
    fixed: new Set<string>(),
    remaining: new Set<string>(),
    notAssessed: new Map<string, string>(),
    introduced: null,
    ...option,
  }));
  const candidates = chosen === null ? [] : [chosen];
  const outlook: ImageOutlook = {
    reference: FROM,
    digest: null,
    lifecycle: null,
    candidates,
    chosen,
    unknown: [],
    doubt: null,
  };
  const isAsked = options !== null || chosen !== null;
  return {
    ...plainContext([outdated, rule], {
      outlook: (_path, reference) => (isAsked && reference === FROM ? outlook : null),
      isAllowed: () => isAllowed,
    }),
    scans: {
      ...NO_SCANS,
      vulnerabilities: (_path, dockerfile) =>
        dockerfile.text.includes(FROM)
          ? found.map((one) => tracedToBase(one, dockerfile, traced))
          : [],
      assessment: (_path, reference) =>
        all === undefined || reference !== FROM
          ? null
          : { reference, options: all, best: all[0] ?? null, alternatives, unknown },
    },
  };
}

function leftOf(situation: Situation): (string | null)[] {
  const { findings } = checkFile({ path: 'Dockerfile', text: TEXT }, contextOf(situation));
  return findings.filter((one) => one.rule === rule.id).map(({ left }) => left);
}

describe('a vulnerability of the base image', () => {
  it('is told with its severity, its package, the image and the fix', () => {
    const { findings } = checkFile({ path: 'Dockerfile', text: TEXT }, contextOf({ found: [SSL] }));
    expect(findings.map(({ severity, message, place }) => [severity, message, place.line])).toEqual(
      [
        [
          'critical',
          'CVE-1 (critical, exploited) in openssl 3.0.11-1 of node:20.11.0-slim; fixed in 3.0.14-1.',
          1,
        ],
      ],
    );
  });

  it('has the severity that the configuration gives', () => {
    const context = { ...contextOf({ found: [SSL] }), severities: new Map([[rule.id, 'info']]) };
    const { findings } = checkFile({ path: 'Dockerfile', text: TEXT }, context as CheckContext);
    expect(findings[0]?.severity).toBe('info');
  });

  it('shares one move with all others that it fixes, and with the rule that moves the image anyway', () => {
    const options = [{ fixed: keysOf(SSL, ZLIB), remaining: keysOf(PERL) }];
    const context = contextOf({ found: [SSL, ZLIB, PERL], chosen: NEWER, options });
    const file = { path: 'Dockerfile', text: TEXT };
    const { findings } = checkFile(file, context);
    const fixes = findings.filter(({ traced, fix }) => traced !== null && fix !== null);
    expect(new Set(fixes.map(({ fix }) => fix)).size).toBe(1);
    const policy = { safeties: ['safe', 'review'] as const, only: null, moveImages: true };
    const { after, applied } = composePatch(file, context, policy);
    expect(after).toContain('FROM node:20.19.5-slim\n');
    expect(applied.map(({ title, cures }) => [title, cures.length])).toEqual([
      [
        'Move node:20.11.0-slim to node:20.19.5-slim: fixes 2 vulnerabilities (1 critical, 1 exploited)',
        3,
      ],
    ]);
  });

  it('counts no silenced one as fixed, and proposes nothing for these alone', () => {
    const options = [{ fixed: keysOf(SSL) }];
    const traced = { silencedBy: 'VEX: not reachable' };
    const context = contextOf({ found: [SSL], chosen: NEWER, options, traced });
    const { findings, ignored } = checkFile({ path: 'Dockerfile', text: TEXT }, context);
    expect(findings.map((one) => one.rule)).toEqual(['outdated-image']);
    expect(ignored.map((one) => one.fix)).toEqual([null]);
  });

  it('can be cured by hand where the smaller variant does not have it', () => {
    const variant = { reference: 'node:20-slim', kind: 'variant', fixed: keysOf(PERL) } as const;
    const options = [{ remaining: keysOf(PERL, ZLIB) }];
    const context = contextOf({ found: [PERL, ZLIB], options, alternatives: [variant] });
    const { findings } = checkFile({ path: 'Dockerfile', text: TEXT }, context);
    expect(findings.map(({ remedy, instead }) => [remedy, instead?.reference])).toEqual([
      ['by-hand', 'node:20-slim'],
      ['base-image', undefined],
    ]);
  });

  const rows: Record<string, [situation: Situation, left: string]> = {
    'because nobody was asked': [
      { found: [SSL] },
      '`fix --report` and `run --report` ask the registry what would cure it',
    ],
    'because a rebuild is enough': [
      { found: [SSL], chosen: NEWER, options: [{ candidate: null, fixed: keysOf(SSL) }] },
      'a rebuild takes openssl 3.0.14-1 or newer, which node:20.11.0-slim has by now; nothing to edit',
    ],
    'because the image that is taken has it, too': [
      { found: [ZLIB], chosen: NEWER, options: [{ remaining: keysOf(ZLIB) }] },
      'still there in node:20.19.5-slim',
    ],
    'because nobody mends it': [
      { found: [PERL], chosen: NEWER, options: [{ remaining: keysOf(PERL) }] },
      'the distribution has decided not to fix it; to do without the package, or another base image, is what helps',
    ],
    'because nobody can tell': [
      {
        found: [ZLIB],
        chosen: NEWER,
        options: [
          { notAssessed: new Map([...keysOf(ZLIB)].map((key) => [key, 'it has no list'])) },
        ],
      },
      'whether node:20.19.5-slim fixes it cannot be told: it has no list',
    ],
    'because nothing is known of any image': [
      { found: [ZLIB], options: [], unknown: 'the registry does not answer' },
      'what another image would do about it is not known: the registry does not answer',
    ],
    'because the image that fixes it may not be taken': [
      { found: [ZLIB], options: [{ fixed: keysOf(ZLIB) }] },
      'node:20.19.5-slim fixes it, but it may not be taken here',
    ],
    'although the smaller variant does not have it': [
      {
        ...{ found: [ZLIB], chosen: NEWER, options: [{ remaining: keysOf(ZLIB) }] },
        alternatives: [{ reference: 'node:20-slim', kind: 'variant', fixed: keysOf(ZLIB) }],
      },
      'still there in node:20.19.5-slim; `node:20-slim` does not have it: see whether the program needs what that variant leaves out',
    ],
    'because the smaller variant has it, too': [
      {
        ...{ found: [ZLIB], chosen: NEWER, options: [{ remaining: keysOf(ZLIB) }] },
        alternatives: [{ reference: 'node:20-slim', kind: 'variant', fixed: keysOf(PERL) }],
      },
      'still there in node:20.19.5-slim',
    ],
    'although nobody mends it and the smaller variant does not have it': [
      {
        ...{ found: [PERL], chosen: NEWER, options: [{ remaining: keysOf(PERL) }] },
        alternatives: [{ reference: 'node:20-slim', kind: 'variant', fixed: keysOf(PERL) }],
      },
      'the distribution has decided not to fix it; to do without the package, or another base image, is what helps; `node:20-slim` does not have it: see whether the program needs what that variant leaves out',
    ],
    'although there is a maintained image': [
      {
        ...{ found: [ZLIB], options: [{ candidate: null, remaining: keysOf(ZLIB) }] },
        alternatives: [{ reference: 'node', kind: 'mainstream', fixed: null }],
      },
      'a rebuild does not change it; `node` is maintained, but whether it has it was not assessed',
    ],
    'without a word of a maintained image where nobody mends it': [
      {
        ...{ found: [PERL], options: [{ candidate: null, remaining: keysOf(PERL) }] },
        alternatives: [{ reference: 'node', kind: 'mainstream', fixed: null }],
      },
      'the distribution has decided not to fix it; to do without the package, or another base image, is what helps',
    ],
    'without a word of an image that the configuration does not allow': [
      {
        ...{ found: [ZLIB], options: [{ candidate: null, remaining: keysOf(ZLIB) }] },
        ...{ alternatives: [{ reference: 'node', kind: 'mainstream', fixed: null }] },
        isAllowed: false,
      },
      'a rebuild does not change it',
    ],
  };
  it.each(Object.entries(rows))('is left %s', (_name, [situation, left]) => {
    expect(leftOf(situation)).toEqual([left]);
  });
});
