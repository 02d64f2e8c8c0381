import rule from '../../src/rules/secret-file.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
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
  leaves: {
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
