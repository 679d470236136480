import { addDays, dateOf, writeTimeOfDay } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { SaveWithReason } from '../../../web/parts/SaveWithReason.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { calendarOperations } from '../calendar.operations.contract.ts';
import { calendarText as text } from './calendar.text.ts';
import type { Foreseen, ShownCalendar } from './calendar-data.ts';

const { setDays, clearDay, setHours } = calendarOperations;
const formOf = (frame: Frame, { name }: { name: string }) =>
  readForm(frame.form?.operation === name ? frame.form : undefined);

/** Says which days change and looks at what follows; saving is the step after. */
export function ChangeDays({ frame, foreseen }: { frame: Frame; foreseen: Foreseen | undefined }) {
  const { say, to } = frame;
  const outcome = foreseen?.outcome;
  if (foreseen && outcome) return <SaveDays frame={frame} said={foreseen.said} outcome={outcome} />;
  const form = readForm(foreseen?.form);
  return (
    <>
      <PaneHead title={say(text.change)} />
      <p class="soft small pane-words">{say(text.changeHint)}</p>
      <Form method="get" action={to('/settings/calendar')} hidden={{ act: 'days' }}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField {...form.text('from')} label={say(text.from)} type="date" required />
        <TextField {...form.text('until')} label={say(text.until)} aside={say(text.optional)} type="date" />
        <Choice
          {...form.text('works', 'no')}
          type="radio"
          legend={say(text.what)}
          columns={2}
          options={[
            { value: 'no', label: say(text.rests) },
            { value: 'yes', label: say(text.works) },
          ]}
        />
        <TextField
          {...form.text('name')}
          label={say(text.name)}
          hint={say(text.nameHint)}
          maxLength={20}
          required
        />
        <div class="form-gap">
          <Button kind="primary" full>
            {say(text.look)}
          </Button>
        </div>
      </Form>
    </>
  );
}

type SaveProps = { frame: Frame; said: Foreseen['said']; outcome: NonNullable<Foreseen['outcome']> };

function SaveDays({ frame, said, outcome }: SaveProps) {
  const { say, to, now } = frame;
  const form = formOf(frame, setDays);
  const days = outcome.days.map(({ date }) => sayDay(say, date, now));
  return (
    <>
      <PaneHead title={say(text.foreseen)} />
      <Card tone="quiet">
        <p>{say(text.foreseenDays, days, said.works === 'yes')}</p>
        <p class="form-gap">{say(text.foreseenMoves, outcome.later, outcome.earlier)}</p>
      </Card>
      <Form action={to(setDays.path)} hidden={{ ...frame.hidden, ...said }}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <SaveChange frame={frame} form={form} />
      </Form>
    </>
  );
}

function SaveChange({ frame, form }: { frame: Frame; form: ReturnType<typeof formOf> }) {
  const { say, to } = frame;
  return (
    <SaveWithReason
      locale={say.locale}
      field={form.text('reason')}
      hint={say(text.reasonHint)}
      back={to('/settings/calendar')}
    />
  );
}

/** Takes back what the community said of a day. */
export function ClearDay({ frame, day }: { frame: Frame; day: string }) {
  const { say, to, now } = frame;
  const form = formOf(frame, clearDay);
  return (
    <>
      <PaneHead title={say(text.clearing, sayDay(say, day, now))} />
      <p class="soft small pane-words">{say(text.clearingHint)}</p>
      <Form action={to(clearDay.path.replace(':date', day))} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <SaveChange frame={frame} form={form} />
      </Form>
    </>
  );
}

/** The two shifts from a day on; they start from those of the last day known. */
export function ChangeHours({ frame, calendar }: { frame: Frame; calendar: ShownCalendar }) {
  const { say, to, now } = frame;
  const form = formOf(frame, setHours);
  const [morning, afternoon] = calendar.hours.at(-1)?.hours ?? [];
  const time = (minutes: number | undefined) => (minutes === undefined ? '' : writeTimeOfDay(minutes));
  const fields = [
    ['morningFrom', time(morning?.from)],
    ['morningTo', time(morning?.to)],
    ['afternoonFrom', time(afternoon?.from)],
    ['afternoonTo', time(afternoon?.to)],
  ] as const;
  return (
    <>
      <p class="soft small pane-words">{say(text.hoursHint)}</p>
      <Form action={to(setHours.path)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('from', addDays(dateOf(now), 1))}
          id="field-hours-from"
          label={say(text.from)}
          type="date"
          required
        />
        {fields.map(([name, value]) => (
          <TextField
            key={name}
            {...form.text(name, value)}
            label={say(text[name])}
            width="short"
            maxLength={5}
            required
          />
        ))}
        <SaveWithReason
          locale={say.locale}
          field={{ ...form.text('reason'), id: 'field-hours-reason' }}
          kind="line"
        />
      </Form>
    </>
  );
}
