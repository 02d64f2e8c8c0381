import { remembered } from './remembered.ts';

/** The name of an image as a registry understands it, and the text it was read from. */
export interface ImageReference {
  /** Host and port: `docker.io` when the text names none. */
  readonly registry: string;
  /** With its namespace: `library/alpine` for `alpine`. */
  readonly repository: string;
  /** Null when the text has none; the registry then takes `latest`, unless there is a digest. */
  readonly tag: string | null;
  /** For instance `sha256:…`. */
  readonly digest: string | null;
  /** Registry and repository as they stood in the text: `alpine`, `docker.io/library/alpine`. */
  readonly written: string;
}

const DEFAULT_REGISTRY = 'docker.io';
const LEGACY_REGISTRY = 'index.docker.io';
const OFFICIAL_NAMESPACE = 'library/';
const LONGEST_REPOSITORY = 255;

const PATH_COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const HOST_COMPONENT = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/;
const IPV6_HOST = /^\[[a-fA-F0-9:]+\]$/;
const PORT = /^[0-9]+$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
const MOST_REMEMBERED = 500;
/** An image id, which docker refuses as a name. */
const IDENTIFIER = /^[a-f0-9]{64}$/;

/**
 * Reads an image name by the grammar of github.com/distribution/reference (`ParseNormalizedNamed`).
 * Null when docker would refuse it.
 */
export const parseReference = remembered(MOST_REMEMBERED, readReference);

function readReference(text: string): ImageReference | null {
  if (IDENTIFIER.test(text)) return null;
  const { rest, digest } = splitDigest(text);
  const { written, tag } = splitTag(rest);
  const { registry, repository } = splitRegistry(written);
  if (digest !== null && !DIGEST.test(digest)) return null;
  if (tag !== null && !TAG.test(tag)) return null;
  if (!isRegistry(registry) || !isRepository(repository)) return null;
  return { registry, repository, tag, digest, written };
}

/** Prints the form that was read: `alpine:3.20` stays short. Changed tags and digests show. */
export function printReference(reference: ImageReference): string {
  const { written, tag, digest } = reference;
  return written + (tag === null ? '' : `:${tag}`) + (digest === null ? '' : `@${digest}`);
}

/** The text without its digest; what is no reference stays as it is. */
export function withoutDigest(text: string): string {
  const image = parseReference(text);
  return image === null ? text : printReference({ ...image, digest: null });
}

/** The full name without tag and digest: `docker.io/library/alpine`. Equal names are one image. */
export function fullName(reference: ImageReference): string {
  return `${reference.registry}/${reference.repository}`;
}

/** The shortest name that docker accepts: `alpine`, `grafana/grafana`, `ghcr.io/x/y`. */
export function familiarName(reference: ImageReference): string {
  const { registry, repository } = reference;
  if (registry !== DEFAULT_REGISTRY) return fullName(reference);
  const official = repository.slice(OFFICIAL_NAMESPACE.length);
  const isOfficial = repository.startsWith(OFFICIAL_NAMESPACE) && !official.includes('/');
  return isOfficial ? official : repository;
}

/** The tag that is pulled: `latest` when neither tag nor digest is named, null for a digest alone. */
export function effectiveTag(reference: ImageReference): string | null {
  return reference.tag ?? (reference.digest === null ? 'latest' : null);
}

function splitDigest(text: string): { readonly rest: string; readonly digest: string | null } {
  const at = text.indexOf('@');
  return at === -1
    ? { rest: text, digest: null }
    : { rest: text.slice(0, at), digest: text.slice(at + 1) };
}

/** A colon before the last slash belongs to the registry's port. */
function splitTag(text: string): { readonly written: string; readonly tag: string | null } {
  const colon = text.indexOf(':', text.lastIndexOf('/') + 1);
  return colon === -1
    ? { written: text, tag: null }
    : { written: text.slice(0, colon), tag: text.slice(colon + 1) };
}

function splitRegistry(name: string): Pick<ImageReference, 'registry' | 'repository'> {
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const hasRegistry = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase();
  const registry = hasRegistry ? first : DEFAULT_REGISTRY;
  const path = hasRegistry ? name.slice(slash + 1) : name;
  if (registry !== DEFAULT_REGISTRY && registry !== LEGACY_REGISTRY) {
    return { registry, repository: path };
  }
  const repository = path.includes('/') ? path : OFFICIAL_NAMESPACE + path;
  return { registry: DEFAULT_REGISTRY, repository };
}

function isRegistry(text: string): boolean {
  const bracket = text.indexOf(']');
  const colon = text.indexOf(':', bracket + 1);
  const host = colon === -1 ? text : text.slice(0, colon);
  if (colon !== -1 && !PORT.test(text.slice(colon + 1))) return false;
  return IPV6_HOST.test(host) || host.split('.').every((part) => HOST_COMPONENT.test(part));
}

function isRepository(text: string): boolean {
  if (text.length > LONGEST_REPOSITORY) return false;
  return text.split('/').every((part) => PATH_COMPONENT.test(part));
}
