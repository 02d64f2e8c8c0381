import { describe, expect, it } from 'vitest';
import { readBuilds } from '../../src/builds/read-builds.ts';
import { passAsSecret } from '../../src/builds/secret-edits.ts';
import { applyEdits } from '../../src/dockerfile/text-edit.ts';

/** The file after the argument TOKEN of all its builds became a secret; or what a person has to do. */
function moved(path: string, text: string): string {
  const { builds } = readBuilds([{ path, text }], () => true);
  const outcome = passAsSecret(builds, 'TOKEN', () => text);
  if (!outcome.ok) return `LEFT ${outcome.left}`;
  const edits = outcome.files.flatMap((file) => file.edits);
  const result = applyEdits(text, edits);
  const after = result.ok ? result.text : result.reason;
  const again = readBuilds([{ path, text: after }], () => true);
  expect(again.notices).toEqual([]);
  expect(again.builds.length).toBe(builds.length);
  expect(again.builds.filter(({ args }) => args.has('TOKEN'))).toEqual([]);
  return after;
}

const WORKFLOW = '.github/workflows/build.yml';
const HEAD = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n';
const STEP = `${HEAD}      # the image\n      - uses: docker/build-push-action@v6\n        with:\n          push: true\n`;
const NAMED = '${{ secrets.NPM_TOKEN }}';

describe('a workflow passes a secret instead of an argument where it', () => {
  const rows: Record<string, readonly [before: string, after: string]> = {
    'passes one only': [
      `${STEP}          build-args: |\n            TOKEN=${NAMED}\n          tags: a\n`,
      `${STEP}          secrets: |\n            TOKEN=${NAMED}\n          tags: a\n`,
    ],
    'passes it on one line': [
      `${STEP}          build-args: TOKEN=${NAMED}\n`,
      `${STEP}          secrets: TOKEN=${NAMED}\n`,
    ],
    'passes others, too': [
      `${STEP}          build-args: |\n            A=1\n            TOKEN=${NAMED}\n            B=2\n          tags: a # x\n`,
      `${STEP}          build-args: |\n            A=1\n            B=2\n          secrets: |\n            TOKEN=${NAMED}\n          tags: a # x\n`,
    ],
    'passes it last, in a file of CRLF lines without a last one': [
      `${STEP}          build-args: |\n            A=1\n            TOKEN=${NAMED}`.replaceAll(
        '\n',
        '\r\n',
      ),
      `${STEP}          build-args: |\n            A=1\n          secrets: |\n            TOKEN=${NAMED}`.replaceAll(
        '\n',
        '\r\n',
      ),
    ],
    'has secrets already': [
      `${STEP}          secrets: |\n            B=\${{ secrets.B }}\n          build-args: |\n            TOKEN=${NAMED}\n          tags: a\n`,
      `${STEP}          secrets: |\n            B=\${{ secrets.B }}\n            TOKEN=${NAMED}\n          tags: a\n`,
    ],
    'runs a command, which gets an environment': [
      `${HEAD}      - run: docker build --build-arg TOKEN=${NAMED} -t a .\n`,
      `${HEAD}      - env:\n          TOKEN: ${NAMED}\n        run: docker build --secret id=TOKEN,env=TOKEN -t a .\n`,
    ],
    'runs a command with an environment of its own': [
      `${HEAD}      - name: x\n        env:\n          A: 1 # why\n        run: |\n          make\n          docker buildx build \\\n            --build-arg "TOKEN=${NAMED}" \\\n            --build-arg B=1 .\n`,
      `${HEAD}      - name: x\n        env:\n          TOKEN: ${NAMED}\n          A: 1 # why\n        run: |\n          make\n          docker buildx build \\\n            --secret id=TOKEN,env=TOKEN \\\n            --build-arg B=1 .\n`,
    ],
    'takes the value from the environment': [
      `${HEAD}      - run: docker build --build-arg TOKEN="$OTHER" .\n        env:\n          OTHER: ${NAMED}\n`,
      `${HEAD}      - run: docker build --secret id=TOKEN,env=OTHER .\n        env:\n          OTHER: ${NAMED}\n`,
    ],
    'names it alone': [
      `${HEAD}      - run: docker build --build-arg=TOKEN .\n`,
      `${HEAD}      - run: docker build --secret id=TOKEN,env=TOKEN .\n`,
    ],
  };
  it.each(Object.entries(rows))('%s', (_name, [before, after]) => {
    expect(moved(WORKFLOW, before)).toBe(after);
  });
});

