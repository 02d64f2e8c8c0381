import type { DownloadQuestion } from './download.ts';
import type { Facts } from './rule.ts';
import { fileOf } from './web-address.ts';

/** What the publisher of a file says about its SHA-256. */
export interface PublishedSum {
  /** Of the list or file in which it stands. */
  readonly address: string;
  /** Hexadecimal, in small letters. */
  readonly sha256: string;
}

/** Beside the file, under its own name. */
const OWN_ENDINGS = ['.sha256', '.sha256sum'];
/** Names of lists that stand in the same folder: of GNU coreutils, Node.js, GoReleaser, HashiCorp. */
const LISTS = ['SHA256SUMS', 'SHASUMS256.txt', 'checksums.txt', 'sha256sum.txt'];

const HASH = /^[0-9a-f]{64}$/i;

/** Where the checksum of a release file may stand; most of these are not there. */
export function sumQuestions(address: URL): DownloadQuestion[] {
  return placesOf(address).map((place) => ({ address: place, wants: 'text' }));
}

/** The first published checksum that the web has told of; null without one. */
export function publishedSum(address: URL, facts: Facts): PublishedSum | null {
  for (const question of sumQuestions(address)) {
    const answer = facts.download(question);
    if (answer?.ok !== true || answer.text === null) continue;
    const sha256 = sumIn(answer.text, fileOf(address), question.address.startsWith(address.href));
    if (sha256 !== null) return { address: question.address, sha256 };
  }
  return null;
}

function placesOf(address: URL): string[] {
  const name = fileOf(address);
  if (name === '') return [];
  const folder = address.href.slice(0, address.href.length - name.length);
  // `tool_1.2.3_linux_amd64.tar.gz` stands in `tool_1.2.3_checksums.txt`.
  const release = /^[\w.-]{0,100}?[_-]v?\d+\.\d+(?:\.\d+)*/.exec(name)?.[0];
  const own = release === undefined ? [] : [`${release}_checksums.txt`, `${release}_SHA256SUMS`];
  return [
    ...OWN_ENDINGS.map((ending) => address.href + ending),
    ...[...LISTS, ...own].map((list) => folder + list),
  ];
}

/** `HASH  name` (sha256sum), `SHA256 (name) = HASH` (BSD), or beside the file the hash alone. */
function sumIn(text: string, name: string, isOfOne: boolean): string | null {
  const lines = text.split('\n', 100_000).map((line) => line.trim());
  for (const line of lines) {
    const [hash = '', file = '', ...more] = line.split(/\s+/, 4);
    if (HASH.test(hash) && more.length === 0 && baseOf(file) === name) return hash.toLowerCase();
    const isTagged = line.startsWith(`SHA256 (${name}) = `);
    const tagged = line.slice(line.lastIndexOf(' ') + 1);
    if (isTagged && HASH.test(tagged)) return tagged.toLowerCase();
  }
  const [only = '', ...others] = lines.filter((line) => line !== '');
  const isAlone = isOfOne && others.length === 0 && HASH.test(only);
  return isAlone ? only.toLowerCase() : null;
}

function baseOf(path: string): string {
  return path.replace(/^\*/, '').replace(/^.*\//, '');
}
