import { imageUses } from '../dockerfile/image-uses.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import { insertCommand } from '../dockerfile/insert-command.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { prependCommand } from '../dockerfile/prepend-command.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { parseReference } from '../image/reference.ts';
import { addedRepository } from './added-repository.ts';
import { APT_SOURCES } from './apt-sources.ts';
import { baseImageName, stageChain } from './base-image.ts';
import { writtenBefore } from './earlier-text.ts';
import type { Answer, Facts, Precondition } from './rule.ts';
import { fixIn } from './runs.ts';
import type { Run } from './runs.ts';
import type { UnpinnedPlace } from './unpinned-packages.ts';

/** Sources of apt from the archive of a day; a single package from there says nothing of the others. */
const DATED =
  /\bsnapshot\.(?:debian\.org|ubuntu\.com)\b(?![^\s"'|;]{0,300}\.deb\b)|\brepro-sources-list|APT::Snapshot/i;

/** Other repositories than the distribution's. */
const FOREIGN =
  /\bapt-key\b|signed-by=|add-apt-repository|sources\.list\.d\/(?!debian\.sources)|\bextrepo\b/;

/**
 * Official images whose files come from debuerreotype, which writes the snapshot that it took into the sources as a
 * comment (github.com/debuerreotype/debuerreotype, `debuerreotype-debian-sources-list`).
 */
const OFFICIAL = new Set(
  'debian buildpack-deps python node golang ruby php perl rust openjdk'.split(' '),
);

/** The first release of Debian whose images have `debian.sources` (wiki.debian.org/SourcesList, deb822). */
const FIRST_DEB822 = 12;
const OLDEST = 11;

/**
 * Takes the snapshot out of its comment and the mirrors out. Files of a past day are past their `Valid-Until`; plain
 * HTTP needs no certificates, and apt checks the signatures (snapshot.debian.org, "Usage").
 */
const DEB822 = String.raw`sed -Ei '/^URIs:/d; s|^# (http://snapshot.debian.org/.*)|URIs: \1\nCheck-Valid-Until: no|' /etc/apt/sources.list.d/debian.sources`;
const ONE_LINE = String.raw`sed -Ei '/^deb /d; s|^# deb (http://snapshot.debian.org/)|deb [check-valid-until=no] \1|' /etc/apt/sources.list`;

/** Whether all packages of a call come from the archive of one day. */
export function fromDatedArchive(
  dockerfile: Dockerfile,
): (call: PackageCommand, run: Run) => boolean {
  const isDated = writtenBefore(dockerfile, DATED);
  return ({ command: { span } }, run) =>
    isDated(run, span.start) && addedRepository(dockerfile, run, span.start, FOREIGN) === null;
}

/** Takes the packages of a stage from the snapshot that its base image was made from, from the first call on that allows it. */
export function snapshotAnswers(): (place: UnpinnedPlace) => Answer {
  const made = new Map<Stage, Answer>();
  return (place) => {
    const { stage } = place.run;
    const foreign = otherSource(place, FOREIGN);
    if (foreign !== null) return { fix: null, left: foreign };
    const shared = stageChain(stage).find((one) => made.has(one));
    const answer = (shared === undefined ? null : made.get(shared)) ?? answerOf(place);
    if (answer.fix !== null) made.set(stage, answer);
    return answer;
  };
}

function answerOf(place: UnpinnedPlace): Answer {
  const { dockerfile, facts, run } = place;
  const source = sourceOf(dockerfile, facts, run.stage);
  if (typeof source === 'string') return { fix: null, left: source };
  const left = otherSource(place, APT_SOURCES.added) ?? withoutUpdate(place);
  if (left !== null) return { fix: null, left };
  const edit = placeFirst(dockerfile, run, source.command);
  if (typeof edit === 'string') return { fix: null, left: edit };
  const fix = fixIn(run, {
    title: 'Install from the snapshot of Debian that the base image was made from',
    edits: [edit],
    review:
      'that updates now come with a newer base image only, and that `snapshot.debian.org`, which is slower than a mirror and limits how often it is asked, can be reached where the image is built.',
    commands: [{ kind: 'prepend', command: source.command }],
    preconditions: [source.condition],
    evidence: [source.evidence],
  });
  return { fix };
}

interface SnapshotSource {
  readonly command: string;
  readonly condition: Precondition;
  readonly evidence: Precondition;
}

function sourceOf(dockerfile: Dockerfile, facts: Facts, stage: Stage): SnapshotSource | string {
  const use = baseUse(dockerfile, stage);
  const reference = parseReference(use?.resolved ?? '');
  const name = baseImageName(dockerfile, stage);
  if (reference === null || name === null || !OFFICIAL.has(name)) {
    return 'whether the base image names a snapshot in its sources of apt is not known: write `snapshot.debian.org` with the day of the base image into them';
  }
  const shown = `\`${use?.resolved ?? name}\``;
  const cycle = facts.lifecycles(reference).find(({ product }) => product === 'debian')?.cycle;
  const release = Number(cycle);
  if (cycle === undefined || Number.isNaN(release)) {
    return `the tag of ${shown} does not say which release of Debian it is: write that into the tag, so that it is known where its sources of apt stand`;
  }
  if (release < OLDEST) {
    return `Debian ${cycle} has no updates any more: move to a newer base image, then take its packages from a snapshot`;
  }
  return {
    command: release >= FIRST_DEB822 ? DEB822 : ONE_LINE,
    condition: {
      text: `${shown} names the snapshot it was made from in its sources of apt`,
      state: 'held',
    },
    evidence: {
      text: 'the base image is held by its digest, so that the day of the snapshot stays the same',
      state: reference.digest === null ? 'did not hold' : 'held',
    },
  };
}

function baseUse(dockerfile: Dockerfile, stage: Stage): ImageUse | undefined {
  const bottom = stageChain(stage).at(-1);
  return imageUses(dockerfile).find((one) => one.role === 'base' && one.stage === bottom?.index);
}

/** Sources that somebody has changed before are no longer those of the base image. */
function otherSource({ dockerfile, run, call }: UnpinnedPlace, pattern: RegExp): string | null {
  const found = addedRepository(dockerfile, run, call.command.span.start, pattern);
  if (found === null) return null;
  const address = found.address === null ? '' : ` (${found.address})`;
  return `line ${found.line} changes the sources of apt${address}: write the archive of a day there, or the versions of the packages that come from it`;
}

/** What has to stand in the RUN, and does not. */
function withoutUpdate({ run, call }: UnpinnedPlace): string | null {
  const update = run.calls.find(
    ({ action, command }) => action === 'update' && command.span.start < call.command.span.start,
  );
  if (update === undefined) {
    return `no \`apt-get update\` stands before it in this RUN: join the two, so that the lists of a snapshot are those that are used`;
  }
  if (update.through.length > 0 || call.through.length > 0) {
    return `\`${update.through[0] ?? call.through[0] ?? ''}\` stands before \`${call.manager}\`: run it as root, so that the sources of apt can be written`;
  }
  const isPlain = update.words
    .slice(1)
    .every(({ value }) => /^(?:-[yq]+|--quiet|--yes|update)$/.test(value ?? ''));
  return isPlain
    ? null
    : 'options of `apt-get update` say which lists are taken: write the archive of a day there';
}

/** A text says why there is no place. */
function placeFirst(dockerfile: Dockerfile, run: Run, command: string): TextEdit | string {
  const { script } = run;
  const [first] = script.topLevel;
  const opening = script.commands[first?.commands.start ?? 0];
  if (opening?.name === 'set') {
    const inserted = insertCommand(dockerfile, run.run, script, opening, command);
    return inserted.edit ?? inserted.left;
  }
  const isJoined = first?.after === '&&' || (first?.after ?? null) === null;
  const edit = isJoined ? prependCommand(dockerfile, script, command) : null;
  return (
    edit ??
    'the RUN goes on where a command of it fails: join them with `&&`, or begin it with `set -e`'
  );
}
