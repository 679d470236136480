import {
  addDwelling,
  closePlace,
  type PlaceKind,
  removePlace,
  renamePlace,
  reopenPlace,
} from '../../../places/place/place.keeping.contract.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import type { InhabitedBuilding } from '../directory.contract.ts';
import { keepingText as text } from './keeping.text.ts';
import { PeopleTop } from './People.tsx';
import { peoplePlaceText } from './place.text.ts';

export const changeableKinds = ['estate', 'building', 'area'] as const;
export type ChangePlaceData = {
  kind: (typeof changeableKinds)[number];
  id: string;
  /** As the form writes it, and as people say it. */
  label: string;
  name: string;
  closedOn: string | null;
  /** With its homes, where it is a building. */
  building: InhabitedBuilding | undefined;
};
type Props = { frame: Frame; data: ChangePlaceData };

/** One estate, building or shared area: another name, homes added, closed or opened again, and what was a mistake removed. */
export function ChangePlace({ frame, data }: Props) {
  const { say, to } = frame;
  const act = actsOn(frame, data.kind, data.id);
  return (
    <>
      <PeopleTop frame={frame} view="places" title={say(text.changeOf, data.name)} />
      <div class="desk-body desk-narrow">
        <Rename frame={frame} data={data} />
        {data.building && <AddHome frame={frame} building={data.building} />}
        {data.building && <EmptyHomes frame={frame} building={data.building} />}
        {data.kind !== 'estate' && (
          <Section title={say(data.closedOn === null ? text.close : text.reopen)}>
            <p class="small soft">{say(text.closeText)}</p>
            <Form action={act(data.closedOn === null ? closePlace : reopenPlace)} hidden={frame.hidden}>
              <Refused frame={frame} operations={[closePlace.name, reopenPlace.name]} />
              <Button size="small">{say(data.closedOn === null ? text.close : text.reopen)}</Button>
            </Form>
          </Section>
        )}
        <Section title={say(text.remove)}>
          <p class="small soft">{say(text.removeText)}</p>
          <Form action={act(removePlace)} hidden={frame.hidden}>
            <Refused frame={frame} operations={[removePlace.name]} />
            <Button kind="danger" size="small">
              {say(text.remove)}
            </Button>
          </Form>
        </Section>
        <p class="form-gap">
          <LinkButton kind="quiet" href={to('/people/places')}>
            {say(text.back)}
          </LinkButton>
        </p>
      </div>
    </>
  );
}

/** The address of what is done to one place. */
function actsOn({ to }: Frame, kind: PlaceKind, id: string) {
  return ({ path }: { path: string }) => to(path.replace(':kind', kind).replace(':placeId', id));
}

/** What was refused of acts that have no fields. */
function Refused({ frame, operations }: { frame: Frame; operations: readonly string[] }) {
  const form = frame.form && operations.includes(frame.form.operation) ? frame.form : undefined;
  return form ? <ErrorSummary locale={frame.say.locale} {...readForm(form).summary()} /> : null;
}

function Rename({ frame, data }: Props) {
  const { say } = frame;
  const form = readForm(frame.form?.operation === renamePlace.name ? frame.form : undefined);
  return (
    <Section title={say(text.rename)}>
      <p class="small soft">{say(text.renameText)}</p>
      <Form action={actsOn(frame, data.kind, data.id)(renamePlace)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('name', data.label)}
          label={say(text.newName)}
          hint={data.kind === 'building' ? say(text.buildingHint) : undefined}
          maxLength={60}
          required
        />
        <div class="form-gap">
          <Button kind="primary" size="small">
            {say(text.rename)}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

function AddHome({ frame, building }: { frame: Frame; building: InhabitedBuilding }) {
  const { say, to } = frame;
  const form = readForm(frame.form?.operation === addDwelling.name ? frame.form : undefined);
  return (
    <Section title={say(text.addHome)}>
      <Form action={to(addDwelling.path.replace(':buildingId', building.id))} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('stairwell', building.stairwells[0]?.label ?? '1')}
          label={say(text.stairwellField)}
          hint={say(text.stairwellFieldHint)}
          width="short"
          maxLength={20}
          required
        />
        <TextField {...form.text('door')} label={say(text.doorField)} width="short" maxLength={20} required />
        <div class="form-gap">
          <Button size="small">{say(text.addHome)}</Button>
        </div>
      </Form>
    </Section>
  );
}

/** One form for all of them: each button names the home it removes. */
function EmptyHomes({ frame, building }: { frame: Frame; building: InhabitedBuilding }) {
  const { say } = frame;
  const removing = (kind: PlaceKind, id: string) => actsOn(frame, kind, id)(removePlace);
  const empty = building.stairwells.map((stairwell) => ({
    ...stairwell,
    isEmpty: stairwell.dwellings.every(({ people }) => people.length === 0),
    dwellings: stairwell.dwellings.filter(({ people }) => people.length === 0),
  }));
  const all = empty.flatMap(({ dwellings }) => dwellings);
  return (
    <Section title={say(text.emptyHomes)}>
      <details>
        <summary>{say(text.homes, all.length)}</summary>
        <Form action={frame.here} hidden={frame.hidden} label={say(text.emptyHomes)}>
          {empty.map((stairwell) => (
            <fieldset class="field" key={stairwell.id}>
              <legend class="label">{say(peoplePlaceText.stairwell, stairwell.label)}</legend>
              <div class="row-wrap">
                {stairwell.dwellings.map(({ id, door }) => (
                  <Button
                    key={id}
                    size="small"
                    icon="trash"
                    label={say(text.removeHome, door)}
                    formAction={removing('dwelling', id)}
                  >
                    {door}
                  </Button>
                ))}
                {stairwell.isEmpty && (
                  <Button size="small" kind="danger" formAction={removing('stairwell', stairwell.id)}>
                    {say(text.removeStairwell, stairwell.label)}
                  </Button>
                )}
              </div>
            </fieldset>
          ))}
        </Form>
      </details>
    </Section>
  );
}
