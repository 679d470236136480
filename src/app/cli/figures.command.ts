import { parseArgs } from 'node:util';
import { recount } from '../../guarantee/figures/figures-counting.service.ts';
import { listCommunities } from '../../places/community/community.service.ts';
import { type Command, CommandError, print, withInstallation } from './command.ts';

export const figuresCommand: Command = {
  usage: `sunshine figures [--community ADDRESS]

Forgets every figure and counts the ledger anew from its first entry, of one community or of all. Who reads
meanwhile sees the old figures. Says for each whether they came out the same; ends with 1 where they did not.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { community: { type: 'string' } } });
    return withInstallation(async ({ platform }) => {
      const all = await listCommunities(platform.database.sql);
      const chosen = all.filter(({ slug }) => values.community === undefined || slug === values.community);
      if (chosen.length === 0) throw new CommandError(`There is no community "${values.community}".`);
      let right = true;
      for (const community of chosen) {
        const { entries, same } = await recount(platform, community);
        right &&= same;
        print(
          `${community.slug}: ${entries} entries, ${same ? 'the same as before' : 'was WRONG, is mended'}`,
        );
      }
      return right ? 0 : 1;
    });
  },
};
