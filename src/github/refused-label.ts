/** Marks pull requests whose "no" reaches beyond their own fixes, so that all of these are found at once. */
export const REFUSED_LABEL = 'seaworthy:refused';