describe('compose passes a secret instead of an argument where it', () => {
  const head = '# ours\nservices:\n  a:\n    build:\n      context: .\n';
  const top = '\nsecrets:\n  TOKEN:\n    environment: TOKEN\n';
  const rows: Record<string, readonly [before: string, after: string]> = {
    'passes one only': [
      `${head}      args:\n        TOKEN: \${TOKEN}\n    ports: [80] # x\n`,
      `${head}      secrets:\n        - TOKEN\n    ports: [80] # x\n${top}`,
    ],
    'has a list, and another name in the environment': [
      `${head}      args:\n        - A=1\n        - TOKEN=$NPM\n    ports: [80]\n`,
      `${head}      args:\n        - A=1\n      secrets:\n        - TOKEN\n    ports: [80]\n${top.replace('t: TOKEN', 't: NPM')}`,
    ],
    'names it alone': [
      `${head}      args:\n      - TOKEN\n      - A=1\n`,
      `${head}      args:\n      - A=1\n      secrets:\n        - TOKEN\n${top}`,
    ],
    'has secrets already': [
      `${head}      secrets:\n        - other\n      args:\n        TOKEN:\n        A: 1\nsecrets:\n  other: # why\n    file: x\n`,
      `${head}      secrets:\n        - other\n        - TOKEN\n      args:\n        A: 1\nsecrets:\n  TOKEN:\n    environment: TOKEN\n  other: # why\n    file: x\n`,
    ],
    'builds two services': [
      'services:\n  a:\n    build:\n      args:\n        TOKEN: ${TOKEN:?set it}\n  b:\n    build:\n      args:\n        TOKEN: ${TOKEN}\n',
      `services:\n  a:\n    build:\n      secrets:\n        - TOKEN\n  b:\n    build:\n      secrets:\n        - TOKEN\n${top}`,
    ],
  };
  it.each(Object.entries(rows))('%s', (_name, [before, after]) => {
    expect(moved('compose.yaml', before)).toBe(after);
  });
});

describe('bake passes a secret instead of an argument where it', () => {
  const head = 'variable "TOKEN" {} # from outside\ntarget "a" {\n';
  const rows: Record<string, readonly [before: string, after: string]> = {
    'passes one only': [
      `${head}  args = {\n    TOKEN = TOKEN\n  }\n  tags = ["a"]\n}\n`,
      `${head}  secret = ["id=TOKEN,env=TOKEN"]\n  tags = ["a"]\n}\n`,
    ],
    'passes others, too': [
      `${head}  args = {\n    A = "1" # why\n    TOKEN = "\${TOKEN}"\n  }\n}\n`,
      `${head}  secret = ["id=TOKEN,env=TOKEN"]\n  args = {\n    A = "1" # why\n  }\n}\n`,
    ],
    'has secrets already': [
      `${head}  args = { TOKEN = TOKEN }\n  secret = ["id=b"]\n}\n`,
      `${head}  secret = ["id=TOKEN,env=TOKEN", "id=b"]\n}\n`,
    ],
  };
  it.each(Object.entries(rows))('%s', (_name, [before, after]) => {
    expect(moved('docker-bake.hcl', before)).toBe(after);
  });
});

describe('bake passes a secret instead of an argument in JSON where it', () => {
  const head = '{\n  "variable": { "TOKEN": { "default": "" } },\n  "target": {\n    "a": {\n';
  const end = '    }\n  }\n}\n';
  const secret = '      "secret": ["id=TOKEN,env=TOKEN"]';
  const rows: Record<string, readonly [before: string, after: string]> = {
    'passes one only': [
      `${head}      "context": ".",\n      "args": {\n        "TOKEN": "\${TOKEN}"\n      }\n${end}`,
      `${head}      "context": ".",\n${secret}\n${end}`,
    ],
    'passes it first of others': [
      `${head}      "args": {\n        "TOKEN": "\${TOKEN}",\n        "A": "1"\n      }\n${end}`,
      `${head}${secret},\n      "args": {\n        "A": "1"\n      }\n${end}`,
    ],
    'passes it last of others, in CRLF lines': [
      `${head}      "args": {\n        "A": "1",\n        "TOKEN": "\${TOKEN}"\n      }\n${end}`.replaceAll(
        '\n',
        '\r\n',
      ),
      `${head}${secret},\n      "args": {\n        "A": "1"\n      }\n${end}`.replaceAll(
        '\n',
        '\r\n',
      ),
    ],
    'has secrets already': [
      `${head}      "args": { "TOKEN": "\${TOKEN}" },\n      "secret": [\n        "id=b"\n      ]\n${end}`,
      `${head}      "secret": [\n        "id=TOKEN,env=TOKEN",\n        "id=b"\n      ]\n${end}`,
    ],
    'stands on one line': [
      '{"variable": {"TOKEN": {}}, "target": {"a": {"args": {"TOKEN": "${TOKEN}"}, "tags": ["a"]}}}\n',
      '{"variable": {"TOKEN": {}}, "target": {"a": {"secret": ["id=TOKEN,env=TOKEN"], "tags": ["a"]}}}\n',
    ],
  };
  it.each(Object.entries(rows))('%s', (_name, [before, after]) => {
    const result = moved('docker-bake.json', before);
    expect(result).toBe(after);
    expect(() => JSON.parse(result) as unknown).not.toThrow();
  });
});

