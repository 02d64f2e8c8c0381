import { describe, expect, it } from 'vitest';
import { readBuilds } from '../../src/builds/read-builds.ts';
import { readWorkloads } from '../../src/builds/read-workloads.ts';
import type { Workload } from '../../src/builds/workload.ts';
import type { Files } from './show-builds.ts';

/** How the images of `path` are run. */
function workloadsOf(files: Files, path = 'Dockerfile'): readonly Workload[] {
  const list = Object.entries(files).map(([name, text]) => ({ path: name, text }));
  const { builds } = readBuilds(list, (name) => Object.hasOwn(files, name));
  return readWorkloads(
    list,
    path,
    builds.filter(({ dockerfile }) => dockerfile === path),
  );
}

function only(files: Files): Workload {
  const [first, ...others] = workloadsOf(files);
  if (first === undefined || others.length > 0) throw new Error('not exactly one workload');
  return first;
}

/** `compose.yaml:2 web` */
function named(workloads: readonly Workload[]): string[] {
  return workloads.map(({ place, name }) => `${place.path}:${place.line} ${name}`);
}

const BUILD = 'services:\n  web:\n    build: .\n    image: acme/web:1\n';

function service(...lines: readonly string[]): Files {
  return { 'compose.yaml': BUILD + lines.map((line) => `    ${line}\n`).join('') };
}

describe('services of compose files', () => {
  it('belong to the Dockerfile that they build', () => {
    const files = {
      'compose.yaml': 'services:\n  web: { build: web }\n  db: { image: "postgres:16" }\n',
      'compose.override.yaml': 'services:\n  web: { user: "1000" }\n',
    };
    expect(named(workloadsOf(files, 'web/Dockerfile'))).toEqual([
      'compose.yaml:2 web',
      'compose.override.yaml:2 web',
    ]);
    expect(workloadsOf(files, 'db/Dockerfile')).toEqual([]);
  });

  it('belong to it when they run an image that a build names, whatever its tag', () => {
    const found = workloadsOf({
      ...service(),
      'deploy/compose.yaml':
        'services:\n  a: { image: "docker.io/acme/web:2@sha256:0" }\n  b: { image: acme/worker }\n',
    });
    expect(named(found)).toEqual(['compose.yaml:2 web', 'deploy/compose.yaml:2 a']);
  });

  it('say who they run as, with variables put in', () => {
    const files = { ...service('user: "${WHO:-1000}:1000"'), '.env': 'WHO=1001\n' };
    expect(only(files).user).toBe('1001:1000');
    expect(only(service()).user).toBeNull();
  });

  it('may have more rights than others', () => {
    expect(only(service('privileged: true')).isPrivileged).toBe(true);
    expect(only(service('cap_add: [NET_ADMIN]')).isPrivileged).toBe(true);
    expect(only(service()).isPrivileged).toBe(false);
  });

  it('publish ports, and the digits of the container are known by their place', () => {
    const files = service(
      'ports:',
      '  - 8080:80',
      '  - "127.0.0.1:9000:90/tcp"',
      '  - { target: 443, published: 8443 }',
      '  - "8000-8010:8000-8010"',
      '  - "1:${PORT:-80}"',
      'expose: ["3000"]',
    );
    const { ports } = only(files);
    const text = files['compose.yaml'] ?? '';
    const shown = ports.map(({ container, line, span }) => [
      container,
      line,
      span && text.slice(span.start, span.end),
    ]);
    expect(shown).toEqual([
      [80, 6, '80'],
      [90, 7, '90'],
      [443, 8, '443'],
      [3000, 11, '3000'],
    ]);
  });

  it('mount volumes, folders and other things', () => {
    const { mounts } = only(
      service(
        'volumes:',
        '  - data:/data',
        '  - ./conf:/etc/app:ro',
        '  - /cache',
        '  - { type: bind, source: ./up, target: /up, read_only: true }',
        '  - { type: tmpfs, target: /t }',
        '  - relative:path',
        'tmpfs: /run:size=1m',
      ),
    );
    const shown = mounts.map(({ path, source, name, isReadOnly }) =>
      [path, source, name ?? '-', isReadOnly].join(' '),
    );
    expect(shown).toEqual([
      '/data volume data false',
      '/etc/app bind ./conf true',
      '/cache volume - false',
      '/up bind ./up true',
      '/t other - false',
      '/run other - false',
    ]);
  });

  it('set variables, whose values only the environment may know', () => {
    const list = only(service('environment: [A=1, "B=${NOBODY}", C]'));
    expect([...list.environment]).toEqual([
      ['A', '1'],
      ['B', null],
      ['C', null],
    ]);
    const map = only(service('environment: { PORT: 80 }'));
    expect([...map.environment]).toEqual([['PORT', '80']]);
  });

  it('tell nothing when the file cannot be read', () => {
    expect(workloadsOf({ ...service(), 'compose.dev.yaml': 'services: [' })).toHaveLength(1);
  });
});

