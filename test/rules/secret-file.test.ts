import rule from '../../src/rules/secret-file.ts';
import { describe, expect, it } from 'vitest';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { surroundingsOf } from './known-surroundings.ts';
import { testRule } from './rule-table.ts';

const HEAD = ['-----BEGIN PRIVATE', 'KEY-----'].join(' ');
const KEY = `${HEAD}\nMIIEpAIBAAKCAQEA7\n-----END-----\n`;
const EVERYTHING = 'FROM debian:12\nCOPY . /app\n';
const NPMRC = '//r.test/:_authToken=0a1b2c3d4e5f\n';
const COMPOSE = 'services:\n  a:\n    build: .\n';
const COMPOSE_AFTER = `services:\n  a:\n    build:\n      context: .\n      secrets:\n        - npmrc\n\nsecrets:\n  npmrc:\n    file: ./.npmrc\n`;
const NPM = 'FROM node:22\nWORKDIR /app\n';
const NPM_MOUNT = '--mount=type=secret,id=npmrc,target=/app/.npmrc';
const KNOWN = { '.npmrc': NPMRC, 'package.json': '{}', 'compose.yaml': COMPOSE };
const WORKFLOW = '.github/workflows/build.yml';
const STEPS =
  'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v5\n';
const ENV = 'PORT=80\nAPI_TOKEN=s3cr3tvalue\n';

