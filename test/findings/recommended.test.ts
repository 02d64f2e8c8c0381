import { describe, expect, it } from 'vitest';
import { recommendedBy } from '../../src/findings/recommended.ts';

describe('recommended packages', () => {
  it('are known of a package that recommends some that matter', () => {
    expect(recommendedBy('git')).toEqual({
      names: ['ca-certificates', 'less', 'openssh-client', 'patch'],
      isCut: false,
    });
  });

  it('are none where all of them are documentation and the like', () => {
    expect(recommendedBy('unzip')).toEqual({ names: [], isCut: false });
  });

  it('are the first ones where there are many', () => {
    expect(recommendedBy('imagemagick')?.isCut).toBe(true);
  });

  it('are those of the family where a version stands in the name', () => {
    expect(recommendedBy('gcc-9')).toEqual({ names: ['libc6-dev'], isCut: false });
  });

  it('are not known of a package of another archive', () => {
    expect(recommendedBy('docker-ce')).toBeNull();
  });
});
