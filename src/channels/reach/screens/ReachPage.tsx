import type { OutputOf } from '../../../kernel/operation.ts';
import type { Say } from '../../../kernel/text.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { type FormReader, readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Choice } from '../../../web/parts/Choice.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { SaveWithReason } from '../../../web/parts/SaveWithReason.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import { type ReachChange, reachOperations, type ShownReach, telephoneDays } from '../reach.contract.ts';
import { sayHours } from './CallCommunity.tsx';
import { reachText as text } from './reach.text.ts';

const { setReach } = reachOperations;
const page = '/settings/reach';
/** What the form begins with where the community has no telephone yet. */
const usualHours = { days: 'workdays', from: '08:30', until: '17:30' } as const;

type Reach = OutputOf<typeof reachOperations.seeReach>;
type Props = { frame: Frame; reach: Reach };

/** How the community is reached and when it is silent: as it is, what was changed, and for administrators the form. */
export function ReachPage({ frame, reach, changes }: Props & { changes: readonly ReachChange[] }) {
  const { say } = frame;
  return (
    <Panes columns={2} showing="list">
      <Pane label={say(text.change)} kind="acts">
        {reach.can.change === true ? (
          <ChangeReach frame={frame} reach={reach} />
        ) : (
          <Notice>{say(text.readOnly)}</Notice>
        )}
      </Pane>
      <Pane label={say(text.title)} kind="item">
        <PaneHead title={say(text.now)} />
        <div class="card">
          <DefinitionList items={wordsOf(say, reach).map(({ term, detail }) => ({ term, detail }))} />
        </div>
        <div class="section-gap">
          <PaneHead title={say(text.history)} />
          <History frame={frame} changes={changes} />
        </div>
      </Pane>
    </Panes>
  );
}

function ChangeReach({ frame, reach }: Props) {
  const { say, to } = frame;
  const came = frame.form?.operation === setReach.name ? frame.form : undefined;
  const form = readForm(came);
  // Its own version, not the one that came back: saved again, it is saved over what is shown here.
  const hidden = { ...frame.hidden, version: String(reach.version) };
  return (
    <>
      <PaneHead title={say(text.change)} />
      <Form action={to(setReach.path)} hidden={hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        {came?.refusal?.code === 'reach-changed' && <Differences frame={frame} reach={reach} form={form} />}
        <div class="form-gap">
          <TelephoneFields say={say} reach={reach} form={form} />
        </div>
        <NightFields say={say} reach={reach} form={form} />
        <Choice
          {...form.text('searchable', reach.searchable ? 'yes' : 'no')}
          type="radio"
          legend={say(text.search)}
          hint={say(text.searchHint)}
          options={(['no', 'yes'] as const).map((value) => ({ value, label: say(text.searchable[value]) }))}
        />
        <SaveWithReason locale={say.locale} field={form.text('reason')} hint={say(text.reasonHint)} />
      </Form>
    </>
  );
}

type FieldsProps = { say: Say; reach: Reach; form: FormReader };

function TelephoneFields({ say, reach: { telephone }, form }: FieldsProps) {
  const hours = telephone ?? usualHours;
  return (
    <>
      <TextField
        {...form.text('telephone', telephone?.shown)}
        label={say(text.telephone)}
        hint={say(text.telephoneHint)}
        type="tel"
        maxLength={30}
      />
      <Choice
        {...form.text('telephoneDays', hours.days)}
        type="radio"
        legend={say(text.days)}
        columns={2}
        options={telephoneDays.map((value) => ({ value, label: say(text.daysOf[value]) }))}
      />
      <TextField
        {...form.text('telephoneFrom', hours.from)}
        label={say(text.from)}
        width="short"
        maxLength={5}
      />
      <TextField
        {...form.text('telephoneUntil', hours.until)}
        label={say(text.until)}
        width="short"
        maxLength={5}
      />
    </>
  );
}

function NightFields({ say, reach, form }: FieldsProps) {
  return (
    <>
      <TextField
        {...form.text('quietFrom', reach.quietFrom)}
        label={say(text.quietFrom)}
        hint={say(text.nightHint)}
        width="short"
        maxLength={5}
        required
      />
      <TextField
        {...form.text('quietUntil', reach.quietUntil)}
        label={say(text.quietUntil)}
        width="short"
        maxLength={5}
        required
      />
    </>
  );
}

type Words = { term: string; detail: string; fields: readonly string[]; values: readonly string[] };

/** Each setting in words, with the fields of the form it is made of and what they would hold. */
function wordsOf(say: Say, reach: ShownReach): Words[] {
  const { telephone, quietFrom, quietUntil, searchable } = reach;
  return [
    {
      term: say(text.telephone),
      detail: telephone ? `${telephone.shown} · ${sayHours(say, telephone)}` : say(text.noTelephone),
      ...(telephone
        ? {
            fields: ['telephone', 'telephoneDays', 'telephoneFrom', 'telephoneUntil'],
            values: [telephone.shown, telephone.days, telephone.from, telephone.until],
          }
        : { fields: ['telephone'], values: [''] }),
    },
    {
      term: say(text.night),
      detail: say(text.nightOf, quietFrom, quietUntil),
      fields: ['quietFrom', 'quietUntil'],
      values: [quietFrom, quietUntil],
    },
    {
      term: say(text.search),
      detail: say(text.searchable[searchable ? 'yes' : 'no']),
      fields: ['searchable'],
      values: [searchable ? 'yes' : 'no'],
    },
  ];
}

/** Two saved at once: what the other one made of it, beside what was written here; either can be had. */
function Differences({ frame, reach, form }: Props & { form: FormReader }) {
  const { say, to } = frame;
  const differing = wordsOf(say, reach).filter(({ fields, values }) =>
    fields.some((field, index) => form.text(field).value.trim() !== values[index]),
  );
  if (differing.length === 0) return null;
  return (
    <Notice tone="warn" title={say(text.differs)}>
      <ul>
        {differing.map(({ term, detail }) => (
          <li key={term}>{say(text.differsNow, term, detail)}</li>
        ))}
      </ul>
      <p>{say(text.differsHow)}</p>
      <Link href={to(page)}>{say(text.dropMine)}</Link>
    </Notice>
  );
}

/** What a version changed of the one before; of the first that is shown, all it says. */
function whatChanged(say: Say, change: ShownReach, before: ShownReach | undefined): Words[] {
  const then = before && wordsOf(say, before);
  return wordsOf(say, change).filter(({ detail }, index) => detail !== then?.[index]?.detail);
}

function History({ frame, changes }: { frame: Frame; changes: readonly ReachChange[] }) {
  const { say, now } = frame;
  if (changes.length === 0) return <p class="small soft">{say(text.noHistory)}</p>;
  return (
    <ul class="card card-flush rows dense">
      {changes.map((change, index) => (
        <li class="list-row" key={change.version}>
          <div class="list-row-main">
            {whatChanged(say, change, changes[index + 1]).map(({ term, detail }) => (
              <span class="list-row-title" key={term}>
                {say(text.became, term, detail)}
              </span>
            ))}
            <span class="list-row-facts small soft">
              {[sayMoment(say, parseInstant(change.at), now), change.by, change.reason].join(' · ')}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
