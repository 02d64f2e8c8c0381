import { parse } from 'smol-toml';
import * as z from 'zod';
import { atLeast, lineRange, versionNumbers } from '../../image/version-range.ts';
import type { LimitReader, LimitStatement } from '../limit.ts';

const text = z.string().optional().catch(undefined);
const versioned = z.object({ 'rust-version': text }).optional().catch(undefined);

const cargo = z.object({
  package: versioned,
  workspace: z.object({ package: versioned }).optional().catch(undefined),
});

const toolchain = z.object({ toolchain: z.object({ channel: text }) });

/** `rust-version` is the least Rust, without an upper end (doc.rust-lang.org/cargo/reference/rust-version.html). */
export const CARGO_TOML: LimitReader = {
  reads: (fileName) => fileName === 'Cargo.toml',
  statements: (source) => {
    const manifest = cargo.parse(parse(source));
    const written =
      manifest.package?.['rust-version'] ?? manifest.workspace?.package?.['rust-version'] ?? '';
    const version = versionNumbers(written);
    if (version === null) return [];
    const range = atLeast(written, version);
    return [{ runtime: 'rust', setting: 'rust-version', written, range }];
  },
};

/** With another Rust in the image, rustup would install the named one during the build. */
export const RUST_TOOLCHAIN: readonly LimitReader[] = [
  {
    reads: (fileName) => fileName === 'rust-toolchain.toml',
    statements: (source) =>
      channel(toolchain.parse(parse(source)).toolchain.channel ?? '', 'toolchain.channel'),
  },
  {
    reads: (fileName) => fileName === 'rust-toolchain',
    statements: (source) =>
      channel(/^\s*(?:\[toolchain\]\s*channel\s*=\s*")?([\w.-]{1,60})/.exec(source)?.[1] ?? '', ''),
  },
];

function channel(written: string, setting: string): LimitStatement[] {
  const version = versionNumbers(written);
  if (version === null) return [];
  return [{ runtime: 'rust', setting, written, range: lineRange(written, version, 2) }];
}
