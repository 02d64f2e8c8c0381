import { expect, it } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { certificateStore } from '../../src/findings/certificate-store.ts';
import { runsOf } from '../../src/findings/runs.ts';
import { catalogueFacts } from '../../src/image/catalogue.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { factsFor } from '../../src/remediation/facts.ts';

/** Whether the last command of the file finds the certificates of authorities. */
function stateIn(text: string): string {
  const dockerfile = parseDockerfile(text);
  const context = plainContext([], { facts: catalogueFacts });
  const facts = factsFor(dockerfile, 'Dockerfile', context);
  const run = runsOf(dockerfile, facts).at(-1);
  const command = run?.script.commands.at(-1);
  if (run === undefined || command === undefined) throw new Error('no command');
  return certificateStore(dockerfile, facts, run, command.span.start).state;
}

it.each([
  ['the distribution brings them', 'FROM alpine:3.20\nRUN wget x\n', 'held'],
  ['the image brings them', 'FROM python:3.13-slim\nRUN curl x\n', 'held'],
  [
    'they are installed before',
    'FROM debian:12\nRUN apt-get install -y ca-certificates && curl x\n',
    'held',
  ],
  [
    'the stage below has them',
    'FROM debian:12 AS a\nRUN apt-get install -y ca-certificates\nFROM a\nRUN curl x\n',
    'held',
  ],
  ['curl recommends them', 'FROM debian:12\nRUN apt-get install -y curl && curl x\n', 'held'],
  [
    'what is recommended is left out',
    'FROM debian:12\nRUN apt-get install -y --no-install-recommends curl && curl x\n',
    'did not hold',
  ],
  [
    'nothing installs them',
    'FROM debian:12\nRUN true\nRUN apt-get update && curl x\n',
    'did not hold',
  ],
  [
    'another stage has them',
    'FROM debian:12 AS a\nRUN apt-get install -y ca-certificates\nFROM debian:12\nRUN curl x\n',
    'did not hold',
  ],
  ['the image is nobody that is known', 'FROM acme/base:1\nRUN curl x\n', 'unknown'],
])('whether there are certificates of authorities where %s', (_name, text, state) => {
  expect(stateIn(text)).toBe(state);
});
