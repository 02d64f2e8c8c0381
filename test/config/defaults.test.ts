import { expect, it } from 'vitest';
import { DEFAULTS } from '../../src/config/defaults.ts';
import { configSchema } from '../../src/config/schema.ts';

it('the defaults are those of the schema', () => {
  expect(DEFAULTS).toEqual(configSchema.parse({}));
});
