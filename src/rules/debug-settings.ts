import type { Rule } from '../findings/rule.ts';
import { stageChain } from '../findings/base-image.ts';
import { settingsOf } from '../findings/settings.ts';

const LEFT =
  'whether this image is for development only is not in the file: remove it from an image that others run, or set it from outside where it is needed';

const ON = /^(?:1|true|yes|on)$/i;
const DEVELOPMENT = /^dev(?:elopment)?$/i;

/** What makes frameworks show their insides, by their own documentation. */
const SETTINGS: ReadonlyMap<string, RegExp> = new Map([
  ['APP_DEBUG', ON],
  ['APP_ENV', DEVELOPMENT],
  ['ASPNETCORE_ENVIRONMENT', DEVELOPMENT],
  ['DJANGO_DEBUG', ON],
  ['DOTNET_ENVIRONMENT', DEVELOPMENT],
  ['FLASK_DEBUG', ON],
  ['FLASK_ENV', DEVELOPMENT],
  ['NODE_ENV', DEVELOPMENT],
  ['RACK_ENV', DEVELOPMENT],
  ['RAILS_ENV', DEVELOPMENT],
  ['WERKZEUG_DEBUG_PIN', /^off$/i],
]);

export default {
  id: 'debug-settings',
  summary: 'The image turns a debugging mode on',
  rationale:
    'A debugging mode shows source code, settings and sometimes a console to everybody who causes an ' +
    'error, and is slower. Looked at is the last stage, which `docker build` without `--target` yields.',
  severity: 'low',
  safety: null,
  opinionated: true,
  effects: [],
  about: ['ENV'],
  aliases: { sonar: ['S4507'] },
  references: ['https://rules.sonarsource.com/docker/RSPEC-4507/'],
  examples: [
    {
      name: 'the debugger of a framework is on',
      before: 'FROM python:3.12\nENV FLASK_DEBUG=1\nCMD ["flask", "run"]\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const stage = dockerfile.stages.at(-1);
    if (stage === undefined) return;
    const indexes = stageChain(stage).map(({ index }) => index);
    const { env } = facts.result(stage);
    for (const { name, value, by, instruction, span } of settingsOf(dockerfile, facts)) {
      const isOurs = by === 'ENV' && indexes.includes(instruction.stage ?? -1);
      const isOn = value !== null && SETTINGS.get(name)?.test(value) === true;
      // A later ENV may have changed it.
      if (!isOurs || !isOn || env.get(name) !== value) continue;
      const message = `\`${name}=${value}\` shows the insides of the program to its users.`;
      yield { span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
