/** A Zstandard frame of raw blocks (RFC 8878); `window` is the descriptor byte of its window. */
export function zstdOf(bytes: Uint8Array, window = 0x70): Buffer {
  const parts: Uint8Array[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, window])];
  const size = 128 * 1024;
  for (let at = 0; at < bytes.length || at === 0; at += size) {
    const block = bytes.subarray(at, at + size);
    parts.push(zstdBlock(block.length, 0, at + size >= bytes.length), Buffer.from(block));
  }
  return Buffer.concat(parts);
}

/** A Zstandard frame that repeats one byte in blocks of 128 KiB. */
export function zstdBomb(blocks: number): Buffer {
  const repeated = Buffer.concat([zstdBlock(128 * 1024, 1, false), Buffer.from([0])]);
  return Buffer.concat([
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x70]),
    ...Array.from({ length: blocks }, () => repeated),
    zstdBlock(0, 0, true),
  ]);
}

function zstdBlock(size: number, type: number, isLast: boolean): Buffer {
  const header = Buffer.alloc(3);
  header.writeUIntLE((size << 3) | (type << 1) | (isLast ? 1 : 0), 0, 3);
  return header;
}
