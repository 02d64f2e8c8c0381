import rule from '../../src/rules/secret-file.ts';
import { describe, expect, it } from 'vitest';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { surroundingsOf } from './known-surroundings.ts';
import { testRule } from './rule-table.ts';

const HEAD = ['-----BEGIN PRIVATE', 'KEY-----'].join(' ');
const KEY = `${HEAD}\nMIIEpAIBAAKCAQEA7\n-----END-----\n`;
const EVERYTHING = 'FROM debian:12\nCOPY . /app\n';
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
