import { parseArgs } from 'node:util';
import { type Command, print, withInstallation } from './command.ts';

export const migrateCommand: Command = {
  usage: `sunshine migrate

Applies what the database does not have yet, as the owner: DATABASE_OWNER_URL, or the embedded database of
DATA_DIR. Migrations go forward only. Running it twice does nothing the second time.`,
  async run(args) {
    parseArgs({ args, options: {} });
    await withInstallation(
      async ({ migrations, databaseVersion }) => {
        const applied = migrations?.applied.length ?? 0;
        print(
          `PostgreSQL ${databaseVersion}: ${applied} applied, ${migrations?.already ?? 0} were there already.`,
        );
      },
      { onMigration: (name) => print(`  ${name}`) },
    );
    return 0;
  },
};
