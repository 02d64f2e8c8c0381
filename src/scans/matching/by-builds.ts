import { builtFrom, distinct } from './candidate.ts';
import type { Candidate, Evidence, MatchSubject } from './candidate.ts';
import { likenessOf } from './image-name.ts';
import type { NameLikeness } from './image-name.ts';
import { ownNames } from './own-names.ts';

/** The files from which compose files, bake files and workflows build an image of the name. */
export function byBuilds(wanted: NameLikeness): Evidence {
  return (subject) => {
    const found = subject.context.builds.flatMap((build): Candidate[] => {
      const file = subject.fileAt(build.dockerfile);
      if (file === undefined) return [];
      const likeness = [
        ...build.images.map((image) => ({ image, like: likenessOf(image, subject) })),
        ...partialLikeness(build.partialImages, subject),
      ];
      const named = likeness.find(({ like }) => like === wanted);
      if (named === undefined) return [];
      const { path, line } = build.place;
      const because = `${path}:${line} builds ${named.image} from it`;
      return [builtFrom(file, build.target, because)];
    });
    return distinct(found);
  };
}

/** A tag that only the build knows may be any. */
function partialLikeness(
  partial: readonly string[],
  subject: MatchSubject,
): readonly { readonly image: string; readonly like: NameLikeness | null }[] {
  return partial.flatMap((text) =>
    ownNames(text, subject.context.repositories).map((image) => ({
      image,
      like: likenessOf(image, subject),
    })),
  );
}
