import { expect, it } from 'vitest';
import { manifestPorts, portOfLine } from '../../src/builds/manifest-ports.ts';
import { readBuilds } from '../../src/builds/read-builds.ts';
import { readWorkloads } from '../../src/builds/read-workloads.ts';

const COMPOSE = 'services:\n  web:\n    build: .\n    image: acme/web\n';
const POD =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  labels: { app: web, tier: a }\nspec:\n  containers:\n    - image: acme/web\n      ports: [{ containerPort: 80, hostPort: 80 }]\n';

/** `pod.yaml:8 by hand` for every place that says port 80. */
function places(files: Readonly<Record<string, string>>): string[] {
  const all = { 'compose.yaml': COMPOSE, 'pod.yaml': POD, ...files };
  const list = Object.entries(all).map(([path, text]) => ({ path, text }));
  const { builds } = readBuilds(list, (name) => Object.hasOwn(all, name));
  const workloads = readWorkloads(list, 'Dockerfile', builds);
  const pods = workloads.filter(({ kind }) => kind === 'kubernetes');
  return pods
    .flatMap((pod) => manifestPorts(list, pod, 80))
    .map(({ path, line, span }) => `${path}:${line}${span === null ? ' by hand' : ''}`);
}

function service(selector: string, port: string): string {
  return `apiVersion: v1\nkind: Service\nspec:\n  selector: ${selector}\n  ports:\n    - port: 80\n      ${port}\n`;
}

it('leaves flow style to a person, and the port of the host alone', () => {
  expect(places({})).toEqual(['pod.yaml:8 by hand']);
});

it.each<readonly [string, string, readonly string[]]>([
  ['selects it', service('{ app: web }', 'targetPort: 80'), ['b.yaml:7']],
  ['selects it without a targetPort', service('{ app: web }', 'name: a'), ['b.yaml:6 by hand']],
  ['selects it by the name of its port', service('{ app: web }', 'targetPort: http'), []],
  ['selects others', service('{ app: web, tier: b }', 'targetPort: 80'), []],
  ['selects nothing', service('{}', 'targetPort: 80'), []],
])('knows the places of a Service that %s', (_name, text, expected) => {
  expect(places({ 'b.yaml': text })).toEqual(['pod.yaml:8 by hand', ...expected]);
});

it('leaves network policies to a person', () => {
  const text = 'apiVersion: v1\nkind: NetworkPolicy\nspec:\n  ingress:\n    - port: 80\n';
  expect(places({ 'b.yaml': text })).toContain('b.yaml:5 by hand');
});

it.each([
  ['  - containerPort: 80 # web', 80],
  ['port: 8080\r', 8080],
  ['  nodePort: 80', null],
  ['  port: 080', null],
  ['  port: "80"', null],
])('%j says the port %s', (line, port) => {
  expect(portOfLine(line)).toBe(port);
});
