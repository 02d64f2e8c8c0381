import { downloadUrls } from '../dockerfile/download-command.ts';
import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { ShellWord } from '../dockerfile/shell-script.ts';
import { leadingWords, replaceInWord, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { authorityCure } from './authority-cure.ts';
import { certificateStore, withoutStore } from './certificate-store.ts';
import type { DownloadQuestion } from './download.ts';
import { judgeHost } from './host-certificates.ts';
import { removeWords } from './remove-words.ts';
import type { Removal } from './remove-words.ts';
import type { Facts, Fix, Precondition, Problem } from './rule.ts';
import type { RunCommand } from './run-commands.ts';
import { fixIn } from './runs.ts';
import { servedQuestion } from './served-question.ts';
import { isPublicHost, readWebAddress } from './web-address.ts';

/** A curl or wget that takes any certificate. */
export interface CertificateSwitch {
  readonly found: RunCommand;
  /** Of the option. */
  readonly word: ShellWord;
  readonly message: string;
}

/** Whether the hosts have certificates that hold: all that is asked of their addresses. */
export function* switchQuestions(
  dockerfile: Dockerfile,
  { found }: CertificateSwitch,
): Generator<DownloadQuestion> {
  for (const address of addressesOf(dockerfile, found) ?? []) {
    if (isPublicHost(address.hostname)) yield servedQuestion(address);
  }
}

/** The problem of one call, cured by the option's removal where the web says that nobody needs it. */
export function switchProblem(
  dockerfile: Dockerfile,
  facts: Facts,
  found: CertificateSwitch,
): Problem {
  const { word, message } = found;
  const { span } = word;
  const { run, name } = found.found;
  const judgement = judgeSwitch(dockerfile, facts, found);
  if (judgement.left !== undefined) return { span, message, fix: null, left: judgement.left };
  const { hosts, preconditions } = judgement;
  const removal = removeOption(dockerfile, found.found, word);
  if (removal === null) return { span, message, fix: null, left: SPLIT_WORD };
  const fix: Fix = {
    ...removal,
    title: `Let ${name} check the certificate of ${hosts.join(', ')}`,
    review: 'the host had a valid certificate when it was asked; the build fails where it has none',
    preconditions,
  };
  return { span, message, fix: fixIn(run, fix) };
}

type Judgement =
  | { readonly left: string }
  | {
      readonly left?: never;
      readonly hosts: readonly string[];
      readonly preconditions: readonly Precondition[];
    };

function judgeSwitch(
  dockerfile: Dockerfile,
  facts: Facts,
  { found, word }: CertificateSwitch,
): Judgement {
  const { run, command } = found;
  const option = `\`${word.text}\``;
  if (/^--(?:proxy|doh)-/.test(word.text)) {
    return {
      left: `it is for a server between: add the certificate of its authority to the image, then remove ${option}`,
    };
  }
  const addresses = addressesOf(dockerfile, found);
  if (addresses === null || addresses.length === 0) {
    return {
      left: `which host it asks is not to be seen in the file: remove ${option} where its certificate is from a known authority, else add that authority's certificate to the image`,
    };
  }
  const preconditions: Precondition[] = [];
  const advice = { option, cure: authorityCure(facts, run.stage) };
  for (const address of addresses) {
    const { host, hostname } = address;
    const judged = judgeHost(facts, { host, hostname, question: servedQuestion(address) }, advice);
    if (judged.left !== undefined) return judged;
    preconditions.push(...judged.preconditions);
  }
  const store = certificateStore(dockerfile, facts, run, command.span.start);
  if (store.state === 'did not hold') return { left: withoutStore(option) };
  const hosts = addresses.map(({ host }) => host);
  return { hosts, preconditions: [...preconditions, store] };
}

/** With the values that variables have when no build gives others; null where one has none. */
function addressesOf(dockerfile: Dockerfile, { name, line, run }: RunCommand): URL[] | null {
  const { lookup } = scopeAt(dockerfile, run.run);
  const found: URL[] = [];
  for (const { text } of downloadUrls(name, line)) {
    const { value, unresolved, error } = expandWord(text, lookup, dockerfile.escape);
    const address = error === null && unresolved.length === 0 ? readWebAddress(value) : null;
    if (address === null) return null;
    found.push(address);
  }
  return found;
}

/** The whole word, or its letter in a cluster: `-fsSLk` becomes `-fsSL`. */
function removeOption(
  dockerfile: Dockerfile,
  { command, line, run }: RunCommand,
  word: ShellWord,
): Removal | null {
  const called = leadingWords(command, line.words[0] ?? null);
  const isCluster = /^-[a-zA-Z0-9#]{2,}$/.test(word.text);
  if (isCluster) {
    const at = word.text.indexOf('k');
    const edit = at === -1 ? null : replaceInWord(dockerfile, run.script, word, [at, at + 1], '');
    const by = word.text.slice(0, at) + word.text.slice(at + 1);
    const change = { kind: 'replace-argument', command: called, argument: word.text, by } as const;
    return edit === null ? null : { edits: [edit], commands: [change] };
  }
  return removeWords(dockerfile, run, command, { first: line.words[0] ?? null, words: [word] });
}
