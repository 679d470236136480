import { photoHref } from '../../../collect/photo/screens/photo-href.ts';
import type { OutputOf } from '../../../kernel/operation.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Checkbox } from '../../../web/parts/Checkbox.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import {
  decidePublication,
  type getPublications,
  maxPublishedText,
  type PublicationItem,
  withdrawReasons,
} from '../publication.contract.ts';
import { publicationText as text } from './publication.text.ts';

/** Everything of one matter that can be published: as it came, as the scrub proposes it, and what is decided. */
export function Publications({ frame, data }: { frame: Frame; data: OutputOf<typeof getPublications> }) {
  const { say, to } = frame;
  return (
    <>
      <TopBar title={say(text.about, data.number, data.title)} sub={say(text.title)} />
      <div class="desk-body desk-narrow">
        <p class="row row-wrap">
          <Link href={to('/publications')}>{say(text.back)}</Link>
          <Link href={to(`/matters/${data.matterId}`)}>{say(text.toMatter)}</Link>
        </p>
        {data.items.length === 0 && (
          <EmptyState icon="newspaper" title={say(text.none)} text={say(text.emptyText)} />
        )}
        {data.items.map((item, index) => (
          <div class="form-gap" key={item.id}>
            <Item frame={frame} item={item} ordinal={index + 1} />
          </div>
        ))}
      </div>
    </>
  );
}

const tones = { waiting: 'now', published: 'teal', kept: 'plain', withdrawn: 'line' } as const;

function Item({ frame, item, ordinal }: { frame: Frame; item: PublicationItem; ordinal: number }) {
  const { say, now } = frame;
  const what = `${ordinal} · ${say(text.part[item.part])}`;
  const mayDecide = Object.values(item.can).includes(true);
  return (
    <Card as="article" label={what}>
      <div class="row row-wrap">
        <h2>{what}</h2>
        <Chip tone={tones[item.state]}>{say(text.state[item.state])}</Chip>
        <span class="small soft push">{sayMoment(say, parseInstant(item.at), now)}</span>
      </div>
      {item.photoId !== null && (
        <div class="form-gap publication-photo">
          <PhotoGrid
            columns={1}
            photos={[
              {
                src: photoHref(frame, item.photoId, 'small'),
                href: photoHref(frame, item.photoId, 'large'),
                alt: say(text.photo, ordinal),
              },
            ]}
          />
        </div>
      )}
      {item.original !== null && item.can.publish !== true && <Original frame={frame} item={item} />}
      {mayDecide ? <Decide frame={frame} item={item} what={what} /> : <Notice>{say(text.deskOnly)}</Notice>}
    </Card>
  );
}

/** The words as they came, what the scrub found marked in them. */
function Original({ frame, item }: { frame: Frame; item: PublicationItem }) {
  const { say } = frame;
  const { original, finds } = item;
  if (original === null) return null;
  const ends = [...finds.map(({ to }) => to), original.length];
  return (
    <div>
      <p class="strong">{say(text.original)}</p>
      <p class="as-written">
        {original.slice(0, finds[0]?.from ?? original.length)}
        {finds.map(({ kind, from, to }, index) => (
          <>
            <mark key={from} title={say(text.find[kind])}>
              {original.slice(from, to)}
            </mark>
            {original.slice(to, finds[index + 1]?.from ?? ends.at(-1))}
          </>
        ))}
      </p>
      {finds.length > 0 && (
        <p class="small soft">
          {say(text.originalHow)}
          {say.locale === 'zh' ? '：' : ': '}
          {[...new Set(finds.map(({ kind }) => say(text.find[kind])))].join(
            say.locale === 'zh' ? '、' : ', ',
          )}
        </p>
      )}
    </div>
  );
}

function Decide({ frame, item, what }: { frame: Frame; item: PublicationItem; what: string }) {
  const { say, to } = frame;
  const came = frame.form?.operation === decidePublication.name && frame.form.values._about === item.id;
  const form = readForm(came ? frame.form : undefined);
  const { problems, refusal } = form.summary();
  const idOf = (name: string) => `field-${name}-${item.id}`;
  const written = form.text('text', item.published ?? item.proposal ?? '');
  const isWorded = item.original !== null || item.published !== null;
  const label = (act: string) => say(text.of, act, what);
  return (
    <Form
      action={to(decidePublication.path.replace(':publicationId', item.id))}
      hidden={{ ...frame.hidden, _about: item.id, version: String(item.version) }}
    >
      <ErrorSummary
        locale={say.locale}
        problems={problems.map((problem) => ({ ...problem, id: `${problem.id}-${item.id}` }))}
        {...(refusal !== undefined && { refusal })}
      />
      {isWorded && item.can.publish === true && (
        <div class="publication form-gap">
          <Original frame={frame} item={item} />
          <div>
            <TextArea
              {...written}
              id={idOf('text')}
              label={say(text.edited)}
              maxLength={maxPublishedText}
              rows={5}
            />
            <Checkbox {...form.checked('checked')} id={idOf('checked')} label={say(text.checked)} />
          </div>
        </div>
      )}
      {!isWorded && item.can.publish === true && <p class="small soft form-gap">{say(text.photoHow)}</p>}
      <div class="row row-wrap form-gap">
        {item.can.publish === true && (
          <Button kind="primary" name="decision" value="publish" label={label(say(text.publish))}>
            {say(item.state === 'published' ? text.publishAgain : text.publish)}
          </Button>
        )}
        {item.can.keep === true && (
          <Button name="decision" value="keep" label={label(say(text.keep))}>
            {say(text.keep)}
          </Button>
        )}
      </div>
      {item.can.withdraw === true && (
        <div class="row row-wrap form-gap">
          <SelectField
            {...form.text('reason')}
            id={idOf('reason')}
            label={say(text.withdrawWhy)}
            options={withdrawReasons.map((value) => ({ value, label: say(text.reason[value]) }))}
          />
          <Button kind="danger" name="decision" value="withdraw" label={label(say(text.withdraw))}>
            {say(text.withdraw)}
          </Button>
        </div>
      )}
    </Form>
  );
}
