import type { BuiltConfig } from './built-image.ts';
import type { ImageBuilder, RunOutcome } from './image-builder.ts';

/** Something about the started program, in the words of a precondition. */
export interface RunCheck {
  readonly text: string;
  readonly state: 'held' | 'did not hold' | 'unknown';
}

/** An image, by the name that its builder gave it, and its configuration. */
export interface StartedImage {
  readonly image: string;
  readonly config: BuiltConfig;
}

/** Milliseconds: what starts wrong does so at once. */
const LONGEST_START = 5_000;

/** Starts both programs: they should end alike, as the user that the image says. */
export async function compareRuns(
  builder: ImageBuilder,
  before: StartedImage,
  after: StartedImage,
): Promise<RunCheck[]> {
  const commands = [commandOf(before.config), commandOf(after.config)] as const;
  if (commands[0].length === 0 || commands[1].length === 0) return [];
  const first = await builder.run(before.image, commands[0], LONGEST_START);
  const second = await builder.run(after.image, commands[1], LONGEST_START);
  return [compareEnds(first, second), await checkUser(builder, after)];
}

function commandOf({ entrypoint, cmd }: BuiltConfig): readonly string[] {
  return [...(entrypoint ?? []), ...(cmd ?? [])];
}

function compareEnds(before: RunOutcome, after: RunOutcome): RunCheck {
  if (!before.ok || !after.ok) {
    return { text: 'the program starts as before', state: 'unknown' };
  }
  const [a, b] = [describeEnd(before), describeEnd(after)];
  if (a === b) return { text: `the program ${a}, as before`, state: 'held' };
  const text = `the program ${b}; before, it ${a.replace(/^is/, 'was').replace(/^ends/, 'ended')}`;
  // What failed before proves nothing, and a slow machine makes a program live longer.
  return { text, state: isWell(before) && !isWell(after) ? 'did not hold' : 'unknown' };
}

type Ended = Extract<RunOutcome, { readonly ok: true }>;

function isWell(outcome: Ended): boolean {
  return outcome.end === 'alive' || outcome.code === 0;
}

function describeEnd(outcome: Ended): string {
  if (outcome.end === 'exit') return `ends with code ${outcome.code}`;
  return `is still running after ${LONGEST_START / 1000} seconds`;
}

/** Asks the image's own `id`, which small images do not have. */
async function checkUser(
  builder: ImageBuilder,
  { image, config }: StartedImage,
): Promise<RunCheck> {
  const configured = (config.user ?? '').split(':')[0] ?? '';
  const expected = configured === '' ? '0' : configured;
  const text = `its user is ${configured === '' ? 'root' : configured}`;
  const outcome = await builder.run(image, ['id'], LONGEST_START);
  if (!outcome.ok || outcome.end !== 'exit' || outcome.code !== 0)
    return { text, state: 'unknown' };
  const found = /^uid=(\d+)(?:\(([^)]*)\))?/.exec(outcome.output);
  if (found === null) return { text, state: 'unknown' };
  const [, number, name] = found;
  return { text, state: number === expected || name === expected ? 'held' : 'did not hold' };
}
