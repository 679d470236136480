/**
 * Whether a report written without network may be sent by whoever asks. It is sent later, perhaps from a telephone
 * that somebody else has signed in on by then: it goes out under the account it was written from, or under none.
 */
export function maySendWritten(
  askerMark: string | null,
  writtenBy: string | null,
): true | 'written-signed-in' | 'written-by-another' {
  if (writtenBy === null || writtenBy === askerMark) return true;
  return askerMark === null ? 'written-signed-in' : 'written-by-another';
}
