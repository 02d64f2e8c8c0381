import { Command, Option } from 'commander';
import { SEVERITIES } from '../findings/severity.ts';
import type { CheckOptions } from './check.ts';
import type { ContributeOptions } from './contribute-options.ts';
import type { ExitCode } from './exit.ts';
import type { FixOptions } from './fix.ts';
import type { InitOptions } from './init.ts';
import type { RunOptions } from './run-options.ts';
import { print } from './terminal.ts';
import type { ServeOptions } from './serve.ts';
import { campaignOptions } from './sweep/campaign-options.ts';
import type { SweepWords } from './sweep/sweep-words.ts';
import type { UpgradesOptions } from './upgrades.ts';
import type { VerifyOptions } from './verify.ts';
import { VERSION } from './version.ts';

interface CommonOptions {
  readonly format: 'text' | 'json';
}

const collect = (value: string, previous: readonly string[]) => [...previous, value];

/** Each command is loaded when it is called, so that `check` starts fast. */
export function createProgram(end: End): Command {
  const program = new Command('seaworthy')
    .description(
      'Puts Dockerfiles in order: finds problems, works out small correct fixes, proves them.',
    )
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: print,
      outputError: (text, write) => {
        write(`seaworthy: ${text.replace(/^error: /, '')}`);
      },
    })
    .showHelpAfterError('(`seaworthy --help` lists the commands)');

  const command = (usage: string, summary: string) =>
    program
      .command(usage)
      .description(summary)
      .option('--offline', 'ask nothing on the network; registries answer from the cache', false);
  addCheck(command, end);
  addFix(command, end);
  addVerify(command, end);
  addImages(command, end);
  addUpgrades(command, end);
  addRun(command, end);
  addSweep(command, end);
  addContribute(command, end);
  addRules(command, end);
  addInit(command, end);
  addServe(command, end);
  return program;
}

/** Makes a command of the program, with the options that all have. */
type NewCommand = (usage: string, summary: string) => Command;
type End = (code: ExitCode) => void;

const scan = () =>
  new Option(
    '--scan',
    'with --report: let trivy or grype on PATH look at the images that could be taken',
  ).default(false);
const report = () =>
  new Option(
    '--report <file>',
    'a scan report, or DOCKERFILE=FILE to say what it is about (repeatable)',
  )
    .argParser(collect)
    .default([]);
const verify = (description: string) => new Option('--verify', description).default(false);
const format = (...choices: string[]) =>
  new Option('--format <format>', 'what to print').choices(choices).default('text');

function addCheck(command: NewCommand, end: End): void {
  command('check', 'report the problems in Dockerfiles')
    .argument('[paths...]', 'files and folders', ['.'])
    .addOption(format('text', 'json', 'sarif', 'github'))
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 only for findings as severe as this').choices(
        SEVERITIES,
      ),
    )
    .addOption(report())
    .option('--baseline <file>', 'report only what this earlier JSON or SARIF output does not have')
    .action(async (paths: string[], options: CheckOptions) => {
      const { runCheck } = await import('./check.ts');
      end(await runCheck(paths, options));
    });
}

function addFix(command: NewCommand, end: End): void {
  command('fix', 'print the fixes as a diff, or write them')
    .argument('[paths...]', 'files and folders; `-` reads standard input and prints the result', [
      '.',
    ])
    .addOption(format('text', 'json'))
    .option('--write', 'edit the files in place', false)
    .option('--safety <list>', 'kinds of fixes to apply: `safe`, `review`, or both', 'safe')
    .option('--rule <id>', 'only this rule (repeatable)', collect, [])
    .addOption(verify('take only fixes that a build of the image does not speak against'))
    .addOption(report())
    .addOption(scan())
    .action(async (paths: string[], options: FixOptions) => {
      const { runFix } = await import('./fix.ts');
      end(await runFix(paths, options));
    });
}

function addVerify(command: NewCommand, end: End): void {
  command('verify', 'build the images with and without the fixes, and compare them')
    .argument('[dir]', 'a folder or a Dockerfile', '.')
    .addOption(format('text', 'json'))
    .option('--safety <list>', 'kinds of fixes to apply: `safe`, `review`, or both', 'safe')
    .option('--rule <id>', 'only this rule (repeatable)', collect, [])
    .action(async (folder: string, options: VerifyOptions) => {
      const { runVerify } = await import('./verify.ts');
      end(await runVerify(folder, options));
    });
}

function addImages(command: NewCommand, end: End): void {
  command('images', 'list the images that Dockerfiles use')
    .argument('[paths...]', 'files and folders', ['.'])
    .addOption(format('text', 'json'))
    .action(async (paths: string[], options: CommonOptions) => {
      const { runImages } = await import('./images.ts');
      end(await runImages(paths, options));
    });
}

