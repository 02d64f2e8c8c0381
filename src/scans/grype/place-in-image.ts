/** Databases of package managers that hold all packages of an image in one file. */
const DATABASES: readonly RegExp[] = [
  /^\/?(?:usr\/)?lib\/apk\/db\//,
  /^\/?var\/lib\/rpm\//,
  /^\/?usr\/(?:lib\/sysimage|share)\/rpm\//,
  /^\/?var\/lib\/(?:dpkg|opkg)\/status$/,
];

export interface Location {
  readonly path: string | null;
  readonly layerID: string | null;
}

/**
 * The layer that brought a package. Grype names that of a file, and the one file of a package database is of the layer
 * that wrote it last, whoever brought the package: only the bottom layer then tells something.
 */
export function layerOf(locations: readonly Location[], diffIds: readonly string[]): string | null {
  const own = locations.find(({ path, layerID }) => layerID && !isDatabase(path));
  if (own !== undefined) return own.layerID;
  const [bottom] = diffIds;
  return locations.some(({ layerID }) => layerID && layerID === bottom) ? (bottom ?? null) : null;
}

/** Where a package lies; null for one that only its package manager's database names. */
export function pathOf(locations: readonly Location[]): string | null {
  return locations.find(({ path }) => path && !isDatabase(path))?.path ?? null;
}

function isDatabase(path: string | null): boolean {
  return path !== null && DATABASES.some((pattern) => pattern.test(path));
}
