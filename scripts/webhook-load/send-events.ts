/**
 * Sends signed events at a steady rate, whether the ones before were answered or not, and tells how long each answer took.
 * A process of its own, so that the GitHub of ours does not hold it up. Reads a `Load` as JSON on standard input and
 * prints a `LoadResult`.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Load, LoadResult, SampleEvent } from './load.ts';

/** GitHub waits for no longer. */
const LONGEST_ANSWER = 10_000;

async function send(load: Load): Promise<LoadResult> {
  const floor = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(202).end());
  }).listen(0, '127.0.0.1');
  await once(floor, 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = floor.address() as AddressInfo;
  const [ofApp, ofFloor] = await Promise.all([
    sendSteadily(load.url, load),
    sendSteadily(`http://127.0.0.1:${port}`, load),
  ]);
  floor.close();
  return { app: ofApp, floor: ofFloor };
}

async function sendSteadily(url: string, load: Load): Promise<readonly Answer[]> {
  const { rate, seconds, events, secret } = load;
  const started = performance.now();
  const answers: Promise<Answer>[] = [];
  for (let index = 0; index < rate * seconds; index += 1) {
    const due = started + (index * 1000) / rate;
    await sleep(Math.max(0, due - performance.now()));
    const event = events[index % events.length];
    if (event === undefined) throw new Error('there is no event to send');
    // Counted from when it was due: a sender that is late is not to flatter.
    answers.push(sendOne(url, event, secret, due));
  }
  return Promise.all(answers);
}

async function sendOne(
  url: string,
  { name, body }: SampleEvent,
  secret: string,
  due: number,
): Promise<Answer> {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-github-event': name,
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': `sha256=${signature}`,
  };
  const signal = AbortSignal.timeout(LONGEST_ANSWER);
  const request = fetch(url, { method: 'POST', headers, body, signal });
  const status = await request.then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    // What GitHub would note as a failed delivery, and the proof counts as lost.
    () => 0,
  );
  return { status, milliseconds: performance.now() - due };
}

// Written by the proof.
const load = JSON.parse(await text(process.stdin)) as Load;
console.log(JSON.stringify(await send(load)));
