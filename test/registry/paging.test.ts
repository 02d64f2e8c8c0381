import { describe, expect, test } from 'vitest';
import { nextLink } from '../../src/registry/link-header.ts';
import { failureOf, openClient, reference, valueOf } from './open-client.ts';
import { startStub } from './stub-server.ts';
import type { StubAnswer, StubRequest } from './stub-server.ts';

/** A list of `total` tags, `size` a page, with links made by `link`. */
function pages(total: number, size: number, link: (last: string) => string) {
  const tags = Array.from({ length: total }, (_, index) => `t${index}`);
  return ({ path }: StubRequest): StubAnswer => {
    const last = new URL(path, 'http://x').searchParams.get('last');
    const start = last === null ? 0 : tags.indexOf(last) + 1;
    const page = tags.slice(start, start + size);
    const isEnd = start + size >= total;
    const headers = isEnd ? {} : { link: link(page.at(-1) ?? '') };
    return { body: { name: 'app', tags: page }, headers };
  };
}

const listing = (host: string, rest = {}) =>
  openClient({ hosts: { [host]: rest } }).listTags(reference(`${host}/app`));

describe('a list of tags on several pages', () => {
  test('is read to its end', async () => {
    const stub = await startStub(
      pages(25, 10, (last) => `</v2/app/tags/list?n=10&last=${last}>; rel="next"`),
    );
    expect(await valueOf(listing(stub.host))).toHaveLength(25);
    expect(stub.requests.map(({ path }) => path)).toEqual([
      '/v2/app/tags/list?n=1000',
      '/v2/app/tags/list?n=10&last=t9',
      '/v2/app/tags/list?n=10&last=t19',
    ]);
  });

  test('of 150,000 tags is read', async () => {
    const stub = await startStub(
      pages(150_000, 1000, (last) => `</v2/app/tags/list?n=1000&last=${last}>; rel=next`),
    );
    expect(await valueOf(listing(stub.host))).toHaveLength(150_000);
  });

  test('may name its next page by a whole address of the same host', async () => {
    let origin = '';
    const stub = await startStub((request) =>
      pages(15, 10, (last) => `<${origin}/v2/app/tags/list?last=${last}>; rel="next"`)(request),
    );
    origin = stub.origin;
    expect(await valueOf(listing(stub.host))).toHaveLength(15);
  });

  test('stays on its own scheme and port when a proxy before it changed them', async () => {
    const stub = await startStub(
      pages(15, 10, (last) => `<https://127.0.0.1:1/v2/app/tags/list?last=${last}>; rel="next"`),
    );
    expect(await valueOf(listing(stub.host))).toHaveLength(15);
  });

  test('is never followed to another host', async () => {
    const other = await startStub(() => ({ body: { tags: ['stolen'] } }));
    const address = other.origin.replace('127.0.0.1', 'localhost');
    const stub = await startStub(pages(15, 10, () => `<${address}/v2/app/tags/list>; rel="next"`));
    const failure = await failureOf(listing(stub.host));
    expect(failure).toMatch(
      /^invalid-answer: .* names a next page on another host, localhost:\d+$/,
    );
    expect(other.requests).toEqual([]);
  });

  test('that leads back to a page that was read is refused', async () => {
    const stub = await startStub(pages(15, 10, () => '</v2/app/tags/list?n=1000>; rel="next"'));
    const failure = await failureOf(listing(stub.host));
    expect(failure).toMatch(/^too-large: .* or the same page again$/);
    expect(stub.requests).toHaveLength(1);
  });

  test('that never ends is refused', async () => {
    let count = 0;
    const stub = await startStub(() => {
      count += 1;
      return {
        body: { tags: [`t${count}`] },
        headers: { link: `</v2/app/tags/list?last=t${count}>; rel="next"` },
      };
    });
    const failure = await failureOf(listing(stub.host));
    expect(failure).toMatch(/^too-large: .* sends more than 1200 pages/);
    expect(stub.requests).toHaveLength(1200);
  });

  test('with a broken link says so', async () => {
    const stub = await startStub(pages(15, 10, () => '<http://[>; rel="next"'));
    expect(await failureOf(listing(stub.host))).toMatch(/^invalid-answer: .* without an address$/);
  });

  test('fails as a whole when one of its pages does', async () => {
    const stub = await startStub((request) =>
      request.path.includes('last=')
        ? { status: 404 }
        : pages(15, 10, (last) => `</v2/app/tags/list?last=${last}>; rel="next"`)(request),
    );
    expect(await failureOf(listing(stub.host))).toMatch(/^not-found: /);
  });

  test('is not asked for with a condition, since one page says nothing about the others', async () => {
    const list = pages(15, 10, (last) => `</v2/app/tags/list?last=${last}>; rel="next"`);
    const stub = await startStub((request) => {
      const answer = list(request);
      return typeof answer === 'function'
        ? answer
        : { ...answer, headers: { ...answer.headers, etag: '"a"' } };
    });
    let now = 0;
    const open = openClient({ hosts: { [stub.host]: {} }, now: () => now });
    await valueOf(open.listTags(reference(`${stub.host}/app`)));
    now = 1e9;
    await valueOf(open.listTags(reference(`${stub.host}/app`)));
    expect(stub.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a list of tags on one page with an entity tag', () => {
  test('is asked for with a condition when it is old', async () => {
    const stub = await startStub(({ headers }) =>
      headers['if-none-match'] === '"a"'
        ? { status: 304 }
        : { body: { tags: ['1', '2'] }, headers: { etag: '"a"' } },
    );
    let now = 0;
    const open = openClient({ hosts: { [stub.host]: {} }, now: () => now });
    const image = reference(`${stub.host}/app`);
    const first = await valueOf(open.listTags(image));
    now = 1e9;
    expect(await valueOf(open.listTags(image))).toEqual(first);
    expect(stub.requests).toHaveLength(2);
  });
});

describe('the next link', () => {
  const table: Readonly<Record<string, readonly [header: string | null, expected: string | null]>> =
    {
      'is found': ['</a?b=c>; rel="next"', '/a?b=c'],
      'is found without quotes': ['</a>; rel=next', '/a'],
      'is found behind others': ['</a>; rel="prev", </b>; rel="next"', '/b'],
      'may have other parameters': ['</a>; title="x"; rel="next"; type="y"', '/a'],
      'may hold commas': ['</a?b=c,d>; rel="next"', '/a?b=c,d'],
      'is not any link': ['</a>; rel="last"', null],
      'is none without a header': [null, null],
      'is none in nonsense': ['>; rel="next"<', null],
    };
  test.each(Object.entries(table))('%s', (_name, [header, expected]) => {
    expect(nextLink(header)).toBe(expected);
  });
});
