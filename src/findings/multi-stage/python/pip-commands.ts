import type { StageCommand } from '../stage-runs.ts';

const SYSTEM = new Set(['apt', 'apt-get', 'apk']);

/** Whether it is a package manager of the distribution. */
export function isSystem({ name }: StageCommand): boolean {
  return SYSTEM.has(name);
}

export function isPip({ name, args }: StageCommand): boolean {
  if (/^pip3?(?:\.\d+)?$/.test(name)) return args.includes('install');
  return (
    /^python3?(?:\.\d+)?$/.test(name) &&
    args[0] === '-m' &&
    args[1] === 'pip' &&
    args[2] === 'install'
  );
}

/** Whether it installs, or makes the place for what is installed. */
export function isForPackages(one: StageCommand): boolean {
  if (isPip(one) || isSystem(one)) return true;
  return /^python3?$/.test(one.name) && one.args[0] === '-m' && one.args[1] === 'venv';
}
