import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import rule from '../../src/rules/secret-in-env.ts';
import { catalogueFacts } from '../../src/image/catalogue.ts';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { factsFor } from '../../src/remediation/facts.ts';
import { testRule } from './rule-table.ts';

// Put together here, so that scanners of this repository do not take them for real ones.
const GITHUB = ['ghp', 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6'].join('_');
const AWS = ['AKIA', 'Q3EGRWMCNTY7ZL5X'].join('');
const STRIPE = ['sk', 'live', 'aB3dE6gH9jK2mN5pQ8sT'].join('_');
const NPM = ['npm', 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6'].join('_');
const GITLAB = ['glpat', 'aB3dE6gH9jK2mN5pQ8sT'].join('-');
const DOCKER = ['dckr', 'pat', 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7'].join('_');
const JWT_SAMPLE = [
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
  'eyJzdWIiOiIxMjM0NTY3ODkwIn0',
  'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJVadQssw5c',
].join('.');
const JWT = [
  'eyJhbGciOiJIUzI1NiJ9',
  'eyJyb2xlIjoic2VydmljZSJ9',
  'k3JfZx8Qw1Lr5Tn7Vb2Mc4Xs6Yp9Hd0G',
].join('.');
const RANDOM = ['k3JfZx8Qw1Lr', '5Tn7Vb2Mc4Xs'].join('');
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
    'the value says that it is not meant':
      'FROM debian:12\nENV SECRET_KEY=dummy-key-for-collectstatic A_TOKEN=not-a-secret B_SECRET=insecure\nENV C_API_KEY=test-key-1 D_SECRET=build-only E_TOKEN=example_token F_TOKEN=token\n',
    'the name is vague and the value is no key':
      'FROM debian:12\nENV CACHE_KEY=v1 SORT_KEY=created_at COMPASS=1 HASH_SALT=sodium NPM_AUTH=none\n',
    'a key checks signatures or is a checksum':
      'FROM debian:12\nENV RELEASE_KEY=0D96DF4D4110E5C43FBFB17F2D347EA6AA65421D APP_KEY=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n',
    'the database of a development set-up':
      'FROM debian:12\nENV A=postgres://postgres:postgres@db:5432/a B=redis://:x9f@localhost/0 C=mysql://app:secret@mysql.internal/a\n',
    'a token of the documentation': `FROM debian:12\nENV X=${JWT_SAMPLE}\n`,
    'commands get variables':
      'FROM debian:12\nARG T\nRUN docker login -u a -p "$T" && curl -H "Authorization: Bearer $T" -u "me:$T" https://e.test && mysql -p"$T" && npm config set //r.test/:_authToken=$T && echo "machine e.test login me password $T" > ~/.netrc\n',
    'options of other commands only look like it':
      'FROM debian:12\nRUN mkdir -p /srv/data && docker run -p 8080:80 a && mysql -pchangeme && curl -H "Accept: application/json" -u : https://e.test\n',
    'a RUN sets a password for a moment':
      'FROM debian:12\nRUN PGPASSWORD=postgres psql -c x && MYSQL_ROOT_PASSWORD=root ./init.sh\n',
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
    'the first password that everybody tries': [
      'FROM debian:12\nENV ADMIN_PASSWORD=password\n',
      [2],
      /everybody tries first/,
    ],
    'a vague name has a key': [`FROM debian:12\nENV LICENSE_KEY=${RANDOM}\n`, [2]],
    'only a RUN reads it, and the mount is named': [
      'FROM debian:12\nARG API_TOKEN=s3cr3tvalue\nRUN a\nRUN curl -H "X: ${API_TOKEN}" e.test\n',
      [2],
      /id=API_TOKEN,env=API_TOKEN` on line 4, and build with `--secret id=API_TOKEN,env=API_TOKEN`$/,
    ],
    'the program reads it at run time': [
      'FROM debian:12\nENV API_TOKEN=s3cr3tvalue\nCMD run --token $API_TOKEN\n',
      [2],
      /to the running container from outside$/,
    ],
    'tokens of other services': [
      `FROM debian:12\nENV A=${NPM}\nENV B=${GITLAB}\nLABEL c=${DOCKER}\nENV D=${JWT}\n`,
      [2, 3, 4, 5],
    ],
    'an address has a token': [
      `FROM debian:12\nRUN git clone https://${RANDOM}@example.com/a.git\n`,
      [2],
    ],
    'the address of a database has a password': [
      'FROM debian:12\nENV DATABASE_URL=postgres://app:s3cr3t99@db.example.com:5432/app\n',
      [2],
    ],
    'commands that sign in': [
      'FROM debian:12\nRUN docker login -u me -p s3cr3t99 r.test\nRUN wget --user=me --password=s3cr3t99 https://e.test\nRUN mysql -ps3cr3t99 -e x\nRUN sshpass -p s3cr3t99 ssh a\n',
      [2, 3, 4, 5],
      /write `RUN --mount=type=secret/,
    ],
    'headers and users of a download': [
      `FROM debian:12\nRUN curl -H "Authorization: Bearer ${RANDOM}" https://e.test\nRUN curl --header='PRIVATE-TOKEN: ${RANDOM}' https://e.test\nRUN curl -u me:s3cr3t99 https://e.test\n`,
      [2, 3, 4],
    ],
    'files of package managers': [
      `FROM debian:12\nRUN npm config set //r.test/:_authToken ${RANDOM}\nRUN echo "//r.test/:_authToken=${RANDOM}" > .npmrc\nRUN printf 'machine r.test login me password s3cr3t99' > /root/.netrc\n`,
      [2, 3, 4],
    ],
    'a known form in a header is reported once': [
      `FROM debian:12\nRUN curl -H "Authorization: token ${GITHUB}" https://e.test\n`,
      [2],
    ],
    'a RUN exports a random value': [
      `FROM debian:12\nRUN export API_TOKEN=${RANDOM} && make\n`,
      [2],
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

/** What people and documents write where a secret would stand, and what only looks like one. */
const HARMLESS = String.raw`
ENV DB_PASSWORD=changeme
ENV DB_PASSWORD=change-me-please
ENV SECRET_KEY=\${SECRET_KEY}
ENV API_TOKEN="<your-token>"
ENV API_KEY=YOUR_API_KEY
ENV SECRET_KEY_BASE_DUMMY=1
RUN SECRET_KEY_BASE=dummy rails assets:precompile
ENV JWT_SECRET=replace_with_your_secret
ENV TOKEN=xxxxxxxxxxxxxxxx
ENV AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D
ENV RELEASE_SIGNING_KEY=1655A0AB68576280
ENV SIGNING_KEY=RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3
ENV PYTHON_GET_PIP_SHA256=bc37786ec99618416cc0a0ca32833da447f4d91ab51d2c138dd15b7af21e8e9a
ENV COMMIT_KEY=9fceb02d0ae598e95dc970b74767f19372d61af8
ENV INTEGRITY=sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==
ENV SSH_PUBLIC_KEY="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
RUN apt-key adv --keyserver keyserver.ubuntu.com --recv-keys 1655A0AB68576280
RUN echo "jenkins ALL=(ALL) NOPASSWD: ALL" >> /etc/sudoers
RUN curl -u user:password https://e.test
RUN pip install --index-url https://\${PIP_USER}:\${PIP_TOKEN}@e.test/simple x
RUN git clone https://oauth2:$(cat /run/secrets/t)@gitlab.com/a/b
RUN --mount=type=secret,id=npm_token NPM_TOKEN=$(cat /run/secrets/npm_token) npm ci
ENV POSTGRES_PASSWORD_FILE=/run/secrets/pg
ENV TOKEN_URL=https://login.example.com/oauth/token
ENV RECAPTCHA_SITE_KEY=6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI
ENV STRIPE_PUBLISHABLE_KEY=pk_test_TYooMQauvdEDq54NiTphI7jx
ENV SENTRY_DSN=https://examplePublicKey@o0.ingest.sentry.io/0
ENV DATABASE_URL=postgres://user:password@localhost:5432/db
ENV CELERY_BROKER_URL=amqp://guest:guest@rabbit:5672//
ENV LICENSE_KEY=00000000-0000-0000-0000-000000000000
ENV NUXT_SESSION_PASSWORD=password-with-at-least-32-characters
ENV NODE_AUTH_TOKEN=NPM_TOKEN
ENV PASSWORD=REDACTED
ENV SECRET_KEY=ci-only-secret
ENV K8S_SECRET=my-k8s-secret-name
ENV APP_KEY=base64:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
ENV DB_PASS=%DB_PASS%
`;

describe('secret-in-env says nothing of', () => {
  const lines = HARMLESS.trim().replaceAll('\\$', '$').split('\n');
  it.each(lines)('%s', (line) => {
    const text = `FROM debian:12\n${line}\n`;
    const { findings } = checkFile({ path: 'Dockerfile', text }, plainContext([rule]));
    expect(findings).toEqual([]);
  });

  it('these, but of the same names with values of their own', () => {
    const names = ['DB_PASSWORD', 'SECRET_KEY', 'NODE_AUTH_TOKEN', 'SIGNING_KEY', 'JWT_SECRET'];
    const text = `FROM debian:12\n${names.map((name) => `ENV ${name}=hunter2-9f8a7b6c5d\n`).join('')}`;
    const { findings } = checkFile({ path: 'Dockerfile', text }, plainContext([rule]));
    expect(findings).toHaveLength(names.length);
  });
});
