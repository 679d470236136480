import { requestLostKey } from '../../src/collect/lost-key/lost-key.contract.ts';
import { lostKeyWorkers } from '../../src/collect/lost-key/lost-key.service.ts';
import { requestCode } from '../../src/people/account/account.contract.ts';
import { createPerson } from '../../src/people/directory/directory.contract.ts';
import { issuePasswordLink } from '../../src/people/recovery/recovery.contract.ts';
import { listSessions } from '../../src/people/session/session.contract.ts';
import { runDueJobs } from '../../src/platform/outbox.ts';
import { makeStaff, staffPassword } from '../sign-in.ts';
import { must } from '../world.ts';
import type { Prepare, Scene } from './requests.ts';

/** A number that nobody has yet. */
const freshPhone = (scene: Scene) => `135${String(scene.fresh()).padStart(8, '0')}`;

async function somebody(scene: Scene): Promise<string> {
  const made = await scene.world.as('desk1').call(createPerson, { displayName: `住户${scene.fresh()}` });
  return must(made).personId;
}

export const accountRequests: Record<string, Prepare> = {
  'account.requestCode': (scene) => ({ input: { phone: freshPhone(scene) } }),
  async 'account.signInWithCode'(scene) {
    const phone = freshPhone(scene);
    must(await scene.world.as('stranger').call(requestCode, { phone }));
    return { input: { phone, code: await scene.world.codeSentTo(phone) } };
  },
  'account.signInWithPassword': ({ world }) => ({
    input: { username: world.here.people.desk2.username, password: staffPassword },
  }),
  'account.signOut': () => ({ input: {} }),
  'account.me': () => ({ input: {} }),
  'account.readOf': ({ world }) => ({ input: { personId: world.here.people.desk2.personId } }),
  'account.issuePasswordLink, it is of staff': async (scene) => ({
    input: { personId: await staffMember(scene) },
  }),
  'account.issuePasswordLink, it is of a resident': async (scene) => ({
    input: { personId: await somebody(scene) },
  }),
  'account.issuePasswordLink, it is the administrator’s own': ({ world }) => ({
    input: { personId: world.here.people.administrator.personId },
  }),
  'account.resetSecondFactor, it is of staff': async (scene) => ({
    input: { personId: await staffMember(scene) },
  }),
  'account.readIdentity': () => ({ input: {} }),
  'account.beginProviderSignIn': () => ({ input: { next: '/' } }),
  'account.takeProviderAnswer': () => ({ input: { answer: 'code=1&state=2' } }),
  'account.beginBinding': () => ({ input: {} }),
  'account.unbindIdentity': () => ({ input: {} }),
  'account.unbindIdentityOf, it is of staff': async (scene) => ({
    input: { personId: await boundStaffMember(scene) },
  }),
  'account.openStaffAccount': async (scene) => ({
    input: { personId: await somebody(scene), username: `opened${scene.fresh()}` },
  }),
  'account.readPasswordLink': async (scene) => ({ input: { token: await passwordToken(scene) } }),
  'account.choosePassword': async (scene) => ({
    input: { token: await passwordToken(scene), chosen: '七月的风吹了一整个白天' },
  }),
  'person.moveNumber': async (scene) => ({ input: { id: await somebody(scene), phone: freshPhone(scene) } }),
  'reportKey.request': (scene) => ({ input: { number: '2026-0001', phone: freshPhone(scene) } }),
  'reportKey.renew': async (scene) => ({ input: await lostPair(scene) }),
  'account.read': () => ({ input: {} }),
  'account.listSessions': () => ({ input: {} }),
  async 'account.endSession'({ world }) {
    const listed = must(await world.as('desk2').call(listSessions, {}));
    return { input: { sessionId: listed.sessions[0]?.id } };
  },
  'account.endOtherSessions': () => ({ input: {} }),
  'account.changePassword': () => ({ input: { current: staffPassword, chosen: staffPassword } }),
  'account.beginSecondFactor': () => ({ input: { password: staffPassword } }),
  'account.renewRecoveryCodes': () => ({ input: { password: staffPassword } }),
  'account.readEnrolment': () => ({ input: {} }),
  'account.confirmSecondFactor': () => ({ input: { code: '123456' } }),
  'account.signInWithSecondFactor': () => ({ input: { code: '123456' } }),
};

/** Staff with an account that nobody plays. */
async function staffMember(scene: Scene): Promise<string> {
  const { made, here } = scene.world;
  const staff = { username: `staff.member${scene.fresh()}`, phone: freshPhone(scene) };
  return (await makeStaff(made, here.community, staff)).personId;
}

/** One who can sign in by the provider of identities, too. */
async function boundStaffMember(scene: Scene): Promise<string> {
  const { made, here } = scene.world;
  const personId = await staffMember(scene);
  await made.database.write(
    here.community.id,
    (tx) => tx`
      insert into identities (account_id, issuer, subject, bound_at)
      select account_id, 'https://login.example', id, created_at from persons
      where community_id = ${tx.community} and id = ${personId}`,
  );
  return personId;
}

async function passwordToken(scene: Scene): Promise<string> {
  const personId = (await staffMember(scene)) as never;
  const issued = must(await scene.world.as('administrator').call(issuePasswordLink, { personId }));
  return issued.link.split('/').at(-1) ?? '';
}

/** Number, phone and the code that was sent for them. */
async function lostPair(scene: Scene) {
  const { world, story } = scene;
  const phone = freshPhone(scene);
  const { reportKey } = await story.reported({ contact: { name: null, phone } });
  const number = reportKey.slice(0, 9);
  must(await world.as('stranger').call(requestLostKey, { number, phone }));
  await runDueJobs(world.installation.platform, world.here.community.id, lostKeyWorkers);
  return { number, phone, code: await world.codeSentTo(phone) };
}
