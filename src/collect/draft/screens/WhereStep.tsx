import type { PlaceRegister } from '../../../places/place/place.contract.ts';
import { maxPlaceWords, spots } from '../../../places/place/place.contract.ts';
import { placeText } from '../../../places/place/place.text.ts';
import { DraftSent } from '../../../web/forms/DraftSent.tsx';
import { Form } from '../../../web/forms/Form.tsx';
import { type FormReader, readForm } from '../../../web/forms/read-form.ts';
import type { FormState, Frame } from '../../../web/frame.ts';
import type { IconName } from '../../../web/icons/Icon.tsx';
import { Icon } from '../../../web/icons/Icon.tsx';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { Dock } from '../../../web/parts/Dock.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Segmented } from '../../../web/parts/Segmented.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { Steps } from '../../../web/parts/Steps.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import type { DraftView } from '../draft.contract.ts';
import { totalSteps } from './StepHead.tsx';
import { stepsText } from './steps.text.ts';
import { localDraftKey } from './WhatStep.tsx';

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

export type WhereKind = 'building' | 'area';

type WhereProps = {
  frame: Frame;
  draft: DraftView;
  register: PlaceRegister;
  kind: WhereKind;
  state?: FormState | undefined;
};

/** Step 2: where. Everything is one page of choices; the place-picker island only hides what does not concern. */
export function WhereStep({ frame, draft, register, kind, state }: WhereProps) {
  const { say, to } = frame;
  const read = readForm(frame.form ?? state);
  const here = to(`/reports/new/${draft.draftId}/where`);
  const hasBuildings = register.estates.some(({ buildings }) => buildings.length > 0);
  const onlyWords = kind === 'area' && register.areas.length === 0;
  return (
    <Form action={to(`/drafts/${draft.draftId}`)} flow hidden={{ ...frame.hidden, step: 'where' }}>
      <DraftSent draftKey={localDraftKey} />
      <Steps locale={say.locale} current={2} total={totalSteps} />
      <ScreenTitle>{say(stepsText.where)}</ScreenTitle>
      <ErrorSummary locale={say.locale} {...read.summary()} />
      {hasBuildings && register.areas.length > 0 && (
        <Segmented
          label={say(stepsText.whereKind)}
          items={[
            {
              href: `${here}?kind=building`,
              label: say(stepsText.inBuilding),
              icon: 'building-complex',
              current: kind === 'building',
            },
            {
              href: `${here}?kind=area`,
              label: say(stepsText.inArea),
              icon: 'map-pin',
              current: kind === 'area',
            },
          ]}
        />
      )}
      <div class="form-gap" data-place-picker>
        {kind === 'building' ? (
          <InBuilding frame={frame} draft={draft} register={register} read={read} />
        ) : (
          <InArea frame={frame} draft={draft} register={register} read={read} />
        )}
        <div class="form-gap">
          <TextField
            {...read.text('place.words', draft.place?.words)}
            {...(onlyWords && { id: 'field-place', problem: read.text('place').problem })}
            label={say(stepsText.words)}
            aside={say(stepsText.wordsAside)}
            hint={say(stepsText.wordsHint)}
            maxLength={maxPlaceWords}
          />
        </div>
      </div>
      <p class="small soft with-icon-top form-gap">
        <Icon name="eye-off" />
        <span>{say(stepsText.publicPlace)}</span>
      </p>
      <Dock>
        <LinkButton href={to(`/reports/new/${draft.draftId}/what`)}>{say(stepsText.back)}</LinkButton>
        <Button kind="primary" size="big">
          {say(stepsText.next)}
        </Button>
      </Dock>
    </Form>
  );
}

type PartProps = { frame: Frame; draft: DraftView; register: PlaceRegister; read: FormReader };

function InBuilding({ frame: { say }, draft, register, read }: PartProps) {
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
  draft: DraftView;
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

function InArea({ frame: { say }, draft, register, read }: PartProps) {
  const problem = read.text('place').problem;
  if (register.areas.length === 0) return null;
  return (
    <Choice
      {...read.text('place.areaId', draft.place?.areaId)}
      id="field-place"
      {...(problem !== undefined && { problem })}
      type="radio"
      legend={say(stepsText.area)}
      columns={2}
      look="icon"
      options={register.areas.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
