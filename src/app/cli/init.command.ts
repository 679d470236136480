import { parseArgs } from 'node:util';
import { ok, refuse } from '../../kernel/outcome.ts';
import { dateOf } from '../../kernel/time.ts';
import { findLog } from '../../ledger/log/log.service.ts';
import { createStaffAccount } from '../../people/account/staff-account.service.ts';
import { addPerson } from '../../people/person/person.service.ts';
import { appoint } from '../../people/post/post.service.ts';
import { createCommunity } from '../../places/community/community.service.ts';
import { writeOrRefuse } from '../../platform/call.ts';
import { prepareCommunity } from '../community.ts';
import { makePassword } from '../password.ts';
import { type Command, CommandError, print, withInstallation } from './command.ts';

const usage = `sunshine init --community SLUG --name NAME [--english NAME] [--street NAME]
              [--administrator USERNAME] [--person NAME]

Makes a community and its administrator. The administrator's password is printed once. The community's public
ledger takes its name from BASE_URL and keeps it, wherever the installation moves later.
  --community      short name in addresses: lower-case letters, figures and hyphens, such as lanjin
  --name           the community's name, such as 兰锦社区
  --english        its name in English
  --street         the street office it belongs to
  --administrator  user name to sign in with (admin)
  --person         the administrator's own name (管理员)`;

export const initCommand: Command = {
  usage,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        community: { type: 'string' },
        name: { type: 'string' },
        english: { type: 'string', default: '' },
        street: { type: 'string', default: '' },
        administrator: { type: 'string', default: 'admin' },
        person: { type: 'string', default: '管理员' },
      },
    });
    const { community: slug, name, administrator: username } = values;
    if (!slug || !name) throw new CommandError('--community and --name are needed. Try --help.', 2);
    if (!/^[a-z][a-z0-9-]{1,40}$/.test(slug)) {
      throw new CommandError(`"${slug}" is no short name: use 2 to 41 of a-z, 0-9 and -, a letter first.`);
    }
    return withInstallation<0>(async ({ platform, settings }) => {
      const now = platform.clock.now();
      const made = await createCommunity(platform.database.sql, {
        slug,
        name,
        nameEn: values.english,
        streetName: values.street,
        createdAt: now,
      });
      if (!made.ok) throw new CommandError(`There is a community "${slug}" already.`);
      await prepareCommunity(platform, made.value);
      const log = await platform.database.read(made.value.id, (tx) => findLog(tx));
      const password = makePassword();
      const outcome = await writeOrRefuse(platform.database, made.value.id, async (tx) => {
        const person = await addPerson(tx, { displayName: values.person }, now);
        if (!person.ok) return refuse(person.refusal.code);
        const account = await createStaffAccount(tx, { personId: person.value, username, password }, now);
        if (!account.ok) return refuse(account.refusal.code);
        const post = await appoint(tx, {
          personId: person.value,
          kind: 'administrator',
          heldFrom: dateOf(now),
        });
        return post.ok ? ok(null) : refuse(post.refusal.code);
      });
      if (!outcome.ok) throw new CommandError(`The administrator was not made: ${outcome.refusal.code}.`);
      print(`${name}: ${settings.baseUrl}/c/${slug}`);
      if (log) print(`Ledger, by this name for good: ${log.origin}`);
      print(`Administrator: ${username}   password, shown this once: ${password}`);
      return 0;
    });
  },
};
