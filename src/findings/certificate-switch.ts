import { downloadUrls } from '../dockerfile/download-command.ts';
import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { ShellWord } from '../dockerfile/shell-script.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { leadingWords, replaceInWord, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { certificateStore } from './certificate-store.ts';
import type { DownloadQuestion } from './download.ts';
import type { CommandChange, Facts, Fix, Precondition, Problem } from './rule.ts';
import type { RunCommand } from './run-commands.ts';
import { fixIn } from './runs.ts';
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
    if (isPublicHost(address.hostname)) yield presenceOf(address);
  }
}

/** The problem of one call, cured by the option's removal where the web says that nobody needs it. */
export function switchProblem(
  dockerfile: Dockerfile,
  facts: Facts,
  { found, word, message }: CertificateSwitch,
): Problem {
  const { span } = word;
  const { run, command, name } = found;
  const leave = (left: string): Problem => ({ span, message, fix: null, left });
  const option = `\`${word.text}\``;
  if (/^--(?:proxy|doh)-/.test(word.text)) {
    return leave(
      `it is for a server between: add the certificate of its authority to the image, then remove ${option}`,
    );
  }
  const addresses = addressesOf(dockerfile, found);
  if (addresses === null || addresses.length === 0) {
    return leave(
      `which host it asks is not to be seen in the file: remove ${option} where its certificate is from a known authority, else add that authority's certificate to the image`,
    );
  }
  const preconditions: Precondition[] = [];
  for (const address of addresses) {
    const reason = refusalOf(address, facts, option);
    if (reason !== null) return leave(reason);
    preconditions.push({
      text: `${address.host} answers with a certificate that holds`,
      state: 'held',
    });
  }
  const store = certificateStore(dockerfile, facts, run, command.span.start);
  if (store.state === 'did not hold') {
    return leave(
      `the image has no certificates of authorities here: install \`ca-certificates\` before this command, and then remove ${option}`,
    );
  }
  const removal = removeOption(dockerfile, found, word);
  if (removal === null) return leave(SPLIT_WORD);
  const fix: Fix = {
    ...removal,
    title: `Let ${name} check the certificate of ${addresses.map(({ host }) => host).join(', ')}`,
    review: 'the host had a valid certificate when it was asked; the build fails where it has none',
    preconditions: [...preconditions, store],
  };
  return { span, message, fix: fixIn(run, fix) };
}

/** Why the option has to stay for this host, and what to do; null where it can go. */
function refusalOf(address: URL, facts: Facts, option: string): string | null {
  const { host, hostname, href } = address;
  const cure = `add the certificate of its authority to the image (\`COPY\` it to /usr/local/share/ca-certificates/ and run \`update-ca-certificates\`), then remove ${option}`;
  if (!isPublicHost(hostname)) return `${host} is in a network of your own: ${cure}`;
  const answer = facts.download(presenceOf(address));
  if (answer === null) {
    return `whether ${host} has a certificate of a known authority has to be tried: remove ${option} where \`curl -fsSI ${href}\` succeeds, else ${cure}`;
  }
  return answer.ok ? null : `${href} does not answer without it (${answer.reason}): ${cure}`;
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

type Removal = Pick<Fix, 'edits'> & { readonly commands: readonly CommandChange[] };

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
  const edit = removeWord(dockerfile, command.words, word);
  if (edit === null || run.script.form === 'exec') return null;
  const change = { kind: 'remove-argument', command: called, argument: word.text } as const;
  return { edits: [edit], commands: [change] };
}

/** With the gap before it; null where something other than white space stands there. */
function removeWord(
  { text }: Dockerfile,
  words: readonly ShellWord[],
  word: ShellWord,
): TextEdit | null {
  const previous = words[words.indexOf(word) - 1];
  if (previous === undefined) return null;
  const span = { start: previous.span.end, end: word.span.end };
  const gap = text.slice(previous.span.end, word.span.start);
  return /^[\s\\`]*$/.test(gap) ? { span, text: '' } : null;
}

function presenceOf({ href }: URL): DownloadQuestion {
  return { address: href, wants: 'presence' };
}
