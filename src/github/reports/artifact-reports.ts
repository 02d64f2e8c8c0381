import { decodeReport } from '../../remediation/decode-report.ts';
import type { GatheredReports, GivenReport } from '../../remediation/given-report.ts';
import { pathMatcher } from '../../remediation/path-patterns.ts';
import { readGivenReport } from '../../remediation/read-given-report.ts';
import { artifactAddress, listArtifacts, newestRuns } from './artifact-list.ts';
import type { Artifact } from './artifact-list.ts';
import type { Gathering } from './gathering.ts';
import { readZip } from './read-zip.ts';
import type { ZippedFile, ZipLimits } from './read-zip.ts';

const MEBIBYTE = 1024 * 1024;

/** Packed. */
const LARGEST_ARCHIVE = 32 * MEBIBYTE;
const UNPACKED: ZipLimits = { file: 64 * MEBIBYTE, total: 128 * MEBIBYTE, entries: 1000 };

/** Of all workflows together. */
const MOST_ARTIFACTS = 10;

/** Reports of one artifact. */
const MOST_FILES = 50;

/** What scanners write; logs and pictures beside it are not looked at. */
const REPORT_NAME = /\.(?:json|sarif|ya?ml)$/i;

/** Reports among the artifacts of the newest successful run of each workflow on the default branch. */
export async function artifactReports(gathering: Gathering): Promise<GatheredReports> {
  const isNamed = pathMatcher(gathering.wishes.artifacts);
  const artifacts: Artifact[] = [];
  for (const run of await newestRuns(gathering)) {
    const named = (await listArtifacts(gathering, run)).filter(({ name }) => isNamed(name));
    artifacts.push(...named);
  }
  const gathered: GatheredReports[] = [];
  for (const artifact of artifacts.slice(0, MOST_ARTIFACTS)) {
    gathered.push(await readArtifact(gathering, artifact));
  }
  const notices = gathered.flatMap((one) => one.notices);
  if (artifacts.length > MOST_ARTIFACTS) {
    notices.push(`only the first ${MOST_ARTIFACTS} of ${artifacts.length} artifacts are read`);
  }
  return { reports: gathered.flatMap(({ reports }) => reports), notices };
}

async function readArtifact(gathering: Gathering, artifact: Artifact): Promise<GatheredReports> {
  const { memory, name } = gathering;
  const key = `${name.owner}/${name.repo}/${artifact.id}`;
  const known = memory.artifacts.get(key);
  if (known !== null) return known;
  const refuse = (reason: string): GatheredReports => ({
    reports: [],
    notices: [`the artifact ${artifact.name}: ${reason}`],
  });
  if (artifact.size_in_bytes > LARGEST_ARCHIVE) return refuse(tooLarge(artifact.size_in_bytes));
  const address = await artifactAddress(gathering, artifact);
  if (address === null) return refuse('GitHub gives no address of it');
  const download = await gathering.download(address, LARGEST_ARCHIVE);
  if (!download.ok) return refuse(download.reason);
  const zip = await readZip(download.bytes, UNPACKED, (path) => REPORT_NAME.test(path));
  const read = zip.ok ? readFiles(gathering, artifact, zip.files) : refuse(zip.reason);
  const passedOver = zip.ok ? zip.notices.map((one) => `${artifact.name}/${one}`) : [];
  const gathered = { ...read, notices: [...read.notices, ...passedOver] };
  memory.artifacts.set(key, gathered);
  return gathered;
}

/** A workflow keeps other JSON beside its reports, too: only what looks like a report and is broken is told. */
function readFiles(
  { readers }: Gathering,
  artifact: Artifact,
  files: readonly ZippedFile[],
): GatheredReports {
  const reports: GivenReport[] = [];
  const notices: string[] = [];
  for (const { path, bytes } of files.slice(0, MOST_FILES)) {
    const content = decodeReport(bytes);
    const name = `${artifact.name}/${path}`;
    if (!content.ok) {
      notices.push(`${name}: ${content.reason}`);
      continue;
    }
    const outcome = readGivenReport({ name, dockerfile: null }, content.text, readers);
    if (outcome.ok) reports.push(outcome.given);
    if (outcome.ok) notices.push(...outcome.notices);
    else if (outcome.reason !== 'unknown') notices.push(outcome.problem);
  }
  if (files.length > MOST_FILES) {
    notices.push(`the artifact ${artifact.name}: only the first ${MOST_FILES} files are read`);
  }
  return { reports, notices };
}

function tooLarge(bytes: number): string {
  const mebibytes = (count: number) => `${Math.round(count / MEBIBYTE)} MiB`;
  return `it is larger than the limit of ${mebibytes(LARGEST_ARCHIVE)} (${mebibytes(bytes)})`;
}
