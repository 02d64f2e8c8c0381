import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { ignoresOf } from '../../src/findings/ignore.ts';
import type { IgnoreOptions } from '../../src/findings/ignore.ts';
import { nearest } from '../../src/findings/nearest.ts';
import { cpuTime } from '../cpu-time.ts';

const aliases = {
  hadolint: ['DL3002'],
  trivy: ['DS-0002'],
  checkov: ['CKV_DOCKER_3'],
  kics: ['Missing User Instruction', 'fd54f200-402c-4333-a5a4-36ef6709af2f'],
  buildkit: ['JSONArgsRecommended'],
  semgrep: ['missing-user'],
};

/** Who silences a finding of the rule `the-rule` that begins at the text `HERE`. */
function silencer(
  text: string,
  options: IgnoreOptions = { today: '2026-06-15' },
  ids: object = aliases,
): string | null {
  const start = text.indexOf('HERE');
  const span = { start, end: start + 4 };
  const ignores = ignoresOf(parseDockerfile(text), options);
  return ignores.find({ rule: 'the-rule', aliases: ids, span });
}

type Table = Readonly<Record<string, string>>;

describe('a finding is silenced by', () => {
  const silenced: Table = {
    'our comment above the instruction': 'FROM a\n# seaworthy ignore=the-rule\nRUN HERE\n',
    'our comment with several rules and a reason':
      'FROM a\n# seaworthy ignore=other-rule, the-rule as agreed\nRUN HERE\n',
    'our comment at the top of a block of comments':
      'FROM a\n# seaworthy ignore=the-rule\n# more\n# words\nRUN HERE\n',
    'our comment inside a continuation':
      'FROM a\nRUN HERE && \\\n  # seaworthy ignore=the-rule\n  b\n',
    'our comment in a file with CRLF': 'FROM a\r\n# seaworthy ignore=the-rule why\r\nRUN HERE\r\n',
    'our comment without a blank': 'FROM a\n#seaworthy ignore = the-rule\nRUN HERE\n',
    'our comment before FROM': '# seaworthy ignore=the-rule\nFROM HERE\n',
    'our comment above an ONBUILD': 'FROM a\n# seaworthy ignore=the-rule\nONBUILD RUN HERE\n',
    'our comment for the file': 'FROM a\nRUN HERE\n\n# seaworthy ignore-file=the-rule\n',
    'our comment for all rules in the file': '# seaworthy ignore-file=all legacy\n\nFROM HERE\n',
    'our comment above, for a finding in a here-document':
      'FROM a\n# seaworthy ignore=the-rule\nRUN <<EOF\nHERE\nEOF\n',
    'hadolint’s comment': 'FROM a\n# hadolint ignore=DL3002\nRUN HERE\n',
    'hadolint’s comment with several ids': 'FROM a\n# hadolint ignore=SC2046 , DL3002\nRUN HERE\n',
    'hadolint’s comment with a reason': 'FROM a\n# hadolint ignore=DL3002 # because\nRUN HERE\n',
    'hadolint’s global comment': 'FROM a\nRUN HERE\n# hadolint global ignore=DL3002\n',
    'Checkov’s comment anywhere': 'FROM a\nRUN HERE\n#checkov:skip=CKV_DOCKER_3:as agreed\n',
    'Checkov’s comment with a blank': '# checkov:skip= CKV_DOCKER_3\nFROM HERE\n',
    'Checkov’s comment by its former name': '#bridgecrew:skip=CKV_DOCKER_3\nFROM HERE\n',
    'Checkov’s comment with several ids': '#checkov:skip=CKV_DOCKER_2,CKV_DOCKER_3\nFROM HERE\n',
    'Trivy’s comment': 'FROM a\n#trivy:ignore:DS-0002\nRUN HERE\n',
    'Trivy’s comment with a former id': 'FROM a\n# trivy:ignore:AVD-DS-0002\nRUN HERE\n',
    'Trivy’s comment with the oldest id': 'FROM a\n# tfsec:ignore:ds002\nRUN HERE\n',
    'Trivy’s comment with words behind it': 'FROM a\n#trivy:ignore:DS-0002 -- root\nRUN HERE\n',
    'the second of Trivy’s on a line': 'FROM a\n#trivy:ignore:X trivy:ignore:DS002\nRUN HERE\n',
    'Trivy’s comment for everything': 'FROM a\n#trivy:ignore:*\nRUN HERE\n',
    'Trivy’s comment at the top of the file': '#trivy:ignore:DS-0002\n\nFROM a\nRUN HERE\n',
    'Trivy’s comment that has not expired':
      'FROM a\n#trivy:ignore:DS-0002:exp:2026-06-16\nRUN HERE\n',
    'Trivy’s comment with a workspace': 'FROM a\n#trivy:ignore:DS-0002:ws:dev-*\nRUN HERE\n',
    'Trivy’s comment behind a command': 'FROM a\nRUN HERE #trivy:ignore:DS-0002\n',
    'KICS’s comment for the file': '# words\n# kics-scan ignore\nFROM a\nRUN HERE\n',
    'KICS’s comment for a query':
      '# kics-scan disable=x,fd54f200-402c-4333-a5a4-36ef6709af2f\nFROM a\nRUN HERE\n',
    'KICS’s comment for other queries only': '# kics-scan enable=x\nFROM a\nRUN HERE\n',
    'KICS’s comment for an instruction': 'FROM a\n# kics-scan ignore-line\nRUN HERE\n',
    'KICS’s comment for a query and an instruction':
      'FROM a\n# kics-scan ignore-line=fd54f200-402c-4333-a5a4-36ef6709af2f\nRUN HERE\n',
    'KICS’s comment for a stage': '# kics-scan ignore-block\nFROM a\nRUN a\nRUN HERE\n',
    'Semgrep’s comment': 'FROM a\n# nosemgrep\nRUN HERE\n',
    'Semgrep’s short comment': 'FROM a\n# NOSEM\nRUN HERE\n',
    'Semgrep’s comment for a rule': 'FROM a\n# nosemgrep: x, missing-user\nRUN HERE\n',
    'Semgrep’s comment for a whole rule id':
      'FROM a\n# nosemgrep:dockerfile.security.missing-user.missing-user\nRUN HERE\n',
    'Semgrep’s comment behind a command': 'FROM a\nRUN HERE # nosemgrep\n',
    'BuildKit’s directive': '# check=skip=Other,JSONArgsRecommended\nFROM HERE\n',
    'BuildKit’s directive with options': '# check=skip=JSONArgsRecommended;error=true\nFROM HERE\n',
    'BuildKit’s directive for all checks': '#check = error=true; skip=all\nFROM HERE\n',
  };
  it.each(Object.entries(silenced))('%s', (_name, text) => {
    expect(silencer(text)).toMatch(/ on line \d+$/);
  });
});

