/** Numbers and pieces of bytes; what lies beyond the end reads as 0, and pieces end there. */
export interface ByteView {
  readonly length: number;
  readonly u8: (at: number) => number;
  readonly u16: (at: number) => number;
  readonly u32: (at: number) => number;
  readonly slice: (at: number, length: number) => Uint8Array;
}

export function viewBytes(bytes: Uint8Array, order: 'little' | 'big'): ByteView {
  const isLittle = order === 'little';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = bytes;
  const fits = (at: number, size: number) => at >= 0 && at + size <= length;
  return {
    length,
    u8: (at) => bytes[at] ?? 0,
    u16: (at) => (fits(at, 2) ? view.getUint16(at, isLittle) : 0),
    u32: (at) => (fits(at, 4) ? view.getUint32(at, isLittle) : 0),
    slice: (at, size) =>
      at < 0 || size < 0 ? bytes.subarray(0, 0) : bytes.subarray(at, at + size),
  };
}
