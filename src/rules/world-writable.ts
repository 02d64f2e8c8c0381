import type { Dockerfile } from '../dockerfile/model.ts';
import { contains } from '../dockerfile/span.ts';
import type { Span } from '../dockerfile/span.ts';
import { givenModes } from '../findings/given-modes.ts';
import type { GivenMode } from '../findings/given-modes.ts';
import { givenOwner } from '../findings/given-owner.ts';
import type { Facts, Fix, Precondition, Rule } from '../findings/rule.ts';
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
  const { text, paths, modeSpan, by, isRecursive } = given;
  const mode = NARROW.get(text);
  const arePrograms = paths.length > 0 && paths.every((path) => PROGRAM.test(path));
  if (mode === undefined || modeSpan === null || !arePrograms || isRecursive) return null;
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

/** The same where only the owner writes: the group keeps the right where it is root's, for platforms that choose the user. */
const OWNED: ReadonlyMap<string, string> = new Map([
  ['777', '755'],
  ['0777', '0755'],
  ['666', '644'],
  ['0666', '0644'],
]);

/** Words of those who want the container to run as anybody. */
const FOR_ANYBODY = /arbitrary|--user|open\s?shift|any(?:one|body)?\s+(?:user|uid)|random\s+u/i;

/** A `chown` gives the files to the one who has to write: the others need not. */
function leftToOwner(dockerfile: Dockerfile, facts: Facts, given: GivenMode): Fix | null {
  const { text, paths, modeSpan, by, span } = given;
  const narrow = OWNED.get(text);
  const owner = by === 'chmod' ? givenOwner(dockerfile, facts, given) : null;
  if (narrow === undefined || modeSpan === null || owner === null) return null;
  if (isForAnybody(dockerfile, span)) return null;
  const isRootGroup = owner.group === '0' || owner.group === 'root';
  const mode = isRootGroup ? narrow.replace('55', '75').replace('44', '64') : narrow;
  const shown = paths.map((path) => `\`${path}\``).join(', ');
  return {
    title: `Leave it to the owner to write: mode ${mode} instead of ${text}`,
    edits: [{ span: modeSpan, text: mode }],
    review: `${owner.shown} gives ${shown} to \`${owner.user}\`; see that no other user writes there.`,
    commands: [{ kind: 'replace-argument', command: 'chmod', argument: text, by: mode }],
    preconditions: [
      { text: `${owner.shown} gives ${shown} to \`${owner.user}\``, state: 'held' },
      soleWriter(dockerfile, facts, owner.user),
    ],
    paths: paths.flatMap((path) => [path, `${path}/**`]),
  };
}

function soleWriter(dockerfile: Dockerfile, facts: Facts, owner: string): Precondition {
  const user = shippedUser(dockerfile, facts)?.user ?? null;
  const text = `the container runs as \`${owner}\` and as nobody else`;
  const others = facts.surroundings()?.workloads() ?? [];
  const isSole = others.every((one) => one.user === null || one.user.split(':', 1)[0] === owner);
  return { text, state: user?.split(':', 1)[0] === owner && isSole ? 'held' : 'unknown' };
}

function isForAnybody({ comments, instructions, text }: Dockerfile, span: Span): boolean {
  const around = instructions.find((each) => contains(each.span, span));
  if (around === undefined) return false;
  const above = text.slice(0, around.span.start).split('\n').slice(-5, -1);
  const own = comments.filter((comment) => contains(around.span, comment.span));
  return [
    ...above.filter((line) => line.trimStart().startsWith('#')),
    ...own.map((one) => one.text),
  ].some((line) => FOR_ANYBODY.test(line));
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
    'nobody writes, get mode 755, and so does what a `chown` gives to its only writer.',
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
      const fix = narrowed(given) ?? leftToOwner(dockerfile, facts, given);
      if (fix === null) {
        yield { span, message, fix, left: leftReason(dockerfile, facts, given) };
      } else {
        yield { span, message, fix };
      }
    }
  },
} satisfies Rule;
