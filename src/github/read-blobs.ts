import { z } from 'zod';
import { decodeText, LARGEST_TEXT, tooLarge } from '../remediation/decode-text.ts';
import type { FileContent, SharedFile } from '../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import { blobSchema, exactText } from './exact-text.ts';
import { askWithShared, readSharedField, sharedField } from './read-shared.ts';
import type { SharedQuestion } from './read-shared.ts';
import type { TreeEntry } from './read-tree.ts';

/** More objects, or more bytes, than these make GraphQL slow or fail. */
const MOST_OBJECTS = 100;
const MOST_BYTES = 4 * 1024 * 1024;

const countSchema = z.object({ totalCount: z.number() });

const answerSchema = z.object({ repository: z.record(z.string(), z.unknown()) });

export interface BlobsQuestion {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  /** `seaworthy/`: whether any branch lies below it is asked in passing. */
  readonly branchFolder: string;
  /** What else is asked for in passing; null for nothing. */
  readonly shared: SharedQuestion | null;
}

export interface Blobs {
  /** By object id. */
  readonly contents: ReadonlyMap<string, FileContent>;
  /** Of branches in the folder; null where nothing was asked. */
  readonly branchCount: number | null;
  /** Null where it was not asked for. */
  readonly shared: SharedFile | null;
}

/** Reads the content of files in batches, one GraphQL request each; one in any case where more is asked for. */
export async function readBlobs(
  question: BlobsQuestion,
  entries: readonly TreeEntry[],
): Promise<Blobs> {
  let branchCount: number | null = null;
  let { shared: unasked } = question;
  let shared: SharedFile | null = null;
  const contents = new Map<string, FileContent>();
  const wanted = new Map(entries.map((entry) => [entry.oid, entry]));
  for (const entry of wanted.values()) {
    if (entry.size > LARGEST_TEXT) contents.set(entry.oid, tooLarge(entry.size));
  }
  const readable = [...wanted.values()].filter(({ oid }) => !contents.has(oid));
  const all = [...batches(readable)];
  for (const batch of all.length === 0 && unasked !== null ? [[]] : all) {
    const read = await readBatch({ ...question, shared: unasked }, batch);
    unasked = null;
    shared = read.shared ?? shared;
    branchCount = read.branchCount;
    for (const [oid, content] of read.contents) contents.set(oid, content);
  }
  return { contents, branchCount, shared };
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
  { client, name: { owner, repo }, branchFolder, shared }: BlobsQuestion,
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
    ${shared === null ? '' : sharedField(shared)}
  }`;
  const variables = { owner, repo, prefix: `refs/heads/${branchFolder}` };
  const answer = await askWithShared(client, query, variables);
  const { repository } = answerSchema.parse(answer);
  const contents = new Map<string, FileContent>();
  for (const [index, { oid }] of batch.entries()) {
    const blob = blobSchema.safeParse(repository[`b${index}`]);
    const text = blob.success ? exactText(blob.data) : null;
    contents.set(oid, text ?? (await readRaw(client, { owner, repo }, oid)));
  }
  return {
    contents,
    branchCount: countSchema.parse(repository['branches']).totalCount,
    shared: shared === null ? null : readSharedField(answer, shared),
  };
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
