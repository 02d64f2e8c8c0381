import type { Dockerfile } from '../dockerfile/model.ts';
import { givenModes } from '../findings/given-modes.ts';
import type { GivenMode } from '../findings/given-modes.ts';
import type { Facts, Fix, Rule } from '../findings/rule.ts';
import { isRootUser, shippedUser } from '../findings/shipped-user.ts';

/** Files that are run, not written: scripts by their names, and everything in a folder of programs. */
const PROGRAM =
  /\.(?:sh|bash|py|pl|rb)$|(?:^|\/)s?bin\/[^/*]+$|(?:^|\/)[\w.-]*entry-?point[\w.-]*$/;

/** The same for everybody, without the right to write. */
const NARROW: ReadonlyMap<string, string> = new Map([
  ['777', '755'],
  ['0777', '0755'],
]);

function narrowed(given: GivenMode): Fix | null {
  const { text, paths, modeSpan, by } = given;
  const mode = NARROW.get(text);
  const arePrograms = paths.length > 0 && paths.every((path) => PROGRAM.test(path));
  if (mode === undefined || modeSpan === null || !arePrograms) return null;
  const names = paths.map((path) => `\`${path}\``).join(', ');
  const words = ['chmod', text, ...paths].join(' ');
  return {
    title: `Give programs the mode ${mode} instead of ${text}`,
    edits: [{ span: modeSpan, text: mode }],
    review: `Everybody may still read and run ${names}; see that nothing changes it in the running container.`,
    commands:
      by === 'chmod'
        ? [{ kind: 'replace-argument', command: words, argument: text, by: mode }]
        : [],
    preconditions: [{ text: `${names} is a program, which is run and not written`, state: 'held' }],
    paths,
  };
}

/** Who has to write decides; the file says who runs. */
function leftReason(dockerfile: Dockerfile, facts: Facts, { paths }: GivenMode): string {
  const shown = paths.length === 0 ? 'the files' : paths.slice(0, 3).join(' ');
  const user = shippedUser(dockerfile, facts)?.user ?? null;
  const any = `where a platform chooses the user (OpenShift), \`chgrp -R 0 ${shown} && chmod -R g=u ${shown}\``;
  if (user === 'unknown') {
    return `give ${shown} to the user as whom the program runs (\`chown\`), with mode 755; ${any}`;
  }
  if (isRootUser(user)) {
    return `the image runs as root, which may write to ${shown} with any mode: leave the mode out, or, where a server works there as another user such as www-data, \`chown\` it to that one; ${any}`;
  }
  return `the image runs as \`${user ?? ''}\`: give ${shown} to that user (\`chown -R ${user ?? ''} ${shown}\`, or \`--chown\` where it is copied), with mode 755; ${any}`;
}

export default {
  id: 'world-writable',
  summary: 'Everybody may write to files of the image',
  rationale:
    'With mode 777 or 666 every process of the container may change the files, one that an attacker ' +
    'broke into included. Where programs or their configuration may be changed, that is a way to ' +
    'other users, root among them. A sticky directory such as /tmp (1777) is not meant. Programs, which ' +
    'nobody writes, get mode 755.',
  severity: 'high',
  safety: 'review',
  effects: ['files'],
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
      after: 'FROM debian:12\nCOPY --chmod=755 run.sh /run.sh\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const given of givenModes(dockerfile, facts)) {
      const { text, mode, by, span } = given;
      if (!mode.worldWritable) continue;
      const message = `\`${by}\` with mode \`${text}\` lets every user of the container write.`;
      const fix = narrowed(given);
      if (fix === null) {
        yield { span, message, fix, left: leftReason(dockerfile, facts, given) };
      } else {
        yield { span, message, fix };
      }
    }
  },
} satisfies Rule;
