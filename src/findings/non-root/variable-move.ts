import type { Instruction } from '../../dockerfile/model.ts';
import { shown } from '../../dockerfile/shown-text.ts';
import type { TextEdit } from '../../dockerfile/text-edit.ts';
import { joinPath } from '../../builds/paths.ts';
import { contextOf } from '../build-context.ts';
import { baseName } from '../copies.ts';
import { held } from './check.ts';
import { completeMove } from './port-move.ts';
import type { PortMove } from './port-move.ts';
import type { Subject } from './subject.ts';

const FIRST_FREE = 1024;

/** How programs read it: `process.env.PORT`, `os.environ["PORT"]`, `os.Getenv("PORT")`, `ENV['PORT']`. */
const READS =
  /\benv\.PORT\b|\b(?:environ(?:\.get)?|getenv|Getenv|ENV(?:\.fetch)?|env::var)\s*[[(]\s*['"]PORT['"]/;

/** The start file of a program; it has to be one whose language says how variables are read. */
const SOURCE = /\.(?:[cm]?[jt]s|py|rb|php)$/;

/** A program that listens where `ENV PORT=80` says; null where nothing shows that it reads it. */
export function variableMove(subject: Subject): PortMove | null {
  const { facts, stage, instructions, lineOf } = subject;
  const port = facts.result(stage).env.get('PORT') ?? '';
  if (!/^[1-9]\d{0,2}$/.test(port) || Number(port) >= FIRST_FREE) return null;
  const [last, ...earlier] = instructions.filter((each) => setsPort(each)).toReversed();
  const reader = readerOf(subject);
  if (last === undefined || earlier.length > 0 || reader === null) return null;
  const edit = editOf(subject, last, port);
  if (edit === null || namesOtherwise(subject, Number(port))) return null;
  return completeMove(subject, {
    from: Number(port),
    edits: [edit],
    companions: [],
    effects: ['env'],
    checks: [held(`the program listens where \`PORT\` says, as ${reader} shows`)],
    commands: [],
    owned: [],
    user: null,
    how: `\`PORT=${Number(port) + 8000}\` on line ${lineOf(last)}`,
    instead: null,
  });
}

function setsPort({ keyword, body }: Instruction): boolean {
  return keyword === 'ENV' && /(?:^|\s)PORT[=\s]/.test(body.text);
}

/** Another port below 1024, or the same one in the command, is not moved by the variable. */
function namesOtherwise({ facts, stage, commands }: Subject, port: number): boolean {
  const exposed = facts.result(stage).exposed.map((text) => Number.parseInt(text, 10));
  const others = exposed.some((each) => each < FIRST_FREE && each !== port);
  return others || commands.some(({ text }) => new RegExp(`(?:^|\\D)${port}(?:\\D|$)`).test(text));
}

function editOf(
  { dockerfile }: Subject,
  { body, span }: Instruction,
  port: string,
): TextEdit | null {
  const at = new RegExp(`(?:^|\\s)PORT(?:=|\\s+)"?(${port})(?="?(?:\\s|$))`).exec(body.text);
  if (at === null) return null;
  const own = dockerfile.text.slice(span.start, span.end);
  const whole = [...own.matchAll(new RegExp(`\\sPORT(?:=|\\s+)"?${port}(?="?(?:\\s|$))`, 'g'))];
  const [match] = whole;
  if (match === undefined || whole.length > 1) return null;
  const end = span.start + match.index + match[0].length;
  return { span: { start: end - port.length, end }, text: String(Number(port) + 8000) };
}

/** What shows it: the command, or the start file in the build context. */
function readerOf({ dockerfile, facts, commands }: Subject): string | null {
  const line = commands.find(({ text }) => /\$\{?PORT\b/.test(text));
  if (line !== undefined) return shown(line.text);
  const { context } = contextOf(dockerfile, facts);
  const words = commands.flatMap((command) => command.words.slice(1));
  for (const word of context === null ? [] : words.filter((each) => SOURCE.test(each))) {
    const name = baseName(word);
    const paths = [word.replace(/^(?:\.?\/)+/, ''), word.replace(/^\/[^/]+\//, ''), name];
    for (const path of paths) {
      const file = joinPath(context?.folder ?? '.', path);
      if (file !== null && READS.test(facts.surroundings()?.text(file) ?? '')) return file;
    }
  }
  return null;
}