describe('a finding is not silenced by', () => {
  const counts: Table = {
    'no comment': 'FROM a\nRUN HERE\n',
    'a comment above a blank line': 'FROM a\n# seaworthy ignore=the-rule\n\nRUN HERE\n',
    'a comment for the next instruction': 'FROM a\nRUN HERE\n# seaworthy ignore=the-rule\nRUN b\n',
    'a comment for the instruction before':
      'FROM a\n# seaworthy ignore=the-rule\nRUN b\nRUN HERE\n',
    'our comment for another rule': 'FROM a\n# seaworthy ignore=the-rule-2\nRUN HERE\n',
    'our comment with the id in its reason': 'FROM a\n# seaworthy ignore=x the-rule\nRUN HERE\n',
    'our comment for all rules of an instruction': 'FROM a\n# seaworthy ignore=all\nRUN HERE\n',
    'a comment that only talks of us': 'FROM a\n# see seaworthy ignore=the-rule\nRUN HERE\n',
    'a comment in a here-document':
      'FROM a\nRUN <<EOF\n# seaworthy ignore-file=the-rule\nEOF\nRUN HERE\n',
    'our comment behind a command': 'FROM a\nRUN HERE # seaworthy ignore=the-rule\n',
    'hadolint’s comment for another id': 'FROM a\n# hadolint ignore=DL3003\nRUN HERE\n',
    'hadolint’s comment about the shell': 'FROM a\n# hadolint shell=bash\nRUN HERE\n',
    'Checkov’s comment for another id': '#checkov:skip=CKV_DOCKER_33\nFROM HERE\n',
    'Trivy’s comment that has expired': 'FROM a\n#trivy:ignore:DS-0002:exp:2026-06-15\nRUN HERE\n',
    'Trivy’s comment with no date': 'FROM a\n#trivy:ignore:DS-0002:exp:soon\nRUN HERE\n',
    'Trivy’s comment without an id': 'FROM a\n#trivy:ignore\nRUN HERE\n',
    'KICS’s comment for the file behind an instruction': 'FROM a\n# kics-scan ignore\nRUN HERE\n',
    'KICS’s comment for its own query only':
      '# kics-scan enable=Missing-User-Instruction\nFROM a\nRUN HERE\n',
    'KICS’s comment for another stage': '# kics-scan ignore-block\nFROM a\nFROM b\nRUN HERE\n',
    'KICS’s comment for the rest of the stage':
      'FROM a\nRUN HERE\n# kics-scan ignore-block\nRUN b\n',
    'Semgrep’s comment for another rule': 'FROM a\n# nosemgrep: missing-users\nRUN HERE\n',
    'a word that begins like Semgrep’s': 'FROM a\n# nosemantics\nRUN HERE\n',
    'BuildKit’s directive behind a comment': '# words\n# check=skip=all\nFROM HERE\n',
    'BuildKit’s directive for another check': '# check=skip=StageNameCasing\nFROM HERE\n',
  };
  it.each(Object.entries(counts))('%s', (_name, text) => {
    expect(silencer(text)).toBeNull();
  });

  it.each([
    '# check=skip=all\nFROM HERE\n',
    '# kics-scan ignore\nFROM HERE\n',
    '# kics-scan enable=x\nFROM HERE\n',
    'FROM a\n# nosemgrep\nRUN HERE\n',
    'FROM a\n#trivy:ignore:*\nRUN HERE\n',
  ])('a tool that would not report it: %j', (text) => {
    expect(silencer(text, { today: null }, {})).toBeNull();
  });
});

