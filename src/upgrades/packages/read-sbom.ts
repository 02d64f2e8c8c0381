import { z } from 'zod';
import { unreadable } from './package.ts';
import type { PackageListing } from './package.ts';
import { readCycloneDx } from './read-cyclonedx.ts';
import { readSpdx } from './read-spdx.ts';

/** Envelope of a signature (DSSE, `protocol.md`), also inside a Sigstore bundle. */
const envelopeSchema = z.object({ payload: z.string() });
const bundleSchema = z.object({ dsseEnvelope: envelopeSchema });
/** in-toto attestation framework, `statement.md`. */
const statementSchema = z.object({ predicateType: z.string(), predicate: z.unknown() });

/**
 * Reads a bill of materials in SPDX or CycloneDX JSON: as it is, as the predicate of an in-toto
 * statement, or that in a signed envelope. Signatures are not checked: what is read here informs a
 * person, and the registry that serves it serves the image too.
 */
export function readSbom(bytes: Uint8Array): PackageListing {
  const parsed = parseJson(new TextDecoder().decode(bytes));
  const statement = parsed === null ? null : open(parsed.value);
  if (statement === null) return unreadable('the bill of materials is no JSON');
  const read = statementSchema.safeParse(statement.value);
  return readDocument(read.success ? read.data.predicate : statement.value);
}

interface Json {
  readonly value: unknown;
}

function parseJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    // Registries hold all kinds of attachments; that this one is no JSON is for the caller to say.
    return null;
  }
}

function open(value: unknown): Json | null {
  const bundle = bundleSchema.safeParse(value);
  const envelope = envelopeSchema.safeParse(bundle.success ? bundle.data.dsseEnvelope : value);
  return envelope.success ? parseJson(decodeBase64(envelope.data.payload)) : { value };
}

function decodeBase64(text: string): string {
  try {
    const binary = atob(text);
    return new TextDecoder().decode(Uint8Array.from(binary, (unit) => unit.charCodeAt(0)));
  } catch {
    // What is no base64 is no JSON either, and is reported as that.
    return '';
  }
}

const spdxSchema = z.object({ spdxVersion: z.string() });
const cycloneDxSchema = z.object({ bomFormat: z.literal('CycloneDX') });

/** The fields by which documents name their own format. */
function readDocument(document: unknown): PackageListing {
  if (spdxSchema.safeParse(document).success) return readSpdx(document);
  if (cycloneDxSchema.safeParse(document).success) return readCycloneDx(document);
  return unreadable('the bill of materials is neither SPDX nor CycloneDX');
}
