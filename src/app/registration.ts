import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { run } from 'probot';

type Environment = Readonly<Partial<Record<string, string>>>;

/**
 * Probot's page that registers the app on GitHub with our `app.yml`, and writes the credentials into `.env` of the current
 * folder. Probot looks for `app.yml` in the current folder and nowhere else.
 */
export async function offerRegistration(
  env: Environment,
): Promise<{ readonly close: () => Promise<void> }> {
  const dotenv = resolve('.env');
  process.chdir(packageFolder());
  // Probot would fetch packages while it runs: for a tunnel, and for Redis.
  process.env['NO_SMEE_SETUP'] = 'true';
  const server = await run(() => undefined, {
    env: { ...env, REDIS_URL: undefined },
    updateEnv: (values) => {
      writeFileSync(dotenv, withValues(dotenv, values), { mode: 0o600 });
      return values;
    },
  });
  return { close: () => server.stop() };
}

/** The nearest folder above this file that has the `app.yml`: the package's, in its sources and as built. */
function packageFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'app.yml'))) return folder;
    if (folder === dirname(folder)) throw new Error('the package has lost its app.yml');
  }
}

/** The lines of the file as it is, with these variables in it. */
function withValues(path: string, values: Environment): string {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const others = lines.filter((line) => line !== '' && !(nameIn(line) in values));
  const own = Object.entries(values).map(
    ([name, value = '']) => `${name}=${value.replaceAll('\n', String.raw`\n`)}`,
  );
  return `${[...others, ...own].join('\n')}\n`;
}

function nameIn(line: string): string {
  return line.split('=')[0]?.trim() ?? '';
}
