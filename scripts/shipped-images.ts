import { DEFAULTS } from '../src/config/defaults.ts';
import { shippedKnowledge } from '../src/remediation/shipped-knowledge.ts';

/** What is known about images without a registry, on a fixed day, so that two runs say the same. */
export const SHIPPED_IMAGES = shippedKnowledge(DEFAULTS.upgrades, '2026-11-25');
