import lastUser from '../../../src/rules/last-user-root.ts';
import numeric from '../../../src/rules/numeric-user.ts';
import rule from '../../../src/rules/runs-as-root.ts';
import { testRule } from '../../rules/rule-table.ts';

const NODE = 'FROM node:22\nCOPY a.js /\nEXPOSE 8080\n';
const START = 'CMD ["node", "/a.js"]\n';
const NAMED = 'FROM debian:12\nRUN useradd -m web\nEXPOSE 8080\n';
const IMAGE = 'services:\n  web:\n    build: .\n    image: acme/web\n';
const COMPOSE = `${IMAGE}    volumes:\n      - files:/data\nvolumes:\n  files:\n`;

/** A pod that runs the image with a claim at /data, and this security context. */
function pod(context: string): string {
  return [
    'apiVersion: v1',
    'kind: Pod',
    'spec:',
    `  securityContext: { ${context} }`,
    '  containers:',
    '    - name: web',
    '      image: acme/web',
    '      volumeMounts: [{ name: files, mountPath: /data }]',
    '  volumes: [{ name: files, persistentVolumeClaim: { claimName: files } }]',
    '',
  ].join('\n');
}

/** What is looked at besides for a program of Node. */
const COMMON = {
  'no entry point gives up root itself': 'held',
  'what it starts can do its work as another user': 'held',
  'the file starts a program of its own, or a server of its base image': 'held',
  'it is a service: a port, a volume, a health check, its command or the repository says so':
    'held',
  'what it starts is no server that gives up root itself or has paths of its own': 'held',
  'what it starts builds, installs and compiles nothing at run time': 'held',
  'the program needs nothing in /root, which is closed to other users': 'held',
  'no port below 1024 is exposed, published or named in the command': 'held',
  'the base image has the user `node` for this (1000:1000)': 'held',
} as const;

const OWNED = `${NODE}RUN install -d -o 1000 -g 1000 /data\nUSER 1000:1000\n${START}`;
const GIVEN = {
  ...COMMON,
  '/data: the user owns what the program writes': 'held',
  'a POSIX shell runs what is added': 'held',
} as const;

testRule(rule, {
  fixes: {
    'compose runs it as somebody else, whose volume is left alone': {
      before: NODE + START,
      after: `${NODE}USER 1000:1000\n${START}`,
      files: {
        'compose.yaml': COMPOSE.replace('    volumes:\n', '    user: "3000"\n    volumes:\n'),
      },
      preconditions: {
        ...COMMON,
        'compose.yaml:2 runs it as user 3000 already, whatever the image says': 'held',
        'nothing says that the program writes into the image: no volume, variable or option names a path':
          'held',
      },
    },
    'compose leaves the user to the image, and a named volume may be older': {
      before: NODE + START,
      after: OWNED,
      files: { 'compose.yaml': COMPOSE },
      preconditions: {
        ...GIVEN,
        'no service or container of the repository needs it to be root': 'held',
        'the volume `files` that compose.yaml:6 mounts at /data may be written by 1000:1000 (`chown -R 1000:1000 /data` as root once, where it was made before)':
          'unknown',
      },
    },
    'a pod gives its volume to a group, and refuses root': {
      before: NODE + START,
      after: OWNED,
      files: { 'compose.yaml': IMAGE, 'pod.yaml': pod('runAsNonRoot: true, fsGroup: 2000') },
      preconditions: {
        ...GIVEN,
        'no service or container of the repository needs it to be root': 'held',
        'pod.yaml:6 asks for another user than root (`runAsNonRoot`), and takes one by its number':
          'held',
        'the volume `files` that pod.yaml:8 mounts at /data belongs to group 2000 (`fsGroup`), of which the container is one':
          'held',
      },
    },
    'a pod leaves its volume to root': {
      before: NODE + START,
      after: OWNED,
      files: { 'compose.yaml': IMAGE, 'pod.yaml': pod('') },
      preconditions: {
        ...GIVEN,
        'no service or container of the repository needs it to be root': 'held',
        'the volume `files` that pod.yaml:8 mounts at /data may be written by 1000:1000 (`fsGroup: 1000` in the securityContext of the pod)':
          'unknown',
      },
    },
    'compose and Kubernetes say it twice': {
      before: NODE + START,
      after: OWNED,
      files: {
        'compose.yaml': COMPOSE.replace('    volumes:\n', '    user: "1000"\n    volumes:\n'),
        'pod.yaml': pod('runAsUser: 1000'),
      },
      preconditions: {
        ...GIVEN,
        'compose.yaml:2 runs it as user 1000 already, whatever the image says': 'held',
        'pod.yaml:6 runs it as user 1000 already, whatever the image says': 'held',
      },
    },
  },
  leaves: {
    'a pod refuses the user by its name': {
      text: `${NAMED}CMD ["web"]\n`,
      lines: [1],
      files: { 'compose.yaml': IMAGE, 'pod.yaml': pod('runAsNonRoot: true') },
      reason: /^pod\.yaml:6 asks for .*refuses an image whose user is a name: give `web` a number/,
    },
    'a pod runs it as root': {
      text: NODE + START,
      lines: [1],
      files: { 'compose.yaml': IMAGE, 'pod.yaml': pod('runAsUser: 0') },
      reason: /^pod\.yaml:6 runs `web` as root on purpose \(user 0\)/,
    },
  },
});

testRule(numeric, {
  leaves: {
    'a pod refuses a name without a number': {
      text: `${NAMED}USER web\n`,
      lines: [4],
      files: { 'compose.yaml': IMAGE, 'pod.yaml': pod('runAsNonRoot: true') },
      reason: /without a uid/,
    },
  },
});

testRule(lastUser, {
  fixes: {
    'a volume of before belongs to root': {
      before: 'FROM node:22\nUSER node\nUSER root\nRUN npm i -g a\nCMD ["a"]\n',
      after: 'FROM node:22\nUSER node\nUSER root\nRUN npm i -g a\nUSER node\nCMD ["a"]\n',
      files: { 'compose.yaml': COMPOSE },
      preconditions: {
        'line 2 sets `node` for the program': 'held',
        'no entry point gives up root itself': 'held',
        'USER on line 3 is for what is built behind it': 'held',
        'what it starts can do its work as another user': 'held',
        'the program needs nothing in /root, which is closed to other users': 'held',
        'no service or container of the repository needs it to be root': 'held',
        'the volume `files` that compose.yaml:6 mounts at /data may be written by node (`chown -R node /data` as root once, where it was made before)':
          'unknown',
      },
    },
  },
});