function deployment(container: string, pod = '', kind = 'Deployment'): Files {
  const text = [
    'apiVersion: apps/v1',
    `kind: ${kind}`,
    'spec:',
    '  template:',
    '    spec:',
    ...(pod === '' ? [] : [`      ${pod}`]),
    '      containers:',
    '        - image: acme/web:2',
    ...(container === '' ? [] : [`          ${container}`]),
    '',
  ].join('\n');
  return { 'compose.yaml': 'services: { web: { build: ., image: acme/web } }', 'k8s.yaml': text };
}

function container(...args: Parameters<typeof deployment>): Workload {
  const found = workloadsOf(deployment(...args)).find(({ kind }) => kind === 'kubernetes');
  if (found === undefined) throw new Error('no container');
  return found;
}

describe('containers of Kubernetes resources', () => {
  it('belong to the Dockerfile whose image they run', () => {
    const { place, name, image } = container('name: api');
    expect({ place, name, image }).toEqual({
      place: { path: 'k8s.yaml', line: 7 },
      name: 'api',
      image: 'acme/web:2',
    });
  });

  it('are found in resources of all kinds', () => {
    const files = {
      ...deployment(''),
      'more.yaml': [
        'apiVersion: v1\nkind: Pod\nspec: { initContainers: [{ image: acme/web }], containers: [{ image: b }] }',
        'apiVersion: batch/v1\nkind: CronJob\nspec: { jobTemplate: { spec: { template: { spec: { containers: [{ image: acme/web }] } } } } }',
      ].join('\n---\n'),
    };
    const found = workloadsOf(files).filter(({ place }) => place.path === 'more.yaml');
    expect(found.map(({ place }) => place.line)).toEqual([3, 7]);
  });

  it('say who they run as: their own word counts before that of the pod', () => {
    const pod = 'securityContext: { runAsUser: 1, runAsGroup: 2, runAsNonRoot: true }';
    expect(container('securityContext: { runAsUser: 3 }', pod)).toMatchObject({
      user: '3:2',
      requiresNonRoot: true,
    });
    expect(container('')).toMatchObject({ user: null, requiresNonRoot: false, volumeGroup: null });
  });

  it('say which group volumes are given to', () => {
    expect(container('', 'securityContext: { fsGroup: 2000 }').volumeGroup).toBe('2000');
  });

  it('may have more rights than others', () => {
    const added = container('securityContext: { capabilities: { add: [NET_ADMIN] } }');
    expect(added.isPrivileged).toBe(true);
    expect(container('securityContext: { privileged: true }').isPrivileged).toBe(true);
    expect(container('').isPrivileged).toBe(false);
  });

  it('name ports and variables', () => {
    const found = container('ports: [{ containerPort: 80 }, { containerPort: web }]');
    expect(found.ports).toEqual([{ container: 80, line: 8, span: null }]);
    const { environment } = container('env: [{ name: A, value: "1" }, { name: B, valueFrom: {} }]');
    expect([...environment]).toEqual([
      ['A', '1'],
      ['B', null],
    ]);
  });

  it('mount what the volumes of the pod say', () => {
    const volumes = [
      '{ name: a, persistentVolumeClaim: { claimName: c } }',
      '{ name: b, hostPath: { path: /var/lib } }',
      '{ name: c, emptyDir: {} }',
    ];
    const mounts = ['a', 'b', 'c', 'd'].map((name) => `{ name: ${name}, mountPath: /${name} }`);
    const { mounts: found } = container(
      `volumeMounts: [${mounts.join(', ')}]`,
      `volumes: [${volumes.join(', ')}]`,
    );
    expect(found.map(({ path, source, name }) => [path, source, name])).toEqual([
      ['/a', 'volume', 'a'],
      ['/b', 'bind', '/var/lib'],
      ['/c', 'other', 'c'],
      ['/d', 'other', null],
    ]);
  });

  it('mount what a StatefulSet claims', () => {
    const claims = 'volumeClaimTemplates: [{ metadata: { name: data } }]';
    const files = deployment('volumeMounts: [{ name: data, mountPath: /data }]', '', 'StatefulSet');
    const text = (files['k8s.yaml'] ?? '').replace('spec:\n', `spec:\n  ${claims}\n`);
    const found = workloadsOf({ ...files, 'k8s.yaml': text }).at(-1);
    expect(found?.mounts).toMatchObject([{ path: '/data', source: 'volume', name: 'data' }]);
  });
});
