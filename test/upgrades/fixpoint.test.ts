import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { applyEdits } from '../../src/dockerfile/text-edit.ts';
import type { TextEdit } from '../../src/dockerfile/text-edit.ts';
import { plannedUses, useKey } from '../../src/upgrades/planned-use.ts';
import { editTogether } from '../../src/upgrades/shared-definition.ts';
import { planRepository } from './plan-repository.ts';
import type { PlanInput } from './plan-repository.ts';
import { tableRegistry } from './table-registry.ts';
import type { TableRegistry } from './table-registry.ts';

const TAGS: Readonly<Record<string, readonly string[]>> = {
  node: product(
    ['18.20.8', '20.1.0', '20.19.6', '22.21.1', '23.1.0', '24.11.1', '26.1.0', '20', '24', 'lts'],
    ['', '-slim', '-alpine', '-alpine3.18', '-alpine3.22', '-bookworm', '-bullseye-slim'],
  ),
  python: product(
    ['3.8', '3.9.25', '3.11.1', '3.13', '3.13.1', '3.14.0', '3.15.0rc1'],
    ['', '-slim', '-slim-bullseye', '-slim-bookworm', '-slim-trixie', '-alpine3.22'],
  ),
  debian: product(
    ['bullseye', 'bookworm', 'trixie', 'stable', '11', '12', '13', '12.1'],
    ['', '-slim', '-20251103'],
  ),
  alpine: ['3', '3.18', '3.20', '3.22', '3.23', '3.22.1', 'latest', 'edge'],
  openjdk: ['8-jdk', '11-jre', '17-jdk', '17-jdk-slim', '22-ea-1'],
  'eclipse-temurin': product(
    ['8', '11', '17', '21', '25', '17.0.9_9', '17.0.17_10'],
    ['-jdk', '-jre', '-jdk-alpine'],
  ),
  golang: product(
    ['1.22', '1.22.5', '1.26.1', '1.27.0'],
    ['', '-alpine', '-alpine3.20', '-bookworm'],
  ),
  postgres: product(['13.1', '13', '16.1', '16.9', '17.2', '18.0'], ['', '-alpine', '-alpine3.20']),
  mysql: ['5.7', '8.0', '8.0.32', '8.4.1', '9.1.0'],
  nginx: product(['1.24.0', '1.28.0', '1.29.1', 'stable', 'mainline', '1.28'], ['', '-alpine']),
};

function product(versions: readonly string[], variants: readonly string[]): readonly string[] {
  return versions.flatMap((version) => variants.map((variant) => version + variant));
}

const registry: TableRegistry = tableRegistry(
  Object.fromEntries(
    Object.entries(TAGS).map(([name, tags]) => [
      `docker.io/library/${name}`,
      Object.fromEntries(tags.map((tag) => [tag, { content: tag }])),
    ]),
  ),
);

const POSTURES = ['gentle', 'balanced', 'strict'] as const;

/** The references that the plan chooses for files with one image each. */
async function planned(
  references: readonly string[],
  rest: Omit<PlanInput, 'files'>,
  others: PlanInput['files'] = {},
): Promise<readonly (readonly [from: string, to: string | null])[]> {
  const files = references.map((reference, index): [string, string] => [
    `${index}/Dockerfile`,
    `FROM ${reference}\n`,
  ]);
  const { outlooks } = await planRepository({
    ...rest,
    files: { ...others, ...Object.fromEntries(files) },
  });
  return [...outlooks.values()].map(({ reference, chosen }) => [
    reference,
    chosen?.reference ?? null,
  ]);
}

describe('planning again on what was chosen chooses nothing:', () => {
  const limits = {
    'package.json': '{"engines":{"node":"<25"}}',
    'pyproject.toml': '[project]\nrequires-python = "<3.14"',
  };
  const names = Object.keys(TAGS);
  const cases = names.flatMap((name) => POSTURES.map((posture) => [name, posture] as const));
  test.each(cases)('%s, %s', async (name, posture) => {
    const references = (TAGS[name] ?? []).map((tag) => `${name}:${tag}`);
    for (const others of [{}, limits]) {
      const first = await planned([...references, name], { registry, posture }, others);
      const chosen = first.flatMap(([, to]) => to ?? []);
      const second = await planned(chosen, { registry, posture }, others);
      expect(second.filter(([, to]) => to !== null)).toEqual([]);
    }
  });

  test('balanced chooses something for these, so that the above can fail', async () => {
    const references = names.flatMap((name) => (TAGS[name] ?? []).map((tag) => `${name}:${tag}`));
    const chosen = (await planned(references, { registry })).filter(([, to]) => to !== null);
    expect(chosen.length).toBeGreaterThan(references.length / 3);
  });
});

describe('planning again on the edited files chooses nothing:', () => {
  const cases = [
    [
      'two stages of Python',
      'python',
      (a: string, b: string) => `FROM python:${a}\nFROM python:${b}`,
    ],
    ['two stages of Go', 'golang', (a: string, b: string) => `FROM golang:${a}\nFROM golang:${b}`],
    [
      'two stages of deprecated Java',
      'openjdk',
      (a: string, b: string) => `FROM openjdk:${a}\nFROM openjdk:${b}`,
    ],
    [
      'two images that one ARG feeds',
      'alpine',
      (a: string, b: string) =>
        `ARG A=${a}\nFROM alpine:$A\nFROM golang:1.27.0-alpine$A\nFROM alpine:${b}`,
    ],
  ] as const;
  test.each(cases)('%s', async (_name, product, textOf) => {
    const all = TAGS[product] ?? [];
    // As many pairs as a second allows.
    const tags = all.filter((_, index) => index % Math.ceil(all.length / 20) === 0);
    const files = Object.fromEntries(
      tags.flatMap((a) => tags.map((b) => [`${a}/${b}/Dockerfile`, textOf(a, b)])),
    );
    const input = { registry, posture: 'strict' } as const;
    const edited = await editedFiles({ ...input, files });
    expect(edited).not.toEqual(files);
    const { outlooks } = await planRepository({ ...input, files: edited });
    const again = [...outlooks].filter(([, { chosen }]) => chosen !== null);
    expect(again.map(([key, { chosen }]) => `${key} -> ${chosen?.reference ?? ''}`)).toEqual([]);
  });
});

/** The files with every chosen exchange carried out. */
async function editedFiles(input: PlanInput): Promise<Readonly<Record<string, string>>> {
  const { outlooks } = await planRepository(input);
  return Object.fromEntries(
    Object.entries(input.files).map(([path, text]) => {
      const dockerfile = parseDockerfile(text);
      const targets = new Map<string, string>();
      for (const { reference } of plannedUses(path, dockerfile)) {
        const chosen = outlooks.get(useKey(path, reference))?.chosen ?? null;
        if (chosen !== null) targets.set(reference, chosen.reference);
      }
      const edits = new Map<string, TextEdit>();
      for (const reference of targets.keys()) {
        const verdict = editTogether(dockerfile, reference, targets);
        if (!verdict.ok) throw new Error(`${path}: ${verdict.refusal}`);
        for (const edit of verdict.edit.edits) edits.set(JSON.stringify(edit), edit);
      }
      const result = applyEdits(text, [...edits.values()]);
      if (!result.ok) throw new Error(`${path}: the edits contradict each other`);
      return [path, result.text];
    }),
  );
}
