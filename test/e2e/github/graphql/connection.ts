import type { GraphQLResolveInfo } from 'graphql';
import { failure } from './failure.ts';

export interface ConnectionArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** "Rate limits and query limits for the GraphQL API": `first` or `last`, between 1 and 100. */
const MAX_NODES = 100;

/** A page of a list as Relay's connections show it; each node is printed only where it is asked for. */
export function connection<T>(
  all: readonly T[],
  args: ConnectionArguments,
  info: GraphQLResolveInfo,
  print: (item: T) => unknown,
) {
  checkSize(args, info.fieldName);
  const after = readCursor(args.after) ?? 0;
  const before = (readCursor(args.before) ?? all.length + 1) - 1;
  const first = args.first ?? null;
  const last = args.last ?? null;
  const end = first === null ? before : Math.min(before, after + first);
  const start = last === null ? after : Math.max(after, end - last);
  const items = all.slice(start, end);
  return {
    nodes: () => items.map(print),
    edges: () =>
      items.map((item, at) => ({ cursor: printCursor(start + at + 1), node: () => print(item) })),
    totalCount: all.length,
    issueCount: all.length,
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: items.length === 0 ? null : printCursor(start + 1),
      endCursor: items.length === 0 ? null : printCursor(start + items.length),
    },
  };
}

function checkSize({ first, last }: ConnectionArguments, field: string): void {
  const size = first ?? last ?? null;
  if (size === null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${field}\` connection.`;
    throw failure('MISSING_PAGINATION_BOUNDARIES', message);
  }
  if (size <= MAX_NODES) return;
  const message = `Requesting ${size} records on the \`${field}\` connection exceeds the \`first\` limit of ${MAX_NODES} records.`;
  throw failure('EXCESSIVE_PAGINATION', message);
}

/** Positions count from one. */
function printCursor(position: number): string {
  return Buffer.from(`cursor:v2:${position}`).toString('base64');
}

function readCursor(cursor: string | null | undefined): number | null {
  if (cursor === null || cursor === undefined) return null;
  const text = Buffer.from(cursor, 'base64').toString();
  const match = /^cursor:v2:(\d+)$/.exec(text);
  if (match !== null) return Number(match[1]);
  throw failure('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
}
