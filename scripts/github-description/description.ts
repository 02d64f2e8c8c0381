import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';

interface Json {
  readonly [name: string]: unknown;
}

/** GitHub's OpenAPI description, each of whose schemas can be asked for by its pointer. */
export interface Description {
  readonly document: Json;
  /** Null where the document has nothing there. */
  readonly validator: (pointer: readonly string[]) => ValidateFunction | null;
  /** The parts at a pointer, references followed. */
  readonly at: (pointer: readonly string[]) => unknown;
}

const ID = 'https://api.github.com/description.json';

export function readDescription(modules: string): Description {
  const path = join(modules, '@octokit/openapi/generated/api.github.com.json');
  // A published file of known shape; what is read from it is checked where it is used.
  const document = asJsonSchema(JSON.parse(readFileSync(path, 'utf8'))) as Json;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, logger: false });
  ajv.addSchema({ $id: ID, ...document });
  const at = (pointer: readonly string[]) =>
    pointer.reduce<unknown>((value, name) => step(document, value, name), document);
  const known = new Map<string, ValidateFunction | null>();
  return {
    document,
    at,
    validator: (pointer) => {
      const key = pointer.map(escapePointer).join('/');
      const made = known.get(key);
      if (made !== undefined) return made;
      const schema = at(pointer) === undefined ? null : { $ref: `${ID}#/${key}` };
      const validate = schema === null ? null : ajv.compile(schema);
      known.set(key, validate);
      return validate;
    },
  };
}

function step(document: Json, value: unknown, name: string): unknown {
  if (!isJson(value)) return undefined;
  const { $ref } = value;
  if (typeof $ref !== 'string') return value[name];
  const target = $ref.slice(2).split('/');
  return step(
    document,
    target.reduce((inner: unknown, part) => step(document, inner, part), document),
    name,
  );
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type `null`. */
function asJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJsonSchema);
  if (!isJson(value)) return value;
  const entries = Object.entries(value).filter(
    ([name]) => name !== 'example' && name !== 'examples',
  );
  const { nullable, ...rest } = Object.fromEntries(
    entries.map(([name, inner]) => [name, asJsonSchema(inner)]),
  );
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : { ...rest };
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escapePointer(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
