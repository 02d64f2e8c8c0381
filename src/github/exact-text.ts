import { z } from 'zod';
import { decodeText } from '../remediation/decode-text.ts';
import type { FileContent } from '../remediation/repository.ts';

/** A blob as GraphQL gives it, with the text that it has decoded; null for what is binary to it. */
export const blobSchema = z.object({
  text: z.string().nullable(),
  byteSize: z.number(),
});

/** The text of a blob where no byte can have been lost on the way; null else. */
export function exactText({ text, byteSize }: z.infer<typeof blobSchema>): FileContent | null {
  if (text === null) return null;
  const bytes = new TextEncoder().encode(text);
  return bytes.byteLength === byteSize && !text.includes('\uFFFD') ? decodeText(bytes) : null;
}
