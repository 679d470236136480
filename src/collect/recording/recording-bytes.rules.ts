/** What a container's rules make of a file: its bytes without what was written beside the sound. */
export type Cleaned = { bytes: Uint8Array; seconds: number | null };

/** A view over exactly these bytes; reading beyond them throws a RangeError. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Some bytes as characters, one each; fewer where the file ends. */
export function latin1(bytes: Uint8Array, at: number, length: number): string {
  return at < 0 ? '' : String.fromCharCode(...bytes.subarray(at, at + length));
}
