/** What was worked out from an object, by the function that worked it out; only `once` and its like write it. */
export type Memory = Map<object, unknown>;

interface Remembering {
  readonly memory: Memory;
}

/**
 * The same function, but for one object it computes once. What it finds is kept in the object itself:
 * to V8's collector of young objects the values of a WeakMap are alive, and with them every file that
 * was read since the last full collection.
 */
export function once<Subject extends Remembering, Value extends object>(
  compute: (subject: Subject) => Value,
): (subject: Subject) => Value {
  return (subject) => {
    const known = recall(subject.memory, compute);
    if (known !== undefined) return known;
    const value = compute(subject);
    subject.memory.set(compute, value);
    return value;
  };
}

/** What `compute` has left in the memory; undefined when that is nothing yet. */
export function recall<Value extends object>(
  memory: Memory,
  compute: (...subjects: never[]) => Value,
): Value | undefined {
  // Under a function as key stands nothing but what this function returned.
  return memory.get(compute) as Value | undefined;
}
