import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import type { Effect, Rule } from '../findings/rule.ts';
import { fitsWildcard } from '../findings/wildcard.ts';

/** What of an image goes with an instruction. */
const EFFECTS: Readonly<Record<string, readonly Effect[]>> = {
  ADD: ['files'],
  CMD: ['cmd'],
  COPY: ['files'],
  ENTRYPOINT: ['entrypoint', 'cmd'],
  ENV: ['env'],
  EXPOSE: ['expose'],
  HEALTHCHECK: ['healthcheck'],
  LABEL: ['labels'],
  ONBUILD: ['onbuild'],
  RUN: ['files'],
  SHELL: ['shell'],
  STOPSIGNAL: ['stopsignal'],
  USER: ['user'],
  VOLUME: ['volume'],
  WORKDIR: ['workdir'],
};

export default {
  id: 'banned-instruction',
  summary: 'An instruction that the organisation does not allow is used',
  rationale:
    'An organisation may forbid what its platform does not want in images: volumes, downloads by ADD, an ' +
    'SSH port. What that is says `policy.banned` of `.github/seaworthy.yml`, and also whether a ' +
    'fix may take it out; without it the rule says nothing.',
  severity: 'medium',
  safety: 'review',
  effects: [],
  aliases: {},
  references: ['https://docs.docker.com/reference/dockerfile/'],
  examples: [
    {
      name: 'volumes are forbidden',
      policy: { banned: [{ instruction: 'VOLUME', remove: true }] },
      before: 'FROM node:22\nVOLUME /data\nCMD ["node", "server.js"]\n',
      after: 'FROM node:22\nCMD ["node", "server.js"]\n',
    },
    {
      name: 'files are not to be downloaded by ADD',
      policy: { banned: [{ instruction: 'ADD', value: 'http*', remove: false }] },
      before: 'FROM debian:12\nADD https://example.com/tool-1.2.tar.gz /opt/\n',
      after: null,
    },
  ],
  *check(dockerfile, { policy }) {
    if (policy.banned.length === 0) return;
    for (const instruction of dockerfile.instructions) {
      const { keyword, span, body } = instruction;
      const banned = policy.banned.find(
        ({ instruction: word, value }) =>
          word === keyword && (value === undefined || fitsWildcard(value, body.text.trim())),
      );
      if (banned === undefined) continue;
      const why = banned.reason === undefined ? '' : `: ${banned.reason}`;
      const message = `The configuration does not allow this ${keyword}${why}.`;
      if (!banned.remove) {
        const left = `the configuration does not say what to take instead of ${keyword}; remove it, or replace it by hand`;
        yield { span, message, fix: null, left };
        continue;
      }
      const fix = {
        title: `Remove ${keyword}, which the configuration does not allow`,
        edits: [removeInstruction(dockerfile, instruction)],
        effects: EFFECTS[keyword] ?? [],
        instructions: [{ kind: 'remove', keyword } as const],
        review: 'See that nothing counts on it.',
      };
      yield { span, message, fix };
    }
  },
} satisfies Rule;
