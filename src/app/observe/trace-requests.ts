import { RequestError } from 'octokit';
import type { ProbotOctokit } from 'probot';
import type { Tracing } from './tracing.ts';

type Hooks = Pick<InstanceType<typeof ProbotOctokit>, 'hook'>;

/** Each request of a client is a span, named by the pattern of its address. */
export function traceRequests({ hook }: Hooks, { span }: Pick<Tracing, 'span'>): void {
  hook.wrap('request', (request, options) => {
    const { method, url, baseUrl } = options;
    const { hostname, port } = new URL(baseUrl);
    const attributes = {
      'http.request.method': method,
      'url.template': url,
      'server.address': hostname,
      ...(port === '' ? {} : { 'server.port': Number(port) }),
    };
    return span({ name: `${method} ${url}`, kind: 'client', attributes }, async (more) => {
      const tell = (status: number, address: string) => {
        more({
          'http.response.status_code': status,
          'url.full': address.split('?')[0] ?? '',
        });
      };
      try {
        const response = await request(options);
        tell(response.status, response.url);
        return response;
      } catch (error) {
        if (error instanceof RequestError && error.response !== undefined) {
          tell(error.response.status, error.response.url);
        }
        throw error;
      }
    });
  });
}
