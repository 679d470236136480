import { type Place, type PlaceRegister, spots } from '../../../places/place/place.contract.ts';
import { placeText } from '../../../places/place/place.text.ts';
import type { FormReader } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import type { IconName } from '../../../web/icons/Icon.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { stepsText } from './steps.text.ts';

/** Beyond so many, tiles are harder to search than a list. */
const maxTiles = 24;

const spotIcons = {
  door: 'door-open',
  stairs: 'layers',
  home: 'house',
  roof: 'building',
} as const satisfies Record<(typeof spots)[number], IconName>;

/** No option's value: "not sure" is an answer to be given, never the one assumed. */
const notAsked = 'not-asked';

type PartProps = {
  frame: Frame;
  /** What was chosen before. */
  draft: { place: Place | null };
  register: PlaceRegister;
  read: FormReader;
};

/** Which building, which of its stairwells, which spot. */
export function InBuilding({ frame: { say }, draft, register, read }: PartProps) {
  const chosen = read.text('place.buildingId', draft.place?.buildingId);
  const problem = read.text('place').problem;
  const estates = register.estates.filter(({ buildings }) => buildings.length > 0);
  const field = { ...chosen, ...(problem !== undefined && { problem }) };
  const count = estates.reduce((sum, { buildings }) => sum + buildings.length, 0);
  const tiles = count <= maxTiles;
  const named = (label: string) => say(placeText.building, label);
  return (
    <>
      {tiles ? (
        estates.map(({ id, name, buildings }, index) => (
          <Choice
            key={id}
            {...field}
            id={index === 0 ? 'field-place' : `field-place-${id}`}
            problem={index === 0 ? problem : undefined}
            type="radio"
            legend={estates.length > 1 ? say(stepsText.buildingOf, name) : say(stepsText.building)}
            columns={4}
            look="tile"
            options={buildings.map((building) => ({ value: building.id, label: named(building.label) }))}
          />
        ))
      ) : (
        <SelectField
          {...field}
          id="field-place"
          label={say(stepsText.building)}
          empty={say(stepsText.choose)}
          options={estates.map(({ name, buildings }) => ({
            group: name,
            options: buildings.map(({ id, label }) => ({ value: id, label: named(label) })),
          }))}
        />
      )}
      <Stairwells say={say} draft={draft} register={register} read={read} buildingId={chosen.value} />
      <div class="form-gap">
        <Choice
          {...read.text('place.spot', draft.place?.spot)}
          type="radio"
          legend={say(stepsText.spot)}
          aside={say(stepsText.optional)}
          columns={2}
          look="icon"
          options={spots.map((value) => ({
            value,
            label: say(placeText.spot[value]),
            icon: spotIcons[value],
          }))}
        />
      </div>
    </>
  );
}

/** The stairwells of every building that has several; only those of the chosen one are asked for. */
function Stairwells(props: {
  say: Frame['say'];
  draft: PartProps['draft'];
  register: PlaceRegister;
  read: FormReader;
  buildingId: string;
}) {
  const { say, draft, register, read, buildingId } = props;
  const several = register.estates
    .flatMap(({ buildings }) => buildings)
    .filter(({ stairwells }) => stairwells.length > 1);
  return (
    <>
      {several.map((building) => (
        <fieldset
          class="form-gap"
          key={building.id}
          data-stairwells-of={building.id}
          hidden={building.id !== buildingId}
          disabled={building.id !== buildingId}
        >
          {/* Says that the question was asked: a disabled fieldset sends nothing. */}
          <input type="hidden" name="_asked" value={building.id} />
          <Choice
            {...read.text('place.stairwellId', draft.place?.stairwellId ?? notAsked)}
            id={`stairwells-${building.id}`}
            type="radio"
            legend={say(stepsText.stairwell)}
            columns={4}
            look="tile"
            options={[
              ...building.stairwells.map(({ id, label }) => ({
                value: id,
                label: say(placeText.stairwell, label),
              })),
              { value: '', label: say(stepsText.unsure) },
            ]}
          />
        </fieldset>
      ))}
    </>
  );
}

/** Which of the shared areas; nothing where there are none. */
export function InArea({
  frame: { say },
  draft,
  register,
  read,
  id = 'field-place',
}: PartProps & { id?: string }) {
  const problem = read.text('place').problem;
  if (register.areas.length === 0) return null;
  return (
    <Choice
      {...read.text('place.areaId', draft.place?.areaId)}
      id={id}
      {...(problem !== undefined && { problem })}
      type="radio"
      legend={say(stepsText.area)}
      columns={2}
      look="icon"
      options={register.areas.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
