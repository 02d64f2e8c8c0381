import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { ShellWord } from '../dockerfile/shell-script.ts';
import { certificateStore } from '../findings/certificate-store.ts';
import { hostsOf, laterHosts } from '../findings/command-hosts.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import { removeCall } from '../findings/remove-call.ts';
import { commandOf } from '../findings/remove-setting.ts';
import { removeWords } from '../findings/remove-words.ts';
import type { Facts, Precondition, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import type { RunCommand } from '../findings/run-commands.ts';
import { settingsOf } from '../findings/settings.ts';
import type { Setting } from '../findings/settings.ts';
import { settingSwitch, stageOf, tlsProblem, tlsQuestions } from '../findings/tls-switch.ts';
import type { TlsSwitch } from '../findings/tls-switch.ts';

const OFF = /^(?:false|0|no|off)$/i;

const TITLE = 'Let git check the certificates of servers';
const REVIEW =
  'the hosts had valid certificates when they were asked; git stops where one of them has none';

const OTHERS: Precondition = {
  text: 'nothing else that runs with this setting, as a script or a program of the container, lets git ask a host of your own',
  state: 'unknown',
};

function* switches(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  yield* inFileOrder(settings(dockerfile, facts), configurations(dockerfile, facts));
}

function* settings(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  for (const setting of settingsOf(dockerfile, facts)) {
    // Git looks only at whether the variable is there.
    if (setting.name !== 'GIT_SSL_NO_VERIFY') continue;
    const stage = stageOf(dockerfile, setting);
    yield {
      ...settingSwitch(dockerfile, facts, setting),
      ...reachOf(dockerfile, facts, setting, stage),
      message: messageOf('`GIT_SSL_NO_VERIFY`, of any value,'),
      title: TITLE,
      review: REVIEW,
    };
  }
}

type Reach = Pick<TlsSwitch, 'stage' | 'hosts' | 'conditions' | 'run'>;

/** One command where the variable stands before it; else all that git does from there on. */
function reachOf(
  dockerfile: Dockerfile,
  facts: Facts,
  setting: Setting,
  stage: Stage | null,
): Reach {
  const found = commandOf(dockerfile, facts, setting);
  const offset = setting.span.start;
  const own = runCommandsNamed(dockerfile, facts, ['git']).find(
    ({ command }) => command === found?.command,
  );
  const run = found?.run ?? null;
  if (own !== undefined) return ownReach(dockerfile, facts, own);
  const hosts = stage === null ? null : laterHosts(dockerfile, facts, 'git', { stage, offset });
  return { stage, run, hosts, conditions: [OTHERS] };
}

function ownReach(dockerfile: Dockerfile, facts: Facts, own: RunCommand): Reach {
  const { run, command } = own;
  const hosts = hostsOf(dockerfile, own);
  const conditions = [certificateStore(dockerfile, facts, run, command.span.start)];
  return { stage: run.stage, run, hosts: hosts?.length === 0 ? null : hosts, conditions };
}

function* configurations(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  for (const found of runCommandsNamed(dockerfile, facts, ['git'])) {
    const { line, command, run } = found;
    const { words } = line;
    const key = words.find((word, index) => isOff(word.value ?? '', words[index + 1]?.value));
    if (key === undefined) continue;
    const flag = words[words.indexOf(key) - 1];
    const isOption = flag?.value === '-c';
    const removed = { first: words[0] ?? null, words: isOption ? [flag, key] : [] };
    yield {
      span: command.span,
      message: messageOf('`http.sslVerify=false`'),
      option: isOption ? `\`-c ${key.text}\`` : '`http.sslVerify`',
      ...(isOption
        ? ownReach(dockerfile, facts, found)
        : laterReach(dockerfile, facts, found, key)),
      removal: () =>
        isOption
          ? removeWords(dockerfile, run, command, removed)
          : removeCall(dockerfile, run, command),
      title: TITLE,
      review: REVIEW,
    };
  }
}

/** What `git config` is about: the host in its key, or all that git asks later. */
function laterReach(
  dockerfile: Dockerfile,
  facts: Facts,
  found: RunCommand,
  key: ShellWord,
): Reach {
  const { run, command } = found;
  const { stage } = run;
  const named = /^http\.https:\/\/([^/]{1,200})/i.exec(key.value ?? '')?.[1];
  if (named !== undefined)
    return { stage, run, hosts: [named.replace(/\.sslverify$/i, '')], conditions: [] };
  const hosts = laterHosts(dockerfile, facts, 'git', { stage, offset: command.span.end });
  return { stage, run, hosts, conditions: [OTHERS] };
}

/** `-c http.sslVerify=false`, `config http.https://host/.sslVerify false`. */
function isOff(word: string, next: string | null | undefined): boolean {
  const [key = '', value = next ?? ''] = word.split('=', 2);
  return /^http\./i.test(key) && /\.sslverify$/i.test(key) && OFF.test(value);
}

function messageOf(by: string): string {
  return `${by} makes git take any certificate, also that of an attacker.`;
}

export default {
  id: 'git-ssl-no-verify',
  summary: 'git does not check the certificate of the server',
  rationale:
    'Whoever sits between the build and the server can hand out other source code, and it ends up in ' +
    'the image. `GIT_SSL_NO_VERIFY` counts with any value, `0` and `false` included, because git looks ' +
    'only at whether it is set.',
  severity: 'medium',
  safety: 'review',
  effects: [],
  about: ['git', 'GIT_SSL_NO_VERIFY'],
  aliases: { checkov: ['CKV2_DOCKER_14'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify',
  ],
  examples: [
    {
      name: 'a repository is cloned without a check',
      before:
        'FROM alpine/git:2.47\nRUN GIT_SSL_NO_VERIFY=1 git clone https://github.com/acme/app.git\n',
      after: 'FROM alpine/git:2.47\nRUN git clone https://github.com/acme/app.git\n',
    },
  ],
  *asks(dockerfile, facts) {
    yield* tlsQuestions(switches(dockerfile, facts));
  },
  *check(dockerfile, facts) {
    for (const found of switches(dockerfile, facts)) yield tlsProblem(facts, found);
  },
} satisfies Rule;
