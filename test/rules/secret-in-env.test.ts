import { expect, it } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import rule from '../../src/rules/secret-in-env.ts';
import { catalogueFacts } from '../../src/image/catalogue.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { factsFor } from '../../src/remediation/facts.ts';
import { testRule } from './rule-table.ts';

// Put together here, so that scanners of this repository do not take them for real ones.
const GITHUB = ['ghp', 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6'].join('_');
const AWS = ['AKIA', 'Q3EGRWMCNTY7ZL5X'].join('');
const STRIPE = ['sk', 'live', 'aB3dE6gH9jK2mN5pQ8sT'].join('_');
const KEY = ['-----BEGIN RSA', 'PRIVATE KEY-----\nMIIEowIBAAKCAQEAx'].join(' ');

testRule(rule, {
  passes: {
    'the value is empty': 'FROM debian:12\nENV DB_PASSWORD= API_KEY=""\n',
    'the value is a variable': 'FROM debian:12\nARG X=abc\nENV DB_PASSWORD=$X TOKEN=${TOKEN}\n',
    'an ARG has no default, which is another rule': 'FROM debian:12\nARG NPM_TOKEN\n',
    'the value is a path': 'FROM debian:12\nENV PASSWORD_FILE=/run/p DB_PASSWORD=/run/secrets/p\n',
    'the value is an address': 'FROM debian:12\nENV APP_TOKEN=https://example.com/token\n',
    'the value is a switch': 'FROM debian:12\nENV MYSQL_ALLOW_EMPTY_PASSWORD=yes ASK_PASSWORD=1\n',
    'the value is a placeholder':
      'FROM debian:12\nENV A_SECRET=changeme B_TOKEN=<token> C_PASSWORD=*** D_API_KEY=your-key-here\n',
    'the name goes on': 'FROM debian:12\nENV TOKEN_URL=abc SECRET_NAME=abc PASSWORD_LENGTH=24\n',
    'the key is public':
      'FROM debian:12\nENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D MY_PUBLIC_TOKEN=abc\n',
    'names only sound like it':
      'FROM debian:12\nENV HELM_SECRETS_VERSION=4 KEEPASSXC=2 TOKENIZER=x\n',
    'the key is the one from the documentation': 'FROM debian:12\nENV KEYID=AKIAIOSFODNN7EXAMPLE\n',
    'an address has no password': 'FROM debian:12\nRUN curl https://user@example.com:8080/a@b\n',
    'the password of an address is a variable':
      'FROM debian:12\nRUN git clone https://x:${TOKEN}@example.com/a && curl http://u:<pw>@b.test\n',
    'a program looks for keys': 'FROM debian:12\nRUN grep "BEGIN RSA PRIVATE KEY" -r /etc\n',
  },
  leaves: {
    'ENV has a password': [
      'FROM debian:12\nENV A=1 \\\n  DB_PASSWORD=hunter2\n',
      [3],
      /by a new one/,
    ],
    'the legacy form': ['FROM debian:12\nENV MYSQL_PASSWD my secret\n', [2]],
    'ARG has a default, before FROM too': [
      'ARG GITHUB_TOKEN=abcdef\nFROM debian:12\nARG adminPassword="abc"\n',
      [1, 3],
    ],
    'names of several kinds': [
      'FROM debian:12\nENV AWS_SECRET_ACCESS_KEY=abc\nENV SECRET_KEY_BASE=abc\nENV LDAP_ROOTPASS=abc\nENV API_KEY=abc\n',
      [2, 3, 4, 5],
    ],
    'ONBUILD sets it': ['FROM debian:12\nONBUILD ENV DB_PASS=abc\n', [2]],
    'a token has a known form, whatever its name': [`FROM debian:12\nENV X=${GITHUB}\n`, [2]],
    'a known form is reported once': [`FROM debian:12\nENV GITHUB_TOKEN=${GITHUB}\n`, [2]],
    'a known form in a RUN, on its line': [
      `FROM debian:12\nRUN aws configure \\\n  set a ${AWS} && stripe ${STRIPE}\n`,
      [3, 3],
    ],
    'a label and a here-document': [
      `FROM debian:12\nLABEL k=${STRIPE}\nCOPY <<EOF /key\n${KEY}\nEOF\n`,
      [2, 4],
    ],
    'an address has a password': [
      'FROM debian:12\nRUN git clone https://bot:s3cr3t@example.com/a.git\n',
      [2],
    ],
  },
});

it('never shows the value', () => {
  const text = `FROM debian:12\nENV DB_PASSWORD=hunter2 X=${GITHUB}\nRUN curl http://a:hunter2@b.test\n`;
  const dockerfile = parseDockerfile(text);
  const problems = [
    ...rule.check(
      dockerfile,
      factsFor(dockerfile, 'Dockerfile', plainContext([], { facts: catalogueFacts })),
    ),
  ];
  expect(problems.length).toBe(3);
  for (const { message, span } of problems) {
    const shown = message + text.slice(span.start, span.end);
    expect(shown).not.toMatch(/hunter2|ghp_/);
  }
});
