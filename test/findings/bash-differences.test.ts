import { describe, expect, it } from 'vitest';
import { bashDifference } from '../../src/findings/bash-differences.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { shellOf } from '../../src/dockerfile/shell.ts';

function differenceIn(command: string): string | null {
  const { instructions } = parseDockerfile(`FROM a\nRUN ${command}\n`);
  const [, run] = instructions;
  const script = run === undefined ? null : shellOf(run, null);
  if (script === null) throw new Error('no script');
  return bashDifference(script);
}

describe('bash runs in the same way what', () => {
  it.each([
    'apt-get update && apt-get install -y curl',
    'echo "a b" > /c && printf "%s\\n" d',
    'echo ${A:-b} ${C,,}x "{a}"',
    "awk '{print $1,$2}' /a",
    'cmd > /a 2>&1',
    'if [ "$A" = b ]; then c; fi',
    '. /etc/os-release && echo "$ID"',
  ])('is %s', (command) => {
    expect(differenceIn(command)).toBeNull();
  });
});

describe('bash runs in another way what', () => {
  it.each([
    ['mkdir -p /a/{b,c}', '`{a,b}`'],
    ["echo $'a'", "`$'…'`"],
    ['cmd &> /a', '`&>`'],
    ['diff <(a) <(b)', '`<(…)`'],
    ['echo $RANDOM', 'a variable of bash'],
    ['echo "a\\nb"', '`echo` with a backslash'],
    ['echo -e a', '`echo -e`'],
    ["printf '\\x41'", '`printf`'],
    ['[ "$A" == b ] || c', '`==`'],
    ['[[ -f /a ]] || c', '`[[`'],
    ['time make', 'a keyword of bash'],
    ['a && function b { c; }', 'a keyword of bash'],
    ['(( a > 1 )) || b', '`((`'],
    ['source a.sh || true', '`source`'],
    ['. a.sh', '`.` without a path'],
    ['cmd --x=~/a', '`~` behind `=`'],
  ])('is %s', (command, difference) => {
    expect(differenceIn(command)).toBe(difference);
  });
});
