import { describe, expect, it } from 'vitest';
import type { DownloadAnswer, DownloadQuestion } from '../../src/findings/download.ts';
import type { Rule } from '../../src/findings/rule.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { planDownloads, wantsRule } from '../../src/remediation/download-plan.ts';
import type { DownloadSource } from '../../src/remediation/download-plan.ts';
import { replacing, sampleRule } from './sample-rules.ts';

const NONE: DownloadAnswer = { ok: false, reason: 'it is not there' };

function textAnswer(address: string, text: string): DownloadAnswer {
  return { ok: true, address, sha256: null, text };
}

/** Answers texts, and remembers what it was asked, and how much of it at once. */
function recordingSource(texts: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  let running = 0;
  let most = 0;
  const ask = (wants: string) => async (address: string) => {
    asked.push(`${wants} ${address}`);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    const text = texts[address];
    return text === undefined ? NONE : textAnswer(address, text);
  };
  const source: DownloadSource = {
    digest: ask('digest'),
    text: ask('text'),
    presence: ask('presence'),
    host: ask('host'),
  };
  return { asked, source, mostAtOnce: () => most };
}

/** Asks for the sums first, and then for the file that they name. */
const ASKING: Rule = {
  ...sampleRule('ADD', replacing('ADD', 'COPY'), { id: 'asking', safety: 'review' }),
  *asks(_dockerfile, facts) {
    const sums: DownloadQuestion = { address: 'https://a.example/sums', wants: 'text' };
    yield sums;
    const answer = facts.download(sums);
    if (answer?.ok === true) yield { address: answer.text ?? '', wants: 'digest' };
  },
};

const ADD = { path: 'Dockerfile', text: 'FROM a\nADD b /c\n' };

async function plan(files: readonly { path: string; text: string }[], source: DownloadSource) {
  const isWanted = wantsRule(['review'], null);
  return planDownloads(files, { context: plainContext([ASKING]), isWanted, source });
}

describe('planDownloads', () => {
  it('asks each question once, and then what the answers raise', async () => {
    const sums = { 'https://a.example/sums': 'https://a.example/tool' };
    const { asked, source } = recordingSource(sums);
    const knowledge = await plan([ADD, { ...ADD, path: 'b/Dockerfile' }], source);
    expect(asked).toEqual(['text https://a.example/sums', 'digest https://a.example/tool']);
    expect(knowledge({ address: 'https://a.example/tool', wants: 'digest' })).toEqual(NONE);
    expect(knowledge({ address: 'https://a.example/tool', wants: 'presence' })).toBeNull();
  });

  it('asks nothing for files in which the rule finds nothing, or is silenced', async () => {
    const { asked, source } = recordingSource();
    const silenced = 'FROM a\n# seaworthy ignore=asking reason="known"\nADD b /c\n';
    await plan(
      [
        { path: 'a', text: 'FROM a\n' },
        { path: 'b', text: silenced },
      ],
      source,
    );
    expect(asked).toEqual([]);
  });

  it('asks nothing for rules whose fixes nobody wants', async () => {
    const { asked, source } = recordingSource();
    const context = plainContext([ASKING]);
    await planDownloads([ADD], { context, isWanted: wantsRule(['safe'], null), source });
    await planDownloads([ADD], { context, isWanted: wantsRule(['review'], ['other']), source });
    expect(asked).toEqual([]);
  });

  it('asks a few at once, and gives up on a repository that asks without end', async () => {
    const { asked, source, mostAtOnce } = recordingSource();
    const many: Rule = {
      ...ASKING,
      *asks() {
        for (let index = 0; index < 500; index += 1) {
          yield { address: `https://a.example/${index}`, wants: 'digest' };
        }
      },
    };
    const context = plainContext([many]);
    const knowledge = await planDownloads([ADD], { context, isWanted: () => true, source });
    expect(asked.length).toBeGreaterThanOrEqual(400);
    expect(asked.length).toBeLessThan(410);
    expect(mostAtOnce()).toBe(6);
    expect(knowledge({ address: 'https://a.example/499', wants: 'digest' })).toEqual({
      ok: false,
      reason: 'more than 400 addresses would have to be asked',
    });
  });
});
