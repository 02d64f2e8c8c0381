import { addedRepository } from '../findings/added-repository.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellWord } from '../dockerfile/shell-script.ts';
import { SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { pickedWords, removeWords } from '../findings/remove-words.ts';
import type { Answer, Facts, Precondition, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import type { RunCommand } from '../findings/run-commands.ts';
import { fixIn } from '../findings/runs.ts';

/** Without these a package is taken whose content is not what its own header says. */
const DIGESTS = new Set(['--nodigest', '--noverify', '--nofiledigest']);

/** Where rpm is older than version 6, which first refuses what no known key has signed (rpm.org, release notes). */
const WARNING = new Set(['rhel', 'amazon']);

const IMPORT = /\brpm(?:keys)?\s+(?:-\S+\s+)*--import\b/;

function answerOf(
  dockerfile: Dockerfile,
  facts: Facts,
  { run, command, line }: RunCommand,
  words: readonly ShellWord[],
): Answer {
  const removal = removeWords(dockerfile, run, command, { first: line.words[0] ?? null, words });
  if (removal === null) return { fix: null, left: SPLIT_WORD };
  const names = words.map(({ text }) => text);
  const fix = fixIn(run, {
    ...removal,
    title: 'Let rpm verify packages',
    review:
      'that the key of the publisher is imported before (`rpm --import`): where it is not, older versions of rpm warn, and version 6 refuses the package',
    preconditions: [
      ...(names.some((name) => DIGESTS.has(name)) ? [WHOLE] : []),
      ...(names.some((name) => name !== '--nodigest' && name !== '--nofiledigest')
        ? [keyCondition(dockerfile, facts, run, command.span.start)]
        : []),
    ],
  });
  return { fix };
}

const WHOLE: Precondition = {
  text: 'the package is what its header says, with digests that the rpm of the image takes',
  state: 'unknown',
};

function keyCondition(
  dockerfile: Dockerfile,
  facts: Facts,
  run: RunCommand['run'],
  offset: number,
): Precondition {
  const imported = addedRepository(dockerfile, run, offset, IMPORT);
  if (imported !== null) {
    return { text: `line ${imported.line} imports a key before`, state: 'held' };
  }
  const isOld = WARNING.has(facts.base(run.stage).distribution);
  return {
    text: 'the rpm of the image only warns where it does not know the key of a package',
    state: isOld ? 'held' : 'unknown',
  };
}

export default {
  id: 'rpm-nosignature',
  summary: 'rpm does not verify packages',
  rationale:
    'Signature and digests say that a package is what its publisher made. Without them, whoever can ' +
    'change the file or the download can put their own programs into the image, and run code as root ' +
    'while it is built. The fix takes the option away: a package whose signature is wrong is then refused. ' +
    'One whose key is not known is still installed by rpm before version 6, with a warning.',
  severity: 'medium',
  safety: 'review',
  effects: [],
  about: ['rpm'],
  aliases: { checkov: ['CKV2_DOCKER_10'], dockle: ['CIS-DI-0011'], sonar: ['S6506'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://rpm.org/docs/latest/man/rpm.8',
  ],
  examples: [
    {
      name: 'a package is installed without a check',
      before: 'FROM rockylinux:9\nRUN rpm -i --nosignature https://example.com/tool.rpm\n',
      after: 'FROM rockylinux:9\nRUN rpm -i https://example.com/tool.rpm\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const found of runCommandsNamed(dockerfile, facts, ['rpm'])) {
      const isOff = (name: string) => name === '--nosignature' || DIGESTS.has(name);
      const words = pickedWords(found.line, [], isOff);
      const [first] = words;
      if (first === undefined) continue;
      const message = `\`rpm ${words.map(({ text }) => text).join(' ')}\` takes packages that are damaged or forged.`;
      yield { span: first.span, message, ...answerOf(dockerfile, facts, found, words) };
    }
  },
} satisfies Rule;
