import { expect, it } from 'vitest';
import { servedQuestion } from '../../src/findings/served-question.ts';

it.each([
  ['https://example.com', 'host'],
  ['https://example.com:8443/', 'host'],
  ['https://example.com/?a=1', 'presence'],
  ['https://example.com/tool.tgz', 'presence'],
])('%s is asked for its %s', (address, wants) => {
  const url = new URL(address);
  expect(servedQuestion(url)).toEqual({ address: url.href, wants });
});
