import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { recommendedBy } from './recommended.ts';
import { COMPILERS, KEPT, USES, isUsedIn, readText } from './recommended-uses.ts';
import type { ReadText } from './recommended-uses.ts';
import type { Facts, Precondition } from './rule.ts';
import { runsOf } from './runs.ts';

/** What becomes of the packages that a call installs only because they are recommended. */
export interface Losses {
  /** To be named, so that they stay. */
  readonly named: readonly string[];
  readonly preconditions: readonly Precondition[];
}

/** What may run something in the image: texts of the file, and of scripts around it. */
export interface Texts {
  readonly texts: readonly ReadText[];
  /** True when something runs that cannot be read. */
  readonly hasUnread: boolean;
}

interface Loss {
  readonly name: string;
  readonly by: string;
}

/** `has`: whether a package is there anyway. */
export function lossesOf(
  call: PackageCommand,
  has: (name: string) => boolean,
  texts: () => Texts,
): Losses {
  const strange: string[] = [];
  const losses = new Map<string, Loss>();
  const cut: string[] = [];
  for (const { value, text } of call.packages) {
    const name = value === null ? null : packageName(value);
    const found = name === null ? null : recommendedBy(name);
    if (name === null || found === null) {
      strange.push(text);
      continue;
    }
    if (found.isCut) cut.push(name);
    for (const lost of found.names) {
      if (!has(lost) && !losses.has(lost)) losses.set(lost, { name: lost, by: name });
    }
  }
  if (call.packages.length === 0) {
    const text = 'it is known what the list holds, and what that recommends';
    return { named: [], preconditions: [{ text, state: 'unknown' }] };
  }
  return judge([...losses.values()], strange, cut, texts);
}

/** `curl:amd64`, `curl=8.*`, `curl/sid`; null for files and patterns. */
function packageName(word: string): string | null {
  return /^([a-z0-9][a-z0-9+.-]*)(?:[:=/][^/]*)?$/.exec(word)?.[1] ?? null;
}

function judge(
  losses: readonly Loss[],
  strange: readonly string[],
  cut: readonly string[],
  texts: () => Texts,
): Losses {
  const named: string[] = [];
  const unused: Loss[] = [];
  const doubted: Loss[] = [];
  for (const loss of losses) {
    const isUsed = USES.has(loss.name) && texts().texts.some((text) => isUsedIn(loss.name, text));
    if (KEPT.has(loss.name) || (isUsed && !COMPILERS.has(loss.name))) named.push(loss.name);
    else if (isUsed || !USES.has(loss.name)) doubted.push(loss);
    else unused.push(loss);
  }
  const preconditions = [
    ...knownRecommendations(strange, cut),
    ...(unused.length === 0 ? [] : [unusedText(unused, texts().hasUnread)]),
    ...doubts(doubted),
  ];
  return { named, preconditions };
}

function knownRecommendations(strange: readonly string[], cut: readonly string[]): Precondition[] {
  const rows: Precondition[] = [];
  const subject = strange.length === 0 ? 'each package of this call' : listed(strange);
  const state = strange.length === 0 ? 'held' : 'unknown';
  rows.push({ text: `it is known what ${subject} ${verb(strange)}`, state });
  if (cut.length > 0) {
    const text = `nothing needs the many packages that ${listed(cut)} ${verb(cut)}`;
    rows.push({ text, state: 'unknown' });
  }
  return rows;
}

function verb({ length }: readonly string[]): string {
  return length > 1 ? 'recommend' : 'recommends';
}

function unusedText(unused: readonly Loss[], hasUnread: boolean): Precondition {
  const what = listed(unused.map(({ name }) => name));
  const text = `neither this file nor a script that it runs uses ${what}, only recommended by ${by(unused)}`;
  return { text, state: hasUnread ? 'unknown' : 'held' };
}

function doubts(doubted: readonly Loss[]): Precondition[] {
  if (doubted.length === 0) return [];
  const what = listed(doubted.map(({ name }) => name.replaceAll('#', 'N')));
  const text = `nothing needs ${what}, only recommended by ${by(doubted)}`;
  return [{ text, state: 'unknown' }];
}

function by(losses: readonly Loss[]): string {
  return listed([...new Set(losses.map((loss) => loss.by))]);
}

const MOST = 6;

/** `a`, `b` and 3 more. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

const SCRIPTS =
  /(?:\.(?:ba)?sh|(?:^|\/)(?:Makefile|package\.json|requirements[^/]*\.txt|\.gitmodules|go\.mod|Gemfile|Cargo\.toml|[\w-]*entrypoint[\w-]*))$/;
/** Enough to tell, for a repository of any size. */
const MOST_SCRIPTS = 200;
/** A script of the build context, or one that comes over the network. */
const RUNS_SCRIPT = /(?:^|[\s"'/])[\w.-]+\.(?:ba)?sh\b|(?:^|[\s"'&|;])\.\/[\w]|entrypoint/i;
const RUNS_DOWNLOAD = /\|\s*(?:sudo\s+)?(?:-E\s+)?(?:ba|da|z)?sh\b/;

/** Of a stage, of those built on it, and of the repository's scripts. */
export function textsOf(dockerfile: Dockerfile, facts: Facts, stage: Stage): Texts {
  const stages = dockerfile.stages.filter((one) => isBuiltOn(one, stage));
  const own = stages.map(textOf);
  const packages = runsOf(dockerfile, facts)
    .filter((run) => stages.includes(run.stage))
    .flatMap(({ calls }) => calls.flatMap((call) => call.packages.map(({ value }) => value ?? '')));
  const around = facts.surroundings();
  const scripts = (around?.files() ?? []).filter((path) => SCRIPTS.test(path));
  const read = scripts.slice(0, MOST_SCRIPTS).flatMap((path) => around?.text(path) ?? []);
  const isUnknown = around === null || scripts.length > MOST_SCRIPTS;
  const hasUnread = own.some(
    (text) => RUNS_DOWNLOAD.test(text) || (isUnknown && RUNS_SCRIPT.test(text)),
  );
  const texts = [readText(own.join('\n'), packages), ...read.map((text) => readText(text))];
  return { texts, hasUnread };
}

function isBuiltOn(stage: Stage, base: Stage): boolean {
  for (let one: Stage | null = stage; one !== null; one = one.parent) if (one === base) return true;
  return false;
}

/** Comments left out, continuations joined. */
function textOf({ instructions }: Stage): string {
  return instructions
    .flatMap(({ body, heredocs }) => [body.text, ...heredocs.map(({ content }) => content)])
    .join('\n');
}
