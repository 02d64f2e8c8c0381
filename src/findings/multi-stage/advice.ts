import type { Split } from './recipe.ts';

/** What to do by hand, as the end of a reason; without paths where none is sure. */
export function adviceOf({
  runtime,
  copies,
  onPath = [],
}: Pick<Split, 'runtime' | 'copies' | 'onPath'>): string {
  const pairs = [
    ...copies.map((path) => `${path} ${path}`),
    ...onPath.map((path) => `${path} /usr/local/bin/`),
  ];
  const paths = pairs.map((pair) => `\`COPY --from=build ${pair}\``).join(' and ');
  const what = paths === '' ? 'with what the program needs copied out of it' : `with ${paths}`;
  return `once that is clear, name this stage \`build\` and ship a second one, \`FROM ${runtime}\`, ${what}`;
}
