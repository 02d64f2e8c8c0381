import { GraphQLError } from 'graphql';

/** An error as GitHub's GraphQL API types them, beside the data of other fields. */
export function failure(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

export function forbidden(): GraphQLError {
  return failure('FORBIDDEN', 'Resource not accessible by integration');
}
