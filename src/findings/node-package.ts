/** What package.json says, as far as it is used. */
export interface NodePackage {
  readonly scripts: ReadonlyMap<string, string>;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  readonly hasWorkspaces: boolean;
}

/** Null for what is no JSON object. */
export function readNodePackage(text: string): NodePackage | null {
  const value = parsed(text);
  if (value === null) return null;
  const names = (key: string) => new Set(entries(value[key]).map(([name]) => name));
  return {
    scripts: new Map(entries(value['scripts'])),
    dependencies: names('dependencies'),
    devDependencies: names('devDependencies'),
    hasWorkspaces: value['workspaces'] !== undefined,
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entries(value: unknown): [string, string][] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, text]) =>
    typeof text === 'string' ? [[name, text]] : [],
  );
}