testRule(rule, {
  passes: {
    'the context has a key that is ignored': {
      text: EVERYTHING,
      files: { 'a/server.key': KEY, '.dockerignore': '**/*.key\n' },
    },
    'keys in the context are for tests and examples': {
      text: EVERYTHING,
      files: {
        'test/server.key': KEY,
        'src/__tests__/id_rsa': KEY,
        'examples/tls.pem': KEY,
        'certs/localhost.key': KEY,
        'pkg/testdata/x.pem': KEY,
        'spec/fixtures/.env': ENV,
      },
    },
    'what is in the context is public or a sample': {
      text: EVERYTHING,
      files: {
        '.env.example': ENV,
        '.env': 'API_TOKEN=changeme\nDB_PASSWORD=\nVITE_API_KEY=0a1b2c3d4e\n',
        '.env.development': ENV,
        'tls.pem': '-----BEGIN CERTIFICATE-----\nMIID\n',
        'id_rsa.pub': 'ssh-rsa AAAA\n',
        '.npmrc': 'registry=https://r.test\n//r.test/:_authToken=${NPM_TOKEN}\n',
      },
    },
    'what is in the context is encrypted': {
      text: EVERYTHING,
      files: {
        '.env': 'API_TOKEN=ENC[AES256_GCM,data:abc,iv:def]\nsops_version=3.9\n',
        'prod.env': '$ANSIBLE_VAULT;1.1;AES256\n6162\n',
        'a.key': `-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIE\n`,
        '.env.production':
          'DOTENV_PUBLIC_KEY="03"\nAPI_TOKEN="encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3dAt"\n',
      },
    },
    'the folder with the key is not copied': {
      text: 'FROM debian:12\nCOPY src lib/ /app/\n',
      files: { 'src/a.js': '', 'lib/b.js': '', 'deploy/server.key': KEY },
    },
    'the key lies in the context of another build': {
      text: 'FROM debian:12\nONBUILD COPY . /app\n',
      files: { 'server.key': KEY },
    },
    'a COPY of everything leaves the key out': {
      text: 'FROM debian:12\nCOPY --exclude=*.key . /app\n',
      files: { 'server.key': KEY },
    },
    'ordinary files are copied': 'FROM debian:12\nCOPY package.json src/env.ts keys/ ./\n',
    'the environment file is a sample':
      'FROM debian:12\nCOPY .env.example .env.sample .env.dist ./\nCOPY .env.template .env\n',
    'the key is public': 'FROM debian:12\nCOPY id_rsa.pub a_public.pem jwt-pub.pem /k/\n',
    'certificates are public':
      'FROM debian:12\nCOPY ca.pem fullchain.pem rds-ca-bundle.pem my-cert.pem /c/\n',
    'the key checks packages':
      'FROM debian:12\nADD https://example.com/docker.key /etc/apt/keyrings/docker.asc\nCOPY nodesource.gpg.key rpm-signing.key /tmp/\nCOPY my.pem /etc/apk/keys/\n',
    'the settings of npm take the token from a variable': {
      text: 'FROM node:22\nCOPY package.json .npmrc ./\n',
      files: { '.npmrc': 'registry=https://r.test\n//r.test/:_authToken=${NPM_TOKEN}\n' },
    },
    'settings of package managers hold no credential, or are not there': {
      text: 'FROM debian:12\nCOPY pip.conf settings.xml NuGet.Config auth.json .yarnrc.yml bunfig.toml /w/\n',
      files: {
        'pip.conf': '[global]\nindex-url = https://${USER}:${PASS}@e.test/simple\n',
        'settings.xml': '<server><password>${env.TOKEN}</password></server>\n',
        'NuGet.Config':
          '<add key="Username" value="a" /><add key="ClearTextPassword" value="%TOKEN%" />\n',
        'auth.json': '{"http-basic": {"e.test": {"username": "token", "password": ""}}}\n',
        '.yarnrc.yml': 'npmAuthToken: "${NPM_TOKEN}"\nnpmAlwaysAuth: true\n',
      },
    },
    'the environment file has samples only': {
      text: 'FROM debian:12\nCOPY .env /app/\n',
      files: { '.env': 'PORT=80\nDB_PASSWORD=changeme\nAPI_TOKEN=\n' },
    },
    'the file has a certificate': {
      text: 'FROM debian:12\nCOPY tls.pem /k\n',
      files: { 'tls.pem': '-----BEGIN CERTIFICATE-----\nMIID\n' },
    },
    'a here-document has the name as its target':
      'FROM debian:12\nCOPY <<.env /app/.env\nA=1\n.env\n',
    'a secret is mounted':
      'FROM node:22\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n',
  },
  fixes: {
    'a key and settings lie in what is copied': {
      before: EVERYTHING,
      after: EVERYTHING,
      files: {
        'deploy/server.key': KEY,
        '.env': ENV,
        'main.py': 'print(1)\n',
        '.dockerignore': '.git\n',
      },
      filesAfter: { '.dockerignore': '.git\ndeploy/server.key\n.env\n' },
      preconditions: {
        'no COPY, ADD or RUN names `deploy/server.key`': 'held',
        'nothing that the build runs reads `deploy/server.key`': 'held',
        'no source of the program names `deploy/server.key`': 'held',
        'no COPY, ADD or RUN names `.env`': 'held',
        'nothing that the build runs reads `.env`': 'held',
        'no source of the program names `.env`': 'held',
      },
    },
    'the program may read it': {
      before: EVERYTHING,
      after: EVERYTHING,
      files: { 'server.key': KEY, 'main.py': "open('server.key')\n" },
      filesAfter: { '.dockerignore': 'server.key\n' },
      preconditions: {
        'no COPY, ADD or RUN names `server.key`': 'held',
        'nothing that the build runs reads `server.key`': 'held',
        'no source of the program names `server.key`': 'unknown',
      },
    },
    'npm reads a token that is copied, and a later command deletes it': {
      before: `${NPM}COPY package.json .npmrc ./\nRUN npm ci && rm -f .npmrc\nCMD ["node", "index.js"]\n`,
      after: `${NPM}COPY package.json ./\nRUN ${NPM_MOUNT} npm ci\nCMD ["node", "index.js"]\n`,
      files: KNOWN,
      filesAfter: { 'compose.yaml': COMPOSE_AFTER },
      preconditions: {
        'every build that the repository shows gives `.npmrc` as a secret': 'held',
        '`.npmrc` holds a credential': 'held',
        'the program does not read `.npmrc` when the container starts': 'held',
        'no other RUN reads `.npmrc`': 'held',
      },
    },
    'the COPY takes the file alone, and a RUN of its own deletes it': {
      before: `${NPM}COPY .npmrc .\nRUN apk add git && \\\n    npm ci\nRUN rm .npmrc\nRUN make\n`,
      after: `${NPM}RUN ${NPM_MOUNT} apk add git && \\\n    npm ci\nRUN make\n`,
      files: KNOWN,
      filesAfter: { 'compose.yaml': COMPOSE_AFTER },
      preconditions: {
        'every build that the repository shows gives `.npmrc` as a secret': 'held',
        '`.npmrc` holds a credential': 'held',
        'the program does not read `.npmrc` when the container starts': 'held',
        'the RUN on line 7 does not read `.npmrc`': 'unknown',
      },
    },
    'everything is copied afterwards, so that the context loses the file': {
      before: `${NPM}COPY package.json .npmrc ./\nRUN npm ci\nCOPY . .\nCMD ["npm", "start"]\n`,
      after: `${NPM}COPY package.json ./\nRUN ${NPM_MOUNT} npm ci\nCOPY . .\nCMD ["npm", "start"]\n`,
      files: { ...KNOWN, '.dockerignore': '.git\n' },
      filesAfter: { 'compose.yaml': COMPOSE_AFTER, '.dockerignore': '.git\n.npmrc\n' },
    },
    'a workflow makes the file with a secret': {
      before: `${NPM}COPY .npmrc package.json ./\nRUN npm ci\nUSER node\nRUN npm run build\nCMD ["node", "a"]\n`,
      after: `${NPM}COPY package.json ./\nRUN ${NPM_MOUNT} npm ci\nUSER node\nRUN ${NPM_MOUNT},mode=0444 npm run build\nCMD ["node", "a"]\n`,
      files: {
        [WORKFLOW]: `${STEPS}      - run: echo "//r.test/:_authToken=\${{ secrets.T }}" > .npmrc\n      - run: docker build -t a .\n`,
      },
      filesAfter: {
        [WORKFLOW]: `${STEPS}      - run: echo "//r.test/:_authToken=\${{ secrets.T }}" > .npmrc\n      - run: docker build --secret id=npmrc,src=.npmrc -t a .\n`,
      },
      preconditions: {
        'every build that the repository shows gives `.npmrc` as a secret': 'held',
        '`.npmrc` holds a credential': 'held',
        'the program does not read `.npmrc` when the container starts': 'held',
        'no other RUN reads `.npmrc`': 'held',
      },
    },
    'nobody shows what the file holds, and the builder is not shipped': {
      before: `FROM golang:1.24 AS b\nCOPY .netrc /root/\nRUN chmod 600 /root/.netrc && go mod download\nFROM debian:12\nCOPY --from=b /go/bin/a /a\n`,
      after: `FROM golang:1.24 AS b\nRUN --mount=type=secret,id=netrc,target=/root/.netrc go mod download\nFROM debian:12\nCOPY --from=b /go/bin/a /a\n`,
      files: { 'docker-bake.hcl': 'target "a" {\n  context = "."\n}\n' },
      filesAfter: {
        'docker-bake.hcl': 'target "a" {\n  secret = ["id=netrc,src=.netrc"]\n  context = "."\n}\n',
      },
      preconditions: {
        'every build that the repository shows gives `.netrc` as a secret': 'held',
        '`.netrc` holds a credential': 'unknown',
        'the program does not read `.netrc` when the container starts': 'held',
        'no other RUN reads `.netrc`': 'held',
      },
    },
    'a key of SSH is read by git, and settings of Maven by its wrapper': {
      before:
        'FROM maven:3\nWORKDIR /w\nCOPY id_rsa /root/.ssh/id_rsa\nRUN chmod 600 ~/.ssh/id_rsa && git clone git@e.test:a/b\nCOPY settings.xml /root/.m2/\nRUN ./mvnw package\nCMD ["java", "-jar", "a.jar"]\n',
      after:
        'FROM maven:3\nWORKDIR /w\nRUN --mount=type=secret,id=id_rsa,target=/root/.ssh/id_rsa git clone git@e.test:a/b\nRUN --mount=type=secret,id=settings.xml,target=/root/.m2/settings.xml ./mvnw package\nCMD ["java", "-jar", "a.jar"]\n',
      files: {
        id_rsa: KEY,
        'settings.xml': '<servers><server><password>s3cr3tvalue</password></server></servers>\n',
        [WORKFLOW]: `${STEPS}      - run: docker build .\n`,
      },
      filesAfter: {
        [WORKFLOW]: `${STEPS}      - run: docker build --secret id=settings.xml,src=settings.xml --secret id=id_rsa,src=id_rsa .\n`,
      },
    },
    'two folders have one each': {
      before: 'FROM debian:12\nCOPY a /a\nCOPY b /b\n',
      after: 'FROM debian:12\nCOPY a /a\nCOPY b /b\n',
      files: { 'a/credentials.json': '{"client_secret": "0a1b2c3d4e5f"}\n', 'b/id_rsa': KEY },
      filesAfter: { '.dockerignore': 'a/credentials.json\nb/id_rsa\n' },
    },
  },
  leaves: {
    'npm reads a token that is copied': {
      text: 'FROM node:22\nWORKDIR /app\nCOPY package.json .npmrc ./\nRUN npm ci\nRUN echo npm-free\nRUN npm run build && rm .npmrc\n',
      lines: [3],
      files: { '.npmrc': '//r.test/:_authToken=0a1b2c3d4e5f\n', 'package.json': '{}' },
      reason:
        /write `RUN --mount=type=secret,id=npmrc,target=\/app\/\.npmrc` on lines 4 and 6, and build with `--secret id=npmrc,src=\.npmrc`$/,
    },
    'no build is known': {
      text: `${NPM}COPY .npmrc ./\nRUN npm ci\n`,
      lines: [3],
      files: { '.npmrc': NPMRC },
      reason:
        /^no build in the repository shows how it is built; `\.npmrc` holds a secret.*`RUN --mount=type=secret,id=npmrc,target=\/app\/\.npmrc` on line 4/,
    },
    'a build cannot be edited': {
      text: `${NPM}COPY .npmrc ./\nRUN npm ci\n`,
      lines: [3],
      files: { ...KNOWN, 'compose.yaml': 'services:\n  a:\n    build: { context: . }\n' },
      reason: /^list the secret `npmrc` under .* \(compose\.yaml, line 3\); `\.npmrc` holds/,
    },
    'a script builds, too': {
      text: `${NPM}COPY .npmrc ./\nRUN npm ci\n`,
      lines: [3],
      files: { ...KNOWN, Makefile: 'image:\n\tdocker build -t a .\n' },
      reason: /^Makefile seems to build images, too/,
    },
    'the action of bake reads the repository from its address': {
      text: `${NPM}COPY .npmrc ./\nRUN npm ci\n`,
      lines: [3],
      files: {
        'docker-bake.hcl': 'target "a" {\n  context = "."\n}\n',
        [WORKFLOW]: `${STEPS}      - uses: docker/bake-action@v6\n`,
      },
      reason: /^\.github\/workflows\/build\.yml seems to build images, too/,
    },
    'no RUN reads it': {
      text: `${NPM}COPY .npmrc ./\nRUN make\n`,
      lines: [3],
      files: KNOWN,
      reason: /^no RUN shows what reads `\.npmrc`/,
    },
    'the program installs when it starts': {
      text: `${NPM}COPY .npmrc ./\nRUN npm ci\nCMD ["npx", "serve"]\n`,
      lines: [3],
      files: KNOWN,
      reason: /^the started program reads `\.npmrc`, too/,
    },
    'a command changes it': {
      text: `${NPM}COPY .npmrc ./\nRUN echo a=b >> .npmrc && npm ci\n`,
      lines: [3],
      files: KNOWN,
      reason: /^`\.npmrc` is used in another way on line 4/,
    },
    'a command writes into it by the name of a setting': {
      text: 'FROM node:22\nCOPY .npmrc /root/\nRUN npm config set a b && npm ci\n',
      lines: [2],
      files: KNOWN,
      reason: /^`\.npmrc` is used in another way on line 3/,
    },
    'a command deletes the folder around the mount': {
      text: 'FROM node:22\nCOPY id_rsa /root/.ssh/id_rsa\nRUN git clone a && rm -rf /root/.ssh\n',
      lines: [2],
      files: { id_rsa: KEY, 'compose.yaml': COMPOSE },
      reason: /^`id_rsa` is used in another way on line 3/,
    },
    'a command deletes it under a name that may be another': {
      text: `${NPM}COPY .npmrc ./\nRUN npm ci && cd sub && rm */.npmrc\n`,
      lines: [3],
      files: KNOWN,
      reason: /^`\.npmrc` is used in another way on line 4/,
    },
    'another stage takes it': {
      text: `${NPM}COPY .npmrc ./\nRUN npm ci\nFROM node:22\nCOPY --from=0 /app/.npmrc /x\n`,
      lines: [3, 6],
      files: KNOWN,
      reason: /^`\.npmrc` is named on line 6, too|it may be a sample/,
    },
    'a RUN needs the folder that the COPY makes': {
      text: 'FROM node:22\nCOPY id_rsa /root/.ssh/\nRUN ssh-keyscan e.test >> /root/.ssh/known_hosts\nRUN git clone git@e.test:a\n',
      lines: [2],
      files: { id_rsa: KEY, 'compose.yaml': COMPOSE },
      reason: /^line 3 needs the folder \/root\/\.ssh, which this line makes/,
    },
    'a user without a number would need the key': {
      text: 'FROM node:22\nUSER node\nCOPY id_rsa /home/node/.ssh/\nRUN git clone git@e.test:a\n',
      lines: [3],
      files: { id_rsa: KEY, 'compose.yaml': COMPOSE },
      reason: /^line 4 cannot be given it by a mount/,
    },
    'another Dockerfile copies it out of the same folder': {
      text: `${NPM}COPY .npmrc ./\nRUN npm ci\nCOPY . .\n`,
      lines: [3],
      files: { ...KNOWN, 'web.Dockerfile': 'FROM node:22\nCOPY .npmrc /\n' },
      reason: /^a folder with it is copied, and web\.Dockerfile needs it/,
    },
    'the syntax is too old': {
      text: `# syntax=docker/dockerfile:1.1\n${NPM}COPY .npmrc ./\nRUN npm ci\n`,
      lines: [4],
      files: KNOWN,
      reason: /^`# syntax=docker\/dockerfile:1\.1` knows no mounts of secrets/,
    },
    'settings of a package manager hold a password': {
      text: 'FROM python:3.13\nCOPY pip.conf /etc/pip.conf\nRUN pip install -r r.txt\n',
      lines: [2],
      files: { 'pip.conf': '[global]\nindex-url = https://u:s3cr3tvalue@e.test/simple\n' },
      reason: /target=\/etc\/pip\.conf` on line 3, and build with/,
    },
    'git reads credentials that are copied to a home': [
      'FROM golang:1.24\nCOPY .netrc /root/.netrc\nRUN go mod download\n',
      [2],
      /it may be a sample.*target=\/root\/\.netrc` on line 3/,
    ],
    'where the credentials come to lie is not known': [
      'FROM golang:1.24\nARG HOME\nCOPY .netrc $HOME/\nRUN go mod download\n',
      [3],
      /or when the container starts$/,
    ],
    'a RUN reads the key that everything brings': {
      text: 'FROM debian:12\nCOPY . /app\nRUN ssh -i /app/id_rsa h true\n',
      lines: [2],
      files: { id_rsa: KEY },
      reason:
        /^`Dockerfile` seems to read it: replace the secret.*list `id_rsa` in \.dockerignore$/,
    },
    'the program takes its settings from the file': {
      text: EVERYTHING,
      lines: [2],
      files: { '.env': ENV, 'package.json': '{"dependencies":{"dotenv":"16"}}\n' },
      reason: /^`package\.json` seems to read it/,
    },
    'the .dockerignore takes the key back': {
      text: EVERYTHING,
      lines: [2],
      files: { 'server.key': KEY, '.dockerignore': '*.key\n!server.key\n' },
      reason: /^`\.dockerignore` takes it back/,
    },
    'an environment file': ['FROM debian:12\nCOPY .env /app/\n', [2], /\.dockerignore/],
    'environment files of one place': [
      'FROM debian:12\nCOPY .env.local ./\nCOPY config/prod.env /x\nADD .env.production .\n',
      [2, 3, 4],
    ],
    'private keys': [
      'FROM debian:12\nCOPY --chmod=600 .ssh/id_rsa /k\nCOPY ["server.key", "store.p12", "/k/"]\nCOPY tls.pem /k\n',
      [2, 3, 3, 4],
    ],
    'credentials of tools': [
      'FROM debian:12\nCOPY .npmrc .netrc ./\nCOPY .aws/credentials /root/.aws/\nCOPY service-account-prod.json /s\nCOPY .docker/config.json /d\n',
      [2, 2, 3, 4, 5],
    ],
    'the key comes from another stage': [
      'FROM debian:12 AS a\nFROM debian:12\nCOPY --from=a /certs/server.key /k\n',
      [3],
    ],
    'the repository shows that it is a secret': {
      text: 'FROM debian:12\nCOPY ./.env .npmrc /app/\n',
      lines: [2, 2],
      files: { '.env': 'API_TOKEN=s3cr3tvalue\n', '.npmrc': '//r.test/:_authToken=0a1b2c3d4e5f\n' },
      reason: /holds a secret: replace it by a new one.*id=(?:env|npmrc)`/,
    },
    'ONBUILD copies it': ['FROM debian:12\nONBUILD COPY .env /app/\n', [2]],
  },
});

describe('secret-file', () => {
  it('never quotes what is in the file', () => {
    const files = { '.env': ENV, 'a.key': KEY, 'package.json': '{"dependencies":{"dotenv":"16"}}' };
    const context = { ...plainContext([rule]), surroundings: surroundingsOf({ files }) };
    const { findings } = checkFile({ path: 'Dockerfile', text: EVERYTHING }, context);
    expect(findings).toHaveLength(2);
    expect(JSON.stringify(findings)).not.toMatch(/s3cr3tvalue|MIIE/);
  });
});
