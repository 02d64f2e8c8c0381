import { describe, expect, it } from 'vitest';
import { maskFix, maskQuotes, maskSecrets } from '../../src/findings/mask-secrets.ts';

const SECRET = 'hunter2-9f8a7b6c5d';
/** Put together here, so that nothing in this file has the form of one. */
const TOKEN = `ghp_aB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0cD3fG6`;
const KEY = ['-----BEGIN RSA PRIVATE', 'KEY-----'].join(' ');
const FOOT = '-----END RSA PRIVATE KEY-----';

describe('a secret is masked in', () => {
  const lines: Readonly<Record<string, string>> = {
    'an ENV': `ENV DB_PASSWORD=${SECRET}`,
    'an ENV with a blank': `ENV DB_PASSWORD ${SECRET}`,
    'an ENV that goes on': `ENV A=1 \\\n    DB_PASSWORD="${SECRET}" \\\n    B=2`,
    'an ENV behind ONBUILD': `ONBUILD ENV API_TOKEN ${SECRET}`,
    'a value with blanks': `ENV DB_PASSWORD="two ${SECRET} words"`,
    'the default of a variable': `ENV A=\${DB_PASSWORD:-${SECRET}}`,
    'a build argument of a command': `docker build --build-arg NPM_TOKEN=${SECRET} .`,
    'an option': `RUN tool --registry-password ${SECRET} --quiet`,
    'a login': `RUN docker login -u me -p ${SECRET} r.test`,
    'the user of curl': `RUN curl -u me:${SECRET} https://r.test`,
    'a header': `RUN curl -H "Authorization: Bearer ${SECRET}" https://r.test`,
    'a header with a name of its own': `RUN curl -H 'X-Api-Key: ${SECRET}' https://r.test`,
    'an address': `RUN git clone https://me:${SECRET}@r.test/x`,
    'a query': `ADD https://r.test/x?a=1&access_token=${SECRET}&b=2 /x`,
    chpasswd: `RUN echo 'root:${SECRET}' | chpasswd`,
    'chpasswd on the next line': `RUN echo "root:${SECRET}" \\\n  | chpasswd`,
    'a here-document for chpasswd': `RUN chpasswd <<EOF\nroot:${SECRET}\nEOF`,
    'the settings of npm': `RUN npm config set //r.test/:_authToken ${SECRET}`,
    'a .netrc': `RUN echo "machine r.test login me password ${SECRET}" > ~/.netrc`,
    'settings of Maven': `RUN echo '<server><password>${SECRET}</password></server>' > s.xml`,
    'settings of NuGet': `<add key="ClearTextPassword" value="${SECRET}" />`,
    'a map of compose': `      DB_PASSWORD: '${SECRET}'`,
    'a list of compose': `      - DB_PASSWORD=${SECRET}`,
    'a block of a workflow': `env:\n  NPM_TOKEN: |\n    ${SECRET}\n  B: c`,
    'a container of Kubernetes': `- name: DB_PASSWORD\n  value: "${SECRET}"`,
    'a bake file': `    NPM_TOKEN = "${SECRET}"`,
    'a JSON file': `{"args": {"NPM_TOKEN": "${SECRET}"}}`,
    'CRLF lines': `ENV A=1\r\nENV DB_PASSWORD ${SECRET}\r\nENV B=2\r\n`,
    'a comment': `# ENV DB_PASSWORD=${SECRET}`,
  };
  it.each(Object.entries(lines))('%s', (_name, text) => {
    const masked = maskSecrets(text);
    expect(masked).not.toContain(SECRET);
    expect(masked).toContain('••••');
    expect(masked.split('\n').length).toBe(text.split('\n').length);
  });

  it('a line with nothing but a token', () => {
    expect(maskSecrets(`# ${TOKEN} is mine`)).toBe('# •••• is mine');
  });

  it('a private key over many lines', () => {
    const text = `ENV KEY="${KEY}\\n\\\nMIIEpAIBAAKCAQEA7\\n\\\nab+/Cd==\\n\\\n${FOOT}"\nRUN true\n`;
    const masked = maskSecrets(text);
    expect(masked).not.toMatch(/MIIE|ab\+/);
    expect(masked).toMatch(/\nRUN true\n$/);
    expect(masked.split('\n').length).toBe(text.split('\n').length);
  });

  it('a private key whose end is missing', () => {
    const part = 'MIIEpAIBAAKCAQEA'.repeat(4);
    const masked = maskSecrets(`${KEY}\n${part}\n${part}\nRUN true`);
    expect(masked).toMatch(/^[^]*\n••••\n••••\nRUN true$/);
    expect(masked).not.toContain('MIIE');
  });
});

describe('nothing is masked in', () => {
  const texts: readonly string[] = [
    'ENV DB_PASSWORD_FILE=/run/secrets/db',
    'ENV DB_PASSWORD=$PASSWORD',
    'RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci',
    'RUN echo "//r.test/:_authToken=${NPM_TOKEN}" > .npmrc && npm ci',
    '    NPM_TOKEN: ${{ secrets.NPM_TOKEN }}',
    'secrets:\n  NPM_TOKEN:\n    environment: NPM_TOKEN\n',
    '    secret = ["id=NPM_TOKEN,env=NPM_TOKEN"]',
    'ARG NPM_TOKEN',
    "RUN echo 'me ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/me",
    'RUN docker run -u 1000:1000 -v /run/$(id -u):/run x',
    'FROM node:22@sha256:0123456789abcdef',
    'COPY --chown=app:app . .',
  ];
  it.each(texts)('%s', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });
});

describe('sentences', () => {
  it('keep their words and mask what they quote', () => {
    expect(maskQuotes(`Set password: now, with \`DB_PASSWORD=${SECRET}\` in it`)).toBe(
      'Set password: now, with `DB_PASSWORD=••••` in it',
    );
  });

  it('of one fix are those of one fix', () => {
    const fix = {
      title: `Move \`A_TOKEN=${SECRET}\``,
      edits: [],
      review: `\`A_TOKEN=${SECRET}\``,
      preconditions: [{ text: `\`A_TOKEN=${SECRET}\` is there`, state: 'held' as const }],
    };
    expect(maskFix(fix)).toBe(maskFix(fix));
    expect(JSON.stringify(maskFix(fix))).not.toContain(SECRET);
  });
});

describe('hostile texts take linear time', () => {
  const MOST = 200_000;
  const texts: Readonly<Record<string, string>> = {
    'keys without an end': KEY,
    'names without a value': 'password=',
    'one long name': 'a',
    'addresses without an end': 'a://b:',
    'quotes that stay open': 'TOKEN="',
    'logins without a password': 'login ',
    'blocks of YAML': 'token: |\n ',
    'pipes to nowhere': 'echo a:b |',
    blanks: ' ',
    'line endings': '\n',
    options: ' -u a --user',
    'lines for chpasswd': 'chpasswd\na:b',
    dots: 'name: a.b-c ',
  };
  it.each(Object.entries(texts))('%s', (_name, part) => {
    const text = part.repeat(Math.ceil(MOST / part.length));
    const start = performance.now();
    maskSecrets(text);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
