import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import { replaceInWord } from '../dockerfile/word-edit.ts';
import { certificateStore } from '../findings/certificate-store.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import { removeCall } from '../findings/remove-call.ts';
import { pickedWords, removeWords } from '../findings/remove-words.ts';
import type { Removal } from '../findings/remove-words.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { rpmHosts, writtenHosts } from '../findings/rpm-hosts.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import type { RunCommand } from '../findings/run-commands.ts';
import { runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';
import { tlsProblem, tlsQuestions } from '../findings/tls-switch.ts';
import type { TlsSwitch } from '../findings/tls-switch.ts';
import { writtenTexts } from '../findings/written-texts.ts';

const TITLE = 'Let yum and dnf check the certificates of repositories';
const REVIEW =
  'the hosts had valid certificates when they were asked; the mirrors behind them are checked again, too';
const CURE = "name the certificate of that repository's authority in `sslcacert`";

const COMMANDS = ['yum', 'dnf', 'microdnf', 'tdnf', 'yum-config-manager', 'dnf-config-manager'];
const OFF = /(?:^|[=.])sslverify=(?:0|false|no|off)$/i;
const WRITTEN = /(?:\b|\\n)sslverify\s?=\s?(?:0|false|no|off)\b/i;
/** The setting with the end of its line, as `echo -e` and `printf` write it. */
const LINE = /(?<=^["']?|\\n)sslverify\s?=\s?(?:0|false|no|off)(?:\\n|(?=["']?$))/gi;

function* switches(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  yield* inFileOrder(options(dockerfile, facts), files(dockerfile, facts));
}

function* options(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  for (const found of runCommandsNamed(dockerfile, facts, COMMANDS)) {
    const { run, command, name, line } = found;
    const word = line.words.find(({ value }) => value !== null && OFF.test(value));
    if (word === undefined) continue;
    yield {
      ...commonPart(dockerfile, facts, run, command),
      span: word.span,
      message: messageOf(`\`sslverify\` off makes ${name}`),
      option: `\`${word.text}\``,
      hosts: rpmHosts(dockerfile, run, command.span.start),
      removal: () => removeOption(dockerfile, found),
    };
  }
}

function commonPart(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  { span }: ShellCommand,
): Pick<TlsSwitch, 'stage' | 'run' | 'cure' | 'conditions' | 'title' | 'review'> {
  const conditions = [certificateStore(dockerfile, facts, run, span.start)];
  return { stage: run.stage, run, cure: CURE, conditions, title: TITLE, review: REVIEW };
}

/** The option, or the whole call of a configuration manager that does nothing else. */
function removeOption(dockerfile: Dockerfile, { run, command, line }: RunCommand): Removal | null {
  const isOption = (name: string, value: string | null) =>
    name === '--setopt' && OFF.test((value ?? '').replace(/["']/g, ''));
  const words = pickedWords(line, ['--setopt'], isOption);
  const others = line.words.slice(1).filter((word) => !words.includes(word));
  const isManager = /config-manager/.test(
    line.words
      .slice(0, 2)
      .map(({ text }) => text)
      .join(' '),
  );
  const isAll = others.every(({ value }) => /^(?:--save|-y|-q|config-manager)$/.test(value ?? ''));
  if (isManager && isAll) return removeCall(dockerfile, run, command);
  if (words.length === 0) return null;
  return removeWords(dockerfile, run, command, { first: line.words[0] ?? null, words });
}

function* files(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  for (const command of writtenTexts(dockerfile, facts, WRITTEN)) {
    const run = runsOf(dockerfile, facts).find(({ script }) => script.commands.includes(command));
    if (run === undefined) continue;
    const text = command.words.map((word) => word.text).join(' ');
    const isAlone = /^echo ["']?sslverify\s?=\s?\w+["']?$/i.test(text);
    yield {
      ...commonPart(dockerfile, facts, run, command),
      span: command.span,
      message: messageOf('`sslverify` off makes yum and dnf'),
      option: '`sslverify`',
      hosts: isAlone ? rpmHosts(dockerfile, run, command.span.start) : writtenHosts(text),
      removal: () =>
        isAlone ? removeCall(dockerfile, run, command) : removeLine(dockerfile, run, command),
    };
  }
}

/** The line of the setting out of a text of several. */
function removeLine(dockerfile: Dockerfile, run: Run, command: ShellCommand): Removal | null {
  const word = command.words.find(({ text }) => WRITTEN.test(text));
  const [match, ...others] = [...(word?.text ?? '').matchAll(LINE)];
  if (word === undefined || match === undefined || others.length > 0) return null;
  const at = match.index;
  const edit = replaceInWord(dockerfile, run.script, word, [at, at + match[0].length], '');
  if (edit === null) return null;
  const by = word.text.slice(0, at) + word.text.slice(at + match[0].length);
  const called = command.words[0]?.text ?? '';
  const change = { kind: 'replace-argument', command: called, argument: word.text, by } as const;
  return { edits: [edit], commands: [change] };
}

function messageOf(by: string): string {
  return `${by} take any certificate from the repositories.`;
}

export default {
  id: 'yum-sslverify',
  summary: 'yum or dnf does not check certificates of repositories',
  rationale:
    'Without the check, whoever sits between the build and the repository can hold back updates, ' +
    'read credentials, and where signatures are not checked either, put their own packages in.',
  severity: 'medium',
  safety: 'review',
  effects: ['files'],
  paths: ['/etc/yum.conf', '/etc/dnf/**', '/etc/yum.repos.d/**'],
  about: [...COMMANDS, 'echo', 'printf', 'sed'],
  aliases: { checkov: ['CKV2_DOCKER_15'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://dnf.readthedocs.io/en/latest/conf_ref.html',
  ],
  examples: [
    {
      name: 'an installation turns the check off',
      before: 'FROM fedora:41\nRUN dnf install -y --setopt=sslverify=0 git\n',
      after: 'FROM fedora:41\nRUN dnf install -y git\n',
    },
    {
      name: 'a repository of somebody else is written without a check',
      before:
        'FROM fedora:41\nRUN printf "[x]\\nbaseurl=https://rpm.example.com/\\nsslverify=0\\n" > /etc/yum.repos.d/x.repo\n',
      after: null,
    },
  ],
  *asks(dockerfile, facts) {
    yield* tlsQuestions(switches(dockerfile, facts));
  },
  *check(dockerfile, facts) {
    for (const found of switches(dockerfile, facts)) yield tlsProblem(facts, found);
  },
} satisfies Rule;
