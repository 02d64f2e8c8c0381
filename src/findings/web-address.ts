/** Longer addresses are not looked at. */
const LONGEST = 2000;

/** Names that lead nowhere outside (RFC 6761, RFC 6762, and what companies use). */
const INNER_NAME =
  /\.(?:local|localhost|internal|intranet|corp|home|lan|svc|test|example|invalid)$/i;

/** Names under which something else stands every now and then. */
const MOVING =
  /(?:^|[/._-])(?:latest|nightly|master|trunk|develop|snapshots?|daily|edge|head)(?=$|[/._-])/i;
/** `main` is a branch, and a part of every Debian archive. */
const MAIN_BRANCH = /(?<!\/(?:pool|dists\/[^/]{1,60}))\/main(?=\/)/;

const VERSION =
  /\d\.\d|\d_\d+_\d|(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])|(?<!\d)20\d\d-?[01]\d-?[0-3]\d(?!\d)/i;

/** Packed from a repository at each request, so that nobody promises the same bytes. */
const MADE_ARCHIVE =
  /^(?:github\.com\/[^/]+\/[^/]+\/(?:archive|tarball|zipball)\/|codeload\.github\.com\/|gitlab\.com\/.{1,300}\/-\/archive\/|bitbucket\.org\/[^/]+\/[^/]+\/get\/)/;

/** An address of the web as it stands in a file, variables replaced; null for anything else. */
export function readWebAddress(text: string): URL | null {
  if (text.length > LONGEST || !/^https?:\/\/[^\s$"'`\\]+$/i.test(text)) return null;
  if (!URL.canParse(text)) return null;
  const address = new URL(text);
  return address.username === '' && address.password === '' ? address : null;
}

/** False for what stands in a network of one's own: nobody outside can look at it. */
export function isPublicHost(hostname: string): boolean {
  if (hostname.startsWith('[')) return !/^\[(?:::1?\]|f[cde]|::ffff:)/i.test(hostname);
  const bytes = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(hostname);
  if (bytes !== null) return !isInnerNumber(Number(bytes[1]), Number(bytes[2]));
  return hostname.includes('.') && !INNER_NAME.test(hostname);
}

function isInnerNumber(first: number, second: number): boolean {
  if (first === 172) return second >= 16 && second <= 31;
  if (first === 192 || first === 169) return second === 168 || second === 254;
  return first === 0 || first === 10 || first === 127;
}

/** Why an address may stand for another file tomorrow, a clause behind it; null where a release is meant. */
export function movingReason({ pathname, search }: URL): string | null {
  const moving = MOVING.exec(pathname)?.[0].slice(1) ?? MAIN_BRANCH.exec(pathname)?.[0].slice(1);
  if (moving !== undefined) return `stands for whatever \`${moving}\` is when it is asked`;
  if (search !== '') return 'is answered by what its query says';
  return VERSION.test(pathname) ? null : 'has no version in it';
}

/** Whether the host packs the file from a repository when it is asked. */
export function isMadeArchive({ host, pathname }: URL): boolean {
  return MADE_ARCHIVE.test(host + pathname);
}

/** The same address over https. */
export function secured(address: URL): URL {
  const other = new URL(address);
  other.protocol = 'https:';
  return other;
}

/** The last part of the path: what a download is called. */
export function fileOf({ pathname }: URL): string {
  return pathname.slice(pathname.lastIndexOf('/') + 1);
}
