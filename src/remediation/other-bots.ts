import { isBotFile } from '../bots/bot-files.ts';
import { NO_BOTS, readBots } from '../bots/read-bots.ts';
import type { OtherBots } from '../bots/read-bots.ts';
import type { Config } from '../config/schema.ts';
import type { Repository } from './repository.ts';

/** What a repository with Dockerfiles says of Renovate and Dependabot; nothing where its configuration asks not to look. */
export async function readOtherBots(
  repository: Repository,
  { upgrades }: Config,
): Promise<OtherBots> {
  if (upgrades.otherBots === 'ignore') return NO_BOTS;
  const paths = (await repository.listFiles()).filter(isBotFile);
  const texts = new Map<string, string>();
  const unread: string[] = [];
  for (const [path, content] of await repository.readFiles(paths)) {
    if (content.ok) texts.set(path, content.text);
    else unread.push(`\`${path}\`, which may be of another bot, is not read: ${content.reason}`);
  }
  const { bots, notices } = readBots(texts);
  return { bots, notices: [...unread, ...notices] };
}
