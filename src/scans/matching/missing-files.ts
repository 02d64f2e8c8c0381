import type { MatchSubject } from './candidate.ts';
import { likenessOf } from './image-name.ts';

/** Where the repository says that it builds the image from a Dockerfile that is not there, each a clause. */
export function missingFiles(subject: MatchSubject): readonly string[] {
  const { images, builds } = subject.context;
  const isMissing = (path: string) => subject.fileAt(path) === undefined;
  const isMeant = (image: string) => {
    const like = likenessOf(image, subject);
    return like === 'exact' || like === 'any-tag';
  };
  const configured = images
    .filter(({ image, dockerfile }) => isMissing(dockerfile) && isMeant(image))
    .map(({ dockerfile }) => `the configuration names ${dockerfile}`);
  const built = builds
    .filter((build) => isMissing(build.dockerfile) && build.images.some(isMeant))
    .map(({ place, dockerfile }) => `${place.path}:${place.line} builds it from ${dockerfile}`);
  return [...configured, ...built].map((clause) => `${clause}, which is not looked at`);
}
