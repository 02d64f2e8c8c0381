import { SHARED_REPOSITORY } from '../../config/base-address.ts';
import { ConfigError } from '../../config/config-error.ts';
import { DEFAULTS } from '../../config/defaults.ts';
import { windowOf } from '../../config/schedule-schema.ts';
import type { ScheduleConfig } from '../../config/schedule-schema.ts';
import { fingerprintOf } from '../../findings/fingerprint.ts';
import type { Rule } from '../../findings/rule.ts';
import type { GitHubClient } from '../../github/client.ts';
import { asking } from '../../github/failure.ts';
import { readShared, sharedQuestion } from '../../github/read-shared.ts';
import { openSharedFiles } from '../../github/shared-files.ts';
import { readConfig } from '../../remediation/read-config.ts';
import type { SweepWishes } from '../../schedule/sweep-times.ts';

/** What an owner wants of all repositories. */
export interface OwnerConfiguration {
  readonly wishes: SweepWishes;
  /** Another text whenever the configuration is another one; empty where there is none. */
  readonly signature: string;
  /** What is wrong with it, so that the defaults hold; null where nothing is. */
  readonly mistake: string | null;
}

/** What holds where nothing is read yet. */
export const USUAL_WISHES = wishesOf(DEFAULTS.schedule);

/** The configuration that a repository without its own has: one request, and one for each file that it extends. */
export async function readOwnerConfiguration(
  client: GitHubClient,
  owner: string,
  rules: readonly Rule[],
): Promise<OwnerConfiguration> {
  const nothing = { readOwn: () => Promise.resolve(new Map()) };
  const askUsual = async () => {
    files.keepUsual(await readShared(client, sharedQuestion(owner, SHARED_REPOSITORY, null)));
  };
  const files = openSharedFiles({ client, name: { owner, repo: '' }, ...nothing, askUsual });
  const heir = {
    name: owner,
    listFiles: () => Promise.resolve([]),
    readFiles: () => Promise.resolve(new Map()),
    readShared: files.read,
  };
  return asking(`reading the configuration of ${owner}`, async () => {
    try {
      const { config } = await readConfig(heir, rules);
      const signature = config === DEFAULTS ? '' : fingerprintOf(JSON.stringify(config));
      return { wishes: wishesOf(config.schedule), signature, mistake: null };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const { message } = error;
      return { wishes: USUAL_WISHES, signature: fingerprintOf(message), mistake: message };
    }
  });
}

function wishesOf(schedule: ScheduleConfig): SweepWishes {
  const { cron = null, timeZone, enabled } = schedule;
  return { cron, timeZone, enabled, window: windowOf(schedule) };
}
