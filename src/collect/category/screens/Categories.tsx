import { limitName } from '../../../clocks/deadline/deadline.text.ts';
import type { OutputOf } from '../../../kernel/operation.ts';
import { addDays, dateOf } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Chip } from '../../../web/parts/Chip.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { SaveWithReason } from '../../../web/parts/SaveWithReason.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { webText } from '../../../web/web.text.ts';
import { sayDay } from '../../../web/when.text.ts';
import { tiers } from '../category.contract.ts';
import { categoryKeepingOperations } from '../category.operations.contract.ts';
import { limitsOf } from '../category-keeping.rules.ts';
import { categoriesText as text } from './categories.text.ts';
import { contactWords } from './category-words.ts';

const { addCategory } = categoryKeepingOperations;
export type Review = OutputOf<typeof categoryKeepingOperations.reviewCategories>;
type Props = { frame: Frame; review: Review };

/** Every category with what it promises and what is planned for it. */
export function Categories({ frame, review }: Props) {
  const { say } = frame;
  return (
    <Panes columns={2} showing="list">
      <Pane label={say(text.add)} kind="acts">
        {review.can.change === true ? (
          <Add frame={frame} review={review} />
        ) : (
          <Notice>{say(text.readOnly)}</Notice>
        )}
      </Pane>
      <Pane label={say(text.title)} kind="item">
        <p class="small soft">{say(text.fixed)}</p>
        {review.groups.map((group) => (
          <div class="section-gap" key={group.code}>
            <Group frame={frame} review={review} group={group} />
          </div>
        ))}
      </Pane>
    </Panes>
  );
}

function Group({ frame, review, group }: Props & { group: Review['groups'][number] }) {
  const { say, to } = frame;
  const columns = [text.name, text.tier, text.contact, text.limit, text.state];
  return (
    <>
      <PaneHead title={say(group.name)} />
      <Table
        id={`group-${group.code}`}
        caption={say(group.name)}
        hideCaption
        columns={columns.map((label) => ({ label: say(label) }))}
        rows={review.categories
          .filter(({ row }) => row.group === group.code)
          .map((category) => ({
            key: category.code,
            cells: [
              <a href={to(`/settings/categories/${category.code}`)}>{say(category.row.name)}</a>,
              say(webText.tiers[category.row.tier]),
              contactWords(say, category.row),
              say(limitName[category.row.limit]),
              <State frame={frame} category={category} />,
            ],
          }))}
      />
    </>
  );
}

function State({ frame, category }: { frame: Frame; category: Review['categories'][number] }) {
  const { say, now } = frame;
  const [next] = category.planned;
  return (
    <>
      {!category.row.open && <Chip>{say(text.closed)}</Chip>}{' '}
      {next && <Chip tone="sun">{say(text.planned, sayDay(say, next.effectiveFrom, now))}</Chip>}
      {category.row.open && !next && say(text.open)}
    </>
  );
}

function Add({ frame, review }: Props) {
  const { say, to, now } = frame;
  const form = readForm(frame.form?.operation === addCategory.name ? frame.form : undefined);
  const words = (name: 'nameZh' | 'nameEn' | 'handlerZh' | 'handlerEn') => (
    <TextField {...form.text(name)} label={say(text[name])} maxLength={60} required />
  );
  return (
    <>
      <PaneHead title={say(text.add)} />
      <p class="soft small pane-words">{say(text.addHint)}</p>
      <Form action={to(addCategory.path)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <SelectField
          {...form.text('group')}
          label={say(text.group)}
          empty={say(text.choose)}
          options={review.groups.map(({ code, name }) => ({ value: code, label: say(name) }))}
          required
        />
        {words('nameZh')}
        {words('nameEn')}
        <SelectField
          {...form.text('tier', 'self')}
          label={say(text.tier)}
          options={tiers.map((tier) => ({ value: tier, label: say(webText.tiers[tier]) }))}
        />
        <SelectField
          {...form.text('limit', 'W5')}
          label={say(text.limit)}
          options={limitsOf({ flags: [] }).map((value) => ({ value, label: say(limitName[value]) }))}
        />
        {words('handlerZh')}
        {words('handlerEn')}
        <TextField
          {...form.text('keywords')}
          label={say(text.keywords)}
          hint={say(text.keywordsHint)}
          maxLength={200}
        />
        <TextField
          {...form.text('from', addDays(dateOf(now), 1))}
          label={say(text.from)}
          type="date"
          required
        />
        <SaveWithReason
          locale={say.locale}
          field={form.text('reason')}
          hint={say(text.reasonHint)}
          save={say(text.addIt)}
        />
      </Form>
    </>
  );
}
