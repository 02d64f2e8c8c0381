import { EVERY, silenceKey } from './ignore-comment.ts';
import type { Silence } from './ignore-comment.ts';

/**
 * The value of the directive `# check=skip=RuleA,RuleB;error=true`, or `skip=all` (Docker's documentation,
 * "Checking your build configuration"). `all` means the checks of BuildKit and no others.
 */
export function readCheckDirective(value: string): readonly Silence[] {
  return value.split(';').flatMap((option) => {
    const [name, names] = option.split('=', 2);
    if (name?.trim() !== 'skip' || names === undefined) return [];
    const ids = names.trim() === 'all' ? [EVERY] : names.split(',');
    return [{ reach: 'file', keys: ids.map((id) => silenceKey('buildkit', id)) }];
  });
}
