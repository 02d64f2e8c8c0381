import { readFileSync, realpathSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type {
  AppControllerRoute,
  AppViewRoute,
  BullBoardQueues,
  IServerAdapter,
  UIConfig,
} from '@bull-board/api/typings/app';

/** What the server sends. */
export interface BoardReply {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** Of the files that bull-board brings along. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.ico', 'image/x-icon'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', JSON_TYPE],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.woff2', 'font/woff2'],
]);

interface Pattern {
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

interface Route extends Pattern {
  readonly route: AppControllerRoute;
}

/**
 * bull-board's pages for a server without a framework: its adapters bring Express, Fastify, h3 and so on along, and all that
 * they do with them is this. Only what reads is answered.
 */
export class BoardPages implements IServerAdapter {
  readonly #base: string;
  #queues: BullBoardQueues = new Map();
  #config: UIConfig = {};
  #views = '';
  #statics = '';
  #entries: readonly Pattern[] = [];
  #entry: AppViewRoute | null = null;
  #routes: readonly Route[] = [];
  #explain: Parameters<IServerAdapter['setErrorHandler']>[0] | null = null;

  /** `base`: `/queues`. */
  constructor(base: string) {
    this.#base = base;
  }

  setQueues(queues: BullBoardQueues): this {
    this.#queues = queues;
    return this;
  }

  setViewsPath(path: string): this {
    this.#views = path;
    return this;
  }

  setStaticPath(_route: string, path: string): this {
    this.#statics = realpathSync(path);
    return this;
  }

  setUIConfig(config: UIConfig): this {
    this.#config = config;
    return this;
  }

  setErrorHandler(explain: Parameters<IServerAdapter['setErrorHandler']>[0]): this {
    this.#explain = explain;
    return this;
  }

  setEntryRoute(entry: AppViewRoute): this {
    this.#entries = [entry.route].flat().map(patternOf);
    this.#entry = entry;
    return this;
  }

  setApiRoutes(routes: AppControllerRoute[]): this {
    const reading = routes.filter(({ method }) => [method].flat().includes('get'));
    this.#routes = reading.flatMap((route) =>
      [route.route].flat().map((one) => ({ ...patternOf(one), route })),
    );
    return this;
  }

  /** Null where there is nothing. `address`: path and query. */
  async answer(address: string): Promise<BoardReply | null> {
    const { pathname, searchParams } = new URL(address, 'http://localhost');
    const path = pathname.slice(this.#base.length).replace(/\/$/, '') || '/';
    if (path.startsWith('/static/')) return this.#file(path.slice('/static/'.length));
    for (const { pattern, names, route } of this.#routes) {
      const match = pattern.exec(path);
      if (match === null) continue;
      const params = Object.fromEntries(names.map((name, at) => [name, decode(match[at + 1])]));
      return this.#ask(route, params, Object.fromEntries(searchParams));
    }
    return this.#entries.some(({ pattern }) => pattern.test(path)) ? this.#page() : null;
  }

  async #ask(
    route: AppControllerRoute,
    params: Readonly<Record<string, string>>,
    query: Readonly<Record<string, string>>,
  ): Promise<BoardReply> {
    const request = {
      queues: this.#queues,
      uiConfig: this.#config,
      params,
      query,
      body: {},
      headers: {},
    };
    try {
      const { status = 200, body } = await route.handler(request);
      return { status, type: JSON_TYPE, body: JSON.stringify(body) };
    } catch (error) {
      if (this.#explain === null || !(error instanceof Error)) throw error;
      const { status = 500, body } = this.#explain(error);
      return { status, type: JSON_TYPE, body: JSON.stringify(body) };
    }
  }

  #file(name: string): BoardReply | null {
    const type = TYPES.get(extname(name));
    const path = join(this.#statics, name);
    if (type === undefined || !path.startsWith(this.#statics + sep)) return null;
    try {
      return { status: 200, type, body: readFileSync(path) };
    } catch {
      // A name that somebody made up.
      return null;
    }
  }

  #page(): BoardReply | null {
    if (this.#entry === null) return null;
    const { name, params } = this.#entry.handler({ basePath: this.#base, uiConfig: this.#config });
    const template = readFileSync(join(this.#views, name), 'utf8');
    return { status: 200, type: 'text/html; charset=utf-8', body: fill(template, params) };
  }
}

/** `/queue/:queueName`. */
function patternOf(route: string): Pattern {
  const names: string[] = [];
  const text = route.replace(/:(\w+)/g, (_, name: string) => {
    names.push(name);
    return '([^/]+)';
  });
  return { pattern: new RegExp(`^${text}$`), names };
}

function decode(text = ''): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // No name of anything that we have.
    return '';
  }
}

/** The page without what it would load from other hosts, and with its few values (https://ejs.co: `=` is escaped, `-` is not). */
function fill(template: string, params: Readonly<Record<string, string>>): string {
  return template
    .replace(/<link [^>]*href="https:[^>]*>/g, '')
    .replace(/<%([=-]) (\w+) %>/g, (_, kind: string, name: string) => {
      const value = params[name] ?? '';
      return kind === '=' ? escape(value) : value;
    });
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
