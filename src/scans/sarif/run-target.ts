import type { ScanTarget } from '../../findings/scan-report.ts';
import { imageNames } from '../vocabulary/image-names.ts';
import { newTarget } from '../vocabulary/new-target.ts';
import { ownField, ownText, ownTexts } from '../vocabulary/own-field.ts';
import type { WrittenRun } from './run-schema.ts';
import { looksAt } from './tools.ts';

/** URIs of images, as some writers have them among the artifacts. */
const IMAGE_URI = /^(?:docker|docker-image|image|oci|registry):(?:\/\/)?(?=[^/])/i;

/**
 * What a run as a whole tells of its target: an image where its properties name one (Trivy's `imageName`,
 * `repoTags`, `repoDigests` and `imageID`) or its first artifact is one, else what the scanner looks at.
 */
export function runTarget(run: WrittenRun): ScanTarget {
  const { properties, artifacts, tool } = run;
  const uri = ownText(ownField(artifacts[0], 'location'), 'uri') ?? '';
  const artifact = IMAGE_URI.test(uri) ? [uri.replace(IMAGE_URI, '')] : [];
  const names = [
    ...ownTexts(properties, 'imageName'),
    ...ownTexts(properties, 'repoTags'),
    ...ownTexts(properties, 'repoDigests'),
    ...artifact,
  ];
  const [name] = names;
  if (name !== undefined) {
    const named = imageNames(...names, ...ownTexts(properties, 'imageID'));
    return newTarget({ ...named, name });
  }
  return nameless(looksAt(tool.driver.name));
}

/** A target that nothing names. */
function nameless(kind: 'image' | 'files'): ScanTarget {
  return newTarget({ kind, name: kind === 'image' ? 'an image without a name' : 'files' });
}
