import { GraphQLError, buildSchema, execute, parse, validate } from 'graphql';
import { found, isObject, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { RequestLog } from '../request-log.ts';
import { route } from '../route.ts';
import type { AnyRoute, Call } from '../route.ts';
import { MUTATIONS } from './mutations.ts';
import { queryRoot } from './query.ts';
import { readSchema } from './schema.ts';

const schema = buildSchema(readSchema());

/** GitHub's GraphQL API, as far as we use it. */
export function graphqlRoutes(limits: RateLimits, log: RequestLog): readonly AnyRoute[] {
  return [route('POST /graphql', 'installation', (call) => answerQuery(call, limits, log))];
}

async function answerQuery(call: Call, limits: RateLimits, log: RequestLog): Promise<Answer> {
  const source = call.body.optionalString('query');
  if (source === null)
    throw refusal(400, 'A query attribute must be specified and must be a string.');
  const document = parseQuery(source);
  if (document instanceof GraphQLError) return found({ errors: [printError(document)] });
  const problems = validate(schema, document);
  // GitHub may know what this subset does not, so the test has to fail.
  for (const { message } of problems) log.unknown.push(`GraphQL: ${message}`);
  if (problems.length > 0) return found({ errors: problems.map(printError) });
  const { variables } = call.body.fields;
  const { data, errors } = await execute({
    schema,
    document,
    rootValue: { ...queryRoot(limits), ...MUTATIONS },
    contextValue: call,
    variableValues: isObject(variables) ? variables : {},
    operationName: call.body.optionalString('operationName'),
  });
  for (const { originalError } of errors ?? []) {
    // What GitHub refuses is an error of its own kind, and no fault of the host.
    const isRefusal = originalError instanceof GraphQLError;
    if (originalError !== undefined && !isRefusal) log.broken.push(originalError);
  }
  return found({
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map(printError) }),
  });
}

function parseQuery(source: string) {
  try {
    return parse(source);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** GitHub puts the type beside the message, not among extensions. */
function printError({ message, path, locations, extensions }: GraphQLError): object {
  const { type } = extensions;
  return {
    ...(typeof type === 'string' ? { type } : {}),
    ...(path === undefined ? {} : { path }),
    ...(locations === undefined ? {} : { locations }),
    message,
  };
}
