import { concerns, parseWhiteout } from '../../image/whiteout.ts';
import type { LayerStack } from '../../image/layer-stack.ts';
import type { PackageListing } from './package.ts';
import { readApkInstalled } from './read-apk.ts';
import { readDpkgStatus } from './read-dpkg.ts';
import { readRpmBerkeley } from './read-rpm-berkeley.ts';
import { readRpmNdb } from './read-rpm-ndb.ts';
import { readRpmSqlite } from './read-rpm-sqlite.ts';

const DPKG_STATUS = 'var/lib/dpkg/status';
/** One file a package, each in any layer: that is how distroless images are built. */
const DPKG_FOLDER = 'var/lib/dpkg/status.d';
/** The second one where `/lib` is a link to `/usr/lib`. */
const APK = ['lib/apk/db/installed', 'usr/lib/apk/db/installed'];
/** The second one is that of Fedora since 36, of openSUSE and of ostree. */
const RPM = ['var/lib/rpm', 'usr/lib/sysimage/rpm'];
const SQLITE = 'rpmdb.sqlite';
const SQLITE_LOG = 'rpmdb.sqlite-wal';
const NDB = 'Packages.db';
const BERKELEY = 'Packages';

/** Each of these alone is the list of all packages. */
const WHOLE = [
  DPKG_STATUS,
  ...APK,
  ...RPM.flatMap((folder) => [SQLITE, NDB, BERKELEY].map((name) => `${folder}/${name}`)),
];
const LOGS = RPM.map((folder) => `${folder}/${SQLITE_LOG}`);

/** The files of all known package databases, and whiteouts that may hide one of them. */
export function isOfPackageDatabase(path: string): boolean {
  const whiteout = parseWhiteout(path);
  if (whiteout !== null) {
    return [...WHOLE, ...LOGS, DPKG_FOLDER].some((own) => concerns(whiteout, own));
  }
  return WHOLE.includes(path) || LOGS.includes(path) || isOfFolder(path);
}

/** Lists of the files of a package stand beside its paragraph. */
function isOfFolder(path: string): boolean {
  const isInside = path.lastIndexOf('/') === DPKG_FOLDER.length && path.startsWith(DPKG_FOLDER);
  return isInside && !path.endsWith('.md5sums');
}

/** True when no lower layer can add to what the stack knows. */
export function hasWholeDatabase(stack: LayerStack): boolean {
  return WHOLE.some((path) => stack.find(path) !== null);
}

/** The packages of all databases of an image; null when it has none. */
export function readDatabases(stack: LayerStack): PackageListing | null {
  const listings = [...dpkgListings(stack), ...apkListings(stack), ...rpmListings(stack)];
  if (listings.length === 0) return null;
  const problems = listings.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  return {
    packages: listings.flatMap(({ packages }) => packages),
    problem: problems.at(0) ?? null,
  };
}

function dpkgListings(stack: LayerStack): PackageListing[] {
  const status = contentOf(stack, DPKG_STATUS);
  const parts = stack.files().filter(({ path, link }) => link === null && isOfFolder(path));
  const contents = [...(status === null ? [] : [status]), ...parts.map(({ content }) => content)];
  return contents.map(readDpkgStatus);
}

function apkListings(stack: LayerStack): PackageListing[] {
  return APK.flatMap((path) => {
    const content = contentOf(stack, path);
    return content === null ? [] : [readApkInstalled(content)];
  });
}

/** Of a folder that has several formats the newest one counts: rpm converts, and leaves the old one. */
function rpmListings(stack: LayerStack): PackageListing[] {
  return RPM.flatMap((folder) => {
    const sqlite = contentOf(stack, `${folder}/${SQLITE}`);
    if (sqlite !== null)
      return [readRpmSqlite(sqlite, contentOf(stack, `${folder}/${SQLITE_LOG}`))];
    const ndb = contentOf(stack, `${folder}/${NDB}`);
    if (ndb !== null) return [readRpmNdb(ndb)];
    const berkeley = contentOf(stack, `${folder}/${BERKELEY}`);
    return berkeley === null ? [] : [readRpmBerkeley(berkeley)];
  });
}

function contentOf(stack: LayerStack, path: string): Uint8Array | null {
  const file = stack.find(path);
  return file === null || file.link !== null ? null : file.content;
}
