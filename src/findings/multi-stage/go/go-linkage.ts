import type { Precondition } from '../../rule.ts';
import type { SplitInput } from '../recipe.ts';
import type { StageCommand } from '../stage-runs.ts';

/** Flags of `go build` with which the program needs a loader or libraries (`go help build`, `go help buildmode`). */
const DYNAMIC = /^--?(?:buildmode(?!=exe$)|linkshared|race|msan|asan|compiler)/;

const STATIC_FLAGS = /-extldflags[=\s]["'\\]{0,2}[^"'\\]{0,200}-static(?![-\w])/;

/** What says that the program of a `go build` needs no library at all; null where nothing says so. */
export function goLinkage(input: SplitInput, build: StageCommand): Precondition | null {
  if (build.name !== 'go' || build.args.some((word) => word.startsWith('$'))) return null;
  const { env } = input.facts.before(build.instruction);
  const flags = [...build.args, ...(env.get('GOFLAGS') ?? '').split(/\s+/)];
  if (flags.some((flag) => DYNAMIC.test(flag)) || isSetElsewhere(input)) return null;
  const assigned = build.command.assignments.find(({ name }) => name === 'CGO_ENABLED')?.value;
  if ((assigned === undefined ? env.get('CGO_ENABLED') : assigned?.value) === '0') {
    const text = 'the program is linked to no library: `CGO_ENABLED=0` holds where it is built';
    return { text, state: 'held' };
  }
  if (!flags.some((flag) => STATIC_FLAGS.test(flag))) return null;
  const text = 'the program is linked to no library, by `-extldflags -static`';
  const isWhole =
    input.facts.base(input.stage).distribution === 'alpine' ||
    flags.some((flag) => /(?:^|[,\s=])netgo(?:[,\s]|$)/.test(flag));
  return isWhole
    ? { text, state: 'held' }
    : {
        text: `${text}, and looks up no names and users by glibc, which loads libraries for that`,
        state: 'unknown',
      };
}

/** `export CGO_ENABLED=1` and the like, whose reach is not followed. */
function isSetElsewhere({ dockerfile, stage }: SplitInput): boolean {
  return stage.instructions.some(({ span }) => {
    return /CGO_ENABLED[=\s]["']?[^0"'\s]/.test(dockerfile.text.slice(span.start, span.end));
  });
}
