import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { EmbeddedDatabaseError, errorCode } from './embedded-error.ts';

/** An account of the operating system that runs programs of the database. */
export type Account = {
  name: string;
  uid: number;
  gid: number;
  /** True when the programs must be started under another account than this process has. */
  isOther: boolean;
};

const unprivilegedNames = ['postgres', '_postgres', 'nobody'];

/** The account this process runs as: it must have a name, because peer authentication compares names. */
export function ownAccount(): Account {
  try {
    const { username, uid, gid } = userInfo();
    return { name: username, uid, gid, isOther: false };
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `The embedded database needs a named account, but user id ${process.getuid?.()} has no entry in /etc/passwd (${errorCode(error)}): add one, or set DATABASE_URL.`,
    );
  }
}

/**
 * Who runs the database: this account, or, since PostgreSQL refuses to run as root, the owner of the data there is,
 * else `postgres`, else `nobody`.
 */
export async function chooseAccount(own: Account, ownerOfData: number | undefined): Promise<Account> {
  if (own.uid !== 0) return own;
  const entries = parsePasswd(await readFile('/etc/passwd', 'utf8'));
  const owner = entries.find((entry) => entry.uid === ownerOfData && entry.uid !== 0);
  if (owner) return owner;
  for (const name of unprivilegedNames) {
    const found = entries.find((entry) => entry.name === name);
    if (found) return found;
  }
  throw new EmbeddedDatabaseError(
    'PostgreSQL does not run as root, and /etc/passwd has neither "postgres" nor "nobody": add one of them, start as an ordinary user, or set DATABASE_URL.',
  );
}

function parsePasswd(text: string): Account[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid), isOther: true }] : [];
  });
}
