import type { Rule } from '../findings/rule.ts';
import { LONGEST_BODY } from './body/cut-body.ts';
import { changeSections } from './body/changes.ts';
import { leftAloneSection } from './body/left-alone.ts';
import { proofSection } from './body/proof.ts';
import { refusalSection } from './body/refusal.ts';
import { requestSection } from './body/requests.ts';
import { vulnerabilitySection } from './body/vulnerabilities.ts';
import type { ScannedRow } from './scanned-row.ts';
import { keyBlockOf, printKeyBlock } from './key-block.ts';
import type { LeftImages } from './left-images.ts';
import type { LeftFinding, ProposalKey, ProposedFix } from './proposal.ts';

export interface BodyContent {
  readonly key: ProposalKey;
  readonly fixes: readonly ProposedFix[];
  readonly left: readonly LeftFinding[];
  /** Images that other bots move; none without it. */
  readonly leftToBots?: readonly LeftImages[];
  readonly rules: readonly Rule[];
  /** What the change does about what scanners found. */
  readonly scanned: readonly ScannedRow[];
}

/** The text of a pull request, in Markdown; what does not fit is left out and said. */
export function writeBody(content: BodyContent): string {
  const { key, fixes, left, rules, scanned, leftToBots = [] } = content;
  const ruleIds = [...new Set(fixes.map((fix) => fix.rule))];
  const block = printKeyBlock(keyBlockOf({ key, fixes }));
  const found = vulnerabilitySection(scanned);
  const opening = [intro(key, fixes), ...(found === '' ? [] : [found])].join('\n\n');
  const head = `${opening}\n\n### What changes and why`;
  const tail = [proofSection(fixes), refusalSection(ruleIds), requestSection()].join('\n\n');
  const free = LONGEST_BODY - head.length - tail.length - block.length - 8;
  const changes = fitSections(changeSections(fixes, rules), free);
  const rest = leftAloneSection(left, leftToBots);
  const isRoom = rest !== '' && rest.length + 2 <= free - changes.length;
  return `${[head, changes, tail, ...(isRoom ? [rest] : []), block].join('\n\n')}\n`;
}

function fitSections(sections: readonly string[], room: number): string {
  const more = (count: number) => `${count} more sections do not fit here: see the diff.`;
  let text = '';
  for (const [index, section] of sections.entries()) {
    const note = more(sections.length - index);
    if (text.length + section.length + note.length + 4 > room) return `${text}\n\n${note}`;
    text = text === '' ? section : `${text}\n\n${section}`;
  }
  return text;
}

function intro(key: ProposalKey, fixes: readonly ProposedFix[]): string {
  const files = new Set(fixes.map((fix) => fix.path)).size;
  const where = files === 1 ? 'one Dockerfile' : `${files} Dockerfiles`;
  const what = fixes.length === 1 ? 'One fix' : `${fixes.length} fixes`;
  const introduction = INTRODUCTIONS[key.kind];
  return `${what} in ${where}. ${fixes.length === 1 ? introduction.one : introduction.many}`;
}

interface Introduction {
  readonly one: string;
  readonly many: string;
}

const UPGRADE =
  'Stages that share the image move together. What the new one brings is below; your tests know the rest.';
const DIGESTS = 'The tags stay: a digest beside a tag says which build of it is meant.';

const INTRODUCTIONS: Readonly<Record<ProposalKey['kind'], Introduction>> = {
  hardening: {
    one: 'It leaves the behaviour of the built image as it is.',
    many: 'All are of the kind that leaves the behaviour of the built image as it is.',
  },
  review: {
    one: 'Right as far as the file tells, but please look before you merge; at what is said below.',
    many: 'Right as far as the file tells, but please look before you merge: each says at what.',
  },
  upgrade: { one: UPGRADE, many: UPGRADE },
  digests: { one: DIGESTS, many: DIGESTS },
};
