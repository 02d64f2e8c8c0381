import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { mavenRange } from '../../image/version-brackets.ts';
import { lineRange, versionNumbers } from '../../image/version-range.ts';
import type { LimitReader, LimitStatement } from '../limit.ts';

/** Which Java the project is for; the first that is set counts, as plugins and Spring Boot read them. */
const PROPERTIES = [
  'maven.compiler.release',
  'java.version',
  'maven.compiler.target',
  'maven.compiler.source',
] as const;

const text = z.string().optional().catch(undefined);
const plugin = z.object({
  artifactId: text,
  configuration: z
    .object({
      release: text,
      rules: z
        .object({
          requireJavaVersion: z.object({ version: text }).optional().catch(undefined),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  executions: z
    .object({
      execution: z.array(z.unknown()).catch([]),
    })
    .optional()
    .catch(undefined),
});
type Plugin = z.output<typeof plugin>;

const pom = z.object({
  project: z.object({
    properties: z.record(z.string(), z.unknown()).optional().catch(undefined),
    build: z
      .object({
        plugins: z
          .object({ plugin: z.array(plugin.catch({})) })
          .optional()
          .catch(undefined),
      })
      .optional()
      .catch(undefined),
  }),
});

const LISTS = new Set(['plugin', 'execution']);

const PARSER = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  processEntities: false,
  isArray: (name) => LISTS.has(name),
});

/**
 * The release of Java that the project is for, and what its enforcer demands. An application that was
 * written for Java 17 is not moved to 21 before it says so itself.
 */
export const POM_XML: LimitReader = {
  reads: (fileName) => fileName === 'pom.xml',
  statements: (source) => {
    const { project } = pom.parse(PARSER.parse(source));
    const properties = new Map(Object.entries(project.properties ?? {}));
    const plugins = project.build?.plugins?.plugin ?? [];
    return [
      ...release(properties, plugins).slice(0, 1),
      ...plugins.flatMap(enforced).map((written) => ({
        runtime: 'java' as const,
        setting: 'requireJavaVersion',
        written,
        range: mavenRange(written),
      })),
    ];
  },
};

function release(
  properties: ReadonlyMap<string, unknown>,
  plugins: readonly Plugin[],
): LimitStatement[] {
  const compiler = plugins.find(({ artifactId }) => artifactId === 'maven-compiler-plugin');
  const settings: [string, unknown][] = [
    ['release', compiler?.configuration?.release],
    ...PROPERTIES.map((name): [string, unknown] => [name, properties.get(name)]),
  ];
  return settings.flatMap(([setting, value]) => {
    const written = resolved(value, properties);
    const version = versionNumbers(written.replace(/^1\.(?=\d)/, ''));
    if (version === null) return [];
    return [{ runtime: 'java', setting, written, range: lineRange(written, version, 1) }];
  });
}

/** `${java.version}` is looked up once. */
function resolved(value: unknown, properties: ReadonlyMap<string, unknown>): string {
  const written = typeof value === 'string' ? value : '';
  const name = /^\$\{([^}]{1,100})\}$/.exec(written)?.[1];
  const inner = name === undefined ? written : properties.get(name);
  return typeof inner === 'string' ? inner : '';
}

function enforced({ artifactId, configuration, executions }: Plugin): string[] {
  if (artifactId !== 'maven-enforcer-plugin') return [];
  const inner = (executions?.execution ?? []).map((execution) =>
    plugin.pick({ configuration: true }).safeParse(execution),
  );
  const all = [configuration, ...inner.map(({ data }) => data?.configuration)];
  return all.flatMap((one) => one?.rules?.requireJavaVersion?.version ?? []);
}
