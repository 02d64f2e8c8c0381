import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isInputObjectType, isInterfaceType, isObjectType, isEnumType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { readSchema } from '../../test/e2e/github/graphql/schema.ts';

/** What the host's GraphQL schema has that GitHub's public one does not, or has otherwise. */
export function schemaDifferences(modules: string): readonly string[] {
  const theirs = buildSchema(
    readFileSync(join(modules, '@octokit/graphql-schema/schema.graphql'), 'utf8'),
    // GitHub publishes some fields twice.
    { assumeValidSDL: true },
  );
  const ours = printedFields(buildSchema(readSchema('test/e2e/github/graphql/schema')));
  const known = printedFields(theirs);
  return [...ours]
    .filter(([name, type]) => known.get(name) !== type)
    .map(([name, type]) => `GraphQL ${name}: ${type} is ${known.get(name) ?? 'not known'}`);
}

/** `Repository.refs(first)` and its type. */
function printedFields(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isEnumType(type)) {
      for (const value of type.getValues()) fields.set(`${type.name}.${value.name}`, 'value');
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        fields.set(`${type.name}.${field.name}`, String(field.type));
      }
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      fields.set(`${type.name}.${field.name}`, String(field.type));
      for (const argument of field.args) {
        fields.set(`${type.name}.${field.name}(${argument.name})`, String(argument.type));
      }
    }
  }
  return fields;
}
