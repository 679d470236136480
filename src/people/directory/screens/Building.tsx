import { dateOf, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { householdText } from '../../household/household.text.ts';
import { type ListedSheet, makeSheet } from '../../slip/slip.contract.ts';
import { lastDayOf } from '../../slip/slip.rules.ts';
import type { InhabitedBuilding } from '../directory.contract.ts';
import { PeopleTop } from './People.tsx';
import { peoplePlaceText as text } from './place.text.ts';

export type BuildingData = { building: InhabitedBuilding; sheets: readonly ListedSheet[] };
type Props = { frame: Frame; data: BuildingData };
type Stairwell = InhabitedBuilding['stairwells'][number];

/** A building by stairwell and door: who is registered behind each, and the slips by which others can be. */
export function Building({ frame, data }: Props) {
  const { say } = frame;
  return (
    <>
      <PeopleTop frame={frame} view="places" title={data.building.name} />
      <Panes columns={2} showing="list">
        <Pane label={say(text.slips)} kind="acts">
          <PaneHead title={say(text.slips)} />
          <MakeSheet frame={frame} building={data.building} />
          <Sheets frame={frame} sheets={data.sheets} />
        </Pane>
        <Pane label={data.building.name} kind="item">
          <div class="stack">
            {data.building.stairwells.map((stairwell) => (
              <Homes key={stairwell.id} frame={frame} stairwell={stairwell} />
            ))}
          </div>
        </Pane>
      </Panes>
    </>
  );
}

function Homes({ frame, stairwell }: { frame: Frame; stairwell: Stairwell }) {
  const { say, to } = frame;
  const { dwellings, captains } = stairwell;
  const join = say.locale === 'zh' ? '、' : ', ';
  const bound = dwellings.filter(({ people }) => people.length > 0).length;
  const name = say(text.stairwell, stairwell.label);
  return (
    <section>
      <PaneHead title={name} aside={say(text.captain, captains.join(join))} />
      {dwellings.length === 0 ? (
        <p class="small soft">{say(text.noDwellings)}</p>
      ) : (
        <>
          <p class="small soft">{say(text.bound, bound, dwellings.length)}</p>
          <Table
            id={`homes-${stairwell.id}`}
            caption={name}
            hideCaption
            columns={[text.door, text.who, text.how].map((label) => ({ label: say(label) }))}
            rows={dwellings.map(({ id, door, people }) => ({
              key: id,
              cells: [
                door,
                people.length === 0 ? (
                  <span class="soft">{say(text.nobody)}</span>
                ) : (
                  <ul class="stack-tight">
                    {people.map((person) => (
                      <li key={person.id}>
                        <Link href={to(`/people/${person.id}`)}>{person.name}</Link>{' '}
                        <span class="small soft">{say(householdText.occupancy[person.occupancy])}</span>
                      </li>
                    ))}
                  </ul>
                ),
                [...new Set(people.map(({ cameBy }) => say(householdText.cameBy[cameBy])))].join(join),
              ],
            }))}
          />
        </>
      )}
    </section>
  );
}

function MakeSheet({ frame, building }: { frame: Frame; building: InhabitedBuilding }) {
  const { say, to } = frame;
  const form = readForm(frame.form?.operation === makeSheet.name ? frame.form : undefined);
  return (
    <Form action={to(makeSheet.path)} hidden={{ ...frame.hidden, buildingId: building.id }}>
      <p class="small soft">{say(text.slipsText)}</p>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <SelectField
        {...form.text('stairwellId')}
        label={say(text.which)}
        empty={say(text.whole)}
        options={building.stairwells.map(({ id, label }) => ({
          value: id,
          label: say(text.stairwell, label),
        }))}
      />
      <div class="form-gap">
        <Button kind="primary" icon="qr-code" full>
          {say(text.make)}
        </Button>
      </div>
    </Form>
  );
}

function Sheets({ frame, sheets }: { frame: Frame; sheets: readonly ListedSheet[] }) {
  const { say, to, now } = frame;
  if (sheets.length === 0) return <p class="small soft form-gap">{say(text.noSheets)}</p>;
  return (
    <div class="form-gap">
      <CardRows>
        {sheets.map((sheet) => {
          const day = sayDay(say, dateOf(parseInstant(sheet.madeAt)), now);
          return (
            <ListRow
              key={sheet.id}
              title={say(text.sheet, day, sheet.dwellings)}
              facts={<span>{`${saySheet(frame, sheet)} · ${say(text.used, sheet.used)}`}</span>}
              action={
                holds(sheet) ? (
                  <LinkButton
                    href={to(`/slips/${sheet.id}/sheet.pdf`)}
                    size="small"
                    icon="printer"
                    label={say(text.printOf, day)}
                  >
                    {say(text.print)}
                  </LinkButton>
                ) : undefined
              }
            />
          );
        })}
      </CardRows>
    </div>
  );
}

const holds = (sheet: ListedSheet) => !sheet.expired && sheet.living > 0;

function saySheet({ say, now }: Frame, sheet: ListedSheet): string {
  if (sheet.expired) return say(text.expired);
  if (sheet.living === 0) return say(text.replaced);
  return say(text.until, sayDay(say, lastDayOf(parseInstant(sheet.expiresAt)), now));
}
