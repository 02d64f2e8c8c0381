import type { Dockerfile } from '../dockerfile/model.ts';
import type { Facts, Precondition, Rule } from '../findings/rule.ts';
import { settingsOf } from '../findings/settings.ts';
import { settingSwitch, stageOf, tlsProblem } from '../findings/tls-switch.ts';
import type { TlsSwitch } from '../findings/tls-switch.ts';
import { isPublicHost, readWebAddress } from '../findings/web-address.ts';

const CURE =
  'name the certificate of its authority in `NODE_EXTRA_CA_CERTS` (`COPY` it into the image)';

const PEERS: Precondition = {
  text: 'the Node.js programs that run with it talk only to hosts with certificates of known authorities, or know theirs (`NODE_EXTRA_CA_CERTS`)',
  state: 'unknown',
};

function* switches(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  for (const setting of settingsOf(dockerfile, facts)) {
    const { name, value } = setting;
    if (name !== 'NODE_TLS_REJECT_UNAUTHORIZED' || value !== '0') continue;
    yield {
      ...settingSwitch(dockerfile, facts, setting),
      message: `\`${name}=0\` makes Node.js take any certificate, also that of an attacker.`,
      stage: stageOf(dockerfile, setting),
      hosts: innerHosts(dockerfile),
      cure: CURE,
      conditions: [PEERS],
      title: 'Let Node.js check certificates',
      review:
        'with which hosts the programs talk, in the build and in the container: connections to those with a certificate of an unknown authority fail',
    };
  }
}

/** Hosts in networks of one's own that the file names: whom else the programs ask it does not tell. */
function innerHosts({ text }: Dockerfile): string[] {
  return [...text.matchAll(/https:\/\/[^\s"'`;&|)/$]{1,253}/gi)].flatMap(([found]) => {
    const address = readWebAddress(found);
    return address === null || isPublicHost(address.hostname) ? [] : [address.host];
  });
}

export default {
  id: 'node-tls-reject-unauthorized',
  summary: 'Node.js does not check certificates',
  rationale:
    '`NODE_TLS_REJECT_UNAUTHORIZED=0` turns the check off for every connection of every Node.js ' +
    'program, and in ENV it stays so in the running container. Whoever sits between can read and ' +
    'change all that is sent.',
  severity: 'high',
  safety: 'review',
  effects: [],
  about: ['NODE_TLS_REJECT_UNAUTHORIZED'],
  aliases: { checkov: ['CKV2_DOCKER_6'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue',
  ],
  examples: [
    {
      name: 'the image turns the check off for good',
      before: 'FROM node:22\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\n',
      after: 'FROM node:22\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const found of switches(dockerfile, facts)) yield tlsProblem(facts, found);
  },
} satisfies Rule;
