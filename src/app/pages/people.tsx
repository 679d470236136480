import {
  endResidence,
  type ListedRequest,
  listRequests,
} from '../../collect/residence/residence.contract.ts';
import { DecidedRequests } from '../../collect/residence/screens/Requests.tsx';
import type { Id } from '../../kernel/id.ts';
import { isId } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { listAbsences } from '../../people/absence/absence.contract.ts';
import {
  createPerson,
  getBuilding,
  getPerson,
  type KnownPerson,
  listPeople,
  updatePerson,
} from '../../people/directory/directory.contract.ts';
import { Building, type BuildingData } from '../../people/directory/screens/Building.tsx';
import { People, type PeopleData } from '../../people/directory/screens/People.tsx';
import { PersonPage } from '../../people/directory/screens/PersonPage.tsx';
import { Posts, type PostsData } from '../../people/directory/screens/Posts.tsx';
import { peopleText } from '../../people/directory/screens/people.text.ts';
import { peoplePlaceText } from '../../people/directory/screens/place.text.ts';
import { appointPost, listPosts } from '../../people/post/post.contract.ts';
import { listSheets, makeSheet } from '../../people/slip/slip.contract.ts';
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
  const [posts, people, register, away] = await Promise.all([
    ask(listPosts, {}),
    ask(listPeople, {}),
    ask(placeOperations.listPlaces, {}),
    ask(listAbsences, {}),
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
    absences: away.ok ? away.value.absences : [],
  });
}

async function loadPerson({ ask, request }: Visit): Promise<Outcome<PersonData>> {
  const { personId = '' } = request.params;
  if (!isId(personId)) return refuse('not-found');
  const id = personId as Id<'person'>;
  const [person, asked] = await Promise.all([ask(getPerson, { id }), ask(listRequests, { personId: id })]);
  if (!person.ok) return person;
  return ok({ person: person.value, requests: asked.ok ? asked.value.requests : [] });
}

type PersonData = { person: KnownPerson; requests: readonly ListedRequest[] };

async function loadBuilding({ ask, request }: Visit): Promise<Outcome<BuildingData>> {
  if (!isId(request.params.buildingId ?? '')) return refuse('not-found');
  const buildingId = request.params.buildingId as Id<'building'>;
  const [building, sheets] = await Promise.all([
    ask(getBuilding, { buildingId }),
    ask(listSheets, { buildingId }),
  ]);
  if (!building.ok) return building;
  return ok({ building: building.value, sheets: sheets.ok ? sheets.value.sheets : [] });
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
  page({
    path: '/people/places/:buildingId',
    load: loadBuilding,
    view: (data, frame) => ({
      title: data.building.name,
      shell: 'desk',
      section: 'people',
      flash: flashOf(frame.say, frame.done, peoplePlaceText.done),
      body: <Building frame={frame} data={data} />,
    }),
  }),
  // After its siblings: a form that comes back is matched in this order.
  page({
    path: '/people/:personId',
    load: loadPerson,
    view: ({ person, requests }, frame) => ({
      title: person.displayName,
      shell: 'desk',
      section: 'people',
      flash: flashOf(frame.say, frame.done, peoplePlaceText.done),
      body: (
        <PersonPage
          frame={frame}
          person={person}
          leaveAction={(householdId) =>
            frame.to(endResidence.path.replace(':personId', person.id).replace(':householdId', householdId))
          }
          requests={requests.length === 0 ? undefined : <DecidedRequests frame={frame} requests={requests} />}
        />
      ),
    }),
  }),
];

export const peopleForms = [
  form(createPerson, ({ values }) => backWith(values, 'created')),
  form(appointPost, ({ values }) => backWith(values, 'appointed')),
  form(updatePerson, ({ values }) => backWith(values, 'saved')),
  form(makeSheet, ({ values }) => backWith(values, 'made')),
];
