import { randomBytes } from 'node:crypto';

const characters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password nobody has to think of: nearly 100 bits of chance, in characters that are told apart. */
export function makePassword(): string {
  let password = '';
  while (password.length < 20) {
    // Bytes above the last whole multiple would make the first characters likelier than the others.
    const [byte = 255] = randomBytes(1);
    if (byte < characters.length * 8) password += characters.charAt(byte % characters.length);
  }
  return password.replace(/(.{5})(?=.)/g, '$1-');
}
