import { givenModes } from '../findings/given-modes.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'who has to write there is not in the file: give the files to that user, or where the user is not known before (OpenShift), give group 0 the rights of the owner with `chmod g=u`';

export default {
  id: 'world-writable',
  summary: 'Everybody may write to files of the image',
  rationale:
    'With mode 777 or 666 every process of the container may change the files, one that an attacker ' +
    'broke into included. Where programs or their configuration may be changed, that is a way to ' +
    'other users, root among them. A sticky directory such as /tmp (1777) is not meant.',
  severity: 'high',
  safety: null,
  effects: [],
  aliases: {
    kics: ['Avoid chmod 777', '3be406ec-eb81-f09e-05d4-dc6a41683b4c'],
    sonar: ['S2612'],
  },
  references: [
    'https://rules.sonarsource.com/docker/RSPEC-2612/',
    'https://docs.openshift.com/container-platform/latest/openshift_images/create-images.html',
  ],
  examples: [
    {
      name: 'a directory is open to everybody',
      before: 'FROM debian:12\nRUN mkdir /data && chmod -R 777 /data\n',
      after: null,
    },
    {
      name: 'a program is copied open to everybody',
      before: 'FROM debian:12\nCOPY --chmod=777 run.sh /run.sh\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { text, mode, by, span } of givenModes(dockerfile, facts)) {
      if (!mode.worldWritable) continue;
      const message = `\`${by}\` with mode \`${text}\` lets every user of the container write.`;
      yield { span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
