import type { SeededRepository } from '../../test/e2e/github/host.ts';
import { chanceOf } from '../queue-proof/chance.ts';
import type { Chance } from '../queue-proof/chance.ts';
import { IMAGES } from './images.ts';

/** One of many repositories of an owner, made from a seed: the same number always has the same. */
export interface SyntheticRepository extends SeededRepository {
  readonly name: string;
  readonly language: string;
  readonly topics: readonly string[];
  readonly private: boolean;
  readonly files: Readonly<Record<string, string>>;
}

const SUBJECTS = ['billing', 'search', 'mail', 'stock', 'maps', 'login', 'media', 'audit'] as const;
const KINDS = ['api', 'web', 'worker', 'jobs', 'proxy', 'site', 'tool', 'bridge'] as const;
const LANGUAGES = ['Go', 'Java', 'JavaScript', 'Python', 'Ruby', 'TypeScript'] as const;
const TOPICS = ['internal', 'payments', 'platform', 'prototype'] as const;
const FOLDERS = ['src', 'lib', 'docs', 'test', 'scripts', 'cmd/server'] as const;

/** Of what people write, with and without problems. */
const LINES = [
  'ENV PORT 8080',
  'RUN apt-get update && apt-get install -y curl',
  'RUN apk add git',
  'ADD . /app',
  'COPY . /app',
  'WORKDIR app',
  'RUN cd /app && make',
  'MAINTAINER ann@example.com',
  'EXPOSE 8080',
  'RUN pip install flask',
  'RUN npm install',
  'USER app',
  'LABEL team=shop',
  'CMD node server.js',
] as const;

/** Far from each other, so that neighbours have nothing in common. */
const STEP = 2_654_435_761;

export function syntheticRepository(seed: number, index: number): SyntheticRepository {
  const chance = chanceOf(Math.imul(seed, 7919) + Math.imul(index, STEP));
  const name = `${chance.pick(SUBJECTS)}-${chance.pick(KINDS)}-${index}`;
  return {
    name,
    language: chance.pick(LANGUAGES),
    topics: [chance.pick(TOPICS)],
    private: chance.next() < 0.7,
    size: chance.below(200_000),
    collaborators: { ann: 'admin' },
    files: { ...dockerfiles(chance), 'README.md': `# ${name}\n`, ...otherFiles(chance) },
  };
}

/** Most have one, some none or several. */
function dockerfiles(chance: Chance): Readonly<Record<string, string>> {
  const paths = ['Dockerfile', 'web/Dockerfile', 'ops/Dockerfile'];
  const count = chance.pick([0, 1, 1, 1, 1, 1, 2, 3]);
  return Object.fromEntries(paths.slice(0, count).map((path) => [path, dockerfile(chance)]));
}

export function dockerfile(chance: Chance): string {
  const lines = Array.from({ length: 2 + chance.below(8) }, () => chance.pick(LINES));
  return [`FROM ${chance.pick(IMAGES)}`, ...lines, ''].join('\n');
}

/** Their texts are few, so that a store of objects that all share stays small. */
function otherFiles(chance: Chance): Readonly<Record<string, string>> {
  const paths = Array.from(
    { length: 5 + chance.below(30) },
    (_, place) => `${chance.pick(FOLDERS)}/part-${place}.txt`,
  );
  return Object.fromEntries(paths.map((path) => [path, `${chance.below(200)}\n`]));
}
