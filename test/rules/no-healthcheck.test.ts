import rule from '../../src/rules/no-healthcheck.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'there is one': 'FROM node:22\nHEALTHCHECK CMD ["node", "health.js"]\nCMD ["node", "a.js"]\n',
    'the parent stage has one': 'FROM node:22 AS a\nHEALTHCHECK CMD x\nFROM a\nCMD ["node"]\n',
    'somebody decided on none': 'FROM node:22\nHEALTHCHECK NONE\nCMD ["node"]\n',
    'nothing runs in the image': 'FROM scratch\nCOPY out /\n',
  },
  leaves: {
    'the last stage has none': ['FROM node:22\nCMD ["node"]\n', [1], /does not say on which port/],
    'only an earlier stage has one': [
      'FROM node:22\nHEALTHCHECK CMD x\nFROM node:22\nCMD ["node"]\n',
      [3],
    ],
    'nothing is known of the base image': ['FROM example.com/a:1\nCMD ["a"]\n', [1]],
    'the port and a tool are known, and the path is not': [
      'FROM alpine:3.22\nEXPOSE 8080\nCMD ["a"]\n',
      [1],
      /`HEALTHCHECK CMD wget -q -O \/dev\/null http:\/\/127\.0\.0\.1:8080\/ \|\| exit 1`/,
    ],
    'no tool could ask': [
      'FROM gcr.io/distroless/static\nEXPOSE 8080\nCMD ["/a"]\n',
      [1],
      /let the program itself answer/,
    ],
    'Kubernetes runs the image': {
      files: {
        'compose.yaml': 'services:\n  api:\n    build: .\n    image: acme/api\n',
        'k8s/api.yaml':
          'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: api\n      image: acme/api\n',
      },
      text: 'FROM node:22\nEXPOSE 8080\nCMD ["node", "a.js"]\n',
      lines: [1],
      reason: /Kubernetes runs it \(`k8s\/api\.yaml:5`\)/,
    },
    'two services ask in different ways': {
      files: {
        'compose.yaml':
          'services:\n  a:\n    build: .\n    healthcheck:\n      test: ["CMD", "x"]\n  b:\n    build: .\n    healthcheck:\n      test: ["CMD", "y"]\n',
      },
      text: 'FROM node:22\nCMD ["node", "a.js"]\n',
      lines: [1],
      reason: /`compose\.yaml:4` and `compose\.yaml:8` ask in different ways/,
    },
    'the question is more than simple commands': {
      files: {
        'compose.yaml':
          'services:\n  a:\n    build: .\n    healthcheck:\n      test: curl "http://localhost" | grep ok\n',
      },
      text: 'FROM node:22\nCMD ["node", "a.js"]\n',
      lines: [1],
      reason: /in its shell form/,
    },
  },
  fixes: {
    'Compose asks by a shell': {
      files: {
        'docker-compose.yml':
          'services:\n  web:\n    build: .\n    healthcheck:\n      test: curl -f http://localhost:80/ || exit 1\n      timeout: 5s\n      start_period: 1m30s\n',
      },
      before: 'FROM nginx:1.28\r\nRUN nginx -t\r\n',
      after:
        'FROM nginx:1.28\r\nRUN nginx -t\r\nHEALTHCHECK --timeout=5s --start-period=1m30s CMD curl -f http://localhost:80/ || exit 1\r\n',
      preconditions: { '`docker-compose.yml:4` asks the running container the same': 'held' },
    },
  },
});
