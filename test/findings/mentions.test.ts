import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { isConcerned, mentionsOf } from '../../src/findings/mentions.ts';
import type { Rule } from '../../src/findings/rule.ts';
import { catalogueFacts } from '../../src/image/catalogue.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { factsFor } from '../../src/remediation/facts.ts';

function mentionsIn(text: string): ReadonlySet<string> {
  const dockerfile = parseDockerfile(text);
  return mentionsOf(
    dockerfile,
    factsFor(dockerfile, 'Dockerfile', plainContext([], { facts: catalogueFacts })),
  );
}

const RULE: Rule = {
  id: 'some-rule',
  summary: '',
  rationale: '',
  severity: 'low',
  safety: null,
  effects: [],
  aliases: {},
  references: [],
  examples: [],
  check: () => [],
};

describe('a file mentions', () => {
  it.each<[string, string, string]>([
    ['the keyword of an instruction', 'from debian\nuser app\n', 'USER'],
    ['the keyword behind ONBUILD', 'FROM debian\nONBUILD USER app\n', 'USER'],
    ['a command of a RUN', 'FROM debian\nRUN cd / && /usr/bin/wget x\n', 'wget'],
    ['a command behind ONBUILD', 'FROM debian\nONBUILD RUN wget x\n', 'wget'],
    ['what runs behind sudo', 'FROM debian\nRUN sudo -E wget x\n', 'wget'],
    ['sudo, whatever it runs', 'FROM debian\nRUN env sudo $COMMAND\n', 'sudo'],
    ['a command of a here-document', 'FROM debian\nRUN <<EOF\nwget x\nEOF\n', 'wget'],
    ['a package manager by its family', 'FROM python\nRUN python3 -m pip install x\n', 'pip'],
    ['a variable of ENV', 'FROM debian\nENV A=1\n', 'A'],
    ['a variable that a RUN sets', 'FROM debian\nRUN export A=1\n', 'A'],
  ])('%s', (_name, text, word) => {
    expect(mentionsIn(text)).toContain(word);
  });

  it('nothing that only stands in a string or a comment', () => {
    const mentions = mentionsIn('FROM debian\n# wget\nRUN echo "sudo wget"\n');
    expect([...mentions].toSorted()).toEqual(['FROM', 'RUN', 'echo']);
  });
});

describe('a rule is asked', () => {
  const mentions = mentionsIn('FROM debian\nRUN wget x\n');

  it.each<[string, Pick<Rule, 'about'>, boolean]>([
    ['when it does not say what it is about', {}, true],
    ['when the file mentions one of its words', { about: ['curl', 'wget'] }, true],
    ['not when the file mentions none of them', { about: ['curl', 'USER'] }, false],
  ])('%s', (_name, about, expected) => {
    expect(isConcerned({ ...RULE, ...about }, mentions)).toBe(expected);
  });
});
