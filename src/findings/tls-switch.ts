import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { Span } from '../dockerfile/span.ts';
import { SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { authorityCure } from './authority-cure.ts';
import { withoutStore } from './certificate-store.ts';
import type { DownloadQuestion } from './download.ts';
import { hostQuestions, judgeHosts } from './host-certificates.ts';
import { commandOf, removeSetting } from './remove-setting.ts';
import type { Removal } from './remove-words.ts';
import type { Facts, Fix, Precondition, Problem } from './rule.ts';
import { fixIn } from './runs.ts';
import type { Run } from './runs.ts';
import type { Setting } from './settings.ts';

/** Something that turns the check of certificates off, and whom it is about. */
export interface TlsSwitch {
  readonly span: Span;
  readonly message: string;
  /** As it is named to a person, with backticks. */
  readonly option: string;
  /** Null before the first FROM. */
  readonly stage: Stage | null;
  /** Null for ENV and ARG. */
  readonly run: Run | null;
  /** `example.com`, `example.com:8443`; null where the file does not tell all of them. */
  readonly hosts: readonly string[] | null;
  /** How this program comes to know an authority of one's own; with the store of the system where absent. */
  readonly cure?: string;
  /** What else has to hold. */
  readonly conditions: readonly Precondition[];
  /** Worked out only where the exception may go. */
  readonly removal: () => (Removal & Pick<Fix, 'effects'>) | null;
  readonly title: string;
  readonly review: string;
}

export function* tlsQuestions(switches: Iterable<TlsSwitch>): Generator<DownloadQuestion> {
  for (const { hosts } of switches) yield* hostQuestions(hosts ?? []);
}

/** The problem, cured by taking the exception away where all hosts can do without it. */
export function tlsProblem(facts: Facts, found: TlsSwitch): Problem {
  const { span, message, option, stage, hosts, conditions, run, title, review } = found;
  const leave = (left: string): Problem => ({ span, message, fix: null, left });
  const cure = found.cure ?? authorityCure(facts, stage);
  if (hosts === null) {
    return leave(
      `which hosts it is about is not to be seen in the file: remove ${option} where their certificates are from known authorities, else ${cure}, then remove it`,
    );
  }
  const judgement = judgeHosts(facts, hosts, { option, cure });
  if (judgement.left !== undefined) return leave(judgement.left);
  const isWithoutStore = conditions.some(({ state }) => state === 'did not hold');
  if (isWithoutStore) return leave(withoutStore(option));
  const removal = found.removal();
  if (removal === null) return leave(SPLIT_WORD);
  const preconditions = [...judgement.preconditions, ...conditions];
  const fix: Fix = { ...removal, title, review, preconditions };
  return { span, message, fix: run === null ? fix : fixIn(run, fix) };
}

/** The stage that a setting stands in; null before the first FROM. */
export function stageOf({ stages }: Dockerfile, { instruction }: Setting): Stage | null {
  return instruction.stage === null ? null : (stages[instruction.stage] ?? null);
}

/** The part of a switch that a variable gives: its place and its removal. */
export function settingSwitch(
  dockerfile: Dockerfile,
  facts: Facts,
  setting: Setting,
): Pick<TlsSwitch, 'span' | 'option' | 'run' | 'removal'> {
  return {
    span: setting.span,
    option: `\`${setting.name}\``,
    run: commandOf(dockerfile, facts, setting)?.run ?? null,
    removal: () => removeSetting(dockerfile, facts, setting),
  };
}
