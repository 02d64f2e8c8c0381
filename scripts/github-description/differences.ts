import type { ValidateFunction } from 'ajv';
import { isJson } from './description.ts';
import type { Description } from './description.ts';
import type { HostRecord } from './record.ts';

/** Statuses that every route may answer without the description saying so. */
const EVERYWHERE = new Set([301, 304, 401, 403, 404, 409, 422]);
/** Routes of the host that are no part of GitHub's REST API. */
const OURS = new Set(['/graphql', '/artifact-store/{repository_id}/{file}']);

/** Places where the description itself is wrong: an account is said to be a user and an enterprise at once. */
const WRONG = /^GET \/app\/installations 200: answer \/\*\/account /;

/** What a record has that GitHub's description does not allow, one sentence each. */
export function differences(description: Description, record: HostRecord): readonly string[] {
  if (record.kind === 'event') return eventDifferences(description, record);
  const { method, template, status } = record;
  if (OURS.has(template)) return [];
  const operation = ['paths', template, method.toLowerCase()];
  if (description.at(operation) === undefined) return [`${method} ${template}: no such operation`];
  return [
    ...requestDifferences(description, operation, record),
    ...answerDifferences(description, operation, record),
  ]
    .map((text) => `${method} ${template} ${status}: ${text}`)
    .filter((text) => !WRONG.test(text));
}

type RequestRecord = Extract<HostRecord, { kind: 'request' }>;
type EventRecord = Extract<HostRecord, { kind: 'event' }>;

/** Only of requests that the host accepted: the others are wrong on purpose. */
function requestDifferences(
  description: Description,
  operation: readonly string[],
  { requestText, status }: RequestRecord,
): readonly string[] {
  if (requestText === '' || status >= 300) return [];
  const schema = [...operation, 'requestBody', 'content', 'application/json', 'schema'];
  const validate = description.validator(schema);
  return validate === null
    ? []
    : problems(validate, JSON.parse(requestText)).map((one) => `request ${one}`);
}

function answerDifferences(
  description: Description,
  operation: readonly string[],
  { status, body }: RequestRecord,
): readonly string[] {
  const response = [...operation, 'responses', String(status)];
  if (description.at(response) === undefined) {
    return EVERYWHERE.has(status) ? [] : ['a status that is not described'];
  }
  const content = description.at([...response, 'content']);
  if (!isJson(content) || body === undefined) return [];
  const type = ['application/json', 'application/scim+json'].find((name) => name in content);
  if (type === undefined) return [];
  const validate = description.validator(
    pointerOf(description, [...response, 'content', type, 'schema']),
  );
  return validate === null ? [] : problems(validate, body).map((one) => `answer ${one}`);
}

/** A response may be a reference, which a pointer cannot go through. */
function pointerOf(description: Description, pointer: readonly string[]): readonly string[] {
  const response = pointer.slice(0, 5);
  const last = description.at(response.slice(0, -1));
  const value = isJson(last) ? last[response.at(-1) ?? ''] : null;
  if (!isJson(value) || typeof value['$ref'] !== 'string') return pointer;
  return [...value['$ref'].slice(2).split('/'), ...pointer.slice(5)];
}

function eventDifferences(
  description: Description,
  { event, action, payload }: EventRecord,
): readonly string[] {
  const name = [event, action]
    .filter((part) => part !== null)
    .join('-')
    .replaceAll('_', '-');
  const pointer = [
    'x-webhooks',
    name,
    'post',
    'requestBody',
    'content',
    'application/json',
    'schema',
  ];
  const validate = description.validator(pointer);
  if (validate === null) return [`event ${name}: no such event`];
  return problems(validate, payload).map((one) => `event ${name}: ${one}`);
}

function problems(validate: ValidateFunction, value: unknown): readonly string[] {
  if (validate(value)) return [];
  const texts = (validate.errors ?? [])
    .filter(({ keyword }) => !['anyOf', 'oneOf', 'allOf', 'if'].includes(keyword))
    .map(({ instancePath, message, params }) => {
      const place = instancePath.replace(/\/\d+/g, '/*');
      return `${place === '' ? '/' : place} ${message ?? ''} ${JSON.stringify(params)}`;
    });
  return [...new Set(texts)];
}
