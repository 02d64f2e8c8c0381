import { expect, it } from 'vitest';
import { checkFile } from '../../../src/remediation/check.ts';
import { plainContext } from '../../../src/remediation/check-context.ts';
import { composePatch } from '../../../src/remediation/compose.ts';
import lastUser from '../../../src/rules/last-user-root.ts';
import numeric from '../../../src/rules/numeric-user.ts';
import rule from '../../../src/rules/runs-as-root.ts';
import unusedUser from '../../../src/rules/unused-user.ts';
import { knowledgeOf } from '../../rules/image-knowledge.ts';
import { surroundingsOf } from '../../rules/known-surroundings.ts';
import { testRule } from '../../rules/rule-table.ts';

const SCRIPT = 'COPY docker-entrypoint.sh /\nENTRYPOINT ["/docker-entrypoint.sh"]\n';
const SHADOW = 'groupadd -g 10001 app && useradd -l -u 10001 -g app -m app';
const START = 'EXPOSE 8080\nCMD ["server"]\n';

/** Debian with this RUN and a program. */
function run(line: string): string {
  return `FROM debian:12\nWORKDIR /app\nRUN ${line}\n`;
}

testRule(rule, {
  fixes: {
    'the file has a group with the name and the number that were meant': {
      before: `${run('groupadd -g 10001 app')}${START}`,
      after: `${run('groupadd -g 10001 app')}EXPOSE 8080\nRUN groupadd -g 10002 appuser && useradd -l -u 10002 -g appuser -m appuser\nUSER 10002:10002\nCMD ["server"]\n`,
    },
    'the file makes a folder for logs, and nobody gives it away': {
      before: `${run('mkdir -p logs /srv/shop/uploads')}${START}`,
      after: `${run('mkdir -p logs /srv/shop/uploads')}EXPOSE 8080\nRUN ${SHADOW} && install -d -o 10001 -g 10001 /app/logs /srv/shop/uploads\nUSER 10001:10001\nCMD ["server"]\n`,
    },
    'the folder for logs is open to all already': {
      before: `${run('mkdir -p logs && chmod 777 logs')}${START}`,
      after: `${run('mkdir -p logs && chmod 777 logs')}EXPOSE 8080\nRUN ${SHADOW}\nUSER 10001:10001\nCMD ["server"]\n`,
    },
    'browsers are outside of the home of root already': {
      before:
        'FROM node:22\nENV PLAYWRIGHT_BROWSERS_PATH=/browsers\nRUN npx playwright install\nEXPOSE 8080\nCMD ["node", "a.js"]\n',
      after:
        'FROM node:22\nENV PLAYWRIGHT_BROWSERS_PATH=/browsers\nRUN npx playwright install\nEXPOSE 8080\nUSER 1000:1000\nCMD ["node", "a.js"]\n',
    },
  },
  leaves: {
    'the script goes on with an interpreter for others': [
      `FROM debian:12\nRUN useradd -u 1000 node\n${SCRIPT}CMD ["node"]\n`,
      [1],
      /^it starts the interactive `node`/,
    ],
    'the script goes on with a program for root': [
      `FROM debian:12\n${SCRIPT}CMD ["containerd"]\n`,
      [1],
      /^`containerd` makes containers/,
    ],
    'the script goes on with a server': [
      `FROM php:8.2-apache\n${SCRIPT}CMD ["apache2-foreground"]\n`,
      [1],
      /^`apache2-foreground`: Apache serves as www-data/,
    ],
    'the entry point goes on with nothing': [
      'FROM debian:12\nENTRYPOINT ["tini", "--"]\n',
      [1],
      /only goes on with what it is given/,
    ],
    'the entry point of the file starts the server of its base image': [
      'FROM haproxy:1.7\nENTRYPOINT ["/etc/trc"]\n',
      [1],
      /^`trc` starts the server of `haproxy`: HAProxy gives up root itself/,
    ],
    'a script may start the server that is installed': [
      `${run('apt-get update && apt-get install -y slapd ldap-utils')}COPY start.sh /\nCMD ["/start.sh"]\n`,
      [1],
      /^line 3 installs `slapd`, which `start\.sh` most likely starts/,
    ],
    'Laravel runs in another server': [
      `FROM php:8.4-cli\nWORKDIR /shop\nRUN php artisan octane:install\nEXPOSE 8080\nCMD ["./rr", "serve"]\n`,
      [1],
      /^Laravel \(line 3\) writes to storage and bootstrap\/cache/,
    ],
    'Workerman starts with options of PHP': [
      'FROM php:8.4-cli\nEXPOSE 8080\nCMD php -c cli.ini server.php start\n',
      [1],
      /is a Workerman server/,
    ],
    'the name of a volume has a blank': [
      'FROM debian:12\nENV DATA="/data/Shop Files"\nVOLUME $DATA\nEXPOSE 8080\nCMD ["server"]\n',
      [1],
      /by hand \(`install -d -o 10001 '\/data\/Shop Files'`\)/,
    ],
    'plugins are in the home of root': [
      `${run('helm plugin install https://a/b')}${START}`,
      [1],
      /`HELM_PLUGINS` to a folder outside/,
    ],
    'a program for the desktop': [
      `${run('apt-get update && apt-get install -y mesa-utils')}ENTRYPOINT ["glxgears"]\n`,
      [1],
      /works on the desktop of whoever starts it/,
    ],
  },
});

testRule(lastUser, {
  leaves: {
    'the user before only fills a database': [
      'FROM acme/base:1\nUSER postgres\nRUN service postgresql start && psql < a.sql\nUSER root\nRUN make\n',
      [4],
      /^line 2 sets `postgres` to fill a database while the image is built \(line 3\)/,
    ],
  },
});

testRule(unusedUser, {
  leaves: {
    'the entry point runs Docker in Docker': [
      'FROM debian:12\nRUN useradd -m tester\nVOLUME /var/lib/docker\nENTRYPOINT ["hack/dind"]\n',
      [2],
      /^`dind` makes containers/,
    ],
  },
});

it('a finding about a name says which pod refuses it', () => {
  const files = {
    'compose.yaml': 'services:\n  web:\n    build: .\n    image: acme/web\n',
    'pod.yaml':
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: acme/web\n      securityContext: { runAsNonRoot: true }\n',
  };
  const text = 'FROM debian:12\nRUN useradd web\nUSER web\n';
  const context = { ...plainContext([numeric]), surroundings: surroundingsOf({ files }) };
  const { findings } = checkFile({ path: 'Dockerfile', text }, context);
  expect(findings.map(({ message }) => message)).toEqual([
    '`web` is a name, which cannot be told from root outside the image: pod.yaml:5 (`runAsNonRoot`) refuses it.',
  ]);
});

it.each([
  ['nginx is installed and nobody starts it', 'nginx', 'unknown'],
  ['a client is installed', 'curl', null],
])('%s', (_name, name, state) => {
  const text = `FROM debian:12\nRUN apt-get install -y ${name}\n${START}`;
  const context = plainContext([rule], knowledgeOf({}));
  const policy = { safeties: ['review'] as const, only: null, moveImages: false };
  const { applied } = composePatch({ path: 'Dockerfile', text }, context, policy);
  const said = applied.flatMap(({ fix }) => fix.preconditions ?? []);
  const found = said.find((each) => each.text.startsWith('nothing starts'));
  expect(found?.state ?? null).toBe(state);
});
