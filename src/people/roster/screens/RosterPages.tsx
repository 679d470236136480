import type { OutputOf } from '../../../kernel/operation.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Field } from '../../../web/parts/Field.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { importRoster, type RosterSurvey, readRoster, type seeRoster } from '../roster.contract.ts';
import { rosterText } from '../roster.text.ts';
import { sayChange, sayRosterProblem, sayRow } from '../roster-saying.rules.ts';
import { rosterPageText as text } from './roster-page.text.ts';

/** More than anybody reads through; what is wrong is mended from the top. */
const shownRows = 300;

/** Choosing the file of a roster: it is only looked at. */
export function ChooseRoster({ frame }: { frame: Frame }) {
  const { say, to } = frame;
  const form = readForm(frame.form?.operation === readRoster.name ? frame.form : undefined);
  const file = { ...form.file('roster'), hint: say(text.fileHint) };
  return (
    <>
      <TopBar title={say(text.title)} sub={say(text.lookText)} />
      <div class="desk-body desk-narrow">
        <p>{say(text.how)}</p>
        <p class="small soft">{say(text.again)}</p>
        <Form action={to(readRoster.path)} hidden={frame.hidden} files>
          <ErrorSummary locale={say.locale} {...form.summary()} />
          <Field {...file} label={say(text.file)}>
            <input
              class="input"
              type="file"
              id={file.id}
              name={file.name}
              accept=".xlsx,.csv,.txt"
              aria-describedby={`${file.id}-hint`}
            />
          </Field>
          <TextField
            {...form.text('estate')}
            label={say(text.estate)}
            hint={say(text.estateHint)}
            maxLength={60}
          />
          <div class="form-gap">
            <Button kind="primary">{say(text.look)}</Button>
          </div>
        </Form>
      </div>
    </>
  );
}

type Roster = OutputOf<typeof seeRoster>;
type Props = { frame: Frame; roster: Roster };

/** What a roster would do, before it does: what is wrong first, then what changes, then what is new. */
export function RosterPreview({ frame, roster }: Props) {
  const { say, to, now } = frame;
  const { survey, importedOn, fileName } = roster;
  const isOpen = importedOn === null;
  const sub = isOpen
    ? say(text.preview, fileName)
    : say(text.imported, fileName, sayDay(say, importedOn, now));
  return (
    <>
      <TopBar title={say(text.title)} sub={sub} />
      <div class="desk-body desk-narrow">
        <Counts frame={frame} survey={survey} />
        {isOpen && <ImportForm frame={frame} roster={roster} />}
        {isOpen && <Problems frame={frame} survey={survey} />}
        {isOpen && <Changes frame={frame} survey={survey} />}
        {isOpen && <Fresh frame={frame} survey={survey} />}
        <p class="form-gap row-wrap">
          <LinkButton href={to('/people/places')}>{say(text.toPlaces)}</LinkButton>
          <LinkButton kind="quiet" href={to('/people/places/import')}>
            {say(text.other)}
          </LinkButton>
        </p>
      </div>
    </>
  );
}

type SurveyProps = { frame: Frame; survey: RosterSurvey };

function Counts({ frame: { say }, survey }: SurveyProps) {
  const { homes, fresh, changed, same, wrong, freshPeople, assumedOwner } = survey.counts;
  const lines = [
    say(rosterText.counts, homes, fresh, changed, same),
    ...(freshPeople > 0 ? [say(rosterText.people, freshPeople)] : []),
    ...(assumedOwner > 0 ? [say(text.assumed, assumedOwner)] : []),
    ...(wrong > 0 ? [say(rosterText.wrong, wrong)] : []),
  ];
  return (
    <Section title={say(text.sum)}>
      <ul class="stack-tight">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}

function ImportForm({ frame, roster }: Props) {
  const { say, to } = frame;
  const { fresh, changed } = roster.survey.counts;
  const form = readForm(frame.form?.operation === importRoster.name ? frame.form : undefined);
  const action = to(importRoster.path.replace(':rosterId', roster.rosterId));
  return (
    <>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      {roster.survey.freshEstates.length > 0 && (
        <Notice tone="warn" title={say(text.freshEstates)}>
          {roster.survey.freshEstates.join(say.locale === 'zh' ? '、' : ', ')}
        </Notice>
      )}
      {fresh + changed === 0 ? (
        <Notice tone="ok">{say(text.nothing)}</Notice>
      ) : (
        <Form action={action} hidden={{ ...frame.hidden, digest: roster.survey.digest }}>
          <div class="form-gap">
            <Button kind="primary">{say(text.import, fresh + changed)}</Button>
          </div>
        </Form>
      )}
    </>
  );
}

function Problems({ frame: { say }, survey }: SurveyProps) {
  if (survey.problems.length === 0) return null;
  return (
    <Section title={say(text.wrong)}>
      <p class="small soft">{say(text.wrongText)}</p>
      <Table
        id="wrong"
        caption={say(text.wrong)}
        hideCaption
        columns={[{ label: say(text.row) }, { label: say(text.problem) }]}
        rows={survey.problems.slice(0, shownRows).map((problem, index) => ({
          key: String(index),
          cells: [sayRow(problem, say.locale), sayRosterProblem(problem, say.locale)],
        }))}
      />
      <More frame={{ say }} all={survey.problems.length} />
    </Section>
  );
}

function Changes({ frame: { say }, survey }: SurveyProps) {
  if (survey.changed.length === 0) return null;
  return (
    <Section title={say(text.changed)}>
      <Table
        id="changed"
        caption={say(text.changed)}
        hideCaption
        columns={[{ label: say(text.home) }, { label: say(text.what) }, { label: say(text.row) }]}
        rows={survey.changed.slice(0, shownRows).map((home) => ({
          key: home.name,
          cells: [
            home.name,
            <ul class="stack-tight" key="what">
              {home.changes
                .map((change) => sayChange(change, say.locale))
                .map((line) => (
                  <li key={line}>{line}</li>
                ))}
            </ul>,
            sayRow(home, say.locale),
          ],
        }))}
      />
      <More frame={{ say }} all={survey.changed.length} />
    </Section>
  );
}

function Fresh({ frame: { say }, survey }: SurveyProps) {
  if (survey.freshBuildings.length === 0) return null;
  return (
    <Section title={say(text.fresh)}>
      <Table
        id="fresh"
        caption={say(text.fresh)}
        hideCaption
        columns={[
          { label: say(text.building) },
          { label: say(text.homes), numeric: true },
          { label: say(text.people), numeric: true },
        ]}
        rows={survey.freshBuildings.map(({ name, homes, people }) => ({
          key: name,
          cells: [name, homes, people],
        }))}
      />
    </Section>
  );
}

function More({ frame: { say }, all }: { frame: Pick<Frame, 'say'>; all: number }) {
  return all > shownRows ? <p class="small soft">{say(text.more, all - shownRows)}</p> : null;
}
