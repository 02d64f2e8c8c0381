import { describe, expect, test } from 'vitest';
import { showBuilds } from './show-builds.ts';
import type { Files } from './show-builds.ts';

type Case = readonly [name: string, files: Files, builds: readonly string[]];

const hcl = (text: string): Files => ({ 'docker-bake.hcl': text });

describe('a bake file builds', () => {
  const cases: readonly Case[] = [
    [
      'a target with all that matters',
      hcl(
        'target "app" {\n  context = "api"\n  dockerfile = "Dockerfile.prod"\n  target = "prod"\n  args = {\n    V = "3.20"\n  }\n  tags = ["acme/app:1", "acme/app"]\n}\n',
      ),
      [
        'docker-bake.hcl:1: api/Dockerfile.prod < api, target prod, V=3.20 (6*), acme/app:1, acme/app',
      ],
    ],
    ['a target without anything', hcl('target "app" {}\n'), ['docker-bake.hcl:1: Dockerfile < .']],
    [
      'the default of a variable, at its place',
      hcl(
        'variable "V" {\n  default = "3.20"\n}\ntarget "app" {\n  args = { A = V, B = "${V}", C = "v${V}-x" }\n}',
      ),
      ['docker-bake.hcl:4: Dockerfile < ., A=3.20 (2*), B=3.20 (2*), C=v3.20-x (5)'],
    ],
    [
      'variables made of others',
      hcl(
        'variable "A" { default = "1" }\nvariable "B" { default = "${A}.2" }\ntarget "x" { args = { V = B } }',
      ),
      ['docker-bake.hcl:3: Dockerfile < ., V=1.2 (2)'],
    ],
    [
      'nothing that is known where only bake can work it out',
      hcl(
        'variable "N" {}\nvariable "S" { default = S }\ntarget "x" {\n  args = {\n    A = upper("x")\n    B = N\n    C = N == "" ? "a" : "b"\n    D = "${upper(N)}"\n    E = target.y.args.Z\n    F = S\n    H = ("x")\n    I = "%{ if true }x%{ endif }"\n  }\n}',
      ),
      [
        'docker-bake.hcl:3: Dockerfile < ., A=? (5), B=? (6), C=? (7), D=? (8), E=? (9), F=? (2), H=? (11), I=? (12)',
      ],
    ],
    [
      'no argument that is null, or a variable that is null by default',
      hcl('variable "V" { default = null }\ntarget "x" { args = { A = null, B = V, C = "1" } }'),
      ['docker-bake.hcl:2: Dockerfile < ., C=1 (2*)'],
    ],
    [
      'numbers and truth values',
      hcl('target "x" { args = { A = 1.20, B = 22, C = true } }'),
      ['docker-bake.hcl:1: Dockerfile < ., A=1.2 (1), B=22 (1*), C=true (1*)'],
    ],
    [
      'keys in quotes, with colons, and over several lines',
      hcl('target "x" {\n  args = {\n    "A": "1",\n    B : "2"\n\n    // C = "3"\n  }\n}'),
      ['docker-bake.hcl:1: Dockerfile < ., A=1 (3*), B=2 (4*)'],
    ],
    [
      'texts with escapes',
      hcl('target "x" { args = { A = "a\\"b", B = "$${V}", C = "# no comment" } }'),
      ['docker-bake.hcl:1: Dockerfile < ., A=a"b (1), B=${V} (1), C=# no comment (1*)'],
    ],
    [
      'what is not in comments',
      hcl('# target "a" {}\n// target "b" {}\n/* target "c" {}\n*/ target "d" {}'),
      ['docker-bake.hcl:4: Dockerfile < .'],
    ],
    [
      'no function and no group',
      hcl(
        'function "f" {\n  params = [a]\n  result = "${a}"\n}\ngroup "default" { targets = ["x"] }\ntarget "x" {}',
      ),
      ['docker-bake.hcl:6: Dockerfile < .'],
    ],
    [
      'what it inherits, the last first, and its own before that',
      hcl(
        'target "a" { args = { A = "1", B = "1", C = "1" } }\ntarget "b" { args = { B = "2", C = "2" } }\ntarget "x" {\n  inherits = ["a", "b"]\n  context = "x"\n  args = { C = "3" }\n}',
      ),
      ['docker-bake.hcl:3: x/Dockerfile < x, A=1 (1*), B=2 (2*), C=3 (6*)'],
    ],
    [
      'a target that others inherit, when it has a place of its own',
      hcl('target "a" { context = "a" }\ntarget "b" { inherits = ["a"] }'),
      ['docker-bake.hcl:1: a/Dockerfile < a', 'docker-bake.hcl:2: a/Dockerfile < a'],
    ],
    [
      'what is there where targets inherit each other',
      hcl('target "a" {\n inherits = ["b"]\n context = "a"\n}\ntarget "b" { inherits = ["a"] }'),
      ['docker-bake.hcl:1: a/Dockerfile < a'],
    ],
    [
      'no Dockerfile that is written in it, and says so',
      hcl('target "x" {\n  dockerfile-inline = <<EOT\nFROM alpine\ntarget "y" {}\nEOT\n}\n'),
      [
        'docker-bake.hcl:2: the Dockerfile of the target x is written here (dockerfile-inline) and is not read',
      ],
    ],
    ['nothing from elsewhere', hcl('target "x" { context = "https://example.com/a.git" }'), []],
    [
      'JSON, too',
      {
        'docker-bake.json':
          '{\n\t"variable": {"V": {"default": "3.20"}},\n\t"target": {\n\t\t"app": {\n\t\t\t"context": "api",\n\t\t\t"args": {\n\t\t\t\t"A": "${V}",\n\t\t\t\t"B": "x",\n\t\t\t\t"C": null\n\t\t\t},\n\t\t\t"tags": ["acme/app"]\n\t\t}\n\t}\n}\n',
      },
      ['docker-bake.json:4: api/Dockerfile < api, A=3.20 (2*), B=x (8*), acme/app'],
    ],
    [
      'what overrides say, with the last word',
      {
        'docker-bake.override.hcl': 'variable "V" { default = "2" }\ntarget "x" { target = "dev" }',
        'docker-bake.hcl': 'variable "V" { default = "1" }\ntarget "x" { args = { A = V } }',
      },
      ['docker-bake.hcl:2: Dockerfile < ., target dev, A=2 (docker-bake.override.hcl:1*)'],
    ],
    [
      'other files by themselves',
      {
        'docker-bake.ci.hcl': 'target "x" { args = { A = V } }',
        'docker-bake.hcl': 'variable "V" { default = "1" }',
      },
      ['docker-bake.ci.hcl:1: Dockerfile < ., A=? (1)'],
    ],
    [
      'from the folder of the file, where the Dockerfile is there',
      { 'a/docker-bake.hcl': 'target "x" {}', 'a/Dockerfile': '' },
      ['a/docker-bake.hcl:1: a/Dockerfile < a'],
    ],
    [
      'from the root, where the Dockerfile is there',
      { 'a/docker-bake.hcl': 'target "x" { context = "b" }', 'b/Dockerfile': '' },
      ['a/docker-bake.hcl:1: b/Dockerfile < b'],
    ],
    [
      'from its own folder, where only some of its Dockerfiles are there',
      {
        'a/docker-bake.hcl': 'target "x" { dockerfile = "x" }\ntarget "y" { dockerfile = "y" }',
        'a/x': '',
        y: '',
      },
      ['a/docker-bake.hcl:1: a/x < a', 'a/docker-bake.hcl:2: a/y < a'],
    ],
    ['what can be read of a broken file', hcl('}}}\ntarget\ntarget "a\n{ x = [ {\n'), []],
  ];
  test.each(cases)('%s', (_name, files, builds) => {
    expect(showBuilds(files)).toEqual(builds);
  });
});
