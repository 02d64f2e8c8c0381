import { z } from 'zod';
import { decodeText, LARGEST_TEXT, tooLarge } from '../remediation/decode-text.ts';
import type { FileContent } from '../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import type { TreeEntry } from './read-tree.ts';

/** More objects, or more bytes, than these make GraphQL slow or fail. */
const MOST_OBJECTS = 100;
const MOST_BYTES = 4 * 1024 * 1024;

const blobSchema = z.object({
  text: z.string().nullable(),
  byteSize: z.number(),
});

const countSchema = z.object({ totalCount: z.number() });

const answerSchema = z.object({ repository: z.record(z.string(), z.unknown()) });

export interface BlobsQuestion {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  /** `seaworthy/`: whether any branch lies below it is asked in passing. */
  readonly branchFolder: string;
}

export interface Blobs {
  /** By object id. */
  readonly contents: ReadonlyMap<string, FileContent>;
  /** Of branches in the folder; null where nothing was asked. */
  readonly branchCount: number | null;
}

/** Reads the content of files in batches, one GraphQL request each. */
export async function readBlobs(
  question: BlobsQuestion,
  entries: readonly TreeEntry[],
): Promise<Blobs> {
  let branchCount: number | null = null;
  const contents = new Map<string, FileContent>();
  const wanted = new Map(entries.map((entry) => [entry.oid, entry]));
  for (const entry of wanted.values()) {
    if (entry.size > LARGEST_TEXT) contents.set(entry.oid, tooLarge(entry.size));
  }
  const readable = [...wanted.values()].filter(({ oid }) => !contents.has(oid));
  for (const batch of batches(readable)) {
    const read = await readBatch(question, batch);
    branchCount = read.branchCount;
    for (const [oid, content] of read.contents) contents.set(oid, content);
  }
  return { contents, branchCount };
}

function* batches(entries: readonly TreeEntry[]): Generator<readonly TreeEntry[]> {
  let batch: TreeEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (batch.length === MOST_OBJECTS || (bytes + entry.size > MOST_BYTES && batch.length > 0)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += entry.size;
  }
  if (batch.length > 0) yield batch;
}

async function readBatch(
  { client, name: { owner, repo }, branchFolder }: BlobsQuestion,
  batch: readonly TreeEntry[],
): Promise<Blobs> {
  const fields = batch.map(
    ({ oid }, index) => `b${index}: object(oid: "${oid}") { ... on Blob { text byteSize } }`,
  );
  const query = `query ($owner: String!, $repo: String!, $prefix: String!) {
    repository(owner: $owner, name: $repo) {
      branches: refs(refPrefix: $prefix, first: 1) { totalCount }
      ${fields.join(' ')}
    }
  }`;
  const variables = { owner, repo, prefix: `refs/heads/${branchFolder}` };
  const { repository } = answerSchema.parse(await client.graphql(query, variables));
  const contents = new Map<string, FileContent>();
  for (const [index, { oid }] of batch.entries()) {
    const blob = blobSchema.safeParse(repository[`b${index}`]);
    const text = blob.success ? exactText(blob.data) : null;
    contents.set(oid, text ?? (await readRaw(client, { owner, repo }, oid)));
  }
  return { contents, branchCount: countSchema.parse(repository['branches']).totalCount };
}

/** GraphQL gives text that it has decoded: it is taken only where no byte can have been lost. */
function exactText({ text, byteSize }: z.infer<typeof blobSchema>): FileContent | null {
  if (text === null) return null;
  const bytes = new TextEncoder().encode(text);
  return bytes.byteLength === byteSize && !text.includes('\uFFFD') ? decodeText(bytes) : null;
}

/** What is binary to GraphQL, cut, or in a foreign encoding: the bytes themselves. */
async function readRaw(
  { request }: GitHubClient,
  name: RepositoryName,
  file_sha: string,
): Promise<FileContent> {
  const { data } = await request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
    ...name,
    file_sha,
  });
  return decodeText(Buffer.from(data.content, 'base64'));
}
