import type { Instruction } from '../../dockerfile/model.ts';
import { shown } from '../../dockerfile/shown-text.ts';
import { copiesOf } from '../copies.ts';
import { held, refused } from './check.ts';
import type { Check } from './check.ts';
import { lastMatching } from './subject.ts';
import type { Subject } from './subject.ts';

/** Paths below the home of root, which is closed to everybody else (mode 700). */
const HOME = /(?:^|[\s:="',])(?:\/root(?=\/|$|[\s:"',])|~\/|\$\{?HOME\}?\/)/;

/** Installations that put what the program needs into the home of whoever runs them. */
const INSTALLERS: readonly (readonly [pattern: RegExp, what: string, cure: string])[] = [
  [
    /\bplaywright install\b/,
    'browsers',
    'set `PLAYWRIGHT_BROWSERS_PATH` to a folder outside first',
  ],
  [
    /\bpuppeteer browsers install\b/,
    'browsers',
    'set `PUPPETEER_CACHE_DIR` to a folder outside first',
  ],
  [
    /\bnltk\.download|nltk\.downloader\b/,
    'data of NLTK',
    'set `NLTK_DATA` to a folder outside first',
  ],
  [
    /\bfrom_pretrained\b|\bsnapshot_download\b|\bhuggingface-cli download\b|\bhf download\b/,
    'models',
    'set `HF_HOME` to a folder outside first',
  ],
  [/\bpip3? install\b[^&|;]{0,500}\s--user\b/, 'packages', 'leave `--user` out'],
  [
    /\bsh\.rustup\.rs\b/,
    'toolchain',
    'set `CARGO_HOME` and `RUSTUP_HOME` to folders outside first',
  ],
  [
    /\bnvm-sh\/nvm\b|\bnvm install\b/,
    'Node',
    'take the official image `node`, or set `NVM_DIR` to a folder outside first',
  ],
  [/\bget\.sdkman\.io\b/, 'SDKMAN', 'take an image with the JDK'],
  [
    /\bpyenv install\b/,
    'Python',
    'take the official image `python`, or set `PYENV_ROOT` to a folder outside first',
  ],
  [/\brbenv install\b/, 'Ruby', 'take the official image `ruby`'],
  [/\bdotnet tool install (?:-g|--global)\b/, 'tools', 'install them with `--tool-path` outside'],
  [
    /\bPkg\.(?:add|instantiate|precompile)\b/,
    'packages of Julia',
    'set `JULIA_DEPOT_PATH` to a folder outside first',
  ],
  [
    /\bget-ghcup\b|\bghcup install\b/,
    'GHC',
    'set `GHCUP_INSTALL_BASE_PREFIX` to a folder outside first',
  ],
  [/\bvagrant plugin install\b/, 'plugins', 'set `VAGRANT_HOME` to a folder outside first'],
  [/\bhelm plugin install\b/, 'plugins', 'set `HELM_PLUGINS` to a folder outside first'],
  [
    /\bansible-galaxy (?:(?:collection|role) )?install\b(?![^;&|]{0,300}\s(?:-p|--roles-path|--collections-path)\b)/,
    'roles and collections',
    'give them a folder outside (`-p /usr/share/ansible/collections`)',
  ],
  [/\baz extension add\b/, 'extensions', 'set `AZURE_EXTENSION_DIR` to a folder outside first'],
  [/\bgh extension install\b/, 'extensions', 'set `XDG_DATA_HOME` to a folder outside first'],
  [
    /\b(?:uv tool|uv python|pipx) install\b/,
    'programs',
    'set `UV_TOOL_DIR`, `UV_PYTHON_INSTALL_DIR` or `PIPX_HOME` to folders outside first',
  ],
  [/\bpython[\d.]* -m spacy download --user\b/, 'models', 'leave `--user` out'],
];

/** Whether the program lies, or looks for something, in the home of root. */
export function* rootHomeChecks(subject: Subject): Generator<Check> {
  const text = 'the program needs nothing in /root, which is closed to other users';
  const { facts, stage, commands, lineOf } = subject;
  const { workdir, env } = facts.result(stage);
  const refuse = (where: string) =>
    refused(
      text,
      `${where}, and only root may enter that: move it to a folder such as /app or /opt, then add USER`,
    );
  if (typeof workdir === 'string' && /^\/root(?:\/|$)/.test(workdir)) {
    yield refuse(`the working directory is ${workdir}`);
  }
  const started = commands.find((command) => HOME.test(command.text));
  if (started !== undefined) yield refuse(`${shown(started.text)} names a path below /root`);
  for (const name of setNames(subject)) {
    if (HOME.test(env.get(name) ?? '')) yield refuse(`\`${name}\` names a path below /root`);
  }
  const copy = copyInto(subject);
  if (copy !== undefined) yield refuse(`line ${lineOf(copy)} copies to /root`);
  for (const [pattern, what, cure] of INSTALLERS) {
    const run = lastMatching(subject, ['RUN'], pattern);
    if (run === undefined || isElsewhere(cure, facts.before(run).env)) continue;
    yield refused(
      text,
      `line ${lineOf(run)} puts ${what} into the home of root, where other users do not find them: ${cure}, then add USER`,
    );
  }
  yield held(text);
}

/** True where a variable that the cure names points outside already. */
function isElsewhere(cure: string, env: ReadonlyMap<string, string>): boolean {
  const names = [...cure.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name = '']) => name);
  return names.some((name) => env.has(name) && !HOME.test(env.get(name) ?? ''));
}

/** Variables that the file itself sets. */
function setNames({ instructions }: Subject): ReadonlySet<string> {
  const own = instructions.filter(({ keyword }) => keyword === 'ENV');
  return new Set(own.flatMap(({ pairs }) => pairs.map(({ key }) => key.text)));
}

function copyInto({ dockerfile, has }: Subject): Instruction | undefined {
  const copies = copiesOf(dockerfile).filter(({ instruction }) => has(instruction));
  return copies.find(
    ({ destination }) =>
      /^(?:\/root(?:\/|$)|~)/.test(destination.path) &&
      !/^\/root\/\.(?:ssh|gitconfig|npmrc|netrc)/.test(destination.path),
  )?.instruction;
}
