import { invalid, isObject, notOfType, notSupplied, refusal } from './answer.ts';

/** GitHub refuses longer texts of pull requests, issues and comments (characters, "body is too long"). */
export const MAX_BODY_CHARACTERS = 65_536;

/** Counts characters, not UTF-16 code units. */
export function isShortEnough(text: string): boolean {
  return Array.from(text).length <= MAX_BODY_CHARACTERS;
}

/** The JSON object that a request brought, read field by field with GitHub's complaints. */
export class RequestBody {
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(fields: Readonly<Record<string, unknown>>) {
    this.fields = fields;
  }

  static parse(text: string): RequestBody {
    if (text.trim() === '') return new RequestBody({});
    const value = parseJson(text);
    if (value === undefined) throw refusal(400, 'Problems parsing JSON');
    if (isObject(value)) return new RequestBody(value);
    if (Array.isArray(value)) return new RequestBody({ '': value });
    throw refusal(400, 'Body should be a JSON object');
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined;
  }

  string(name: string): string {
    const value = this.optionalString(name);
    if (value === null) throw notSupplied(name);
    return value;
  }

  optionalString(name: string): string | null {
    const value = this.fields[name];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string') throw notOfType(value, 'a string');
    return value;
  }

  optionalBoolean(name: string): boolean | null {
    const value = this.fields[name];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'boolean') throw notOfType(value, 'a boolean');
    return value;
  }

  optionalInteger(name: string): number | null {
    const value = this.fields[name];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw notOfType(value, 'an integer');
    }
    return value;
  }

  /** Null where the field is missing. */
  optionalStrings(name: string): readonly string[] | null {
    const value = this.fields[name];
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value)) throw notOfType(value, 'an array');
    return value.map((item: unknown) => {
      if (typeof item === 'string') return item;
      if (isObject(item) && typeof item['name'] === 'string') return item['name'];
      throw notOfType(item, 'a string');
    });
  }

  objects(name: string): readonly RequestBody[] {
    const value = this.fields[name];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw notOfType(value, 'an array');
    return value.map((item: unknown) => {
      if (!isObject(item)) throw notOfType(item, 'an object');
      return new RequestBody(item);
    });
  }

  optionalObject(name: string): RequestBody | null {
    const value = this.fields[name];
    if (value === undefined || value === null) return null;
    if (!isObject(value)) throw notOfType(value, 'an object');
    return new RequestBody(value);
  }

  /** A text for people; too long is a 422 of the resource that it belongs to. */
  optionalText(name: string, resource: string): string | null {
    const text = this.optionalString(name);
    if (text === null || isShortEnough(text)) return text;
    const message = `${name} is too long (maximum is ${MAX_BODY_CHARACTERS} characters)`;
    throw invalid({ resource, code: 'custom', field: name, message });
  }
}

function parseJson(text: string): unknown {
  try {
    // What a client sent is unknown until it has been looked at.
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
