import type { PlaceRegister } from '../../../places/place/place.contract.ts';
import type { Frame } from '../../../web/frame.ts';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { PeopleTop } from './People.tsx';
import { peopleText } from './people.text.ts';
import { peoplePlaceText as text } from './place.text.ts';

/** Every building, by estate, leading to its stairwells and homes. */
export function Places({ frame, register }: { frame: Frame; register: PlaceRegister }) {
  const { say, to } = frame;
  const estates = register.estates.filter(({ buildings }) => buildings.length > 0);
  return (
    <>
      <PeopleTop frame={frame} view="places" />
      <div class="desk-body desk-narrow">
        {estates.length === 0 && (
          <EmptyState icon="building" title={say(text.none)} text={say(text.noneText)} />
        )}
        {estates.map((estate) => (
          <Section key={estate.id} title={estate.name}>
            <CardRows>
              {estate.buildings.map(({ id, label, stairwells }) => (
                <ListRow
                  key={id}
                  href={to(`/people/places/${id}`)}
                  title={say(peopleText.buildingName, label)}
                  facts={say(text.stairwells, stairwells.length)}
                />
              ))}
            </CardRows>
          </Section>
        ))}
      </div>
    </>
  );
}
