import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import { baseImageName, stageChain } from '../findings/base-image.ts';
import type { Facts, Precondition, Rule } from '../findings/rule.ts';
import { settingsOf } from '../findings/settings.ts';
import { settingSwitch, stageOf, tlsProblem } from '../findings/tls-switch.ts';
import type { TlsSwitch } from '../findings/tls-switch.ts';
import { parseReference } from '../image/reference.ts';

const CURE = 'name the certificate of its authority in `SSL_CERT_FILE` (`COPY` it into the image)';

const PEERS: Precondition = {
  text: 'the Python programs that run with it talk only to hosts with certificates of known authorities',
  state: 'unknown',
};

/** PEP 493 is about Python 2.7. */
const IGNORED: Precondition = {
  text: 'the Python of the base image is a version 3, which ignores the variable',
  state: 'held',
};

function* switches(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  for (const setting of settingsOf(dockerfile, facts)) {
    if (setting.name !== 'PYTHONHTTPSVERIFY' || setting.value !== '0') continue;
    const stage = stageOf(dockerfile, setting);
    const isIgnored = stage !== null && isPython3(dockerfile, stage);
    yield {
      ...settingSwitch(dockerfile, facts, setting),
      message: '`PYTHONHTTPSVERIFY=0` makes Python take any certificate.',
      stage,
      hosts: [],
      cure: CURE,
      conditions: [isIgnored ? IGNORED : PEERS],
      title: 'Let Python check certificates',
      review: isIgnored
        ? 'that no Python 2.7 runs in this image besides the one of its base'
        : 'with which hosts the programs talk: connections to those with a certificate of an unknown authority fail',
    };
  }
}

/** The official image, of a version 3. */
function isPython3(dockerfile: Dockerfile, stage: Stage): boolean {
  if (baseImageName(dockerfile, stage) !== 'python') return false;
  const bottom = stageChain(stage).at(-1);
  const use = imageUses(dockerfile).find((one) => {
    return one.role === 'base' && one.stage === bottom?.index;
  });
  return /^3(?:[.-]|$)/.test(parseReference(use?.resolved ?? '')?.tag ?? '');
}

export default {
  id: 'python-https-verify',
  summary: 'Python does not check certificates',
  rationale:
    '`PYTHONHTTPSVERIFY=0` turns the check off for every HTTPS connection that Python 2.7 and some ' +
    'distributions make, and in ENV it stays so in the running container. Other versions ignore it, ' +
    'so that it only misleads there.',
  severity: 'medium',
  safety: 'review',
  effects: [],
  about: ['PYTHONHTTPSVERIFY'],
  aliases: { checkov: ['CKV2_DOCKER_5'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://peps.python.org/pep-0493/',
  ],
  examples: [
    {
      name: 'the image turns the check off for good',
      before: 'FROM python:2.7\nENV PYTHONHTTPSVERIFY=0\n',
      after: 'FROM python:2.7\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const found of switches(dockerfile, facts)) yield tlsProblem(facts, found);
  },
} satisfies Rule;
