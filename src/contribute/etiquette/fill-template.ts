/** What there is to say, in Markdown, by what templates ask for. */
export interface Answers {
  readonly summary: string;
  readonly what: string;
  readonly why: string;
  readonly tests: string;
  /** Null where no issue is known. */
  readonly issue: string | null;
  readonly facts: TrueFacts;
}

/** What has really been done, and may be ticked. */
export interface TrueFacts {
  readonly isSignedOff: boolean;
  readonly base: string;
  readonly hasIssue: boolean;
  /** All open pull requests were looked through. */
  readonly hasLookedForDoubles: boolean;
}

const COMMENT = /<!-{2,}[^]{0,20000}?-{2,}>/g;
const HEADING = /^ {0,3}(?:#{1,6}\s+\S.*|\*\*[^*\n]{1,80}\*\*:?)$/;
const BOX = /^(\s*(?:[-*+]|\d{1,2}[.)])\s+)\[[ xX]\]\s+(.*)$/;

type Kind = 'what' | 'why' | 'tests' | 'issue' | 'none' | 'boxes' | 'other';

/** What a section is about, by the words of its heading; the first that fits. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [
    /\b(?:check-?list|types? of (?:changes?|pr)|pr type|before (?:you )?submit\w*|acknowledg\w*)\b/i,
    'boxes',
  ],
  [/\b(?:test\w*|verif\w*|validat\w*|reproduc\w*|qa)\b/i, 'tests'],
  [
    /\b(?:issues?|tickets?|fix(?:es)?|clos(?:es|ing)|resolves?|references?|related|links?)\b/i,
    'issue',
  ],
  [
    /\b(?:why|motivation|context|benefits?|reason\w*|purpose|problem|background|rationale)\b/i,
    'why',
  ],
  [
    /\b(?:what|summary|descri\w+|changes?|overview|proposed|proposal|solution|details?|implementation|intent|about)\b/i,
    'what',
  ],
];

/** Sections that ask for what a change of this kind does not have. */
const NOT_OURS =
  /\b(?:screenshots?|visual|ui|breaking|migrat\w*|output|documentation|docs|release notes?|changelog|deploy\w*|risks?|additional|notes?|reviewers?)\b/i;

/** A box may be ticked for these alone, and only where its whole text is about it. */
const TICKS: readonly (readonly [RegExp, (facts: TrueFacts, text: string) => boolean])[] = [
  [
    /^(?:(?:all )?(?:my )?commits?|i have) (?:are |is |have been )?signed[ -]?off(?: \(dco\)| with dco)?\.?$/i,
    (facts) => facts.isSignedOff,
  ],
  [
    /^i have signed[ -]?off (?:all )?(?:of )?my commits(?: as required by (?:the )?\[?dco\]?(?:\([^()\s]{0,300}\))?)?\.?$/i,
    (facts) => facts.isSignedOff,
  ],
  [
    /^i(?:'ve| have) (?:checked|searched|looked)[^.&]{0,40}\b(?:no|other|existing|open|duplicate)\b[^.&]{0,30}\bpull requests?\b[^.&]{0,60}\.?$/i,
    (facts) => facts.hasLookedForDoubles,
  ],
  [
    /^(?:this |the )?(?:pr|pull request)(?: is| has been)?[^.&]{0,20}\b(?:against|targets?|to|into)\b[^.&]{0,20}\bbranch\.?$/i,
    (facts, text) => text.includes(facts.base),
  ],
];

/** Fills a template of pull requests: its headings stay, its comments go, and no box is ticked for what was not done. */
export function fillTemplate(template: string, answers: Answers): string {
  const text = template.replace(COMMENT, '').replaceAll('\r\n', '\n');
  const sections = sectionsOf(text);
  const open: ReadonlySet<Kind> = new Set(sections.map(({ heading }) => kindOf(heading)));
  // What no heading asks for stands with the rest, so that nothing is left unsaid.
  const unasked = [
    ...(open.has('why') ? [] : [answers.why]),
    ...(open.has('tests') ? [] : [answers.tests]),
  ];
  const what = [answers.what, ...unasked].join('\n\n');
  const parts = sections.map(({ heading, lines }) =>
    fillSection(heading, lines, { ...answers, what }),
  );
  const first = open.has('what') ? [] : [what];
  return [answers.summary, ...first, ...parts].filter((part) => part !== '').join('\n\n');
}

interface Section {
  /** Null before the first heading. */
  readonly heading: string | null;
  readonly lines: readonly string[];
}

function sectionsOf(text: string): readonly Section[] {
  const sections: Section[] = [];
  let heading: string | null = null;
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    if (HEADING.test(line)) {
      sections.push({ heading, lines });
      heading = line.trim();
      lines = [];
    } else {
      lines.push(line.trimEnd());
    }
  }
  return [...sections, { heading, lines }];
}

function kindOf(heading: string | null): Kind {
  if (heading === null) return 'none';
  const known = KINDS.find(([pattern]) => pattern.test(heading))?.[1];
  if (known === 'boxes') return known;
  return NOT_OURS.test(heading) ? 'none' : (known ?? 'other');
}

function fillSection(heading: string | null, lines: readonly string[], answers: Answers): string {
  const filled = lines.map((line) => (BOX.test(line) ? box(line, answers.facts) : line));
  const boxes = filled.filter((line) => BOX.test(line)).join('\n');
  if (heading === null) return boxes;
  const kind = kindOf(heading);
  // What is no question to us, such as legal words, stays as it is.
  const own = kind === 'boxes' || kind === 'other' ? filled.join('\n').trim() : boxes;
  const body = [answerFor(kind, answers), own].filter((part) => part !== '').join('\n\n');
  return `${heading}\n\n${body === '' ? 'Not applicable.' : body}`;
}

function answerFor(kind: Kind, { what, why, tests, issue }: Answers): string {
  switch (kind) {
    case 'what':
      return what;
    case 'why':
      return why;
    case 'tests':
      return tests;
    case 'issue':
      return issue ?? 'None.';
    case 'boxes':
    case 'other':
    case 'none':
      return '';
  }
}

function box(line: string, facts: TrueFacts): string {
  const [, before = '- ', text = ''] = BOX.exec(line) ?? [];
  const isDone = TICKS.some(([pattern, holds]) => pattern.test(text.trim()) && holds(facts, text));
  return `${before}[${isDone ? 'x' : ' '}] ${text}`;
}
