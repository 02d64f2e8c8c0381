import { describe, expect, it } from 'vitest';
import { readFiles } from './show-builds.ts';

/** `images | partialImages` of the only build of a file. */
function imagesOf(path: string, ...lines: readonly string[]): string {
  const { builds } = readFiles({ [path]: lines.join('\n') });
  return builds
    .map(({ images, partialImages }) => `${images.join(' ')} | ${partialImages.join(' ')}`)
    .join('\n');
}

function step(...lines: readonly string[]): string {
  const given = lines.map((line) => `      ${line}`);
  return imagesOf(
    '.github/workflows/ci.yml',
    'env: { REGISTRY: ghcr.io, IMAGE_NAME: "${{ github.repository }}" }',
    'jobs:',
    '  a:',
    '    steps:',
    ...given,
  );
}

const push = (tags: string) =>
  step('- uses: docker/build-push-action@v6', `  with: { tags: "${tags}" }`);

describe('an image of which only the build knows all', () => {
  it.each([
    ['acme/api:1.2', 'acme/api:1.2 | '],
    ['acme/api:${{ github.sha }}', ' | acme/api'],
    ['acme/api:latest,acme/api:${{ github.sha }}', 'acme/api:latest | acme/api'],
    ['${{ env.REGISTRY }}/acme/api:${{ github.sha }}', ' | ghcr.io/acme/api'],
    ['ghcr.io/${{ github.repository }}:latest', ' | ghcr.io/{repository}:latest'],
    ['ghcr.io/${{ github.repository }}:${{ github.sha }}', ' | ghcr.io/{repository}'],
    ['${{ env.REGISTRY }}/${{ env.IMAGE_NAME }}:x', ' | ghcr.io/{repository}:x'],
    [
      'ghcr.io/${{ github.repository_owner }}/${{github.event.repository.name}}',
      ' | ghcr.io/{owner}/{name}',
    ],
    ['localhost:5000/api:${{ github.sha }}', ' | localhost:5000/api'],
    ['${{ secrets.NAME }}/api:1', ' | '],
  ])('in a workflow: %s', (tags, expected) => {
    expect(push(tags)).toBe(expected);
  });

  it('comes from the step that works out the tags', () => {
    const found = step(
      '- uses: docker/metadata-action@v5',
      '  id: meta',
      '  with:',
      '    images: |',
      '      ghcr.io/${{ github.repository }}',
      '      name=acme/api,enable=true',
      '- uses: docker/build-push-action@v6',
      '  with: { tags: "${{ steps.meta.outputs.tags }}" }',
    );
    expect(found).toBe(' | acme/api ghcr.io/{repository}');
  });

  it.each([
    ['docker build -t acme/api:$TAG .', ' | acme/api'],
    ['docker build -t "acme/api:${{ github.sha }}" -t acme/api:1 .', 'acme/api:1 | acme/api'],
    ['docker build -t acme/api:$(date +%s) .', ' | acme/api'],
    ['docker build -t $(name):1 .', ' | '],
  ])('in a command: %s', (command, expected) => {
    expect(step(`- run: '${command}'`)).toBe(expected);
  });

  it.each([
    ['ghcr.io/acme/api:${TAG}', ' | ghcr.io/acme/api'],
    ['ghcr.io/acme/api:${TAG:-dev}', 'ghcr.io/acme/api:dev | '],
    ['${REGISTRY}/api:1', ' | '],
  ])('in a compose file: %s', (image, expected) => {
    expect(imagesOf('compose.yml', 'services:', `  a: { build: ., image: "${image}" }`)).toBe(
      expected,
    );
  });
});
