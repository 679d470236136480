import { type Locale, textWith } from '../../kernel/text.ts';

/** Why a backup was not written or not restored, as one line that says what to do. */
export const backupProblemText = {
  'file-missing': textWith(
    (path: string) => `没有 ${path} 这个文件。`,
    (path: string) => `There is no file ${path}.`,
  ),
  'file-unusable': textWith(
    (path: string, errno: string) => `${path} 打不开或写不了（${errno}）。`,
    (path: string, errno: string) => `${path} cannot be opened or written (${errno}).`,
  ),
  foreign: textWith(
    (path: string) => `${path} 不是阳光议事亭的备份。什么也没有改动。`,
    (path: string) => `${path} is not a backup of Sunshine Pavilion. Nothing was changed.`,
  ),
  'wrong-passphrase': textWith(
    (path: string) => `这个口令打不开 ${path}。什么也没有改动。`,
    (path: string) => `This passphrase does not open ${path}. Nothing was changed.`,
  ),
  damaged: textWith(
    (path: string) => `${path} 已损坏或不完整，请换另一份备份。什么也没有改动。`,
    (path: string) => `${path} is damaged or cut short: take another backup. Nothing was changed.`,
  ),
  newer: textWith(
    (path: string, version: string) =>
      `${path} 是更新的版本（${version}）做的备份，请先更新本程序。什么也没有改动。`,
    (path: string, version: string) =>
      `${path} was made by a newer version (${version}): update this program first. Nothing was changed.`,
  ),
  'database-not-empty': textWith(
    () => '这个数据库里已经有内容。只能恢复到空的数据库：换一个 DATA_DIR 或新建一个数据库。什么也没有改动。',
    () =>
      'The database is not empty. A backup is restored into an empty one only: choose another DATA_DIR or make a new database. Nothing was changed.',
  ),
  'files-not-empty': textWith(
    (path: string) => `${path} 里已经有文件。只能恢复到空的文件夹：换一个 DATA_DIR。什么也没有改动。`,
    (path: string) =>
      `There are files in ${path} already. A backup is restored into an empty folder only: choose another DATA_DIR. Nothing was changed.`,
  ),
  'secret-differs': textWith(
    () =>
      'SUNSHINE_SECRET 和备份里的不一样。请去掉这一项（恢复后备份里的会放在 DATA_DIR），或填成一样的。什么也没有改动。',
    () =>
      'SUNSHINE_SECRET is not the one in the backup. Unset it (the one in the backup will stand in DATA_DIR), or set the same one. Nothing was changed.',
  ),
  'disk-full-writing': textWith(
    (path: string) => `磁盘满了，${path} 没有写成，写了一半的已经删掉。`,
    (path: string) => `The disk is full: ${path} was not written, and the half of it was removed.`,
  ),
  'file-too-large': textWith(
    (path: string) =>
      `${path} 所在的盘放不下这么大的文件（比如 FAT 格式的 U 盘），没有写成，写了一半的已经删掉。请换一块盘。`,
    (path: string) =>
      `The disk takes no file as large as ${path} would be (one formatted as FAT, for example). It was not written, and the half of it was removed. Choose another disk.`,
  ),
  'disk-full-restoring': textWith(
    () => '磁盘满了，没有恢复。什么也没有改动。',
    () => 'The disk is full. Nothing was restored, nothing was changed.',
  ),
  'database-refused': textWith(
    (reason: string) => `数据库不接受备份里的内容：${reason}。什么也没有改动。`,
    (reason: string) => `The database refuses what is in the backup: ${reason}. Nothing was changed.`,
  ),
} as const;

export type BackupProblem = keyof typeof backupProblemText;

/** Says a problem; its values are those its text has blanks for. */
export function sayBackupProblem(code: BackupProblem, values: readonly string[], locale: Locale): string {
  const say: (...values: string[]) => string = backupProblemText[code][locale];
  return say(...values);
}
