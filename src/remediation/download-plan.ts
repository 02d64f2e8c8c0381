import { parseDockerfile } from '../dockerfile/parse.ts';
import type { DownloadAnswer, DownloadQuestion } from '../findings/download.ts';
import type { Rule, Safety } from '../findings/rule.ts';
import { checkFile } from './check.ts';
import type { CheckContext, SourceFile } from './check-context.ts';
import type { DownloadKnowledge } from './download-knowledge.ts';
import { factsFor } from './facts.ts';

/** The web. What fails is an answer, too. */
export interface DownloadSource {
  /** Downloads the whole file and hashes it. */
  readonly digest: (address: string) => Promise<DownloadAnswer>;
  /** Reads a small text file. */
  readonly text: (address: string) => Promise<DownloadAnswer>;
  /** Asks whether the address is served, with a certificate that holds. */
  readonly presence: (address: string) => Promise<DownloadAnswer>;
  /** Asks whether the host answers at all, with a certificate that holds: `404` is an answer, too. */
  readonly host: (address: string) => Promise<DownloadAnswer>;
}

/** Asks nobody, and gives that as the reason. */
export const OFFLINE_DOWNLOADS: DownloadSource = {
  digest: refuseOffline,
  text: refuseOffline,
  presence: refuseOffline,
  host: refuseOffline,
};

function refuseOffline(): Promise<DownloadAnswer> {
  return Promise.resolve({ ok: false, reason: 'the network may not be asked (`--offline`)' });
}

export interface DownloadPlanInput {
  /** Rules and all that is known but downloads. */
  readonly context: CheckContext;
  /** Whose fixes are wanted. */
  readonly isWanted: (rule: Rule) => boolean;
  readonly source: DownloadSource;
}

/** An answer may raise another question: the list of checksums first, then what it names. */
const ROUNDS = 4;
const AT_ONCE = 6;
/** A repository that asks more asks for something else than its checksums. */
const MOST_QUESTIONS = 400;

const TOO_MANY: DownloadAnswer = {
  ok: false,
  reason: `more than ${MOST_QUESTIONS} addresses would have to be asked`,
};

/** Asks what the wanted rules would have to know of the web, each question once. */
export async function planDownloads(
  sources: readonly SourceFile[],
  { context, isWanted, source }: DownloadPlanInput,
): Promise<DownloadKnowledge> {
  const answers = new Map<string, DownloadAnswer>();
  const knowledge: DownloadKnowledge = (question) => answers.get(keyOf(question)) ?? null;
  const rules = context.rules.filter((rule) => rule.asks !== undefined && isWanted(rule));
  if (rules.length === 0) return knowledge;
  const knowing = { ...context, rules, downloads: knowledge };
  for (let round = 0; round < ROUNDS; round += 1) {
    const questions = new Map<string, DownloadQuestion>();
    for (const file of sources) {
      for (const question of questionsOf(file, knowing)) {
        const key = keyOf(question);
        if (!answers.has(key)) questions.set(key, question);
      }
    }
    if (questions.size === 0) break;
    await askAll([...questions], source, answers);
  }
  return knowledge;
}

/** Rules of `context` that may apply such fixes by themselves, or through the rules that are named. */
export function wantsRule(
  safeties: readonly Safety[],
  only: readonly string[] | null,
): (rule: Rule) => boolean {
  return ({ id, safety }) =>
    safety !== null && safeties.includes(safety) && (only === null || only.includes(id));
}

/** Rules that find nothing here, or only what somebody has silenced, ask nothing. */
function* questionsOf(file: SourceFile, context: CheckContext): Generator<DownloadQuestion> {
  const found = new Set(checkFile(file, context).findings.map(({ rule }) => rule));
  if (found.size === 0) return;
  const dockerfile = parseDockerfile(file.text);
  const facts = factsFor(dockerfile, file.path, context);
  for (const rule of context.rules) {
    if (found.has(rule.id)) yield* rule.asks?.(dockerfile, facts) ?? [];
  }
}

async function askAll(
  questions: readonly (readonly [key: string, question: DownloadQuestion])[],
  source: DownloadSource,
  answers: Map<string, DownloadAnswer>,
): Promise<void> {
  const waiting = questions.values();
  const work = async () => {
    for (const [key, { address, wants }] of waiting) {
      const isTooMuch = answers.size >= MOST_QUESTIONS;
      answers.set(key, isTooMuch ? TOO_MANY : await source[wants](address));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

function keyOf({ wants, address }: DownloadQuestion): string {
  return `${wants} ${address}`;
}