describe('a build is left to a person where', () => {
  const rows: Record<string, readonly [path: string, text: string]> = {
    'the secret stands in the workflow': [WORKFLOW, `${STEP}          build-args: TOKEN=abc\n`],
    'the argument is put together': [
      WORKFLOW,
      `${STEP}          build-args: |\n            TOKEN=x-${NAMED}\n`,
    ],
    'the block is folded': [
      WORKFLOW,
      `${STEP}          build-args: >\n            TOKEN=${NAMED}\n            A=1\n`,
    ],
    'another action builds': [
      WORKFLOW,
      `${HEAD}      - uses: x/build-push-action@v1\n        with:\n          build-args: TOKEN=${NAMED}\n`,
    ],
    'another program builds': [
      WORKFLOW,
      `${HEAD}      - run: buildah bud --build-arg TOKEN=${NAMED} .\n`,
    ],
    'the builder knows no secrets': [
      WORKFLOW,
      `${HEAD}      - run: DOCKER_BUILDKIT=0 docker build --build-arg TOKEN=${NAMED} .\n`,
    ],
    'the shell has the variable for itself': [
      WORKFLOW,
      `${HEAD}      - run: |\n          T=$(cat x)\n          docker build --build-arg TOKEN=$T .\n`,
    ],
    'the step has another variable of the name': [
      WORKFLOW,
      `${HEAD}      - env:\n          TOKEN: other\n        run: docker build --build-arg TOKEN=${NAMED} .\n`,
    ],
    'compose has a default': [
      'compose.yaml',
      'services:\n  a:\n    build:\n      args:\n        TOKEN: ${TOKEN:-x}\n',
    ],
    'compose has the value': [
      'compose.yaml',
      'services:\n  a:\n    build:\n      args:\n        TOKEN: abc\n',
    ],
    'compose shares the arguments': [
      'compose.yaml',
      'services:\n  a:\n    build:\n      args: &x\n        TOKEN: ${TOKEN}\n  b:\n    build:\n      args: *x\n',
    ],
    'compose writes a map on one line': [
      'compose.yaml',
      'services:\n  a:\n    build:\n      args: { TOKEN: "${TOKEN}" }\n',
    ],
    'the secret of that name is another one': [
      'compose.yaml',
      'services:\n  a:\n    build:\n      args:\n        TOKEN: ${TOKEN}\nsecrets:\n  TOKEN:\n    file: x\n',
    ],
    'bake has a default': [
      'docker-bake.hcl',
      'variable "TOKEN" { default = "x" }\ntarget "a" {\n  args = { TOKEN = TOKEN }\n}\n',
    ],
    'another target inherits the arguments': [
      'docker-bake.hcl',
      'variable "TOKEN" {}\ntarget "a" {\n  args = { TOKEN = TOKEN }\n}\ntarget "b" {\n  inherits = ["a"]\n  context = "b"\n}\n',
    ],
    'bake has a default in JSON': [
      'docker-bake.json',
      '{"variable": {"TOKEN": {"default": "x"}}, "target": {"a": {"args": {"TOKEN": "${TOKEN}"}}}}\n',
    ],
    'JSON has its arguments on one line': [
      'docker-bake.json',
      '{"variable": {"TOKEN": {}}, "target": {"a": {"args": {"A": "1", "TOKEN": "${TOKEN}"}}}}\n',
    ],
    'JSON begins with a byte order mark': [
      'docker-bake.json',
      '\uFEFF{"variable": {"TOKEN": {}}, "target": {"a": {"args": {"TOKEN": "${TOKEN}"}}}}\n',
    ],
  };
  it.each(Object.entries(rows))('%s', (_name, [path, text]) => {
    expect(moved(path, text)).toMatch(/^LEFT write `--secret id=TOKEN` in /);
  });
});
