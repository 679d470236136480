import type { KeptPlaces } from '../../../places/place/place.keeping.contract.ts';
import type { Frame } from '../../../web/frame.ts';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { keepingText as text } from './keeping.text.ts';
import { PeopleTop } from './People.tsx';
import { peopleText } from './people.text.ts';
import { peoplePlaceText } from './place.text.ts';

export type PlacesData = {
  kept: KeptPlaces;
  /** The names of the captains of each stairwell, by its id. */
  captains: ReadonlyMap<string, readonly string[]>;
};
type Props = { frame: Frame; data: PlacesData };

/** Every place of the community: estates with their buildings, stairwells and captains, and the shared areas. */
export function Places({ frame, data }: Props) {
  const { say } = frame;
  const { kept } = data;
  const isEmpty = kept.estates.length === 0 && kept.areas.length === 0;
  return (
    <>
      <PeopleTop frame={frame} view="places" />
      <Panes columns={2} showing="list">
        <Pane label={say(text.add)} kind="acts">
          <PaneHead title={say(text.add)} />
          {kept.can.change === true ? <Ways frame={frame} /> : <Notice>{say(text.readOnly)}</Notice>}
        </Pane>
        <Pane label={say(peoplePlaceText.places)} kind="item">
          {isEmpty && <EmptyState icon="building" title={say(text.begin)} text={say(text.beginText)} />}
          {kept.estates.map((estate) => (
            <Estate key={estate.id} frame={frame} estate={estate} data={data} />
          ))}
          {!isEmpty && <Areas frame={frame} kept={kept} />}
        </Pane>
      </Panes>
    </>
  );
}

function Ways({ frame: { say, to } }: { frame: Frame }) {
  return (
    <div class="stack-tight">
      <LinkButton kind="primary" full icon="file-text" href={to('/people/places/import')}>
        {say(text.import)}
      </LinkButton>
      <p class="small soft">{say(text.importWhy)}</p>
      <LinkButton full icon="building" href={to('/people/places/new?what=building')}>
        {say(text.addBuilding)}
      </LinkButton>
      <LinkButton full icon="map-pin" href={to('/people/places/new?what=area')}>
        {say(text.addArea)}
      </LinkButton>
      <LinkButton full icon="plus" href={to('/people/places/new?what=estate')}>
        {say(text.addEstate)}
      </LinkButton>
    </div>
  );
}

function Estate({ frame, estate, data }: Props & { estate: KeptPlaces['estates'][number] }) {
  const { say, to } = frame;
  const change = { href: to(`/people/places/estate/${estate.id}`), label: say(text.changeOf, estate.name) };
  return (
    <Section title={estate.name} link={data.kept.can.change === true ? change : undefined}>
      {estate.buildings.length === 0 ? (
        <p class="small soft">{say(peoplePlaceText.none)}</p>
      ) : (
        <CardRows>
          {estate.buildings.map((building) => (
            <ListRow
              key={building.id}
              href={to(`/people/places/${building.id}`)}
              title={say(peopleText.buildingName, building.label)}
              facts={<Stairwells frame={frame} building={building} captains={data.captains} />}
            />
          ))}
        </CardRows>
      )}
    </Section>
  );
}

type BuildingRow = KeptPlaces['estates'][number]['buildings'][number];

function Stairwells(props: { frame: Frame; building: BuildingRow; captains: PlacesData['captains'] }) {
  const { say, now } = props.frame;
  const { closedOn, stairwells } = props.building;
  const join = say.locale === 'zh' ? '、' : ', ';
  const apart = say.locale === 'zh' ? '；' : '; ';
  return (
    <span class="stack-tight">
      {closedOn !== null && <span>{say(text.closedOn, sayDay(say, closedOn, now))}</span>}
      {stairwells.map(({ id, label, dwellings }, index) => {
        const captain = say(peoplePlaceText.captain, (props.captains.get(id) ?? []).join(join));
        const stairwell = say(text.stairwellOf, label, say(text.homes, dwellings), captain);
        return <span key={id}>{index === 0 ? stairwell : `${apart}${stairwell}`}</span>;
      })}
      {stairwells.length === 0 && <span>{say(peoplePlaceText.stairwells, 0)}</span>}
    </span>
  );
}

function Areas({ frame, kept }: { frame: Frame; kept: KeptPlaces }) {
  const { say, to, now } = frame;
  const estateOf = (id: string | null) => kept.estates.find((estate) => estate.id === id)?.name;
  return (
    <Section title={say(text.areas)}>
      {kept.areas.length === 0 ? (
        <p class="small soft">{say(text.noAreas)}</p>
      ) : (
        <CardRows>
          {kept.areas.map(({ id, name, estateId, closedOn }) => {
            const closed = closedOn && say(text.closedOn, sayDay(say, closedOn, now));
            return (
              <ListRow
                key={id}
                href={kept.can.change === true ? to(`/people/places/area/${id}`) : undefined}
                title={name}
                facts={[estateOf(estateId) ?? say(text.whole), closed].filter(Boolean).join(' · ')}
              />
            );
          })}
        </CardRows>
      )}
    </Section>
  );
}
