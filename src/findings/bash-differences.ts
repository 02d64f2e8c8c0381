import type { ShellCommand, ShellScript } from '../dockerfile/shell-script.ts';

/** Words that bash runs itself or reads in its own way, and for which dash looks for a program. */
const BASH_ONLY = new Set(
  (
    'source declare typeset let shopt pushd popd dirs mapfile readarray ' +
    'caller enable disown compgen complete help history logout'
  ).split(' '),
);

/** Constructs that dash takes as plain text, and bash does not (the Bash manual, appendix B). */
const CONSTRUCTS: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/(?:^|[\s=])[^\s'"`$]{0,80}(?<!\$)\{[^\s{}'"]{0,80}(?:,|\.\.)[^\s{}'"]{0,80}\}/, '`{a,b}`'],
  // Keywords of bash: its parser makes constructs of them, not commands.
  [/(?:^|[\s;&|(!])\[\[\s/, '`[[`'],
  [/(?:^|[\s;&|])\(\(/, '`((`'],
  [
    /(?:^|[;&|{(]\s{0,9}|\b(?:then|do|else)\s)(?:select|coproc|time|function)\s/,
    'a keyword of bash',
  ],
  [/\$'/, "`$'…'`"],
  [/&>|>&(?![\d-])/, '`&>`'],
  [/[<>]\(/, '`<(…)`'],
  [/\|&/, '`|&`'],
  [
    /\$\{?(?:RANDOM|UID|EUID|SECONDS|HOSTNAME|BASH\w*|HOSTTYPE|MACHTYPE|OSTYPE)\b/,
    'a variable of bash',
  ],
];

/**
 * What a script for dash does in another way under bash, in words for a person; null when nothing is
 * known to differ.
 */
export function bashDifference(script: ShellScript): string | null {
  if (script.form === 'exec' || script.dialect === 'bash') return null;
  if (script.errors.length > 0) return 'its shell code could not be read';
  const text = script.text;
  const construct = CONSTRUCTS.find(([pattern]) => pattern.test(text));
  if (construct !== undefined) return construct[1];
  for (const command of script.commands) {
    const difference = commandDifference(command);
    if (difference !== null) return difference;
  }
  return null;
}

function commandDifference({ name, words }: ShellCommand): string | null {
  if (name === null) return null;
  if (BASH_ONLY.has(name)) return `\`${name}\``;
  const texts = words.slice(1).map((word) => word.text);
  if (name === 'echo') {
    if (/^-[a-zA-Z]*[eE]/.test(texts[0] ?? '')) return '`echo -e`';
    // dash reads `\n` in what it echoes, bash does not; the shell takes one of two outside quotes.
    return texts.some((item) => item.includes('\\')) ? '`echo` with a backslash' : null;
  }
  if (name === 'printf') return /\\[xuUE]|%q|^-v$/.test(texts.join(' ')) ? '`printf`' : null;
  if (name === '[' || name === 'test') return texts.includes('==') ? '`==`' : null;
  if (name === '.') return (texts[0] ?? '').includes('/') ? null : '`.` without a path';
  return texts.some((item) => /=~/.test(item)) ? '`~` behind `=`' : null;
}
