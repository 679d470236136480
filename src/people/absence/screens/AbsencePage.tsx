import { dateOf } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { postText } from '../../post/post.text.ts';
import {
  type AbsentPost,
  beginAbsence,
  endAbsence,
  type LeavablePost,
  type ListedAbsence,
} from '../absence.contract.ts';
import { sayAway } from '../absence.text.ts';
import { absencePageText as text } from './absence-page.text.ts';

export type AbsencePageData = {
  absences: readonly ListedAbsence[];
  posts: readonly LeavablePost[];
  /** The post an absence is being written down for, if one was chosen. */
  chosen: LeavablePost | undefined;
};
type Props = { frame: Frame; data: AbsencePageData };

/** Who is away and who stands in, and writing an absence down. */
export function AbsencePage({ frame, data }: Props) {
  const { say } = frame;
  return (
    <>
      <ScreenTitle look="display">{say(text.title)}</ScreenTitle>
      <p class="soft">{say(text.sub)}</p>
      <StandingIn frame={frame} absences={data.absences} />
      <Section title={say(text.listed)}>
        {data.absences.length === 0 ? (
          <p class="soft">{say(text.nobody)}</p>
        ) : (
          <CardRows>
            {data.absences.map((absence) => (
              <AbsenceRow key={absence.id} frame={frame} absence={absence} />
            ))}
          </CardRows>
        )}
      </Section>
      {data.chosen ? (
        <BeginForm frame={frame} {...data.chosen} several={data.posts.length > 1} />
      ) : (
        <Choose frame={frame} posts={data.posts} />
      )}
    </>
  );
}

/** What somebody stands in for today, where they work: nothing for everybody else. */
export function StandingIn({ frame, absences }: { frame: Frame; absences: readonly ListedAbsence[] }) {
  const { say } = frame;
  return (
    <>
      {absences
        .filter(({ standsIn, now }) => standsIn && now)
        .map(({ id, post, away }) => (
          <div class="section-gap" key={id}>
            <Notice icon="users" title={say(text.standsIn, namePost(frame, post))}>
              {sayAway(say, away)}
              {say.locale === 'zh' ? '。' : '. '}
              {say(text.standsInText)}
            </Notice>
          </div>
        ))}
    </>
  );
}

/** 张师傅（经办人 · 水岸物业）. */
function namePost({ say }: Frame, { name, kind, covers }: AbsentPost): string {
  const post = [say(postText.kind[kind]), covers].filter(Boolean).join(' · ');
  return say.locale === 'zh' ? `${name}（${post}）` : `${name} (${post})`;
}

function AbsenceRow({ frame, absence }: { frame: Frame; absence: ListedAbsence }) {
  const { say, to } = frame;
  const { post, now } = absence;
  return (
    <ListRow
      title={sayAway(say, absence.away)}
      facts={
        <>
          <span>{[say(postText.kind[post.kind]), post.covers].filter(Boolean).join(' · ')}</span>
          {now && <Chip tone="sun">{say(text.under)}</Chip>}
        </>
      }
      action={
        absence.can.end === true ? (
          <Form action={to(endAbsence.path.replace(':absenceId', absence.id))} hidden={frame.hidden}>
            <Button size="small" label={say(now ? text.endOf : text.takeBackOf, post.name)}>
              {say(now ? text.end : text.takeBack)}
            </Button>
          </Form>
        ) : undefined
      }
    />
  );
}

function Choose({ frame, posts }: { frame: Frame; posts: readonly LeavablePost[] }) {
  const { say, to } = frame;
  if (posts.length === 0) {
    return (
      <Section title={say(text.write)}>
        <p class="soft">{say(text.nothingToLeave)}</p>
      </Section>
    );
  }
  const groups = [
    { title: text.own, posts: posts.filter(({ mine }) => mine) },
    { title: text.others, posts: posts.filter(({ mine }) => !mine) },
  ];
  return (
    <>
      {groups
        .filter((group) => group.posts.length > 0)
        .map((group) => (
          <Section key={say(group.title)} title={say(group.title)}>
            <CardRows>
              {group.posts.map(({ post }) => (
                <ListRow
                  key={post.id}
                  title={post.name}
                  href={to(`/absences?post=${post.id}`)}
                  facts={
                    <span>{[say(postText.kind[post.kind]), post.covers].filter(Boolean).join(' · ')}</span>
                  }
                />
              ))}
            </CardRows>
          </Section>
        ))}
    </>
  );
}

function BeginForm(props: LeavablePost & { frame: Frame; several: boolean }) {
  const { frame, post, deputies, several } = props;
  const { say, to } = frame;
  const form = readForm(frame.form?.operation === beginAbsence.name ? frame.form : undefined, ({ path }) => {
    if (path === 'deputyPostId') return say(text.deputyMissing);
    return path === 'from' || path === 'to' ? say(text.dayMissing) : null;
  });
  const today = dateOf(frame.now);
  return (
    <Section title={say(text.forPost, namePost(frame, post))}>
      <Card>
        {deputies.length === 0 ? (
          <Notice tone="warn">{say(text.noDeputy)}</Notice>
        ) : (
          <Form action={to(beginAbsence.path)} hidden={{ ...frame.hidden, postId: post.id }}>
            <ErrorSummary locale={say.locale} {...form.summary()} />
            <TextField {...form.text('from', today)} label={say(text.from)} type="date" min={today} />
            <TextField
              {...form.text('to')}
              label={say(text.to)}
              aside={say(text.toHint)}
              type="date"
              min={today}
            />
            <SelectField
              {...form.text('deputyPostId')}
              label={say(text.deputy)}
              empty={say(text.choose)}
              options={deputies.map((deputy) => ({ value: deputy.id, label: namePost(frame, deputy) }))}
            />
            <div class="form-gap">
              <Button kind="primary" full>
                {say(text.save)}
              </Button>
            </div>
          </Form>
        )}
        {several && (
          <p class="form-gap">
            <Link href={to('/absences?post=choose')}>{say(text.other)}</Link>
          </p>
        )}
      </Card>
    </Section>
  );
}
