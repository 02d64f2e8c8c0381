import * as z from 'zod';
import { notKept } from './core.ts';
import type { Core } from './core.ts';
import type { Endpoint } from './endpoint.ts';
import { ExternalError } from '../http/external-error.ts';
import type { PushDateSource } from './quirk.ts';
import { parseJson, readBytes } from '../http/read-body.ts';
import { recordShape } from './record.ts';
import { tagsOf } from './tag-answers.ts';
import type { Target } from './target.ts';

/** Bytes. */
const LARGEST_ANSWER = 8 * 1024 ** 2;

const schema = z.object({ ...recordShape, date: z.string().nullable() });

type DateRecord = z.infer<typeof schema>;

/** When the tag was pushed last (RFC 3339), where the quirk of one of its places knows how to ask. */
export async function pushDateOf(core: Core, target: Target): Promise<string | null> {
  const { tag } = target;
  if (tag === null) return null;
  const quirks = target.endpoints.map((endpoint) => core.session.quirkOf(endpoint));
  if (quirks.some((quirk) => quirk?.readTagDates !== undefined)) {
    const { dates } = await tagsOf(core, target);
    return Object.hasOwn(dates, tag) ? (dates[tag] ?? null) : null;
  }
  const places = target.endpoints.filter((_, index) => quirks[index]?.pushDates !== undefined);
  return places.length === 0 ? null : askDate(core, target, places, tag);
}

async function askDate(
  core: Core,
  target: Target,
  places: readonly Endpoint[],
  tag: string,
): Promise<string | null> {
  const { recorder, options } = core;
  const key = `pushed ${target.repository}:${tag}`;
  const record = await core.once(key, () =>
    recorder.refresh(key, schema, notKept(target, 'the push date'), () =>
      core.ask(places, async (endpoint, signal): Promise<DateRecord> => {
        const source = core.session.quirkOf(endpoint)?.pushDates;
        const date =
          source === undefined ? null : await readDate(core, endpoint, source, tag, signal);
        return { date, at: options.now(), origin: endpoint.origin, etag: null };
      }),
    ),
  );
  return record.date;
}

async function readDate(
  core: Core,
  endpoint: Endpoint,
  source: PushDateSource,
  tag: string,
  signal: AbortSignal,
): Promise<string | null> {
  const text = source.address(endpoint.repository, tag);
  if (text === null) return null;
  const path = new URL(text, endpoint.origin);
  const isAuthorized = source.authorization === 'registry' && path.origin === endpoint.origin;
  const question = {
    method: 'GET',
    path,
    headers: { accept: 'application/json' },
    isAuthorized,
  } as const;
  try {
    return await core.session.ask(endpoint, question, signal, async (response) => {
      const answer = parseJson(await readBytes(response, LARGEST_ANSWER, path.host), path.host);
      return rfc3339(source.read(answer, tag));
    });
  } catch (error) {
    // Private images are often not known there without a login of another kind.
    const isHidden =
      error instanceof ExternalError &&
      (error.reason === 'not-found' ||
        error.reason === 'unauthorized' ||
        error.reason === 'forbidden');
    if (isHidden) return null;
    throw error;
  }
}

function rfc3339(date: string | null): string | null {
  const time = date === null ? NaN : Date.parse(date);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
