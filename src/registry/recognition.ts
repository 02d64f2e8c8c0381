import type { Response } from '../http/exchange.ts';
import type { Endpoint } from './endpoint.ts';
import { quirkOfAnswer } from './find-quirk.ts';
import type { RegistryQuirk } from './quirk.ts';

/** What is known of the makes of registries, also from their answers. */
export interface Recognition {
  readonly see: (endpoint: Endpoint, response: Response) => void;
  readonly quirkOf: (endpoint: Endpoint) => RegistryQuirk | null;
}

export function createRecognition(quirks: readonly RegistryQuirk[]): Recognition {
  const recognised = new Map<string, RegistryQuirk>();
  return {
    see: ({ origin, quirk }, response) => {
      if (quirk !== null || recognised.has(origin)) return;
      const found = quirkOfAnswer(quirks, response);
      if (found !== null) recognised.set(origin, found);
    },
    quirkOf: ({ origin, quirk }) => quirk ?? recognised.get(origin) ?? null,
  };
}
