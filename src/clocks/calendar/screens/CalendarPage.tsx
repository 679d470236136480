import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Chip } from '../../../web/parts/Chip.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Filters } from '../../../web/parts/Filters.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { SaveWithReason } from '../../../web/parts/SaveWithReason.tsx';
import { sayDay, sayMoment } from '../../../web/when.text.ts';
import { calendarOperations } from '../calendar.operations.contract.ts';
import { ChangeDays, ChangeHours, ClearDay } from './ChangeCalendar.tsx';
import { calendarText as text } from './calendar.text.ts';
import type { CalendarData, ShownChange, ShownDay } from './calendar-data.ts';
import { hoursWords } from './calendar-words.ts';
import { Explain } from './Explain.tsx';
import { HoursList } from './HoursList.tsx';
import { Months } from './Months.tsx';

type Props = { frame: Frame; data: CalendarData };

/** Which days are worked and why; for administrators also what they may change of it. */
export function CalendarPage({ frame, data }: Props) {
  const { say } = frame;
  const { calendar, changes, clearing } = data;
  const mayChange = calendar.can.change === true;
  return (
    <Panes columns={2} showing="list">
      <Pane label={say(text.change)} kind="acts">
        {!mayChange && <Notice>{say(text.readOnly)}</Notice>}
        {mayChange && clearing !== undefined && <ClearDay frame={frame} day={clearing} />}
        {mayChange && clearing === undefined && <ChangeDays frame={frame} foreseen={data.foreseen} />}
        <div class="section-gap">
          <PaneHead title={say(text.explain)} />
          <Explain frame={frame} at="/settings/calendar" explained={data.explained} />
        </div>
        {mayChange && (
          <div class="section-gap">
            <PaneHead title={say(text.changeHours)} />
            <ChangeHours frame={frame} calendar={calendar} />
          </div>
        )}
      </Pane>
      <Pane label={say(text.title)} kind="item">
        <Years frame={frame} data={data} />
        <Months say={say} days={calendar.days} />
        <p class="small soft form-gap">{say(text.legend)}</p>
        <div class="section-gap">
          <PaneHead title={say(text.special)} />
          <SpecialDays frame={frame} data={data} />
        </div>
        <div class="section-gap">
          <PaneHead title={say(text.hours)} />
          <HoursList frame={frame} calendar={calendar} />
        </div>
        {changes && (
          <div class="section-gap">
            <PaneHead title={say(text.history)} />
            <History frame={frame} changes={changes} />
          </div>
        )}
      </Pane>
    </Panes>
  );
}

function Years({ frame, data: { calendar } }: Props) {
  const { say, to } = frame;
  const { year, years } = calendar;
  const state = years.find((one) => one.year === year);
  const near = [year - 1, year, year + 1];
  return (
    <>
      <Filters
        label={say(text.years)}
        items={near.map((one) => ({
          href: to(`/settings/calendar?year=${one}`),
          label: say(text.year, one),
          current: one === year,
        }))}
      />
      <div class="form-gap">
        {state?.confirmed ? (
          <p class="small soft">
            {state.source === null || state.source === 'community'
              ? say(text.settledByHand, year)
              : say(text.settled, year, state.source)}
          </p>
        ) : (
          <Provisional frame={frame} year={year} mayConfirm={calendar.can.change === true} />
        )}
      </div>
    </>
  );
}

function Provisional({ frame, year, mayConfirm }: { frame: Frame; year: number; mayConfirm: boolean }) {
  const { say, to } = frame;
  const { confirmYear } = calendarOperations;
  const form = readForm(frame.form?.operation === confirmYear.name ? frame.form : undefined);
  return (
    <Notice tone="warn" title={say(text.provisional, year)}>
      {mayConfirm && (
        <>
          <p>{say(text.provisionalAct)}</p>
          <Form action={to(confirmYear.path.replace(':year', String(year)))} hidden={frame.hidden}>
            <ErrorSummary locale={say.locale} {...form.summary()} />
            <SaveWithReason
              locale={say.locale}
              field={{ ...form.text('reason'), id: 'field-year-reason' }}
              hint={say(text.reasonHint)}
              save={say(text.confirm, year)}
              kind="line"
              size="small"
            />
          </Form>
        </>
      )}
    </Notice>
  );
}

function SpecialDays({ frame, data: { calendar } }: Props) {
  const { say } = frame;
  const special = calendar.days.filter(({ name }) => name !== null);
  if (special.length === 0) return <p class="small soft">{say(text.none)}</p>;
  return (
    <ul class="card card-flush rows dense">
      {special.map((day) => (
        <SpecialDay key={day.date} frame={frame} day={day} mayChange={calendar.can.change === true} />
      ))}
    </ul>
  );
}

function SpecialDay({ frame, day, mayChange }: { frame: Frame; day: ShownDay; mayChange: boolean }) {
  const { say, to, now } = frame;
  const when = sayDay(say, day.date, now);
  const mayClear = mayChange && day.own && parseInstant(`${day.date}T23:59:59+08:00`) > now;
  return (
    <li class="list-row">
      <div class="list-row-main">
        <span class="list-row-title">
          {when} {day.name && say(day.name)}
        </span>
        <span class="list-row-facts">
          {say(day.works ? text.works : text.rests)} {day.own && <Chip tone="line">{say(text.own)}</Chip>}
        </span>
      </div>
      {mayClear && (
        <LinkButton
          size="small"
          kind="line"
          href={to(`/settings/calendar?year=${day.date.slice(0, 4)}&clear=${day.date}`)}
          label={say(text.takeBackOf, when)}
        >
          {say(text.takeBack)}
        </LinkButton>
      )}
    </li>
  );
}

function History({ frame, changes }: { frame: Frame; changes: readonly ShownChange[] }) {
  const { say, now } = frame;
  if (changes.length === 0) return <p class="small soft">{say(text.noHistory)}</p>;
  return (
    <ul class="card card-flush rows dense">
      {changes.map((change) => (
        <li class="list-row" key={change.id}>
          <div class="list-row-main">
            <span class="list-row-title">{sayChange(frame, change)}</span>
            <span class="list-row-facts small soft">
              {[
                sayMoment(say, parseInstant(change.at), now),
                change.by,
                say(text.moved, change.moved),
                change.reason,
              ].join(' · ')}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function sayChange({ say, now }: Frame, { said }: ShownChange): string {
  const day = (date: string) => sayDay(say, date, now);
  switch (said.kind) {
    case 'days-set':
      return say(text.said['days-set'], said.days.map(day), said.works, said.name);
    case 'day-cleared':
      return say(text.said['day-cleared'], day(said.day), said.name);
    case 'hours-set':
      return say(text.said['hours-set'], day(said.from), hoursWords(said.hours));
    case 'year-confirmed':
      return say(text.said['year-confirmed'], said.year);
  }
}