describe('whoever silences a finding', () => {
  it('is quoted with the line', () => {
    const text = 'FROM a\n\n  # hadolint ignore=DL3002\nRUN HERE\n';
    expect(silencer(text)).toBe('# hadolint ignore=DL3002 on line 3');
  });

  it('is quoted in short', () => {
    const text = `# check=skip=${'A,'.repeat(100)}JSONArgsRecommended\nFROM HERE\n`;
    expect(silencer(text)).toMatch(/^# check=skip=(A,)+A?… on line 1$/);
  });

  it('is not judged as expired without a date', () => {
    const text = 'FROM a\n#trivy:ignore:DS-0002:exp:2001-01-01\nRUN HERE\n';
    expect(silencer(text, { today: null })).toBe('#trivy:ignore:DS-0002:exp:2001-01-01 on line 2');
  });
});

describe('a comment of ours that names no rule', () => {
  const text =
    'FROM a\n# seaworthy ignore=the-rule,the-ruel\nRUN a\n# seaworthy ignore-file=all,zzz\n';

  it('is a problem with the nearest id', () => {
    const { problems } = ignoresOf(parseDockerfile(text), {
      today: null,
      known: ['the-rule', 'another'],
      nearest,
    });
    expect(problems).toEqual([
      { rule: 'the-ruel', nearest: 'the-rule', line: 2, span: { start: 7, end: 43 } },
      { rule: 'zzz', nearest: null, line: 4, span: { start: 50, end: 81 } },
    ]);
  });

  it('is none where the ids are not known', () => {
    expect(ignoresOf(parseDockerfile(text), { today: null }).problems).toEqual([]);
  });
});

describe('hostile comments', () => {
  it('take linear time', () => {
    const comments = '# seaworthy ignore-file=x # kics-scan enable=y\n'.repeat(3000);
    const words = `# nosem: ${'a,'.repeat(100_000)}\n#trivy:${':'.repeat(200_000)}\n# checkov:skip=${' '.repeat(200_000)}\n`;
    const blocks = '# kics-scan ignore-block=z\nRUN HERE #  trivy:#trivy:#\n'.repeat(3000);
    const text = `${comments}${words}FROM a\n${blocks}`;
    const dockerfile = parseDockerfile(text);
    const start = cpuTime();
    const ignores = ignoresOf(dockerfile, { today: null, known: ['x'] });
    for (const { span } of dockerfile.instructions) {
      ignores.find({ rule: 'the-rule', aliases, span });
    }
    expect(cpuTime() - start).toBeLessThan(3000);
  });
});
