import type { Stage } from '../dockerfile/model.ts';
import type { Facts, Precondition } from './rule.ts';

/** Builds of the repository that ask for a stage by its name, as `compose.yaml:7`; null where only the file is known. */
export function targetPlaces(facts: Facts, { name }: Stage): readonly string[] | null {
  const surroundings = facts.surroundings();
  if (surroundings === null) return null;
  return surroundings
    .builds()
    .filter(({ target }) => name !== null && target?.toLowerCase() === name)
    .map(({ place }) => `${place.path}:${place.line}`);
}

/** Whether the name of a stage may change; a `'did not hold'` names the first build that asks for it. */
export function targetCondition(facts: Facts, stage: Stage): Precondition {
  const places = targetPlaces(facts, stage);
  const text = `no build asks for the stage \`${stage.name ?? ''}\` by its name`;
  if (places === null) return { text, state: 'unknown' };
  const [first] = places;
  return first === undefined
    ? { text: `${text}, as far as the files of the repository tell`, state: 'held' }
    : { text: `${text} (${first} does)`, state: 'did not hold' };
}
