import type { Id } from '../../kernel/id.ts';
import { isId } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { getBuilding } from '../../people/directory/directory.contract.ts';
import {
  ChangePlace,
  type ChangePlaceData,
  changeableKinds,
} from '../../people/directory/screens/ChangePlace.tsx';
import { keepingText } from '../../people/directory/screens/keeping.text.ts';
import { NewPlace, type NewPlaceData, newPlaces } from '../../people/directory/screens/NewPlace.tsx';
import { Places, type PlacesData } from '../../people/directory/screens/Places.tsx';
import { peopleText } from '../../people/directory/screens/people.text.ts';
import { peoplePlaceText } from '../../people/directory/screens/place.text.ts';
import { listPosts } from '../../people/post/post.contract.ts';
import { type KeptPlaces, placeKeepingOperations } from '../../places/place/place.keeping.contract.ts';
import type { Visit } from './desk-load.ts';
import { backWith, flashOf, withDone } from './lead.ts';
import { form, page } from './page.ts';

const { listKept, addEstate, addBuilding, addDwelling, addArea } = placeKeepingOperations;
const { renamePlace, closePlace, reopenPlace, removePlace } = placeKeepingOperations;

/** Every stairwell with its captain: the register is of the places, the post of the people. */
async function loadPlaces({ ask }: Visit): Promise<Outcome<PlacesData>> {
  const [kept, posts] = await Promise.all([ask(listKept, {}), ask(listPosts, {})]);
  if (!kept.ok) return kept;
  const captains = new Map<string, string[]>();
  for (const { kind, covers, holder } of posts.ok ? posts.value.posts : [])
    if (kind === 'captain' && covers)
      captains.set(covers.id, [...(captains.get(covers.id) ?? []), holder.name]);
  return ok({ kept: kept.value, captains });
}

/** A form that only the administrator can send is a page for them alone. */
async function keptToChange({ ask }: Visit): Promise<Outcome<KeptPlaces>> {
  const kept = await ask(listKept, {});
  if (!kept.ok) return kept;
  return kept.value.can.change === true ? kept : refuse(kept.value.can.change);
}

async function loadNewPlace(visit: Visit): Promise<Outcome<NewPlaceData>> {
  const kept = await keptToChange(visit);
  if (!kept.ok) return kept;
  const what = newPlaces.find((one) => one === visit.request.query.what) ?? 'building';
  const { estates } = kept.value;
  const named = estates.find(({ id }) => id === visit.request.query.estate);
  return ok({
    what,
    kept: kept.value,
    estateId: (named ?? (estates.length === 1 ? estates[0] : undefined))?.id,
  });
}

async function loadChangePlace(visit: Visit): Promise<Outcome<ChangePlaceData>> {
  const { kind = '', placeId = '' } = visit.request.params;
  const kept = await keptToChange(visit);
  if (!kept.ok) return kept;
  const found = findKept(kept.value, kind, placeId, visit);
  if (!found) return refuse('not-found');
  if (found.kind !== 'building' || !isId(placeId)) return ok({ ...found, building: undefined });
  const building = await visit.ask(getBuilding, { buildingId: placeId as Id<'building'> });
  return building.ok ? ok({ ...found, building: building.value }) : building;
}

function findKept(kept: KeptPlaces, kind: string, id: string, { call }: Visit) {
  switch (changeableKinds.find((one) => one === kind)) {
    case 'estate': {
      const estate = kept.estates.find((one) => one.id === id);
      return estate && { kind: 'estate' as const, id, label: estate.name, name: estate.name, closedOn: null };
    }
    case 'building': {
      const found = kept.estates.flatMap(({ buildings }) => buildings).find((one) => one.id === id);
      if (!found) return undefined;
      const name = sayIn(call.locale)(peopleText.buildingName, found.label);
      return { kind: 'building' as const, id, label: found.label, name, closedOn: found.closedOn };
    }
    case 'area': {
      const area = kept.areas.find((one) => one.id === id);
      return (
        area && { kind: 'area' as const, id, label: area.name, name: area.name, closedOn: area.closedOn }
      );
    }
    default:
      return undefined;
  }
}

/** In this order: a form that comes back is matched from the first. */
export const placePages = [
  page({
    path: '/people/places',
    load: loadPlaces,
    view: (data, frame) => ({
      title: frame.say(peoplePlaceText.places),
      shell: 'desk',
      section: 'people',
      flash: flashOf(frame.say, frame.done, keepingText.done),
      body: <Places frame={frame} data={data} />,
    }),
  }),
  page({
    path: '/people/places/new',
    load: loadNewPlace,
    view: (data, frame) => ({
      title: frame.say(keepingText.add),
      shell: 'desk',
      section: 'people',
      flash: flashOf(frame.say, frame.done, keepingText.done),
      body: <NewPlace frame={frame} data={data} />,
    }),
  }),
  page({
    path: '/people/places/:kind/:placeId',
    load: loadChangePlace,
    view: (data, frame) => ({
      title: frame.say(keepingText.changeOf, data.name),
      shell: 'desk',
      section: 'people',
      flash: flashOf(frame.say, frame.done, keepingText.done),
      body: <ChangePlace frame={frame} data={data} />,
    }),
  }),
];

const list = (slug: string, code: string) => withDone(`/c/${slug}/people/places`, code);

export const placeForms = [
  form(addEstate, ({ call, output }) =>
    withDone(`/c/${call.community.slug}/people/places/new?what=building&estate=${output.estateId}`, 'estate'),
  ),
  form(addBuilding, ({ call, output }) =>
    withDone(`/c/${call.community.slug}/people/places/${output.buildingId}`, 'built'),
  ),
  form(addArea, ({ call }) => list(call.community.slug, 'area')),
  form(addDwelling, ({ values }) => backWith(values, 'home')),
  form(renamePlace, ({ values }) => backWith(values, 'renamed')),
  form(closePlace, ({ values }) => backWith(values, 'closed')),
  form(reopenPlace, ({ values }) => backWith(values, 'reopened')),
  // What was removed has no page any more; a home goes from its building's.
  form(removePlace, ({ call, input, values }) =>
    input.kind === 'dwelling' || input.kind === 'stairwell'
      ? backWith(values, 'removed')
      : list(call.community.slug, 'removed'),
  ),
];
