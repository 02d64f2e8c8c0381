/** Who wrote a commit, and when: ISO 8601 in UTC. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** Signed by the host itself, as GitHub signs what bots and its web pages commit. */
  readonly signed: boolean;
}

export interface CommitRecord extends NewCommit {
  readonly oid: string;
  readonly signature: string | null;
  /** The text that the signature is of; null for an unsigned commit. */
  readonly payload: string | null;
}

const HOST_SIGNATURE = [
  '-----BEGIN PGP SIGNATURE-----',
  '',
  'c2lnbmVkIGJ5IHRoZSBob3N0',
  '-----END PGP SIGNATURE-----',
].join('\n');

/** The text of a commit object (git's "commit" format, gpgsig header included). */
export function makeCommitText(commit: NewCommit): string {
  const signature = commit.signed ? [`gpgsig ${HOST_SIGNATURE.replaceAll('\n', '\n ')}`] : [];
  return [...headersOf(commit), ...signature, '', commit.message].join('\n');
}

function headersOf({ tree, parents, author, committer }: NewCommit): readonly string[] {
  return [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${printSignature(author)}`,
    `committer ${printSignature(committer)}`,
  ];
}

/** Throws for a text that git itself would not have stored. */
export function readCommitText(oid: string, text: string): CommitRecord {
  const end = text.indexOf('\n\n');
  const message = text.slice(end + 2);
  const lines = text.slice(0, end).replaceAll('\n ', '\0').split('\n');
  const fields = lines.map((line) => line.split(/ (.*)/s, 2));
  const value = (name: string): string => fields.find(([key]) => key === name)?.[1] ?? '';
  const signature = value('gpgsig').replaceAll('\0', '\n') || null;
  const unsigned = lines.filter((line) => !line.startsWith('gpgsig ')).join('\n');
  return {
    oid,
    tree: value('tree'),
    parents: fields.flatMap(([key, rest = '']) => (key === 'parent' ? [rest] : [])),
    author: readSignature(value('author')),
    committer: readSignature(value('committer')),
    message,
    signed: signature === HOST_SIGNATURE,
    signature,
    payload: signature === null ? null : `${unsigned}\n\n${message}`,
  };
}

function printSignature({ name, email, date }: Signature): string {
  const clean = (text: string) => text.replace(/[<>\n]/g, '');
  return `${clean(name)} <${clean(email)}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
}

function readSignature(text: string): Signature {
  const match = /^(.*) ?<(.*)> (\d+) [+-]\d{4}$/.exec(text);
  if (match === null) throw new Error(`Not a signature of git: ${text}`);
  const [, name = '', email = '', seconds = '0'] = match;
  return { name: name.trim(), email, date: isoSeconds(Number(seconds) * 1000) };
}

/** `2026-11-26T04:45:18Z`, without the milliseconds that GitHub does not print. */
export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
