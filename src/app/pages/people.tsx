import type { Id } from '../../kernel/id.ts';
import { isId } from '../../kernel/id.ts';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import { createPerson, listPeople } from '../../people/directory/directory.contract.ts';
import { People, type PeopleData } from '../../people/directory/screens/People.tsx';
import { Posts, type PostsData } from '../../people/directory/screens/Posts.tsx';
import { peopleText } from '../../people/directory/screens/people.text.ts';
import { appointPost, endPost, listPosts } from '../../people/post/post.contract.ts';
import { placeOperations } from '../../places/place/place.contract.ts';
import type { Visit } from './desk-load.ts';
import { backWith, flashOf } from './lead.ts';
import { form, page } from './page.ts';

async function loadPeople({ ask, request }: Visit): Promise<Outcome<PeopleData>> {
  const search = (request.query.q ?? '').trim().slice(0, 40);
  const after = request.query.after ?? '';
  const found = await ask(listPeople, {
    ...(search !== '' && { search }),
    ...(isId(after) && { after: after as Id<'person'> }),
  });
  return found.ok ? ok({ people: found.value.people, next: found.value.next, search }) : found;
}

async function loadPosts({ ask }: Visit): Promise<Outcome<PostsData>> {
  const [posts, people, register] = await Promise.all([
    ask(listPosts, {}),
    ask(listPeople, {}),
    ask(placeOperations.listPlaces, {}),
  ]);
  if (!people.ok) return people;
  if (!posts.ok) return posts;
  if (!register.ok) return register;
  return ok({
    posts: posts.value.posts,
    organisations: posts.value.organisations,
    people: people.value.people,
    register: register.value,
    mayAppoint: posts.value.can.appoint === true,
  });
}

export const peoplePages = [
  page({
    path: '/people',
    load: loadPeople,
    view: (data, frame) => ({
      title: frame.say(peopleText.title),
      shell: 'desk',
      section: 'people',
      islands: ['desk-keys'],
      flash: flashOf(frame.say, frame.done, peopleText.done),
      body: <People frame={frame} data={data} />,
    }),
  }),
  page({
    path: '/people/posts',
    load: loadPosts,
    view: (data, frame) => ({
      title: frame.say(peopleText.title),
      shell: 'desk',
      section: 'people',
      flash: flashOf(frame.say, frame.done, peopleText.done),
      body: <Posts frame={frame} data={data} />,
    }),
  }),
];

export const peopleForms = [
  form(createPerson, ({ values }) => backWith(values, 'created')),
  form(appointPost, ({ values }) => backWith(values, 'appointed')),
  form(endPost, ({ values }) => backWith(values, 'ended')),
];
