// Loaded in front of the product by the tests about full disks: the files it writes through handles of its own, which
// are archives and what a restore lays ready, take so many bytes together and no more. What comes then is what the
// system says: the part that fits is written, and the rest refused. No part of the product.
import { open } from 'node:fs/promises';

let left = Number(process.env.DISK_TAKES_BYTES);
const code = process.env.DISK_REFUSES_WITH ?? 'ENOSPC';

const anyFile = await open(new URL(import.meta.url), 'r');
const handles = Object.getPrototypeOf(anyFile);
await anyFile.close();
const { writeFile } = handles;

handles.writeFile = async function write(bytes, ...options) {
  const fitting = bytes.subarray(0, left);
  left -= fitting.byteLength;
  await writeFile.call(this, fitting, ...options);
  if (fitting.byteLength < bytes.byteLength) {
    throw Object.assign(new Error(`${code}: write`), { code, syscall: 'write' });
  }
};
