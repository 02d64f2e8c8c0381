import type { Workload } from '../../builds/workload.ts';
import { isRootUser } from '../shipped-user.ts';
import { held, refused, unknown } from './check.ts';
import type { Check } from './check.ts';
import { placeText } from './subject.ts';
import type { Subject } from './subject.ts';

/** How the repository runs the image, and what that needs. */
export function* workloadChecks({ workloads }: Subject): Generator<Check> {
  const text = 'no service or container of the repository needs it to be root';
  for (const workload of workloads) {
    const left = needsRoot(workload);
    if (left !== null) yield refused(text, left);
  }
  const [first] = workloads.filter(({ user }) => user !== null);
  if (first !== undefined) {
    yield held(`${placeText(first.place)} runs it as user ${first.user ?? ''} already`);
  } else if (workloads.length > 0) yield held(text);
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

/** Volumes and folders that are there already keep their owner. */
export function* mountChecks({ workloads }: Subject, owner: string): Generator<Check> {
  for (const { place, mounts } of workloads) {
    for (const { path, source, name, isReadOnly, line } of mounts) {
      if (isReadOnly || source === 'other') continue;
      const where = placeText({ ...place, line });
      const what =
        source === 'bind'
          ? `the folder \`${name ?? ''}\` of the host`
          : `the volume${name === null ? '' : ` \`${name}\``}`;
      yield unknown(
        `${what} that ${where} mounts at ${path} may be written by ${owner} (\`chown -R ${owner} ${path}\` as root once, where it was made before)`,
      );
    }
  }
}
