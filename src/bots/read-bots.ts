import { DEPENDABOT_FILES, RENOVATE_FILES } from './bot-files.ts';
import type { BotReading, OtherBot } from './other-bot.ts';
import { readDependabot } from './read-dependabot.ts';
import { readRenovate } from './read-renovate.ts';

/** The bots of a repository. */
export interface OtherBots {
  readonly bots: readonly OtherBot[];
  /** Configurations that are not understood, each a clause for a person. */
  readonly notices: readonly string[];
}

export const NO_BOTS: OtherBots = { bots: [], notices: [] };

/** Reads the files that `isBotFile` names, by path; of one bot the first counts. */
export function readBots(texts: ReadonlyMap<string, string>): OtherBots {
  const readings = [
    ...firstOf(texts, RENOVATE_FILES, readRenovate),
    ...firstOf(texts, DEPENDABOT_FILES, readDependabot),
  ];
  return {
    bots: readings.flatMap(({ reading }) => (reading.kind === 'bot' ? [reading.bot] : [])),
    notices: readings.flatMap(({ file, reading }) =>
      reading.kind === 'broken' && file !== 'package.json'
        ? [`\`${file}\` is not understood, so that nothing is left to that bot: ${reading.problem}`]
        : [],
    ),
  };
}

interface PlacedReading {
  readonly file: string;
  readonly reading: BotReading;
}

/** None where none of the files is there. */
function firstOf(
  texts: ReadonlyMap<string, string>,
  files: readonly string[],
  read: (file: string, text: string) => BotReading,
): readonly PlacedReading[] {
  const file = files.find((path) => texts.has(path));
  const text = file === undefined ? undefined : texts.get(file);
  return file === undefined || text === undefined ? [] : [{ file, reading: read(file, text) }];
}
