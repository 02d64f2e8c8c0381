import * as z from 'zod';

/** Matching takes time in the power of their number. */
const MOST_FOLDER_WILDCARDS = 2;

/** A pattern as in `.gitignore`. */
export const pathPattern = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text.split('**').length <= MOST_FOLDER_WILDCARDS + 1, {
    error: `has \`**\` more than ${MOST_FOLDER_WILDCARDS} times`,
  });

export const patternList = z.array(pathPattern).max(200).readonly();