function addUpgrades(command: NewCommand, end: End): void {
  command('upgrades', 'tell what the images should become, and why')
    .argument('[image-or-paths...]', 'an image such as `node:20-slim`, or files and folders', ['.'])
    .addOption(format('text', 'json'))
    .option('--no-evidence', 'do not find out what each change brings')
    .action(async (words: string[], options: UpgradesOptions) => {
      const { runUpgrades } = await import('./upgrades.ts');
      end(await runUpgrades(words, options));
    });
}

function addRun(command: NewCommand, end: End): void {
  command(
    'run',
    'work out the pull requests for a git checkout, a branch and a commit each, or open them on GitHub',
  )
    .argument(
      '<dir>',
      'root of a git checkout, any folder, or OWNER/REPO on GitHub (with GITHUB_TOKEN)',
    )
    .addOption(format('text', 'json'))
    .option('--dry-run', 'write no branch and no pull request', false)
    .addOption(
      verify('build the images before and after, and say in the pull request what differs'),
    )
    .addOption(report())
    .addOption(scan())
    .action(async (folder: string, options: RunOptions) => {
      const { runRemediation } = await import('./run.ts');
      end(await runRemediation(folder, options));
    });
}

function addSweep(command: NewCommand, end: End): void {
  const summary = 'do the same for all repositories of an owner on GitHub that have changed';
  const sweep = command('sweep', summary)
    .argument('<owner>', 'a user or an organization (with GITHUB_TOKEN)')
    .addOption(format('text', 'json', 'csv', 'html'))
    .option('--output <file>', 'write the report to a file')
    .option('--dry-run', 'write no branch and no pull request', false)
    .option('--topic <topic>', 'only with this topic (repeatable)', collect, [])
    .option('--language <name>', 'only mostly in this language (repeatable)', collect, [])
    .addOption(
      new Option('--visibility <kind>', 'only these')
        .choices(['public', 'private', 'internal'])
        .argParser(collect)
        .default([]),
    )
    .option('--name <pattern>', 'only such names: `api-*`, `!api-old` (repeatable)', collect, [])
    .option('--max-size <megabytes>', 'only up to this size')
    .option('--include-archived', 'also archived ones, in a dry run', false)
    .option('--include-forks', 'also forks', false)
    .option('--concurrency <count>', 'how many repositories are looked at at once', '2')
    .option('--state <file>', 'where to remember what was found');
  for (const option of campaignOptions()) sweep.addOption(option);
  sweep.action(async (owner: string, options: SweepWords) => {
    const { runSweep } = await import('./sweep/run-sweep.ts');
    end(await runSweep(owner, options));
  });
}

function addContribute(command: NewCommand, end: End): void {
  command('contribute', 'offer one small pull request, from a fork, to a repository of others')
    .argument('[repository]', 'OWNER/REPO on GitHub (with GITHUB_TOKEN, of a person)')
    .addOption(format('text', 'json'))
    .addOption(
      new Option('--continue', 'follow up what you have offered, there or everywhere')
        .default(false)
        .conflicts(['publishPatch', 'issue']),
    )
    .addOption(
      new Option('--clean-up', 'delete your forks from which nothing is open any more')
        .default(false)
        .conflicts(['continue', 'publishPatch', 'issue']),
    )
    .option(
      '--drop <rule>',
      'with --continue: take the fixes of a rule out for good (repeatable)',
      collect,
      [],
    )
    .option('--dry-run', 'show the text and the diff, and publish nothing', false)
    .option('--yes', 'publish without asking', false)
    .option('--publish-patch <dir>', 'write a patch and a report there instead of publishing')
    .option('--issue <number>', 'the issue that asks for the change')
    .option('--sign-off', 'sign off the commit, with your own name and address', false)
    .option(
      '--despite <id>',
      'go on although manners speak against it, where that may be set aside (repeatable)',
      collect,
      [],
    )
    .action(async (repository: string | undefined, options: ContributeOptions) => {
      const { runContribute } = await import('./contribute.ts');
      end(await runContribute(repository, options));
    });
}

function addRules(command: NewCommand, end: End): void {
  command('rules', 'list the rules, or explain one')
    .argument('[id]', 'a rule’s id, or an id of another tool such as DL3020')
    .addOption(format('text', 'json'))
    .action(async (id: string | undefined, options: CommonOptions) => {
      const { runRules } = await import('./rules.ts');
      end(await runRules(id, options));
    });
}

function addInit(command: NewCommand, end: End): void {
  command('init', 'write a starter configuration to .github/seaworthy.yml')
    .addOption(format('text', 'json'))
    .addOption(report())
    .action(async (options: InitOptions) => {
      const { runInit } = await import('./init.ts');
      end(await runInit(options));
    });
}

function addServe(command: NewCommand, end: End): void {
  command('serve', 'run the GitHub App, or register it where there are no credentials')
    .option('--web', 'only take events; another process works (needs SEAWORTHY_REDIS_URL)')
    .option('--worker', 'only work on what others have taken (needs SEAWORTHY_REDIS_URL)')
    .action(async (options: ServeOptions) => {
      const { runServe } = await import('./serve.ts');
      end(await runServe(options));
    });
}
