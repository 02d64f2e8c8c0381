import { Command, Option } from 'commander';
import { SEVERITIES } from '../findings/severity.ts';
import type { Severity } from '../findings/severity.ts';
import type { ExitCode } from './exit.ts';
import { print } from './terminal.ts';
import { VERSION } from './version.ts';

interface CommonOptions {
  readonly format: 'text' | 'json';
  readonly offline: boolean;
}

interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly failOn?: Severity;
}

interface FixOptions extends CommonOptions {
  readonly write: boolean;
  readonly safety: string;
  readonly rule: readonly string[];
}

interface UpgradesOptions extends CommonOptions {
  readonly evidence: boolean;
}

interface RunOptions extends CommonOptions {
  readonly dryRun: boolean;
}

const collect = (value: string, previous: readonly string[]) => [...previous, value];

/** Each command is loaded when it is called, so that `check` starts fast. */
export function createProgram(end: (code: ExitCode) => void): Command {
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
  const format = (...choices: string[]) =>
    new Option('--format <format>', 'what to print').choices(choices).default('text');

  command('check', 'report the problems in Dockerfiles')
    .argument('[paths...]', 'files and folders', ['.'])
    .addOption(format('text', 'json', 'sarif', 'github'))
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 only for findings as severe as this').choices(
        SEVERITIES,
      ),
    )
    .action(async (paths: string[], options: CheckOptions) => {
      const { runCheck } = await import('./check.ts');
      end(await runCheck(paths, options));
    });

  command('fix', 'print the fixes as a diff, or write them')
    .argument('[paths...]', 'files and folders; `-` reads standard input and prints the result', [
      '.',
    ])
    .addOption(format('text', 'json'))
    .option('--write', 'edit the files in place', false)
    .option('--safety <list>', 'kinds of fixes to apply: `safe`, `review`, or both', 'safe')
    .option('--rule <id>', 'only this rule (repeatable)', collect, [])
    .action(async (paths: string[], options: FixOptions) => {
      const { runFix } = await import('./fix.ts');
      end(await runFix(paths, options));
    });

  command('images', 'list the images that Dockerfiles use')
    .argument('[paths...]', 'files and folders', ['.'])
    .addOption(format('text', 'json'))
    .action(async (paths: string[], options: CommonOptions) => {
      const { runImages } = await import('./images.ts');
      end(await runImages(paths, options));
    });

  command('upgrades', 'tell what the images should become, and why')
    .argument('[image-or-paths...]', 'an image such as `node:20-slim`, or files and folders', ['.'])
    .addOption(format('text', 'json'))
    .option('--no-evidence', 'do not find out what each change brings')
    .action(async (words: string[], options: UpgradesOptions) => {
      const { runUpgrades } = await import('./upgrades.ts');
      end(await runUpgrades(words, options));
    });

  command(
    'run',
    'work out the pull requests for a local git checkout: a branch and a commit for each',
  )
    .argument('<dir>', 'root of a git checkout, or any folder')
    .addOption(format('text', 'json'))
    .option('--dry-run', 'write no branch', false)
    .action(async (folder: string, options: RunOptions) => {
      const { runRemediation } = await import('./run.ts');
      end(await runRemediation(folder, options));
    });

  command('rules', 'list the rules, or explain one')
    .argument('[id]', 'a rule’s id, or an id of another tool such as DL3020')
    .addOption(format('text', 'json'))
    .action(async (id: string | undefined, options: CommonOptions) => {
      const { runRules } = await import('./rules.ts');
      end(await runRules(id, options));
    });

  command('init', 'write a starter configuration to .github/seaworthy.yml')
    .addOption(format('text', 'json'))
    .action(async (options: CommonOptions) => {
      const { runInit } = await import('./init.ts');
      end(runInit(options));
    });

  return program;
}
