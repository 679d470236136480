import { limitName } from '../../../clocks/deadline/deadline.text.ts';
import type { OutputOf } from '../../../kernel/operation.ts';
import { addDays, dateOf, localDate, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { FormState, Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { SaveWithReason } from '../../../web/parts/SaveWithReason.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { webText } from '../../../web/web.text.ts';
import { sayDay, sayMoment } from '../../../web/when.text.ts';
import { type Category, tiers } from '../category.contract.ts';
import { categoryKeepingOperations } from '../category.operations.contract.ts';
import { categoriesText as text } from './categories.text.ts';
import { contactWords, differences } from './category-words.ts';

const { changeCategory, withdrawChange } = categoryKeepingOperations;

export type CategoryData = {
  code: string;
  /** The row in force today, or the first that is planned. */
  now: Category;
  history: OutputOf<typeof categoryKeepingOperations.readHistory>;
  foreseen:
    | {
        said: Record<string, string>;
        outcome: OutputOf<typeof categoryKeepingOperations.previewChange> | undefined;
        form: FormState | undefined;
      }
    | undefined;
  /** The day of a planned change that is about to be withdrawn. */
  withdrawing: string | undefined;
};
type Props = { frame: Frame; data: CategoryData };

/** One category: its course through the days, who changed it, and how it is changed. */
export function CategoryPage({ frame, data }: Props) {
  const { say, to } = frame;
  return (
    <Panes columns={2} showing="list">
      <Pane label={say(text.change)} kind="acts">
        <Acts frame={frame} data={data} />
      </Pane>
      <Pane label={say(data.now.name)} kind="item">
        <Link href={to('/settings/categories')}>{say(text.back)}</Link>
        <div class="section-gap">
          <PaneHead title={say(text.course)} />
          <Course frame={frame} data={data} />
        </div>
        <div class="section-gap">
          <PaneHead title={say(text.history)} />
          <History frame={frame} data={data} />
        </div>
      </Pane>
    </Panes>
  );
}

function Acts({ frame, data }: Props) {
  const { say } = frame;
  if (data.history.can.change !== true) return <Notice>{say(text.readOnly)}</Notice>;
  if (data.withdrawing !== undefined) return <Withdraw frame={frame} data={data} from={data.withdrawing} />;
  const { foreseen } = data;
  if (foreseen?.outcome) {
    return <Save frame={frame} data={data} said={foreseen.said} outcome={foreseen.outcome} />;
  }
  return <Change frame={frame} data={data} />;
}

function Change({ frame, data }: Props) {
  const { say, to, now: at } = frame;
  const { now, history, foreseen } = data;
  const form = readForm(foreseen?.form);
  return (
    <>
      <PaneHead title={say(text.change)} />
      <p class="soft small pane-words">{say(text.changeHint)}</p>
      <Form method="get" action={to(`/settings/categories/${data.code}`)}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('from', addDays(dateOf(at), 1))}
          label={say(text.from)}
          type="date"
          required
        />
        <TextField {...form.text('nameZh', now.name.zh)} label={say(text.nameZh)} maxLength={30} required />
        <TextField {...form.text('nameEn', now.name.en)} label={say(text.nameEn)} maxLength={60} required />
        <SelectField
          {...form.text('tier', now.tier)}
          label={say(text.tier)}
          options={tiers.map((tier) => ({ value: tier, label: say(webText.tiers[tier]) }))}
        />
        <SelectField
          {...form.text('limit', now.limit)}
          label={say(text.limit)}
          hint={say(text.limitHint)}
          options={history.limits.map((value) => ({ value, label: say(limitName[value]) }))}
        />
        <Choice
          {...form.text('open', now.open ? 'yes' : 'no')}
          type="radio"
          legend={say(text.offered)}
          columns={2}
          options={[
            { value: 'yes', label: say(text.open) },
            { value: 'no', label: say(text.closed) },
          ]}
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

type SaveProps = Props & {
  said: Record<string, string>;
  outcome: NonNullable<NonNullable<CategoryData['foreseen']>['outcome']>;
};

function Save({ frame, data, said, outcome: { before, after } }: SaveProps) {
  const { say, to, now } = frame;
  return (
    <>
      <PaneHead title={say(text.foreseen)} />
      <Card tone="quiet">
        <p>{say(text.fromOn, sayDay(say, after.effectiveFrom, now))}</p>
        <ul class="stack-tight form-gap">
          {differences(say, before, after).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {after.effectiveTo !== null && <p>{say(text.untilThen, sayDay(say, after.effectiveTo, now))}</p>}
        <p class="form-gap small">{say(text.keeps)}</p>
      </Card>
      <Decide
        frame={frame}
        operation={changeCategory}
        action={to(changeCategory.path.replace(':code', data.code))}
        said={said}
        back={to(`/settings/categories/${data.code}`)}
      />
    </>
  );
}

function Withdraw({ frame, data, from }: Props & { from: string }) {
  const { say, to, now } = frame;
  return (
    <>
      <PaneHead title={say(text.withdrawing, sayDay(say, from, now))} />
      <Decide
        frame={frame}
        operation={withdrawChange}
        action={to(withdrawChange.path.replace(':code', data.code).replace(':from', from))}
        said={{}}
        back={to(`/settings/categories/${data.code}`)}
      />
    </>
  );
}

type DecideProps = {
  frame: Frame;
  operation: { name: string };
  action: string;
  said: Record<string, string>;
  back: string;
};

function Decide({ frame, operation, action, said, back }: DecideProps) {
  const { say } = frame;
  const form = readForm(frame.form?.operation === operation.name ? frame.form : undefined);
  return (
    <Form action={action} hidden={{ ...frame.hidden, ...said }}>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <SaveWithReason
        locale={say.locale}
        field={form.text('reason')}
        hint={say(text.reasonHint)}
        back={back}
      />
    </Form>
  );
}

function Course({ frame, data }: Props) {
  const { say, to, now } = frame;
  const today = dateOf(now);
  const mayChange = data.history.can.change === true;
  return (
    <ul class="card card-flush rows dense">
      {[...data.history.rows].reverse().map((row) => (
        <li class="list-row" key={row.effectiveFrom}>
          <div class="list-row-main">
            <span class="list-row-title">{say(row.name)}</span>
            <span class="list-row-facts small">{sayRow(frame, row)}</span>
          </div>
          {mayChange && row.effectiveFrom > today && (
            <LinkButton
              size="small"
              kind="line"
              href={to(`/settings/categories/${data.code}?withdraw=${row.effectiveFrom}`)}
              label={say(text.withdrawing, sayDay(say, row.effectiveFrom, now))}
            >
              {say(text.withdraw)}
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  );
}

function sayRow({ say, now }: Frame, row: Category): string {
  const until = row.effectiveTo === null ? null : addDays(localDate(row.effectiveTo), -1);
  return [
    say(text.since, sayDay(say, row.effectiveFrom, now), until && sayDay(say, until, now)),
    say(webText.tiers[row.tier]),
    contactWords(say, row),
    say(limitName[row.limit]),
    say(row.open ? text.open : text.closed),
  ].join(' · ');
}

function History({ frame, data }: Props) {
  const { say, now } = frame;
  const { changes } = data.history;
  if (changes.length === 0) return <p class="small soft">{say(text.noHistory)}</p>;
  return (
    <ul class="card card-flush rows dense">
      {changes.map(({ id, at, by, kind, effectiveFrom, reason }) => (
        <li class="list-row" key={id}>
          <div class="list-row-main">
            <span class="list-row-title">{say(text.kinds[kind], sayDay(say, effectiveFrom, now))}</span>
            <span class="list-row-facts small soft">
              {[sayMoment(say, parseInstant(at), now), by, reason].join(' · ')}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
