import type { DownloadQuestion } from './download.ts';
import type { Facts, Precondition } from './rule.ts';
import { isPublicHost } from './web-address.ts';

/** What would be taken away, and what has to be done where that is not possible. */
export interface SwitchAdvice {
  /** As it is named to a person, with backticks. */
  readonly option: string;
  /** How the image comes to know another authority, a clause. */
  readonly cure: string;
}

export type HostJudgement =
  | { readonly left: string }
  | { readonly left?: never; readonly preconditions: readonly Precondition[] };

/** Hosts of which everybody knows that they have certificates of known authorities. */
const WELL_KNOWN = new Set(
  (
    'pypi.org files.pythonhosted.org pypi.python.org registry.npmjs.org registry.yarnpkg.com ' +
    'nodejs.org github.com codeload.github.com raw.githubusercontent.com gitlab.com bitbucket.org ' +
    'git.kernel.org mirrors.fedoraproject.org mirrors.rockylinux.org mirrors.almalinux.org ' +
    'cdn-ubi.redhat.com'
  ).split(' '),
);

/** What it serves at its root does not matter: it may ask who is there, or have nothing. */
function hostQuestion(host: string): DownloadQuestion {
  return { address: `https://${host}/`, wants: 'host' };
}

/** For all hosts that anybody can ask. */
export function* hostQuestions(hosts: readonly string[]): Generator<DownloadQuestion> {
  for (const host of new Set(hosts)) {
    if (isPublicHost(nameOf(host))) yield hostQuestion(host);
  }
}

/** Whether all of the hosts (`example.com`, `example.com:8443`) can do without the exception. */
export function judgeHosts(
  facts: Facts,
  hosts: readonly string[],
  advice: SwitchAdvice,
): HostJudgement {
  const preconditions: Precondition[] = [];
  for (const host of new Set(hosts)) {
    const question = hostQuestion(host);
    const judgement = judgeHost(facts, { host, hostname: nameOf(host), question }, advice);
    if (judgement.left !== undefined) return judgement;
    preconditions.push(...judgement.preconditions);
  }
  return { preconditions };
}

interface AskedHost {
  readonly host: string;
  readonly hostname: string;
  readonly question: DownloadQuestion;
}

/** What the web says of one host, or of one address there. */
export function judgeHost(
  facts: Facts,
  { host, hostname, question }: AskedHost,
  { option, cure }: SwitchAdvice,
): HostJudgement {
  const instead = `${cure}, then remove ${option}`;
  if (!isPublicHost(hostname)) return { left: `${host} is in a network of your own: ${instead}` };
  const text = `${host} answers with a certificate that holds`;
  const answer = facts.download(question);
  if (answer?.ok === true) return { preconditions: [{ text, state: 'held' }] };
  const { address } = question;
  if (answer !== null) {
    return { left: `${address} does not answer without it (${answer.reason}): ${instead}` };
  }
  if (WELL_KNOWN.has(host)) return { preconditions: [{ text, state: 'unknown' }] };
  return {
    left: `whether ${host} has a certificate of a known authority has to be tried: remove ${option} where \`curl -fsSI ${address}\` succeeds, else ${instead}`,
  };
}

function nameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
