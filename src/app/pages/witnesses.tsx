import { ok } from '../../kernel/outcome.ts';
import type { Say } from '../../kernel/text.ts';
import { WitnessPage } from '../../ledger/witness/screens/WitnessPage.tsx';
import { WitnessSigning } from '../../ledger/witness/screens/WitnessSigning.tsx';
import { signingText, witnessText } from '../../ledger/witness/screens/witness.text.ts';
import { type Party, parties, witnessOperations } from '../../ledger/witness/witness.contract.ts';
import { speaksFor } from '../../ledger/witness/witness.rules.ts';
import { listPosts } from '../../people/post/post.contract.ts';
import { postText } from '../../people/post/post.text.ts';
import type { Frame, Shown } from '../../web/frame.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { ScreenTitle } from '../../web/parts/ScreenTitle.tsx';
import { TopBar } from '../../web/parts/TopBar.tsx';
import { homeText } from './home.text.ts';
import { flashOf } from './lead.ts';
import { type AnswerOf, type Ask, form, page } from './page.ts';

const { listWitnesses, nameWitness, registerWitnessKey, endWitnessKey } = witnessOperations;

type Posts = AnswerOf<typeof listPosts>;

/** Only administrators choose; nobody else is told who holds which post. */
async function findPosts(ask: Ask, mayName: boolean): Promise<Posts | null> {
  const listed = mayName ? await ask(listPosts, {}) : undefined;
  return listed?.ok ? listed.value : null;
}

/** The posts that may speak for each party, with who holds them. */
function choicesOf(say: Say, found: Posts | null) {
  const organisationOf = (id: string | undefined) => found?.organisations.find((one) => one.id === id);
  const choices = (party: Party) =>
    (found?.posts ?? [])
      .filter(({ kind, covers }) => speaksFor(party, kind, organisationOf(covers?.id)?.kind ?? null))
      .map(({ id, kind, holder, covers }) => ({
        value: id,
        label: [holder.name, say(postText.kind[kind]), covers?.name].filter(Boolean).join(' · '),
      }));
  return Object.fromEntries(parties.map((party) => [party, choices(party)])) as Record<
    Party,
    ReturnType<typeof choices>
  >;
}

const isStaff = ({ asker }: Frame) => asker.kind === 'person' && asker.posts.length > 0;

/** Staff stay beside their rail, everybody else comes from the home and goes back to it. */
function headed(frame: Frame, title: string, back: { path: string; label: string }, body: Shown['body']) {
  const { say, to } = frame;
  const shared = {
    ...{ title, section: 'witnesses' },
    flash: flashOf(say, frame.done, witnessText.done),
  };
  if (isStaff(frame)) {
    return {
      ...{ ...shared, shell: 'desk' as const },
      body: (
        <div class="figures-desk">
          <TopBar title={title} sub={say(witnessText.sub)} />
          <div class="desk-body desk-narrow">{body}</div>
        </div>
      ),
    };
  }
  return {
    ...{ ...shared, shell: 'plain' as const },
    head: <AppBar title={title} back={{ href: to(back.path), label: back.label }} />,
    body: (
      <>
        <ScreenTitle look="hidden">{title}</ScreenTitle>
        {body}
      </>
    ),
  };
}

export const witnessPages = [
  page({
    path: '/witnesses',
    load: async ({ ask }) => {
      const listed = await ask(listWitnesses, {});
      if (!listed.ok) return listed;
      return ok({ witnessing: listed.value, posts: await findPosts(ask, listed.value.can.name === true) });
    },
    view: ({ witnessing, posts }, frame): Shown => ({
      ...headed(
        frame,
        frame.say(witnessText.title),
        { path: '', label: frame.say(homeText.back) },
        <WitnessPage frame={frame} data={{ witnessing, posts: choicesOf(frame.say, posts) }} />,
      ),
      islands: ['copy-text'],
      isPublic: true,
    }),
  }),
  page({
    path: '/witnesses/sign',
    load: ({ ask }) => ask(listWitnesses, {}),
    view: (witnessing, frame): Shown => ({
      ...headed(
        frame,
        frame.say(signingText.title),
        { path: '/witnesses', label: frame.say(signingText.back) },
        <WitnessSigning frame={frame} witnessing={witnessing} />,
      ),
      islands: ['witness'],
    }),
  }),
];

const back = (path: string, done: keyof typeof witnessText.done) => `${path}?done=${done}`;

export const witnessForms = [
  form(nameWitness, ({ call }) => back(`/c/${call.community.slug}/witnesses`, 'named')),
  form(registerWitnessKey, ({ call }) => back(`/c/${call.community.slug}/witnesses/sign`, 'registered')),
  form(endWitnessKey, ({ call }) => back(`/c/${call.community.slug}/witnesses`, 'ended')),
];
