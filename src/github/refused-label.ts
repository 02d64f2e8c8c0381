/** Marks pull requests that we closed because somebody said no in words, so that all of these are found at once. */
export const REFUSED_LABEL = 'seaworthy:refused';
