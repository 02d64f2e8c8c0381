const LONGEST = 2048;
const COMMIT = /^[0-9a-f]{7,64}$/;

/** How a code host writes its repositories, and the page between two of their commits. */
interface CodeHost {
  /** The path of the repository inside the path of an address; null when it is none. */
  readonly repository: (parts: readonly string[]) => readonly string[] | null;
  readonly compare: (from: string, to: string) => string;
}

const ownerAndName = (parts: readonly string[]) => (parts.length < 2 ? null : parts.slice(0, 2));

/** Groups of GitLab may be nested; pages of a project begin with `-`. */
function groupAndName(parts: readonly string[]): readonly string[] | null {
  const dash = parts.indexOf('-');
  const path = dash === -1 ? parts : parts.slice(0, dash);
  return path.length < 2 ? null : path;
}

const dots = (from: string, to: string) => `compare/${from}...${to}`;

const HOSTS: ReadonlyMap<string, CodeHost> = new Map<string, CodeHost>([
  ['github.com', { repository: ownerAndName, compare: dots }],
  ['codeberg.org', { repository: ownerAndName, compare: dots }],
  ['gitlab.com', { repository: groupAndName, compare: (from, to) => `-/${dots(from, to)}` }],
  [
    'bitbucket.org',
    { repository: ownerAndName, compare: (from, to) => `branches/compare/${to}..${from}` },
  ],
]);

/** The address in a source label as it may be shown: https, no credentials. Null when it is none. */
export function sourceAddress(label: string | null): string | null {
  if (label === null || label.length > LONGEST || !URL.canParse(label)) return null;
  const { protocol, username, password, href } = new URL(label);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}

/** The label and the revision of an image, as its publisher set them. */
export interface SourceLabels {
  readonly source: string | null;
  readonly revision: string | null;
}

/** Where the code host shows what lies between two images of one repository; null where none can. */
export function compareLink(from: SourceLabels, to: SourceLabels): string | null {
  const repository = repositoryOf(to.source);
  if (repository === null || repositoryOf(from.source)?.address !== repository.address) return null;
  if (from.revision === null || to.revision === null || from.revision === to.revision) return null;
  if (!COMMIT.test(from.revision) || !COMMIT.test(to.revision)) return null;
  return `${repository.address}/${repository.host.compare(from.revision, to.revision)}`;
}

function repositoryOf(
  label: string | null,
): { readonly address: string; readonly host: CodeHost } | null {
  const address = sourceAddress(label);
  if (address === null) return null;
  const { host: name, pathname } = new URL(address);
  const host = HOSTS.get(name);
  const path = host?.repository(pathname.split('/').filter((part) => part !== '')) ?? null;
  if (host === undefined || path === null) return null;
  return { address: `https://${name}/${path.join('/').replace(/\.git$/, '')}`, host };
}
