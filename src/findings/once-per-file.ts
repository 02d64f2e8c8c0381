import type { Dockerfile } from '../dockerfile/model.ts';
import { recall } from '../dockerfile/once.ts';
import type { Facts } from './rule.ts';

/** The same function, but for one file it computes once, because many rules ask. */
export function oncePerFile<Value extends object>(
  compute: (dockerfile: Dockerfile, facts: Facts) => Value,
): (dockerfile: Dockerfile, facts: Facts) => Value {
  return (dockerfile, facts) => {
    const known = recall(facts.memory, compute);
    if (known !== undefined) return known;
    const value = compute(dockerfile, facts);
    facts.memory.set(compute, value);
    return value;
  };
}
