import type { MannerId } from './manner.ts';
import {
  PULLS,
  CODE,
  NO,
  GAP,
  ANY,
  PLEASE_NO,
  words,
  CONDITION,
  BIGGER,
  AI,
  FORBIDS,
  AUTOMATED,
} from './wording-parts.ts';

/** How a rule for guests is worded. All patterns are tried on one sentence, whose length is bounded. */
export interface Wording {
  readonly id: MannerId;
  /** One of these has to fit. */
  readonly says: readonly RegExp[];
  /** And none of these: what narrows the rule to something that we do not do. */
  readonly unless: readonly RegExp[];
}

/** The rules for guests that are found in sentences; of one rule the first sentence counts. */
export const WORDINGS: readonly Wording[] = [
  {
    id: 'elsewhere',
    says: [
      words(
        String.raw`\b${NO} (?:be )?(?:able to |currently |usually )?(?:accept|accepting|take|taking|review|reviewing|merge|merging|use|monitor|look at) ${ANY}${PULLS}\b`,
      ),
      words(String.raw`${PLEASE_NO} (?:open|submit|send|create|file|make|raise) ${ANY}${PULLS}\b`),
      words(
        String.raw`\b${PULLS} ${GAP}\b(?:are|will be|is) (?:\w+ ){0,2}(?:ignored|closed|disabled|not (?:\w+ )?(?:accepted|reviewed|considered|monitored|read|looked at|used|merged))\b`,
      ),
      words(
        String.raw`\b(?:patches|changes|contributions|code)\b${GAP}\b(?:sent|submitted|posted|go(?:es)?|made)\b${GAP}\b(?:mailing[- ]list|gerrit|phabricator|gitlab|codeberg|sourcehut|sr\.ht|gitea|forgejo)\b`,
      ),
    ],
    unless: [
      CONDITION,
      words(String.raw`\bsecurity\b|\bunreasonable\b|\bmany\b|\bseveral\b|\bmultiple\b`),
    ],
  },
  {
    id: 'elsewhere',
    says: [
      words(String.raw`\bdoes not use github(?:\.com)?\b`),
      words(
        String.raw`\bgithub\b${GAP}\b(?:is (?:only |just )?a |as a |read-?only )\s?(?:read-?only )?mirror\b`,
      ),
      words(
        String.raw`\bthis (?:repo(?:sitory)?|project) is (?:only |just )?an? (?:[\w-]+ ){0,3}mirror\b`,
      ),
      words(String.raw`\bread-?only mirror\b`),
    ],
    unless: [words(String.raw`\b(?:image mirror|docker hub|package mirror|registry mirror)\b`)],
  },
  {
    id: 'unwilling',
    says: [
      words(
        String.raw`\bthis (?:repo(?:sitory)?|project|image|package) (?:is|has been|was) (?:now |officially |currently )?(?:archived|deprecated|unmaintained|abandoned|discontinued|retired|end[- ]of[- ]life|no longer (?:\w+ )?(?:maintained|supported|developed|updated|in use)|not (?:\w+ )?maintained|in maintenance mode)\b`,
      ),
      words(
        String.raw`\b(?:is now|has (?:been )?moved|continues|now) (?:\w+ ){0,3}(?:maintained|developed|lives?|hosted|moved)\b${GAP}\b(?:at|to|in|by)\b`,
      ),
      words(String.raw`\b(?:development|repo(?:sitory)?|project) (?:has|was) (?:been )?moved to\b`),
      words(
        String.raw`\bwe (?:are|do) not (?:currently |at this time )?accept(?:ing)? (?:any |external |outside |public )*(?:code )?(?:contributions?|changes|patches|submissions)\b`,
      ),
      words(
        String.raw`\b(?:open[- ]source,? (?:but )?not open[- ]contribution|closed to (?:outside |external )?contributions?)\b`,
      ),
    ],
    unless: [
      words(
        String.raw`\b(?:if|unless|without|that|which|from (?:bots?|AI)|adding|features?|typos?|translations?|AI|LLM|generated|document\w*|chat|forum|channel|issue tracker|wiki|branch)\b`,
      ),
    ],
  },
  {
    id: 'automated',
    says: [
      words(String.raw`${AI}${GAP}${FORBIDS}`),
      words(String.raw`${FORBIDS}${GAP}${AI}`),
      words(String.raw`\bno (?:\w+ ){0,2}${AI}`),
      words(String.raw`${AUTOMATED}[^.;:]{0,20}\b${CODE}\b${GAP}${FORBIDS}`),
      words(String.raw`${FORBIDS}${GAP}${AUTOMATED}[^.;:]{0,20}\b${CODE}\b`),
      words(String.raw`\bno ${AUTOMATED} ${CODE}\b`),
      words(
        String.raw`\b(?:authored|written|made|created)(?: \w+)? by (?:a )?(?:humans?|people|person)\b`,
      ),
      words(
        String.raw`${FORBIDS}${GAP}\b${CODE}\b[^.;:]{0,20}\b(?:from|by) (?:\w+ )?(?:bots?|tools?|scripts?)\b`,
      ),
    ],
    unless: [
      words(
        String.raw`\b(?:if you(?:['’]re| are| can['’]t| cannot| can not| do not| don['’]t)|not (?:\w+ )?(?:prohibit|forbid|ban|disallow)|unless|without (?:\w+ ){0,3}(?:review|understanding|disclos|that understanding|checking)\w*|media|art|artwork|images?|logos?|issues?|discussions?|comments?|features?|translations?|tests?|automated tests|slop|have an|disclos\w*|undisclosed|unreviewed|security reports?|reports?|responses?|communicat\w*|generated files?|dist|documentation is|our (?:bot|ci))\b`,
      ),
    ],
  },
  {
    id: 'approval-first',
    says: [
      words(
        String.raw`\b(?:vouch(?:ed)?|approved|assigned|allow-?listed|whitelisted)\b${GAP}\b(?:before|first|once|until)\b${GAP}\b(?:${PULLS}|contribut\w+)\b`,
      ),
      words(
        String.raw`\b(?:not|n['’]t) (?:been )?(?:vouched|approved|assigned)\b${GAP}\b${PULLS}\b`,
      ),
      words(
        String.raw`\b${PULLS}\b${GAP}\b(?:only|automatically closed)\b${GAP}\b(?:unless|from|by)\b${GAP}\b(?:vouched|approved|assigned|collaborators?|members?|team|organi[sz]ation|maintainers?)\b`,
      ),
      words(String.raw`\bonly accept ${CODE} from\b`),
      words(
        String.raw`\b${PULLS}\b${GAP}\bwithout prior (?:agreement|approval|consent|permission)\b`,
      ),
      words(
        String.raw`\b(?:non-maintainer|external|outside)[^.;:]{0,20}\b${PULLS}\b${GAP}\b(?:closed|rejected|not accepted)\b`,
      ),
    ],
    unless: [words(String.raw`\b(?:reviewed|merge[ds]?|workflows?|run|ci|tests?|checks?)\b`)],
  },
  {
    id: 'issue-first',
    says: [
      words(
        String.raw`\b(?:open|file|create|submit|raise|start|opening|filing|creating)\b[^.;]{0,40}\b(?:issues?|discussions?|tickets?|proposals?)\b[^.;]{0,60}\b(?:first|before|prior to)\b`,
      ),
      words(
        String.raw`\b(?:before|prior to)\b[^.;]{0,80}\b(?:${PULLS}|patch(?:es)?|code|contribut\w+|work\w*|changes?|start\w*|submit\w*)\b[^.;]{0,80}\b(?:open|file|create|discuss|raise|start|make sure|ensure)\b[^.;]{0,60}\b(?:issues?|discussions?|tickets?|maintainers?|proposals?)\b`,
      ),
      words(
        String.raw`\bfirst\b[^.;]{0,20}\b(?:discuss|open|file|create)\b[^.;]{0,80}\b(?:issues?|discussions?|tickets?|maintainers?|owners?)\b`,
      ),
      words(
        String.raw`\b(?:all |every |each |any )?${PULLS} (?:must|should|need to|has to|have to)\b${GAP}\b(?:link\w*|referenc\w*|relat\w*|target|address|resolve|fix|close|have|correspond\w*|be associated)\b${GAP}\b(?:issues?|tickets?|discussions?)\b`,
      ),
      words(
        String.raw`\b${PULLS}\b[^.;]{0,60}\bwithout (?:an?|any|a linked|a corresponding|prior)\b[^.;]{0,40}\b(?:issue|ticket|discussion)\b`,
      ),
      words(
        String.raw`\b(?:open|file|create|submit) an? (?:\w+ ){0,2}(?:issue|ticket)\b[^.;]{0,60}\bif there is not one\b`,
      ),
      words(
        String.raw`\bplease (?:open|start|create|file)\b[^.;]{0,40}\b(?:issue|discussion)s?\b[^.;]{0,40}\bto (?:talk about|discuss) (?:the|your|any|all) (?:\w+ ){0,2}(?:changes?|contributions?|work)\b`,
      ),
    ],
    unless: [
      BIGGER,
      words(
        String.raw`\b(?:search|duplicate|already (?:been )?(?:reported|exists?)|existing issue with the same|labell?ed|good first|discord|slack|chat)\b`,
      ),
    ],
  },
  {
    // For small repairs, too, because they are named beside what is bigger.
    id: 'issue-first',
    says: [
      words(
        String.raw`\b(?:bug[- ]?)?fix(?:es)?,? or (?:an? )?(?:new )?features?\b[^.;]{0,120}\b(?:open|file|create)\b[^.;]{0,40}\bissues?\b[^.;]{0,40}\b(?:first|before)\b`,
      ),
      words(
        String.raw`\b(?:before|prior to)\b[^.;]{0,60}\b${PULLS}\b[^.;]{0,40}\b(?:open|file|create) an issue\b[^.;]{0,160}\bfeatures?,? or (?:an? )?(?:bug[- ]?)?fix`,
      ),
    ],
    unless: [],
  },
  {
    id: 'rewriting',
    says: [
      words(
        String.raw`\b(?:never|do not|don['’]t|avoid|refrain from) (?:\w+ ){0,1}(?:force[- ]?push\w*|rebas\w+|squash\w*|amend\w*)\b`,
      ),
    ],
    unless: [words(String.raw`\b(?:need|have to|main|master|locally|worry|forget)\b`)],
  },
  {
    id: 'agreement',
    says: [
      words(String.raw`\bcontributors?['’]? licen[sc]e agreements?\b`),
      words(String.raw`\bcontribution licen[sc]e agreements?\b`),
      words(String.raw`\b(?:cla-?assistant|easycla|cla[- ]bot)\b`),
      /\bCLAs?\b/,
    ],
    unless: [words(String.raw`\b(?:no|not|n['’]t|without)\b${GAP}\b(?:CLA|agreement)\b`)],
  },
  {
    id: 'sign-off',
    says: [
      words(String.raw`\bsigned-off-by\b`),
      words(String.raw`\bdeveloper(?:['’]?s)? certificate of origin\b`),
      words(String.raw`\bsign(?:ed|ing)?[ -]?off\b`),
      /\bDCO\b/,
      words(String.raw`\bcommit (?:-\w+ )*(?:-s\b|--signoff\b)`),
    ],
    unless: [
      words(
        String.raw`\b(?:no|not|n['’]t|without)\b${GAP}\b(?:need|require\w*|necessary|DCO|sign[- ]?off)\b`,
      ),
      words(String.raw`\b(?:release|maintainers? sign off|LGTM)\b`),
    ],
  },
  {
    id: 'disclosure',
    says: [
      words(
        String.raw`\b(?:disclos\w*|declar\w*|state|mention|label|indicat\w*|be transparent|transparen\w+|acknowledg\w*)\b${GAP}(?:${AI}|\bautomat\w*|\bthe tools?\b)`,
      ),
      words(
        String.raw`${AI}${GAP}\b(?:disclos\w*|declar\w*|be labell?ed|be marked|transparen\w+|acknowledg\w*)\b`,
      ),
    ],
    unless: [],
  },
  {
    id: 'style-only',
    says: [
      words(
        String.raw`${FORBIDS}${GAP}\b(?:cosmetic|trivial|style|stylistic|formatting|whitespace|lint(?:ing|er)?)\b`,
      ),
      words(
        String.raw`\b(?:cosmetic|purely stylistic|style-only|formatting-only|whitespace)\b${GAP}${FORBIDS}`,
      ),
    ],
    unless: [words(String.raw`\b(?:unless|mix|together|same|along|unrelated|other changes)\b`)],
  },
  {
    id: 'draft',
    says: [
      words(
        String.raw`\b(?:open|create|submit|start|mark)\b${GAP}\b(?:as (?:a )?drafts?|draft ${PULLS})\b`,
      ),
    ],
    unless: [
      BIGGER,
      words(
        String.raw`\b(?:if|when|while|until|unless|not|n['’]t|can|may|might|could|want|work in progress|WIP|unfinished|incomplete|early|feel free|prefer)\b`,
      ),
    ],
  },
];
