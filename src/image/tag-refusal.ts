/** Why a tag may not be taken instead of another. */
export type TagRefusal =
  /** The tag itself, or one that differs in nothing. */
  | 'same'
  /** A part of it goes back. */
  | 'older'
  /** `-rc1`, `9.0-preview`, a distribution that is not released. */
  | 'pre-release'
  /** A line without long support: an odd major of Node.js, or any where the image sits on such a line. */
  | 'not-long-support'
  /** Other words: `slim`, `fpm`, an architecture, another distribution. */
  | 'other-variant'
  /** `v1.3.0` after `1.2.0`. */
  | 'other-prefix'
  /** More or fewer numbers: `2.1.1` after `2.1`. */
  | 'other-precision'
  /** musl after glibc, or the other way round. */
  | 'other-libc'
  /** `2024.1` after `3.0`. */
  | 'other-scheme'
  /** A version where the tag has none, as `latest` and `lts-alpine`. */
  | 'rolling'
  /** It names a commit. */
  | 'hash-like'
  | 'not-a-version';

/** What moves. Dates, revisions and build numbers are `patch`. */
export type TagChange = 'patch' | 'minor' | 'major' | 'distribution';
