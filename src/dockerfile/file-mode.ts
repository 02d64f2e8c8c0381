/** What a mode of chmod grants beyond the owner's own use. */
export interface FileMode {
  /** Everybody may write, and no sticky bit keeps others from deleting. */
  readonly worldWritable: boolean;
  /** The program runs with the rights of its owner. */
  readonly setuid: boolean;
}

const OTHERS_WRITE = 0o2;
const STICKY = 0o1000;
const SETUID = 0o4000;

/** One part of a symbolic mode: who, and what is added or set; `-` takes away. */
const CLAUSE = /^([ugoa]*)[+=]([rwxXst]+)$/;

/**
 * Reads an octal or symbolic mode (chmod(1)): `777`, `u+s`, `a+rwX,o-w`. Null when it is none of both.
 * Without `ugoa` the umask applies, which keeps others from writing.
 */
export function readFileMode(mode: string): FileMode | null {
  if (/^[0-7]{1,5}$/.test(mode)) return octalMode(Number.parseInt(mode, 8));
  if (!/^[ugoa]*[-+=]/.test(mode)) return null;
  const clauses = mode.split(',').map((clause) => CLAUSE.exec(clause));
  const grants = clauses.map((match) => ({ who: match?.[1] ?? '', what: match?.[2] ?? '' }));
  return {
    worldWritable: grants.some(({ who, what }) => /[oa]/.test(who) && what.includes('w')),
    setuid: grants.some(({ who, what }) => (who === '' || /[ua]/.test(who)) && what.includes('s')),
  };
}

function octalMode(bits: number): FileMode {
  const isSticky = (bits & STICKY) !== 0;
  return {
    worldWritable: (bits & OTHERS_WRITE) !== 0 && !isSticky,
    setuid: (bits & SETUID) !== 0,
  };
}
