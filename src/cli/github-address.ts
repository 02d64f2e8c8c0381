import { UsageError } from './exit.ts';

type Environment = Readonly<Partial<Record<string, string>>>;

const GITHUB = 'https://api.github.com';

/**
 * Base of GitHub's API, without a final slash: GITHUB_API_URL as GitHub Actions has it, or that of the enterprise server
 * GHE_HOST (with GHE_PROTOCOL), or that of github.com.
 */
export function readApiUrl(env: Environment): string {
  const { GITHUB_API_URL: named = '', GHE_HOST: host = '', GHE_PROTOCOL: protocol = '' } = env;
  if (named === '' && host === '') return GITHUB;
  const [variable, text] =
    named === ''
      ? ['GHE_HOST', `${protocol === '' ? 'https' : protocol}://${host}/api/v3`]
      : ['GITHUB_API_URL', named];
  // No credentials, no query: whatever else stands there is not shown, as it may be a secret.
  const isUsable = /^https?:\/\/[^\s@?#]+$/.test(text) && URL.canParse(text);
  if (!isUsable) throw new UsageError(`${variable} makes no address of an API, such as ${GITHUB}`);
  return text.replace(/\/+$/, '');
}

/** The host that people see: `github.com`, `acme.ghe.com`, or that of the enterprise server. */
export function hostOfApi(apiUrl: string): string {
  const { host } = new URL(apiUrl);
  return host === 'api.github.com' || host.endsWith('.ghe.com') ? host.replace(/^api\./, '') : host;
}
