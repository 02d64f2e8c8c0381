import type { House, HouseFacts, OtherPull } from '../../src/contribute/house.ts';

export const NOW = new Date('2026-11-26T12:00:00Z');

const FACTS: HouseFacts = {
  name: 'acme/shop',
  isArchived: false,
  isDisabled: false,
  isLocked: false,
  isEmpty: false,
  isPrivate: false,
  isMirror: false,
  parent: null,
  allowsForking: true,
  licence: 'MIT',
  limit: null,
  wantsSignOff: false,
  description: 'A shop',
  defaultBranch: 'main',
  branches: ['main', 'dev', 'feature/new'],
  lastCommit: '2026-11-01T12:00:00Z',
  messages: ['Sell more', 'Sell less'],
};

interface HouseParts extends Partial<Omit<House, 'facts'>> {
  readonly facts?: Partial<HouseFacts>;
  /** A text of `CONTRIBUTING.md`. */
  readonly contributing?: string;
}

/** A house where everybody is welcome, but for the given parts. */
export function sampleHouse({ facts = {}, contributing, ...parts }: HouseParts = {}): House {
  const guidelines =
    contributing === undefined ? [] : [{ path: 'CONTRIBUTING.md', text: contributing }];
  return {
    facts: { ...FACTS, ...facts },
    paths: ['Dockerfile', 'LICENSE'],
    guidelines,
    readme: null,
    template: null,
    codeOwners: null,
    settings: [],
    dockerfiles: [{ path: 'Dockerfile', text: 'FROM debian:12\n' }],
    pulls: [],
    knowsAllOpen: true,
    ...parts,
  };
}

export function otherPull(parts: Partial<OtherPull>): OtherPull {
  return {
    number: 7,
    title: 'Change the shop',
    author: 'zoe',
    isBot: false,
    state: 'open',
    paths: [],
    isCut: false,
    patches: new Map(),
    closedAt: null,
    ...parts,
  };
}
