import type { Workload, WorkloadMount } from '../../builds/workload.ts';
import { isRootUser } from '../shipped-user.ts';
import { held, refused, unknown } from './check.ts';
import type { Check } from './check.ts';
import { placeText } from './subject.ts';
import type { Subject } from './subject.ts';

/** More are not listed. */
const MOST_PLACES = 3;

/** How the repository runs the image, and what that needs. */
export function* workloadChecks({ workloads }: Subject): Generator<Check> {
  const text = 'no service or container of the repository needs it to be root';
  for (const workload of workloads) {
    const left = needsRoot(workload);
    if (left !== null) yield refused(text, left);
  }
  const others = workloads.filter(({ user }) => user !== null).slice(0, MOST_PLACES);
  for (const { place, user } of others) {
    yield held(
      `${placeText(place)} runs it as user ${user ?? ''} already, whatever the image says`,
    );
  }
  if (workloads.length > 0 && others.length === 0) yield held(text);
}

/** Kubernetes takes an image with `runAsNonRoot` only where its user is a number (kubelet, `verifyRunAsNonRoot`). */
export function* numberChecks({ workloads }: Subject, user: string): Generator<Check> {
  const asking = workloads.find((each) => each.requiresNonRoot && each.user === null);
  if (asking === undefined) return;
  const place = placeText(asking.place);
  const text = `${place} asks for another user than root (\`runAsNonRoot\`), and takes one by its number`;
  // `$APP_UID` is a number in all images that have it.
  if (/^(?:\d|\$APP_UID)/.test(user)) {
    yield held(text);
    return;
  }
  yield refused(
    text,
    `${place} asks for another user than root (\`runAsNonRoot\`), which refuses an image whose user is a name: give \`${user}\` a number where it is created (\`-u 10001\`), and USER the same, or say \`runAsUser\` there`,
  );
}

function needsRoot({ place, name, user, isPrivileged, mounts }: Workload): string | null {
  const where = placeText(place);
  if (user !== null && isRootUser(user)) {
    return `${where} runs \`${name}\` as root on purpose (user ${user}): take that out there first, once you know why it is there`;
  }
  if (isPrivileged) {
    return `${where} gives \`${name}\` more rights than others (privileged, or added capabilities), which only help root: set the user there, if what it does allows one`;
  }
  const socket = mounts.find(({ path }) => /\/(?:docker|containerd|podman|crio)\.sock$/.test(path));
  if (socket !== undefined) {
    return `${placeText({ ...place, line: socket.line })} mounts ${socket.path}, which belongs to root: whoever may use it is root on the host anyway`;
  }
  const host = mounts.find(
    ({ source, name: path }) =>
      source === 'bind' && /^\/(?:$|proc|sys|dev|etc|var\/log|var\/run|run)/.test(path ?? ''),
  );
  if (host === undefined) return null;
  return `${placeText({ ...place, line: host.line })} mounts ${host.name ?? ''} of the host, which it reads as root: say the user there, once that user may read it`;
}

/** Volumes and folders that are there already keep their owner, for services that take the user of the image. */
export function* mountChecks({ workloads }: Subject, owner: string): Generator<Check> {
  for (const workload of workloads.filter(({ user }) => user === null)) {
    for (const mount of workload.mounts) {
      if (!mount.isReadOnly && mount.source !== 'other') yield mountCheck(workload, mount, owner);
    }
  }
}

function mountCheck(
  { kind, place, volumeGroup }: Workload,
  { path, source, name, line }: WorkloadMount,
  owner: string,
): Check {
  const where = placeText({ ...place, line });
  const what =
    source === 'bind'
      ? `the folder \`${name ?? ''}\` of the host`
      : `the volume${name === null ? '' : ` \`${name}\``}`;
  const mounted = `${what} that ${where} mounts at ${path}`;
  const group = owner.split(':')[1] ?? owner;
  if (kind === 'kubernetes' && source === 'volume') {
    return volumeGroup === null
      ? unknown(
          `${mounted} may be written by ${owner} (\`fsGroup: ${group}\` in the securityContext of the pod)`,
        )
      : held(
          `${mounted} belongs to group ${volumeGroup} (\`fsGroup\`), of which the container is one`,
        );
  }
  return unknown(
    `${mounted} may be written by ${owner} (\`chown -R ${owner} ${path}\` as root once, where it was made before)`,
  );
}
