import type { Dockerfile } from '../dockerfile/model.ts';
import { resolveDirectory } from '../dockerfile/work-directory.ts';
import { copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import {
  baseDirectory,
  hasWorkdirBefore,
  isAbsolutePath,
  mayBeWindows,
} from '../findings/working-directory.ts';

type Resolution = { readonly path: string } | { readonly path: null; readonly left: string };

function resolve(dockerfile: Dockerfile, facts: Facts, copy: Copy): Resolution {
  const { instruction, stage, destination } = copy;
  const directory = baseDirectory(facts, stage);
  const written = instruction.arguments.at(-1)?.text ?? '';
  if (!stage.instructions.includes(instruction)) {
    return left(
      'the instruction runs in images built on this, whose working directory is not known',
    );
  }
  if (mayBeWindows(dockerfile, facts, stage)) return left('the path rules of Windows apply here');
  if (directory === null) return left('the working directory of the base image is not known');
  if (/[$"'\\`]/.test(written)) return left('the destination holds a variable or quotes');
  if (/(?:^|\/)\.\.(?:\/|$)/.test(written)) return left('the destination leads up with `..`');
  const { path } = destination;
  const joined = resolveDirectory(directory, path, false);
  const isMarked = path.endsWith('/') || /(?:^|\/)\.$/.test(path);
  return { path: isMarked && !joined.endsWith('/') ? `${joined}/` : joined };
}

function left(reason: string): Resolution {
  return { path: null, left: reason };
}

export default {
  id: 'copy-relative-destination',
  summary: 'Files are copied to a relative path, and the file sets no WORKDIR',
  rationale:
    'Without a WORKDIR of its own, a stage starts in the directory that the base image was made with, ' +
    'usually `/`. A relative destination then leads wherever that is, and somewhere else after the base ' +
    'has changed. The fix writes the path that results today, where the directory of the base image is ' +
    'known.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  aliases: {
    hadolint: ['DL3045'],
    buildkit: ['WorkdirRelativePath'],
    sonar: ['S7021'],
  },
  references: [
    'https://docs.docker.com/reference/dockerfile/#workdir',
    'https://github.com/hadolint/hadolint/wiki/DL3045',
  ],
  examples: [
    {
      name: 'a file is copied to where the base image starts',
      before: 'FROM scratch\nCOPY app bin/app\n',
      after: 'FROM scratch\nCOPY app /bin/app\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const copy of copiesOf(dockerfile)) {
      const { instruction, stage, destination } = copy;
      const { span, path } = destination;
      const written = instruction.arguments.at(-1)?.text ?? '';
      if (isAbsolutePath(path) || written.replace(/^["']/, '').startsWith('$')) continue;
      if (hasWorkdirBefore(stage, instruction)) continue;
      const message = `\`${path}\` is relative, and only the base image says to which directory.`;
      const resolution = resolve(dockerfile, facts, copy);
      if (resolution.path === null) {
        yield { span, message, fix: null, left: resolution.left };
        continue;
      }
      const text = instruction.json ? JSON.stringify(resolution.path) : resolution.path;
      const fix = { title: 'Copy to an absolute path', edits: [{ span, text }] };
      yield { span, message, fix };
    }
  },
} satisfies Rule;
