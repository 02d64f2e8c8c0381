import { readAddress } from './repository-address.ts';

/** The texts in which `{repository}`, `{owner}` and `{name}` are those of the repository itself. */
export function ownNames(text: string, repositories: readonly string[]): readonly string[] {
  if (!text.includes('{')) return [text];
  return repositories.flatMap((address) => {
    const [owner, name] = readAddress(address)?.split('/').slice(1) ?? [];
    if (owner === undefined || name === undefined) return [];
    return [
      text
        .replaceAll('{repository}', `${owner}/${name}`)
        .replaceAll('{owner}', owner)
        .replaceAll('{name}', name),
    ];
  });
}
